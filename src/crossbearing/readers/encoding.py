"""Bytes to characters, without loss and without guessing where nothing fits.

Order: a byte order mark; UTF-8, if the bytes are valid; UTF-16 without a mark, if that gives
plausible text; else the one-byte and East Asian encodings that charset-normalizer proposes, if one
gives plausible text. Bytes that none explains are not decoded: damaged text is an error, because
a replacement character would be a change of what the source says.

A byte order mark is kept as the first character (U+FEFF), and newlines stay as they are, so that
encoding the text again gives the file's own bytes and every offset can be checked against them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from crossbearing.errors import Unreadable
from crossbearing.readers.damage import looks_damaged

SAMPLE_BYTES = 262_144
"""How much of a file is looked at to find its encoding; the rest must then decode as well."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# In order of preference where several explain the bytes equally well.
_CANDIDATES = (
    "cp1252",
    "cp1251",
    "cp1256",
    "koi8_r",
    "cp1254",
    "cp1250",
    "cp1255",
    "cp1253",
    "iso8859_5",
    "iso8859_6",
    "koi8_u",
    "cp866",
    "cp1257",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
)

_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
_CONTROL_BYTES = bytes(code for code in range(32) if chr(code) not in "\t\n\r\f\v\x1b")
_MAX_CONTROL_SHARE = 0.001
_MAX_ODD_SHARE = 0.01
_MIN_UTF8_SEQUENCES = 1
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WORD = re.compile(r"[^\W\d_]+")
_SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[\u00a1-\u00a9\u00ab-\u00ac\u00ae-\u00b3\u00b5-\u00b6\u00b8-\u00b9\u00bb-\u00bf](?=[^\W\d_])"
)
_ACCENTED_WORDS = frozenset(
    {
        "à",
        "á",
        "â",
        "é",
        "è",
        "ê",
        "ó",
        "ò",
        "ô",
        "í",
        "ì",
        "ú",
        "ù",
        "ä",
        "ö",
        "ü",
        "å",
        "ø",
        "æ",
        "ß",
        "où",
        "été",
    }
)
_MIN_FOREIGN_WORDS = 3
_FIRST_OF_EAST_ASIA = "\u2e80"
_ICELANDIC = frozenset("ðþÐÞ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding that gave it (a Python codec's name)."""

    text: str
    encoding: str


def decode(data: bytes, *, what: str, declared: str | None = None) -> Decoded:
    """Decode a whole file.

    what: the file's name, for the error. declared: an encoding that the file itself names; it is
    believed only where the bytes are not UTF-8 and it fits them.
    Raises Unreadable where no encoding gives plausible text, naming the first byte that fails UTF-8.
    """
    encoding = _marked(data)
    if encoding is not None:
        return Decoded(_decode_strictly(data, encoding, what), encoding)
    sample = data[:SAMPLE_BYTES]
    wide = _wide_encoding(sample)
    if wide is not None:
        return Decoded(_decode_strictly(data, wide, what), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error, what, declared)


def looks_like_text(head: bytes, *, cut: bool) -> bool:
    """Say whether the beginning of a file can be text at all.

    cut: the file goes on after `head`, which may therefore end inside a character.
    """
    if _marked(head) is not None or _wide_encoding(head) is not None:
        return True
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > len(head) * _MAX_CONTROL_SHARE:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=not cut)
    except UnicodeDecodeError:
        # Not UTF-8; whether a legacy encoding or damage, the reader will find out and say.
        return True
    return True


def codec_name(declared: str | None) -> str | None:
    """Give Python's name of a declared encoding; None if it is none, or no text encoding."""
    if not declared:
        return None
    label = declared.strip().strip("\"'").lower()
    # As browsers do: what calls itself Latin-1 is Windows' superset of it.
    if label in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        return "cp1252"
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _marked(data: bytes) -> str | None:
    """Name the encoding whose byte order mark begins the data."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _decode_strictly(data: bytes, encoding: str, what: str) -> str:
    """Decode by an encoding that is settled; a failure is damage."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(what, encoding, error.start, data) from error
    if not _is_plausible(text[:SAMPLE_BYTES]):
        raise _undecodable(what, encoding, 0, data)
    return text


def _wide_encoding(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark, by its spaces and newlines between letters.

    Chinese and Japanese have neither often enough, and any two letters of ASCII look like one of
    theirs; they need a mark.
    """
    if b"\x00" not in sample:
        return None
    even = sample[: len(sample) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            # A sample may end between the halves of a surrogate pair.
            text = codecs.getincrementaldecoder(encoding)().decode(even, final=False)
        except UnicodeDecodeError:
            continue
        near = sum(1 for character in text if character < _FIRST_OF_EAST_ASIA)
        has_breaks = " " in text or "\n" in text
        fits = has_breaks and "\x00" not in text and near * 2 > len(text)
        if fits and _is_plausible(text) and _shares_scripts(text):
            return encoding
    return None


def _decode_legacy(data: bytes, error: UnicodeDecodeError, what: str, declared: str | None) -> Decoded:
    """Decode what is not UTF-8: as declared, or as detected; refuse damaged UTF-8."""
    near = data[max(0, error.start - SAMPLE_BYTES) : error.start + SAMPLE_BYTES]
    if _is_damaged_utf8(near):
        raise _undecodable(what, "utf-8", error.start, data) from error
    candidates = [name for name in (codec_name(declared), *_proposed(data[:SAMPLE_BYTES])) if name]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        near_text = near.decode(encoding, "replace")
        whole = _is_plausible(text[:SAMPLE_BYTES]) and _shares_scripts(text[:SAMPLE_BYTES])
        if whole and not looks_damaged(near_text):
            return Decoded(text, encoding)
    raise _undecodable(what, "utf-8", error.start, data) from error


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether most bytes above ASCII form UTF-8, so that the rest is damage.

    data: what surrounds the first byte that is not UTF-8; the whole would cost too much memory.
    """
    high = len(data.translate(None, bytes(range(128))))
    sequences = _UTF8_SEQUENCE.findall(data)
    explained = sum(len(sequence) for sequence in sequences)
    return len(sequences) >= _MIN_UTF8_SEQUENCES and explained * 2 >= high


def _proposed(sample: bytes) -> list[str]:
    """Ask charset-normalizer, and order near ties by our own preference."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=list(_CANDIDATES), enable_fallback=False))
    proposed = {match.encoding: match for match in matches}
    for match in matches:
        # Encodings that give the very same text are reported under one of them.
        proposed.update({name: match for name in match.could_be_from_charset if name in _CANDIDATES})
    ranked = sorted(
        proposed,
        key=lambda name: (
            round(proposed[name].chaos, 2),
            -round(proposed[name].coherence, 1),
            _CANDIDATES.index(name) if name in _CANDIDATES else len(_CANDIDATES),
        ),
    )
    if (
        ranked[:1] == ["cp1252"]
        and "cp1254" in ranked
        and _ICELANDIC & set(sample.decode("cp1252", "replace"))
    ):
        # In the same bytes Turkish has ğ and ş, and is far likelier in reports of conflict.
        ranked = ["cp1254", *(name for name in ranked if name != "cp1254")]
    return ranked


def _is_plausible(text: str) -> bool:
    """Refuse text with controls, private use or unassigned characters in number."""
    odd = 0
    for character, count in Counter(text).items():
        if character in _TEXT_CONTROLS:
            continue
        if unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}:
            odd += count
    return odd <= max(1, len(text)) * _MAX_ODD_SHARE


def _shares_scripts(text: str) -> bool:
    """Refuse text whose words look as words of a wrong encoding do.

    Signs: words that mix scripts; signs inside words; Latin words without one plain letter; a few
    words of another script in a text that is otherwise plain ASCII, which several encodings
    explain equally well.
    """
    foreign = [character for character in text if not character.isascii() and not character.isspace()]
    if not foreign:
        return bool(text.strip())
    if 2 * sum(1 for character in foreign if unicodedata.category(character)[0] in "SN") > len(foreign):
        return False
    words = _WORD.findall(text)
    accented = [word for word in words if not word.isascii()]
    odd = len(_SIGN_IN_WORD.findall(text)) + sum(1 for word in accented if _is_odd(word))
    if odd * 5 > len(accented):
        return False
    other = [word for word in accented if _script(word[0]) != "LATIN"]
    long = sum(1 for word in other if len(word) > 1)
    return not other or len(other) == len(words) or long >= _MIN_FOREIGN_WORDS


def _is_odd(word: str) -> bool:
    """Say whether a word with a character above ASCII can hardly be one."""
    scripts = {_script(character) for character in word}
    if scripts != {"LATIN"}:
        return len(scripts) > 1
    return not any(character.isascii() for character in word) and word.lower() not in _ACCENTED_WORDS


def _script(character: str) -> str:
    """Name a letter's script by the first word of its Unicode name."""
    first = unicodedata.name(character, "UNKNOWN").split(" ", 1)[0]
    return (
        "CJK"
        if first in {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "FULLWIDTH"}
        else first
    )


def _undecodable(what: str, encoding: str, offset: int, data: bytes) -> Unreadable:
    """Say where the text breaks."""
    byte = f"0x{data[offset]:02x} " if offset < len(data) else ""
    return Unreadable(
        f"{what} looks like text, but byte {byte}at offset {offset} fits no encoding that explains the rest",
        what=what,
        expected=f"text in {encoding} or another encoding",
        actual=f"undecodable bytes from offset {offset}",
        next_step="Save the file again as UTF-8 from the program that made it, or acquire it again.",
    )
