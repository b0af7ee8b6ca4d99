"""`crossbearing watch`: what clips and images are, say of themselves, and show in words."""

from __future__ import annotations

from pathlib import Path

import click

from crossbearing.cli.exits import Exit
from crossbearing.cli.options import FILE, media_settings, with_json, with_quick, with_trust
from crossbearing.errors import CrossbearingError
from crossbearing.model.evidence import Document
from crossbearing.model.footage import Footage
from crossbearing.settings import Settings

EXAMPLES = """\b
Examples:
  crossbearing watch clip.mp4
  crossbearing watch clips/*.mp4 photo.heic --json
"""
MAX_SHOTS = 12


@click.command("watch", epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@with_quick
@with_trust
@with_json
def watch_command(files: tuple[Path, ...], *, quick: bool, trust_list: Path | None, as_json: bool) -> Exit:
    """Say what a clip or image is: its stream, shots, metadata, history, and the words on its screen.

    What the file says of its making is its own word, and never checked. Signs of a copy or a new
    encoding are observations, no proof.
    """
    from crossbearing.cli.screen import complain, print_json
    from crossbearing.dossier import wire
    from crossbearing.pipeline.single import watch_file

    settings = Settings(media=media_settings(quick=quick, trust_list=trust_list))
    failed = False
    for path in files:
        try:
            seen = watch_file(path, settings=settings)
        except CrossbearingError as error:
            failed = True
            complain(f"not done: {path}: {error} [{type(error).__name__}]")
            complain(f"          {error.next_step}")
            continue
        if as_json:
            print_json([wire.footage(seen.footage, path=str(path), screen=seen.document)])
        else:
            _show(path, seen.footage, seen.document)
    return Exit.IN_PART if failed else Exit.DONE


def _show(path: Path, footage: Footage, screen: Document | None) -> None:
    from crossbearing.cli.screen import print_table, say
    from crossbearing.dossier.captions import caption_lines
    from crossbearing.dossier.histories import making_view
    from crossbearing.dossier.screening import stream_facts
    from crossbearing.dossier.wording import MANIFEST, seconds

    making = making_view(footage.making)
    shots = [seconds(float(shot.time.start_s)) for shot in footage.shots]
    more = f", … ({len(shots)})" if len(shots) > MAX_SHOTS else ""
    rows = [*stream_facts(footage), ("Shots start at", ", ".join(shots[:MAX_SHOTS]) + more)]
    rows += [*making.facts, ("History in the file (C2PA)", MANIFEST[footage.manifest.status])]
    rows += [("Why", reason) for reason in footage.manifest.reasons]
    rows += [("Sign", sign) for sign in making.signs]
    rows += [("Note", note) for note in footage.notes]
    say(f"{path}: {footage.item[:12]}")
    print_table(("what", "value"), rows)
    lines = [(line.time, line.where, line.words) for line in caption_lines(screen)] if screen else []
    if lines:
        say("")
        print_table(("on screen", "where", "words"), lines)
    say("")
