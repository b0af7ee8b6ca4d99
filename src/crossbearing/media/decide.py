"""Two decisions on a stretch: whether both clips show the same pictures, and the same moment.

They are taken apart because the worst error is to take two recordings by one camera for one: its
standing scene agrees at any time. Only what moves tells moments apart; where hardly anything moves,
the answer is "not established", and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.media.evenness import Evenness
from crossbearing.media.movement import Movement
from crossbearing.model.footage import Moment

MIN_FEATURES, MIN_PLACES, MIN_CELLS = 10, 8, 6
SOME_PLACES, SOME_CELLS = 5, 4
AMPLE_FEATURES, AMPLE_PLACES, AMPLE_CELLS = 100, 30, 12
FULL_COVERAGE, SMALL_PENALTY = 0.35, 1.2
PAIRS_PER_CHANCE = 300
MIN_LIKENESS, MIN_TOGETHER = 0.45, 0.62
MIN_SCENE = 0.68
MIN_UNSUPPORTED = 0.6
MOST_OF_PICTURE = 0.6
MIN_LENGTH_S = 1.0
LIKE_SLACK, MOTION_SLACK = 0.05, 0.15
MIN_HASHES, MIN_HASH_LIKENESS = 1, 0.85
MIN_STILL_FEATURES, MIN_STILL_LIKENESS = 14, 0.6
STILL_ACTIVITY, FAIR_MOTION = 0.05, 0.4
MIN_PROMINENCE, MIN_LEAD, SMALL_SHARE, SMALL_PROMINENCE = 8.0, 1.7, 0.04, 10.0
STANDING_SHARE, STANDING_APART, SAME_BESIDES = 0.15, 75.0, 0.2
FAIR_LENGTH_S, BRIEF_EVEN, BRIEF_FINE, BRIEF_LEAD = 2.0, 0.65, 0.65, 4.0
MANY_INSTANTS, MORE_THAN_CUTS, BESIDES_CUT = 8.0, 2.5, 0.3
SOME_EVEN, FAIR_EVEN, FEW_AGREEING = 0.17, 0.3, 0.45
FINE, FAIR_FINE, FEW_FINE, SOME_FINE, SURE_PROMINENCE = 0.6, 0.5, 0.4, 0.1, 20.0
BARE_EVEN, BARE_AGREEING, BARE_INSTANTS = 0.25, 0.9, 4.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a stretch.

    features, places, cells: see `geometry.Fit`; 0 where whole pictures were compared by hash, or where a
    map was tried as one format is usually shown in another.
    hashes: key frames whose PDQ hashes are alike, whole picture against whole picture.
    likeness, motion: mean correlation of the pictures, and of what moves in them, along the stretch.
    plain: the query plays the reference at its own speed.
    activity: how much moves, 0 to 1. length_s: of the query's stretch. still: either is one picture.
    frames: compared frames that agree. coverage: share of the picture compared.
    movement: what agrees of what moves, counted. evenness: how far that is from chance, every pattern of
    motion weighing alike.
    """

    features: int
    places: int
    cells: int
    hashes: int
    likeness: float
    motion: float
    plain: bool
    activity: float
    length_s: float
    still: bool
    frames: int
    coverage: float
    movement: Movement
    evenness: Evenness


def same_pictures(evidence: Evidence) -> bool:
    """Decide whether both show the same pictures."""
    e = evidence
    if not e.still and e.length_s < MIN_LENGTH_S:
        return False
    if e.hashes >= MIN_HASHES and e.likeness >= MIN_HASH_LIKENESS:
        return True
    if not e.features:
        return e.likeness - _asked(e) > MIN_UNSUPPORTED and moment(e) is Moment.ESTABLISHED
    if not enough_geometry(e.features, e.places, e.cells):
        return False
    if e.still:
        return e.features >= MIN_STILL_FEATURES and e.likeness >= MIN_STILL_LIKENESS
    return may_be_like(e.likeness - _asked(e), e.features)


def may_be_like(likeness: float, features: int) -> bool:
    """Tell whether pictures are alike enough, for the features that propose that they are the same."""
    return likeness > MIN_LIKENESS and likeness + min(features, 60) / 200 > MIN_TOGETHER


def same_scene(evidence: Evidence) -> bool:
    """Decide whether pictures whose moment is not established are alike enough to be worth telling.

    Motion that agrees is evidence of its own; without it, the standing picture has to agree closely.
    """
    e = evidence
    if e.still or moment(e) is Moment.ESTABLISHED:
        return True
    moves_apart = e.activity >= STILL_ACTIVITY and e.motion < FAIR_MOTION
    if moves_apart and e.coverage < MOST_OF_PICTURE:
        return False  # a logo or a banner that both bear, over pictures that move differently
    return e.likeness - _asked(e) + min(e.features, 100) / 400 > MIN_SCENE


def agrees_as_well(one: Evidence, other: Evidence) -> bool:
    """Tell whether a stretch agrees about as well as another that it overlaps, in what stands and moves."""
    return one.likeness >= other.likeness - LIKE_SLACK and one.motion >= other.motion - MOTION_SLACK


def enough_geometry(features: int, places: int, cells: int, pairs: int = 0) -> bool:
    """Tell whether a map rests on enough of the picture to be worth laying one over the other.

    pairs: among how many it was sought: the more there are, the more agree on some map by chance.
    """
    by_chance = pairs / PAIRS_PER_CHANCE
    return features >= MIN_FEATURES + by_chance and places >= MIN_PLACES and cells >= MIN_CELLS


def some_geometry(features: int, places: int, cells: int) -> bool:
    """Tell whether a map is worth a look, although it proves nothing."""
    return features >= MIN_FEATURES and places >= SOME_PLACES and cells >= SOME_CELLS


def ample_geometry(features: int, places: int, cells: int) -> bool:
    """Tell whether a map rests on so much that its mirror image need not be thought of."""
    return features >= AMPLE_FEATURES and places >= AMPLE_PLACES and cells >= AMPLE_CELLS


def moment(evidence: Evidence) -> Moment:
    """Decide whether both show the same moment.

    What moves has to agree far better than chance would have it, differ hardly more than what stands, and be
    alike in its details, where it has any.
    """
    e = evidence
    if e.still or not _is_beyond_chance(e) or not _leads(e):
        return Moment.NOT_ESTABLISHED
    if _may_be_another_of_its_like(e) or not _tells(e):
        return Moment.NOT_ESTABLISHED
    return Moment.ESTABLISHED


def score(evidence: Evidence) -> float:
    """Return how strong the evidence for the same pictures is, 0 to 1."""
    e = evidence
    counted = e.features or e.movement.patterns
    support = 1.0 if e.hashes >= MIN_HASHES else counted / (counted + 8)
    return round(max(0.0, min(1.0, e.likeness)) * support, 4)


def reasons(evidence: Evidence, *, mirrored: bool, speed: float) -> tuple[str, ...]:
    """Say in sentences what the two decisions rest on."""
    e = evidence
    told = []
    if e.features:
        told.append(
            f"{e.features} local features at {e.places} places of the picture agree on one position,"
            " size and angle."
        )
    if e.hashes:
        told.append(f"{e.hashes} whole key frames have almost the same hash.")
    told.append(
        f"Laid over each other ({e.coverage:.0%} of the picture), {e.frames} compared"
        f" {'frame agrees' if e.frames == 1 else 'frames agree'}, correlating at {e.likeness:.2f}."
    )
    if mirrored:
        told.append("The query is mirrored.")
    if speed != 1.0:
        told.append(speed_reason(speed))
    told.append(_moment_reason(e))
    return tuple(told)


def speed_reason(speed: float) -> str:
    """Say how fast the query plays the reference. speed: reference seconds a second of the query."""
    return f"The query plays the reference at {speed:.3g} times its speed."


def _asked(e: Evidence) -> float:
    """Return how much more alike a small part of a picture has to be: it can agree by chance."""
    return SMALL_PENALTY * max(0.0, FULL_COVERAGE - e.coverage)


def _is_beyond_chance(e: Evidence) -> bool:
    """Tell whether the motion fits far better than it does at other times, and backwards, on the whole.

    A logo that turns in two recordings fits well, too, but takes little of the picture.
    """
    asked = MIN_PROMINENCE if e.movement.share >= SMALL_SHARE else SMALL_PROMINENCE
    return e.evenness.prominence >= asked


def _leads(e: Evidence) -> bool:
    """Tell whether the motion fits better than at the best other time."""
    return e.evenness.lead >= MIN_LEAD


def _may_be_another_of_its_like(e: Evidence) -> bool:
    """Tell whether what passes a standing camera may be others of its like, some at the same times.

    Where a copy differs by its noise, in what moves and what stands, two such recordings differ in what moves
    alone. But codecs leave standing parts as they were, so what agrees between great changes, too, may.
    """
    m = e.movement
    apart = m.share < STANDING_SHARE and m.apart > STANDING_APART
    return apart and e.evenness.besides < SAME_BESIDES


def _tells(e: Evidence) -> bool:
    """Tell whether what moves is more than two recordings, or two films of one design, could share.

    Who takes the same way at another time takes it once, and differs in detail; so do lines of two title
    cards that come in at the same times. A cut from one camera of a studio to another is one instant, and
    has to be borne out by what moves besides. The more instants there are at which something changes, the
    less of it has to agree, and the more agrees, the less its details must: in a filmed copy noise and blur
    hide much of both. Where too little moves to have details, such as a clock, it is not enough.
    """
    m, even = e.movement, e.evenness
    if e.length_s < FAIR_LENGTH_S:
        fine = m.fine is not None and m.fine >= BRIEF_FINE
        return fine and even.agreement >= BRIEF_EVEN and even.lead >= BRIEF_LEAD
    if m.fine is None:
        much = m.instants >= BARE_INSTANTS and m.share >= SMALL_SHARE
        return much and m.agreeing >= BARE_AGREEING and even.agreement >= BARE_EVEN
    surely = even.prominence >= SURE_PROMINENCE
    if m.instants < MANY_INSTANTS:
        borne_out = m.instants >= MORE_THAN_CUTS or even.besides >= BESIDES_CUT
        alike = m.agreeing >= FEW_AGREEING and m.fine >= (FEW_FINE if surely else FINE)
        return borne_out and alike and even.agreement >= FAIR_EVEN
    if even.agreement >= FAIR_EVEN:
        return m.fine >= (SOME_FINE if surely else FAIR_FINE)
    return even.agreement >= SOME_EVEN and m.fine >= FINE


def _moment_reason(e: Evidence) -> str:
    if e.still:
        return "A single picture cannot establish the moment: nothing moves in it."
    if moment(e) is Moment.ESTABLISHED:
        agreed = max(e.motion, e.movement.overall)
        return (
            f"What moves in them agrees as well (correlation {agreed:.2f}), far better than at any other"
            " time: both show the same moment."
        )
    in_part = f"What moves in them agrees (correlation {e.movement.overall:.2f}), but"
    if e.activity < STILL_ACTIVITY and not (_is_beyond_chance(e) and _leads(e)):
        return "Hardly anything moves, so the pictures alone cannot establish the moment."
    if not _is_beyond_chance(e):
        return (
            "The scene is the same, but what moves in it agrees hardly better than chance would have it"
            f" (correlation {e.movement.overall:.2f}): it may be another moment before the same camera."
        )
    if not _leads(e):
        return f"{in_part} about as well at other times: the moment is not established."
    if _may_be_another_of_its_like(e):
        return (
            f"{in_part} little of the picture moves, and it differs far more than what stands: it may be"
            " another moment before the same camera."
        )
    if e.length_s < FAIR_LENGTH_S:
        return f"{in_part} not closely enough for less than {FAIR_LENGTH_S:.0f} seconds."
    return (
        f"{in_part} in so few changes, or so little in its details, that another moment, or one design over"
        " other content, could look the same."
    )
