"""Two decisions on a stretch: whether both clips show the same pictures, and the same moment.

They are taken apart because the worst error is to take two recordings by one camera for one: its
standing scene agrees at any time. Only what moves tells moments apart; where hardly anything moves,
the answer is "not established", and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.media.align import Rivals
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
FAIR_LENGTH_S = 2.0
SHORT_MOVING, MIN_MOVING, CLEAR_MOVING = 0.85, 0.5, 0.6
STRONG_MOTION, FAIR_MOTION = 0.5, 0.4
MIN_PROMINENCE, MIN_LEAD = 4.0, 0.12
STILL_ACTIVITY = 0.05
FEW_PATTERNS, FEW_INSTANTS = 6.0, 8.0
FINE_IF_FEW, FINE_IF_MANY = 0.45, 0.2
FEW_PROMINENCE, SAME_AGAIN_PROMINENCE = 6.5, 8.0
SAME_AGAIN_PER_S = 1.4
MIN_MOVING_CELLS, MIN_INSTANTS = 5.0, 4.0
BRIEF_OVERALL, RICH_OVERALL, BRIEF_PROMINENCE, BRIEF_LEAD = 0.68, 0.6, 8.0, 1.75
MOVING_LEAD, SHORT_RICH_MOVING = 0.25, 0.75
STANDING_SHARE, STANDING_OVERALL, STANDING_AGREEING, STANDING_APART = 0.15, 0.85, 0.95, 75.0
RICH_PATTERNS, FINE_IF_RICH = 5.0, 0.3
BRIEF_PATTERNS, BRIEF_CELLS = 1.75, 12.0
EVERYWHERE_CELLS, EVERYWHERE_AGREEING, EVERYWHERE_OVERALL, EVERYWHERE_FINE = 12, 0.8, 0.7, 0.6
EVERYWHERE_PROMINENCE, WHOLE_SHARE, SMALL_SHARE = 3.0, 0.3, 0.04
MORE_THAN_CUTS = 2.5
FINE_THROUGHOUT, DETAILED_INSTANTS = 0.75, 3.0
BROAD_SHARE, BROAD_INSTANTS, BROAD_OVERALL, BROAD_FINE, BROAD_PROMINENCE = 0.07, 10.0, 0.35, 0.6, 4.0
STRONG_OVERALL, STRONG_FINE = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a stretch.

    features, places, cells: see `geometry.Fit`; 0 where whole pictures were compared by hash, or where a
    map was tried as one format is usually shown in another.
    hashes: key frames whose PDQ hashes are alike, whole picture against whole picture.
    likeness, motion: mean correlation of the pictures, and of what moves in them, along the stretch.
    moving: the correlation of motion again, each frame weighing as much as moves in it.
    plain: the query plays the reference at its own speed.
    elsewhere: how well motion agrees at other offsets, or None where there are too few.
    activity: how much moves, 0 to 1. length_s: of the query's stretch. still: either is one picture.
    frames: compared frames that agree. coverage: share of the picture compared.
    movement: what agrees of what moves, counted. steadied: motion, moving, elsewhere, activity and movement
    are measured once the camera's sway is taken out of both.
    """

    features: int
    places: int
    cells: int
    hashes: int
    likeness: float
    motion: float
    moving: float
    plain: bool
    elsewhere: Rivals | None
    activity: float
    length_s: float
    still: bool
    frames: int
    coverage: float
    movement: Movement
    steadied: bool = False


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
    """Decide whether both show the same moment."""
    e = evidence
    if e.still:
        return Moment.NOT_ESTABLISHED
    if _agrees_broadly(e):
        return Moment.ESTABLISHED
    if _is_like_traffic(e):
        return Moment.NOT_ESTABLISHED
    throughout = e.activity >= STILL_ACTIVITY and _agrees(e) and _stands_out(e) and _tells(e)
    sure = throughout or _tells_briefly(e) or _agrees_everywhere(e)
    return Moment.ESTABLISHED if sure else Moment.NOT_ESTABLISHED


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


def _is_like_traffic(e: Evidence) -> bool:
    """Tell whether what passes a standing camera may be others of its like, some at the same times.

    One car is another that drives faster, if any speed will do, be it ever so alike. And where a copy
    differs by its noise, in what moves and what stands, two such recordings differ in what moves alone.
    """
    m = e.movement
    if m.share >= STANDING_SHARE:
        return False
    if not e.plain and _differs_beyond_noise(m):
        return True
    return not _alike_throughout(m) and (not e.plain or _differs_beyond_noise(m))


def _differs_beyond_noise(movement: Movement) -> bool:
    """Tell whether the little that moves differs far more than what stands, which in a copy it does not."""
    return movement.share < STANDING_SHARE and movement.apart > STANDING_APART


def _alike_throughout(movement: Movement) -> bool:
    """Tell whether what moves agrees so well that it does not matter that its speed was chosen."""
    m = movement
    at_times = (
        m.instants >= FEW_INSTANTS and m.overall >= EVERYWHERE_OVERALL and m.agreeing >= EVERYWHERE_AGREEING
    )
    return at_times or m.overall >= STANDING_OVERALL or m.agreeing >= STANDING_AGREEING


def _agrees(e: Evidence) -> bool:
    """Tell whether what moves agrees as it does in a copy.

    Before one camera, people and cars take the same ways at other times, and agree in part: most so in a
    short stretch, or where a speed may be chosen freely. In a copy the frames in which most moves agree best.
    """
    if e.length_s < FAIR_LENGTH_S:
        return e.moving >= (SHORT_RICH_MOVING if _is_rich(e) else SHORT_MOVING)
    clearly = e.moving >= CLEAR_MOVING and e.motion >= FAIR_MOTION
    return clearly or (e.plain and e.moving >= MIN_MOVING and e.motion >= STRONG_MOTION)


def _is_rich(e: Evidence) -> bool:
    """Tell whether so much moves in so many ways that chance would not bring it together, however short."""
    stands_out = e.elsewhere is not None and e.elsewhere.prominence >= BRIEF_PROMINENCE
    return stands_out and _is_varied(e.movement)


def _is_varied(movement: Movement) -> bool:
    return movement.patterns >= RICH_PATTERNS and movement.instants >= FEW_INSTANTS


def _tells(e: Evidence) -> bool:
    """Tell whether what moves is more than one design, animated alike, could show twice.

    Lines of two title cards that come in at the same times agree in few instants and not crosswise; a
    logo that turns on two recordings is few patterns over again, and fits at other times almost as well.
    """
    m = e.movement
    few = m.patterns < FEW_PATTERNS or m.instants < FEW_INSTANTS
    if m.fine is not None and m.fine < (FINE_IF_FEW if few else FINE_IF_MANY):
        return False
    if not few:
        return True
    if not _at_several_instants(m) or m.places < MIN_MOVING_CELLS:
        return False
    if e.elsewhere is None:
        return m.fine is not None
    again = m.per_s < SAME_AGAIN_PER_S
    return e.elsewhere.prominence >= (SAME_AGAIN_PROMINENCE if again else FEW_PROMINENCE)


def _at_several_instants(movement: Movement) -> bool:
    """Tell whether something changes at several instants: at fewer where it is alike in all its details."""
    detailed = movement.fine is not None and movement.fine >= FINE_THROUGHOUT
    return movement.instants >= (DETAILED_INSTANTS if detailed else MIN_INSTANTS)


def _tells_briefly(e: Evidence) -> bool:
    """Tell whether what moves in some part of a stretch that mostly stands still is enough on its own.

    The more patterns of motion there are, the less each has to agree: one who takes the same way at
    another time is few of them.
    """
    m = e.movement
    if e.length_s < FAIR_LENGTH_S or e.elsewhere is None or m.fine is None:
        return False
    rich = _is_varied(m)
    return (
        _leads(e, e.elsewhere)
        and m.overall >= (RICH_OVERALL if rich else BRIEF_OVERALL)
        and m.fine >= (FINE_IF_RICH if rich else FINE_IF_FEW)
        and m.patterns >= BRIEF_PATTERNS
        and _at_several_instants(m)
        and m.places >= BRIEF_CELLS
        and e.elsewhere.prominence >= BRIEF_PROMINENCE
    )


def _agrees_everywhere(e: Evidence) -> bool:
    """Tell whether whatever moves in either clip moves alike in the other, and in its details.

    A copy does, be it short or plain, one cut or one speaker. Before one camera, others pass, or take other
    ways; where one logo turns in two recordings, what else moves differs, and words of one design
    differ in detail. What takes little of the picture, over and over, still says little; so does one cut
    from one camera of a studio to another, unless the frames before and after it agree as well.
    """
    m = e.movement
    if e.length_s < FAIR_LENGTH_S or e.elsewhere is None or m.cells < EVERYWHERE_CELLS:
        return False
    if m.fine is None:
        detailed = m.share >= WHOLE_SHARE and m.instants >= MIN_INSTANTS
    else:
        detailed = m.fine >= EVERYWHERE_FINE
    return (
        detailed
        and m.agreeing >= EVERYWHERE_AGREEING
        and m.overall >= EVERYWHERE_OVERALL
        and m.apart <= STANDING_APART
        and (m.per_s >= SAME_AGAIN_PER_S or m.share >= SMALL_SHARE)
        and (m.instants >= MORE_THAN_CUTS or e.motion >= FAIR_MOTION)
        and e.elsewhere.prominence >= EVERYWHERE_PROMINENCE
        and _leads(e, e.elsewhere)
    )


def _agrees_broadly(e: Evidence) -> bool:
    """Tell whether much of the picture changes alike at many instants, and in its details.

    The less of the motion agrees, the more its details must. A speaker who fills the picture is known so,
    however much a filmed screen flickers and blurs. Who takes the same way at another time takes it once,
    and differs in detail; a logo is small; and cars that are alike are told from copies as elsewhere.
    """
    m = e.movement
    if e.length_s < FAIR_LENGTH_S or e.elsewhere is None or m.fine is None:
        return False
    if _differs_beyond_noise(m):
        return False
    detailed = m.overall >= BROAD_OVERALL and m.fine >= BROAD_FINE
    strongly = m.overall >= STRONG_OVERALL and m.fine >= STRONG_FINE
    return (
        m.share >= BROAD_SHARE
        and m.instants >= BROAD_INSTANTS
        and (detailed or strongly)
        and e.elsewhere.prominence >= BROAD_PROMINENCE
        and _leads(e, e.elsewhere)
        and (e.plain or _alike_throughout(m) or (_is_varied(m) and m.overall >= RICH_OVERALL))
    )


def _leads(e: Evidence, elsewhere: Rivals) -> bool:
    """Tell whether what moves agrees far better than at any other time, over all or where most moves."""
    if e.motion >= BRIEF_LEAD * elsewhere.motion:
        return True
    return (e.plain or _alike_throughout(e.movement)) and e.moving >= elsewhere.moving + MOVING_LEAD


def _stands_out(e: Evidence) -> bool:
    """Tell whether the motion fits here clearly better than at any other time of the reference."""
    if e.elsewhere is None:
        return e.moving >= SHORT_MOVING
    return e.motion >= e.elsewhere.motion + MIN_LEAD and e.elsewhere.prominence >= MIN_PROMINENCE


def _moment_reason(e: Evidence) -> str:
    if e.still:
        return "A single picture cannot establish the moment: nothing moves in it."
    if moment(e) is Moment.ESTABLISHED:
        agreed = max(e.motion, e.movement.overall)
        once = ", once the sway of a camera is taken out of both" if e.steadied else ""
        return (
            f"What moves in them agrees as well{once} (correlation {agreed:.2f}): both show the same moment."
        )
    if e.activity < STILL_ACTIVITY:
        return "Hardly anything moves, so the pictures alone cannot establish the moment."
    if _agrees(e) and _stands_out(e) and _tells(e):
        why = (
            "it fits at another speed only" if not e.plain else "what moves differs far more than what stands"
        )
        return (
            f"What moves agrees in part (correlation {e.motion:.2f}), but little of the picture moves, and"
            f" {why}: it may be another moment before the same camera."
        )
    if _agrees(e) and _stands_out(e):
        return (
            f"What moves agrees (correlation {e.motion:.2f}), but in so few changes, or so little in its"
            " details, that one design over other content could look the same."
        )
    if not _stands_out(e) and e.motion >= FAIR_MOTION:
        return (
            f"What moves agrees (correlation {e.motion:.2f}), but about as well at other times:"
            " the moment is not established."
        )
    return (
        f"The scene is the same, but what moves in it does not agree well enough (correlation"
        f" {e.motion:.2f}): it may be another moment before the same camera."
    )
