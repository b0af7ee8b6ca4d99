"""What speaks for a stretch that is surely a copy."""

from crossbearing.media.align import Rivals
from crossbearing.media.decide import Evidence
from crossbearing.media.movement import Movement

COPY = Evidence(
    features=400,
    places=120,
    cells=40,
    hashes=0,
    likeness=0.95,
    motion=0.85,
    moving=0.85,
    plain=True,
    elsewhere=Rivals(motion=0.1, moving=0.1, prominence=14.0),
    activity=0.3,
    length_s=6.0,
    still=False,
    frames=22,
    coverage=0.9,
    movement=Movement(9.0, 1.7, 30.0, 60.0, 0.1, 5.0, 0.87, 90, 0.9, 0.8),
)
