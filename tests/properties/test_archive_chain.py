from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.archive.custody import GENESIS, chain, is_intact, line_of, parse_line, read_entries
from crossbearing.archive.verify import check_log
from crossbearing.errors import CustodyBroken
from crossbearing.model.provenance import Component, CustodyEntry, CustodyStep

words = st.text(st.characters(), max_size=12)
steps = st.builds(
    CustodyStep,
    action=words,
    item=st.none() | words,
    component=st.builds(Component, words, words),
    facts=st.lists(st.tuples(words, words), max_size=4).map(tuple),
)
moments = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9998, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants it so
chains = st.builds(
    lambda made, when: chain(made, number=0, previous=GENESIS, when=when),
    st.lists(steps, min_size=1, max_size=6),
    moments,
)


@given(chains)
def test_every_entry_reads_back_from_its_line(entries: tuple[CustodyEntry, ...]) -> None:
    previous = GENESIS
    for number, entry in enumerate(entries):
        assert parse_line(line_of(entry)) == entry
        assert is_intact(entry)
        assert (entry.number, entry.previous) == (number, previous)
        previous = entry.hash


@given(st.binary(max_size=200))
def test_random_bytes_are_no_entry_and_no_crash(line: bytes) -> None:
    try:
        entry = parse_line(line)
    except CustodyBroken:
        return
    assert line_of(entry) == line


@settings(max_examples=80, deadline=None)
@given(data=st.data(), entries=chains)
def test_any_change_to_any_byte_is_found(
    tmp_path_factory: object, data: st.DataObject, entries: tuple[CustodyEntry, ...]
) -> None:
    log = _log(tmp_path_factory)
    content = bytearray(b"".join(line_of(entry) for entry in entries))
    log.write_bytes(content)
    assert check_log(log) == ([], list(entries))
    assert list(read_entries(log)) == list(entries)
    at = data.draw(st.integers(0, len(content) - 1))
    kind = data.draw(st.sampled_from(["flip", "delete", "insert", "repeat"]))
    if kind == "flip":
        content[at] ^= data.draw(st.integers(1, 255))
    elif kind == "delete":
        end = data.draw(st.integers(at + 1, len(content)))
        if at == 0 or content[at - 1 : at] == b"\n":
            end = min(end, len(content) - 1)  # cutting whole entries off the end takes a seal to see
        if end <= at:
            return
        del content[at:end]
    else:
        added = (
            bytes(content[at : at + 5]) if kind == "repeat" else data.draw(st.binary(min_size=1, max_size=5))
        )
        content[at:at] = added
    log.write_bytes(content)
    assert check_log(log)[0]


def _log(factory: object) -> Path:
    base = Path(factory.getbasetemp())  # type: ignore[attr-defined]
    return Path(base / "chain.jsonl")
