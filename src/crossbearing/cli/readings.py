"""A reading in words, for people."""

from __future__ import annotations

from typing import Any

from crossbearing.cli.screen import print_table, say

QUOTE_CHARS = 80


def show_reading(read: dict[str, Any]) -> None:
    """Print what a document was read as; `read` is in the shape of `crossbearing/reading/1`."""
    text = read["text"]
    say(f"{read.get('path') or read['digest'][:12]}: published {read['published'] or 'unknown'}")
    for note in read["notes"]:
        say(f"  note: {note}")
    rows = [_attribution(a, text) for a in read["attributions"]]
    if rows:
        say("")
        print_table(("source", "cue", "sourcing", "said", "content"), rows)
    rows = [_claim(c, read) for c in read["claims"]]
    if rows:
        say("")
        print_table(
            ("event", "who → whom", "place", "date", "said by", "polarity", "certainty", "basis"), rows
        )
    say("")


def _quote(spans: list[list[int]], text: str) -> str:
    whole = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
    return whole if len(whole) <= QUOTE_CHARS else whole[: QUOTE_CHARS - 1] + "…"


def _attribution(made: dict[str, Any], text: str) -> tuple[str, ...]:
    return (
        _quote(made["source"], text) or "–",
        _quote(made["cue"], text) or "–",
        made["sourcing"],
        made["said_value"] or "–",
        _quote(made["content"], text),
    )


def _claim(claim: dict[str, Any], read: dict[str, Any]) -> tuple[str, ...]:
    event = read["events"][claim["event"]]
    place = read["places"][event["place"]] if event["place"] is not None else None
    when = read["dates"][event["date"]] if event["date"] is not None else None
    kinds = f" ({', '.join(event['support'])})" if event["support"] else ""
    speaker = read["attributions"][claim["chain"][-1]] if claim["chain"] else None
    return (
        " ".join(filter(None, (event["type"], event["mode"]))) + kinds,
        f"{_who(event['agent'], read)} → {_who(event['recipient'], read)}",
        (place["name"] or "–") if place else "–",
        (when["edtf"] or when["value"] or "–") if when else "–",
        _quote(speaker["source"], read["text"]) or "not named" if speaker else "the author",
        claim["polarity"],
        claim["certainty"],
        claim["basis"],
    )


def _who(position: int | None, read: dict[str, Any]) -> str:
    if position is None:
        return "–"
    mention = read["mentions"][position]
    resolved = mention["resolved"]
    name = (resolved or {}).get("name") or mention["text"]
    tied = (resolved or {}).get("affiliation")
    return f"{name} [{tied['name']}]" if tied else str(name)
