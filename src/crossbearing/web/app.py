"""The workbench as an application: routes behind a guard, errors in one shape."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from crossbearing.errors import (
    CaseLocked,
    CaseMissing,
    ConfigError,
    CrossbearingError,
    EvidenceError,
)
from crossbearing.web import routes
from crossbearing.web.guard import Guard
from crossbearing.web.wire import error_body


def make_app(case_dir: Path, *, token: str, hosts: tuple[str, ...]) -> Starlette:
    """Return the application for one case.

    token: what a browser must show to be let in. hosts: values of the Host header that are answered,
    so that a page elsewhere cannot reach the workbench under a name of its own.
    """
    application = Starlette(
        routes=[
            Route("/", routes.front, name="front"),
            Route("/allegations/{allegation_id}", routes.allegation, name="allegation"),
            Route("/dossier", routes.dossier, name="dossier"),
            Route("/decisions", routes.decisions, name="decisions"),
            Route("/decide", routes.decide, methods=["POST"], name="decide"),
            Route("/api/allegations", routes.api_allegations),
            Route("/api/claims", routes.api_claims),
            Route("/api/failures", routes.api_failures),
            Mount("/static", StaticFiles(directory=str(files("crossbearing.web") / "static"))),
        ],
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
        exception_handlers={CrossbearingError: _answer_error},
    )
    application.state.case_dir = case_dir
    application.state.token = token
    return application


def _answer_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, CrossbearingError)
    status = 500
    for kind, code in ((CaseLocked, 409), (CaseMissing, 404), (ConfigError, 400), (EvidenceError, 422)):
        if isinstance(error, kind):
            status = code
            break
    if request.url.path.startswith("/api/"):
        return JSONResponse(error_body(error), status_code=status)
    return routes.error_page(request, error, status)
