"""`crossbearing serve`: the workbench, on this machine only."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import with_case, with_json

HOST = "127.0.0.1"


@click.command(
    "serve",
    epilog="\b\nExamples:\n  crossbearing serve --case my-case\n"
    "  crossbearing serve --case my-case --port 8001",
)
@with_case
@click.option("--port", type=click.IntRange(1024, 65535), default=8765, show_default=True)
@with_json
def serve_command(case_dir: Path, port: int, as_json: bool) -> Exit:
    """Open the workbench: look at allegations and claims, decide, take back. Stop it with Ctrl-C.

    It listens on this machine's own address alone; the address printed holds a key for one browser.
    """
    import uvicorn

    from crossbearing.case import Case
    from crossbearing.cli.screen import print_json, say
    from crossbearing.web import make_app

    with Case.open(case_dir):
        token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/?token={token}"
    if as_json:
        print_json([{"schema": "crossbearing/address/1", "address": address}])
    else:
        say(f"workbench: {address}")
    application = make_app(case_dir, token=token, hosts=(f"{HOST}:{port}", f"localhost:{port}"))
    uvicorn.run(application, host=HOST, port=port, log_level="warning", access_log=False)
    return Exit.DONE
