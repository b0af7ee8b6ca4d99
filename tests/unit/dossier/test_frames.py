from __future__ import annotations

from fractions import Fraction

from tests.dossier_cases import digest, painted_frame

from crossbearing.dossier.frames import FrameShelf
from crossbearing.model.evidence import Digest


def test_a_frame_is_decoded_once_and_embedded():
    asked: list[Fraction] = []

    def source(item: Digest, at_s: Fraction, side: int) -> bytes:
        asked.append(at_s)
        return painted_frame(item, at_s, side)

    shelf = FrameShelf(source, budget=10)
    first = shelf.frame(digest("clip"), Fraction(1), 64)
    assert first == shelf.frame(digest("clip"), Fraction(1), 64)
    assert asked == [Fraction(1)]
    assert (first.uri or "").startswith("data:image/jpeg;base64,/9j/")


def test_what_cannot_be_shown_says_why():
    shelf = FrameShelf(painted_frame, budget=2)
    assert "the stream ends early" in shelf.frame(digest("broken"), Fraction(0), 64).missing
    assert shelf.frame(digest("clip"), Fraction(0), 64).uri
    assert shelf.frame(digest("clip"), Fraction(1), 64).missing == "left out: the page holds no more frames"
    assert FrameShelf(None, 5).frame(digest("clip"), Fraction(0), 64).uri is None


def test_only_a_jpeg_is_embedded():
    shelf = FrameShelf(lambda *_: b"<svg onload=alert(1)>", budget=5)
    assert "not a modest JPEG" in shelf.frame(digest("clip"), Fraction(0), 64).missing
