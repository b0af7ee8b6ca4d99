from __future__ import annotations

import random

import pytest

from crossbearing.errors import Unreadable
from crossbearing.readers.damage import looks_damaged
from crossbearing.readers.encoding import decode

PLAIN = "The ministry said on Monday that the convoy had crossed the border. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The “café” in Zürich was closed, said José Müller of the ministry’s staff.", "cp1252"),
        ("Президент заявил, что столица окажет поддержку.", "cp1251"),
        ("قال الناطق باسم الحكومة إن القافلة عبرت الحدود", "cp1256"),
        ("Im Süden haben Kämpfer die Straße gesperrt.", "cp1252"),
        ("Prezydent oświadczył, że żołnierze opuszczą miasto późną nocą.", "cp1250"),
    ],
)
def test_older_encodings_are_not_damage(text, encoding):
    assert not looks_damaged(text)
    assert decode(text.encode(encoding), what="it").text == text


@pytest.mark.parametrize(
    "data",
    [
        b"Hello world\xff\n",
        b"Text with \xc3\x28 in it. " * 10,
        b"A start \xff\xfe\xfd\xfc and an end " * 10,
        b"\xe2\x28\xa1 some text",
        b"The harbour \xff\xfe\x81\x8d was \xc3\x28 quiet \x9d\xf8\xa1\n" * 40,
    ],
)
def test_damage_is_refused(data):
    with pytest.raises(Unreadable, match="byte 0x"):
        decode(data, what="it")


def test_most_bytes_gone_wrong_at_random_are_noticed():
    luck = random.Random(7)
    accepted = 0
    for _ in range(100):
        data = bytearray((PLAIN * luck.randint(1, 30)).encode())
        for _ in range(luck.randint(1, 30)):
            data[luck.randrange(len(data))] = luck.randrange(128, 256)
        try:
            decode(bytes(data), what="it")
        except Unreadable:
            continue
        accepted += 1
    assert accepted <= 12
