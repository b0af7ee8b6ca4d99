"""Places: every name of a place found and put on the map, measured over the whole reading.

A path holds XML, or a folder of it, in the form of the Local-Global Lexicon (`<toponym>` with `phrase`
and a `gaztag`; TR-News and GeoWebNews are packed alike) or of GeoVirus (`<location>` with `name`, `lat`
and `lon`). Offsets that are off by a constant, as GeoVirus counts them, are put right by the names.

The measure: of all gold places with coordinates, how many are overlapped by a place that the program
read and put within 161 km (100 miles). What was not found is wrong.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.places_errors import missed_kind, wrong_kind
from evaluation.reading import read_texts
from evaluation.report import precision_of, recall_of, share
from evaluation.task import Outcome, Sample, Task

NEAR_KM = 161.0
EARTH_RADIUS_KM = 6371.0
_SHIFTS = (0, -1, 1, -2, 2)
_BINS_A_TENFOLD = 40
"""Distances are counted in steps of 6 %, so that a median can be had from sums over documents."""
_SPOTS = {"toponym": ("phrase", "name"), "location": ("name", "phrase")}


@dataclass(frozen=True, slots=True)
class Named:
    """A place named in a text: characters, half open; its point in degrees, None if there is none.

    use, precision: what the program says of it; None in gold.
    """

    start: int
    end: int
    name: str
    point: tuple[float, float] | None
    precision: str | None = None
    use: str | None = None


Answer = tuple[Named, ...]


def load(path: Path) -> list[Sample[Answer]]:
    """Read the corpus. Raises ValueError: there is no article with places at `path`."""
    files = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    samples = [s for file in files for s in _read_file(file)]
    if not samples:
        raise ValueError(f"{path} holds no XML with <article> and <toponym> or <location>.")
    return samples


def _read_file(file: Path) -> Iterator[Sample[Answer]]:
    try:
        articles = list(ET.parse(file).getroot().iter("article"))  # noqa: S314 - a corpus of one's own choosing
    except ET.ParseError as error:
        raise ValueError(f"{file} is no XML: {error}.") from error
    for at, article in enumerate(articles):
        text = article.findtext("text") or ""
        spots = [s for tag in _SPOTS for s in article.iter(tag)]
        if text.strip():
            name = article.get("docid") or article.get("file") or "article"
            yield Sample(f"{file.stem}/{at}/{name}", text, _aligned(text, [_gold(s) for s in spots]))


def _gold(spot: ET.Element) -> Named:
    """Read one annotation; its point may stand in it or in its `gaztag`."""
    name = next(filter(None, (spot.findtext(key) for key in _SPOTS[spot.tag])), "")
    lat, lon = (_number(spot, names) for names in (("lat", "latitude"), ("lon", "lng", "longitude")))
    point = None if lat is None or lon is None else (lat, lon)
    return Named(int(spot.findtext("start") or 0), int(spot.findtext("end") or 0), name, point)


def _number(spot: ET.Element, names: Sequence[str]) -> float | None:
    for name in names:
        text = next((e.text for e in spot.iter(name) if e.text and e.text.strip()), None)
        if text is not None:
            try:
                return float(text)
            except ValueError:
                return None
    return None


def _aligned(text: str, gold: list[Named]) -> Answer:
    """Move all offsets of a document by the constant at which most names stand in the text."""
    by = max(_SHIFTS, key=lambda n: (sum(text[g.start + n : g.end + n] == g.name for g in gold), -abs(n)))
    moved = (Named(g.start + by, g.end + by, g.name, g.point) for g in gold)
    return tuple(sorted((g for g in moved if 0 <= g.start < g.end <= len(text)), key=lambda g: g.start))


def answer(samples: Sequence[Sample[Answer]]) -> Iterator[Answer]:
    """Read each document as the program does; "the city" is no name and is left out."""
    for reading in read_texts((sample.text, sample.published) for sample in samples):
        yield tuple(
            Named(
                place["span"][0],
                place["span"][1],
                place["name"] or "",
                None if place["lat"] is None else (place["lat"], place["lon"]),
                place["precision"],
                place["use"],
            )
            for place in reading["places"]
            if place["use"] != "description"
        )


def compare(sample: Sample[Answer], given: Answer) -> Outcome:
    """Count the gold places found, and found near; say of what kind the others are."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for gold in sample.gold:
        over = [g for g in given if g.start < gold.end and gold.start < g.end]
        counts["mention.gold"] += 1
        counts["mention.hit"] += bool(over)
        if gold.point is None:
            continue
        counts["located"] += 1
        placed = [(distance_km(gold.point, g.point), g) for g in over if g.point is not None]
        if not placed:
            errors.append(missed_kind(sample.text, gold.start, gold.end, unplaced=bool(over)))
            continue
        km, nearest = min(placed, key=lambda pair: (pair[0], pair[1].start))
        counts["placed"] += 1
        counts[_bin(km)] += 1
        counts["near"] += km <= NEAR_KM
        if km > NEAR_KM:
            errors.append(wrong_kind(gold.name, nearest.name, nearest.precision))
    hit = sum(any(g.start < a.end and a.start < g.end for g in sample.gold) for a in given)
    counts["answer.answered"], counts["answer.hit"] = len(given), hit
    counts["mention.answered"] = len(given)
    return Outcome(dict(counts), tuple(errors))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in degrees."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    half_lat, half_lon = (lat2 - lat1) / 2, math.radians(other[1] - one[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def _bin(km: float) -> str:
    return f"km.{round(_BINS_A_TENFOLD * math.log10(1.0 + km)):03}"


def _median_km(counts: Mapping[str, float]) -> float:
    """Return the median distance of what was placed, in km, to within 3 %; 0 where nothing was."""
    bins = sorted((name, n) for name, n in counts.items() if name.startswith("km.") and n)
    half, passed = sum(n for _, n in bins) / 2, 0.0
    for name, n in bins:
        passed += n
        if passed >= half:
            return float(10 ** (int(name[3:]) / _BINS_A_TENFOLD) - 1.0)
    return 0.0


TASK: Task[Answer, Answer] = Task(
    name="places",
    load=load,
    answer=answer,
    perfect=lambda sample: sample.gold,
    empty=lambda _: (),
    compare=compare,
    measures={
        "within 161 km, unfound is wrong": lambda c: share(c["near"], c["located"]),
        "within 161 km, of those placed": lambda c: share(c["near"], c["placed"]),
        "mentions, recall": recall_of("mention"),
        "mentions, precision": precision_of("answer"),
        "median error, km, of those placed": _median_km,
    },
    held_out=2,
)
