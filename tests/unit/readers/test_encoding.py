"""Bytes to characters."""

from __future__ import annotations

import pytest

from crossbearing.errors import Unreadable
from crossbearing.readers.encoding import codec_name, decode

RUSSIAN = "Министерство обороны заявило в среду, что самолёты не прибывали."
ARABIC = "وقالت الوزارة إن القوات لم تشارك في العملية يوم الأربعاء"
FRENCH = "Le ministère a déclaré que l’armée n’était pas présente à la réunion."
TURKISH = "Dışişleri Bakanlığı açıklamasında saldırıyı şiddetle kınadı."
HEBREW = "משרד הביטחון הודיע ביום רביעי כי הכוחות לא היו שם. "


@pytest.mark.parametrize(
    "encoding", ["utf-8", "cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16-le", "utf-16-be"]
)
def test_russian(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), what="x").text == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859-6", "utf-16-le", "utf-16-be"])
def test_arabic(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding), what="x").text == ARABIC


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (TURKISH, "cp1254"),
        (HEBREW * 5, "cp1255"),
        ("国防部周三表示，飞机已经抵达基地。", "gb18030"),
        ("防衛省は水曜日に発表した。", "shift_jis"),
        ("국방부는 수요일 발표했다.", "euc_kr"),
    ],
)
def test_others(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), what="x").text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_stays_as_the_first_character(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), what="x").text == f"\ufeff{RUSSIAN}"


def test_valid_utf8_wins_over_what_is_declared() -> None:
    assert decode(RUSSIAN.encode(), what="x", declared="windows-1251").encoding == "utf-8"


def test_what_is_declared_decides_where_it_fits() -> None:
    text = "Ministerstvo oznámilo, že lietadlá neprileteli a ľudia čakajú."
    assert decode(text.encode("cp1250"), what="x", declared="windows-1250").text == text


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode() + b"\xff",
        RUSSIAN.encode()[:-2],
        b"The ministry said \xff\xfe that it \x80\x81 left",
        b"Report\n\xc3\x28 \xff\xfe\n",
        bytes(range(128, 256)) * 4,
        "\ud800 alone".encode("utf-16-le", "surrogatepass"),
        b"\xff\xfeodd",
    ],
)
def test_what_no_encoding_explains_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="fits no encoding"):
        decode(data, what="x")


def test_error_names_the_first_byte_that_fails() -> None:
    with pytest.raises(Unreadable, match="byte 0xff at offset 12"):
        decode("Привет".encode() + b"\xff", what="x")


def test_declared_names_are_held_to_text_encodings() -> None:
    assert codec_name("Windows-1251") == "cp1251"
    assert codec_name("iso-8859-1") == "cp1252"
    assert codec_name("hex") is None
    assert codec_name("no-such-thing") is None
    assert codec_name("a\x00b") is None
