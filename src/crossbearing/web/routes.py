"""What each address of the workbench shows or does.

Reading is from a case opened for the one request. Deciding opens it for writing, so a run that is
writing meanwhile answers with CaseLocked instead of waiting.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from crossbearing.case import Case
from crossbearing.dossier import page, wire
from crossbearing.dossier.cards import allegation_card
from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.lookup import look_up, ranked
from crossbearing.dossier.visible import visible
from crossbearing.errors import ConfigError, CrossbearingError
from crossbearing.model.decision import DecisionKind, in_force
from crossbearing.web.wire import json_lines

MAX_FORM_BYTES = 64 * 1024
MAX_CLAIMS = 200
JSONL = "application/jsonl; charset=utf-8"


@contextmanager
def _case(request: Request, *, write: bool = False) -> Iterator[Case]:
    with Case.open(request.app.state.case_dir, write=write) as case:
        yield case


def _contents(request: Request) -> CaseContents:
    with _case(request) as case:
        return case.contents()


def front(request: Request) -> Response:
    """Show the allegations of the case."""
    contents = _contents(request)
    return _page("front.html.j2", contents=contents, allegations=ranked(contents.allegations))


def allegation(request: Request) -> Response:
    """Show one allegation: its claims, its grade's derivation, and what may be decided on it."""
    contents = _contents(request)
    wanted = request.path_params["allegation_id"]
    found = next((a for a in contents.allegations if a.id == wanted), None)
    if found is None:
        raise ConfigError("The case has no such allegation.", what=wanted, next_step="Go back to the list.")
    card = allegation_card(
        look_up(contents), found, 1, shown_documents={}, passages=frozenset(), max_claims=MAX_CLAIMS
    )
    refs = [wire.claim_id(ref) for ref in (*found.claims, *found.denials)]
    others = [a for a in ranked(contents.allegations) if a.id != wanted]
    return _page("allegation.html.j2", card=card, allegation=found, claim_ids=refs, others=others)


def dossier(request: Request) -> Response:
    """Show the dossier as it would be written now."""
    with _case(request) as case:
        text = page.render(case.contents(), frame=case.frame)
    confined = "frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
    return HTMLResponse(text, headers={"content-security-policy": confined})


def decisions(request: Request) -> Response:
    """Show every decision, with a way to take back those in force."""
    with _case(request) as case:
        made = case.decisions()
    return _page("decisions.html.j2", decisions=made, standing={d.id for d in in_force(made)})


async def decide(request: Request) -> Response:
    """Record a decision and go back to where it was made."""
    form = await _form(request)
    who, why = form.get("who", [""])[0], form.get("why", [""])[0]
    subjects = tuple(s.strip() for s in form.get("subject", []) if s.strip())
    try:
        kind = DecisionKind(form.get("kind", [""])[0])
    except ValueError as error:
        raise ConfigError("There is no such kind of decision.") from error

    def record() -> None:
        with _case(request, write=True) as case:
            case.decide(kind, subjects, who=who, why=why)

    await run_in_threadpool(record)
    return RedirectResponse("/decisions", status_code=303)


async def _form(request: Request) -> dict[str, list[str]]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM_BYTES:
            raise ConfigError("The form is too long.", expected=f"{MAX_FORM_BYTES} bytes at most")
    try:
        return parse_qs(body.decode("utf-8"), max_num_fields=200)
    except ValueError as error:
        raise ConfigError("The form cannot be read.") from error


def api_allegations(request: Request) -> Response:
    """Answer with the allegations as JSON Lines."""
    with _case(request) as case:
        return PlainTextResponse(json_lines(map(wire.allegation, case.allegations())), media_type=JSONL)


def api_claims(request: Request) -> Response:
    """Answer with the claims as JSON Lines."""
    contents = _contents(request)
    claims = (
        wire.claim(document, contents.readings[document.item], position)
        for document in contents.documents
        if document.item in contents.readings
        for position in range(len(contents.readings[document.item].claims))
    )
    return PlainTextResponse(json_lines(claims), media_type=JSONL)


def api_failures(request: Request) -> Response:
    """Answer with what could not be read as JSON Lines."""
    with _case(request) as case:
        return PlainTextResponse(json_lines(map(wire.failure, case.failures())), media_type=JSONL)


def error_page(request: Request, error: CrossbearingError, status: int) -> Response:  # noqa: ARG001
    """Show an error, and what to do next."""
    answer = _page("error.html.j2", error=error)
    answer.status_code = status
    return answer


def _page(name: str, **values: object) -> HTMLResponse:
    return HTMLResponse(_templates().get_template(name).render(**values))


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("crossbearing.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.filters["visible"] = visible
    return templates
