"""Who says what about whom: speakers on the left, the ties they speak of on the right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.svg import drawing, element, linked, number, shortened, titled
from crossbearing.dossier.wording import counted
from crossbearing.model.claim import Polarity

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 1000.0, 330.0, 590.0, 44.0, 40.0
_SPEAKER_CHARS = 44
_TIE_CHARS = 54
_BEND = 110.0
_SPREAD = 5.0


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """One claim for the drawing. tie: who → whom. deed: what. target: id of the allegation's card."""

    speaker: str
    tie: str
    deed: str
    polarity: Polarity
    target: str
    rank: int


@dataclass(frozen=True, slots=True)
class Line:
    """All claims of one speaker about one tie, of one polarity."""

    speaker: str
    tie: str
    polarity: Polarity
    claims: int
    deeds: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Network:
    """lines: every one, strongest first. left_out: how many the drawing leaves to the table."""

    lines: tuple[Line, ...]
    picture: Markup
    left_out: int


def network(sayings: Iterable[Saying], *, max_drawn: int) -> Network | None:
    """Draw who alleges and who denies which ties; None where nobody says anything."""
    lines = _lines(sayings)
    if not lines:
        return None
    drawn = lines[:max_drawn]
    return Network(lines, _draw(drawn), len(lines) - len(drawn))


def _lines(sayings: Iterable[Saying]) -> tuple[Line, ...]:
    groups: defaultdict[tuple[str, str, Polarity], list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[saying.speaker, saying.tie, saying.polarity].append(saying)
    lines = (
        Line(
            speaker,
            tie,
            polarity,
            claims=len(group),
            deeds=tuple(sorted({saying.deed for saying in group})),
            target=min(group, key=lambda saying: saying.rank).target,
        )
        for (speaker, tie, polarity), group in groups.items()
    )
    return tuple(sorted(lines, key=lambda line: (-line.claims, line.speaker, line.tie, line.polarity)))


def _draw(lines: Sequence[Line]) -> Markup:
    weight = Counter[str]()
    for line in lines:
        weight[line.tie] += line.claims
    ties = sorted(weight, key=lambda tie: (-weight[tie], tie))
    tie_place = {tie: place for place, tie in enumerate(ties)}
    speakers = _by_neighbours(lines, tie_place)
    rows = max(len(ties), len(speakers))
    tie_y = _spread_out(ties, rows)
    speaker_y = _spread_out(speakers, rows)
    parts = [
        element("text", "Who says", x=_LEFT, y=20.0, class_="head", text_anchor="end"),
        element("text", "about whom", x=_RIGHT, y=20.0, class_="head"),
    ]
    parts += [_curve(line, speaker_y[line.speaker], tie_y[line.tie]) for line in lines]
    parts += [_speaker(name, speaker_y[name]) for name in speakers]
    parts += [_tie(name, [line for line in lines if line.tie == name], tie_y[name]) for name in ties]
    return drawing(
        _WIDTH,
        _TOP + rows * _ROW,
        "Who says what about whom; the table below says the same",
        *parts,
        name="network",
    )


def _by_neighbours(lines: Sequence[Line], tie_place: dict[str, int]) -> list[str]:
    """Order speakers by the mean place of what they speak of, which keeps crossings few."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for line in lines:
        places[line.speaker].append(tie_place[line.tie])
    return sorted(places, key=lambda name: (sum(places[name]) / len(places[name]), name))


def _spread_out(names: Sequence[str], rows: int) -> dict[str, float]:
    step = rows * _ROW / max(len(names), 1)
    return {name: _TOP + step * (place + 0.5) for place, name in enumerate(names)}


def _curve(line: Line, start_y: float, end_y: float) -> Markup:
    denied = line.polarity is Polarity.DENIED
    # An allegation and a denial between the same two ends must not lie on each other.
    shift = _SPREAD if denied else -_SPREAD
    left, right = _LEFT + 12, _RIGHT - 14
    start, end = number(start_y + shift), number(end_y + shift)
    path = f"M{left} {start}C{left + _BEND} {start} {right - _BEND} {end} {right} {end}"
    verb = "denies" if denied else "alleges"
    title = f"{line.speaker} {verb}: {line.tie} – {', '.join(line.deeds)} ({counted(line.claims, 'claim')})"
    parts = [element("path", d=path, class_="edge", stroke_width=1.5 + min(line.claims, 6) * 0.4)]
    if denied:
        x, y = right - 5, end_y + shift
        parts.append(element("path", d=f"M{number(x - 4)} {number(y - 4)}l8 8m0 -8l-8 8", class_="cross"))
    else:
        tip = f"M{number(right - 7)} {number(end_y + shift - 4.5)}l8 4.5l-8 4.5z"
        parts.append(element("path", d=tip, class_="tip-head"))
    return titled(title, *parts, class_="denies" if denied else "alleges")


def _speaker(name: str, y: float) -> Markup:
    dot = element("circle", cx=_LEFT + 6, cy=y, r=4.5, class_="node")
    text = element(
        "text", shortened(name, _SPEAKER_CHARS), x=_LEFT - 8, y=y + 4, class_="label", text_anchor="end"
    )
    return titled(name, dot, text)


def _tie(name: str, lines: Sequence[Line], y: float) -> Markup:
    deeds = ", ".join(sorted({deed for line in lines for deed in line.deeds}))
    return titled(
        f"{name}: {deeds}",
        linked(
            lines[0].target,
            element("text", shortened(name, _TIE_CHARS), x=_RIGHT, y=y - 1, class_="label"),
            element(
                "text", shortened(f"alleged: {deeds}", _TIE_CHARS + 8), x=_RIGHT, y=y + 13, class_="small"
            ),
        ),
    )
