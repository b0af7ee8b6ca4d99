from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from crossbearing.archive.custody import GENESIS, chain, is_intact, line_of, parse_line, read_entries
from crossbearing.errors import CustodyBroken
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import Component, CustodyStep

WHEN = datetime(2024, 5, 1, 12, tzinfo=UTC)
STEPS = [
    CustodyStep(
        "acquired", Digest("ab" * 32), Component("archive", "1"), (("path", "ح\udcff\0"), ("a", "1"))
    ),
    CustodyStep("weighed", None, Component("store", "1")),
]


def test_entries_hold_the_hash_of_the_one_before() -> None:
    first, second = chain(STEPS, number=0, previous=GENESIS, when=WHEN)
    assert (first.number, first.previous) == (0, GENESIS)
    assert (second.number, second.previous) == (1, first.hash)
    assert first.facts == (("a", "1"), ("path", "ح\udcff\0"))
    assert is_intact(first)
    assert is_intact(second)


def test_lines_are_canonical_and_read_back() -> None:
    for entry in chain(STEPS, number=3, previous="f" * 64, when=WHEN):
        line = line_of(entry)
        assert line.isascii()
        assert line.count(b"\n") == 1
        assert parse_line(line) == entry
        assert list(json.loads(line)) == sorted(json.loads(line))


def test_times_are_kept_in_utc() -> None:
    east = WHEN.astimezone(timezone(timedelta(hours=3)))
    assert chain(STEPS, number=0, previous=GENESIS, when=east) == chain(
        STEPS, number=0, previous=GENESIS, when=WHEN
    )


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"[" * 100_000 + b"\n",
        b"9" * 10_000 + b"\n",
        b'{"number":1e999}\n',
        b"\xff\xfe\n",
        (
            b'{"action":1,"component":{"name":"a","version":"1"},"facts":[],"hash":"","item":null,'
            b'"number":0,"previous":"","when":"2024-05-01T12:00:00.000000+00:00"}\n'
        ),
    ],
)
def test_what_is_no_entry_is_refused(line: bytes) -> None:
    with pytest.raises(CustodyBroken):
        parse_line(line)


def test_any_changed_field_breaks_the_hash() -> None:
    (entry,) = chain(STEPS[:1], number=0, previous=GENESIS, when=WHEN)
    fields = json.loads(line_of(entry))
    changes = {
        "number": 1,
        "previous": "1" * 64,
        "action": "read",
        "item": "cd" * 32,
        "when": "2024-05-01T12:00:00.000001+00:00",
        "component": {"name": "archive", "version": "2"},
        "facts": [["a", "1"]],
    }
    assert changes.keys() == fields.keys() - {"hash"}
    for name, value in changes.items():
        changed = json.dumps(fields | {name: value}, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        assert not is_intact(parse_line(changed)), name


def test_reading_stops_where_the_log_is_broken(tmp_path: Path) -> None:
    lines = [line_of(entry) for entry in chain(STEPS * 2, number=0, previous=GENESIS, when=WHEN)]
    log = tmp_path / "custody.jsonl"
    log.write_bytes(lines[0] + lines[2] + lines[3])
    entries = read_entries(log)
    assert next(entries).number == 0
    with pytest.raises(CustodyBroken, match="entry 1"):
        next(entries)


def test_an_absent_log_has_no_entries(tmp_path: Path) -> None:
    assert list(read_entries(tmp_path / "custody.jsonl")) == []
