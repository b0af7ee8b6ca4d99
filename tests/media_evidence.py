"""What speaks for a stretch that is surely a copy."""

from crossbearing.media.decide import Evidence
from crossbearing.media.evenness import Evenness
from crossbearing.media.movement import Movement

COPY = Evidence(
    features=400,
    places=120,
    cells=40,
    hashes=0,
    likeness=0.95,
    motion=0.85,
    plain=True,
    activity=0.3,
    length_s=6.0,
    still=False,
    frames=22,
    coverage=0.9,
    movement=Movement(
        patterns=9.0, instants=30.0, share=0.1, apart=5.0, overall=0.87, agreeing=0.9, fine=0.8
    ),
    evenness=Evenness(agreement=0.6, besides=0.6, prominence=60.0, lead=15.0),
)
