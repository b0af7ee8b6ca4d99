"""Source text made safe to look at: nothing in it can hide, reorder or act.

Markup is escaped by the templates. What is left are characters that act on the eye: overrides of
the writing direction, control characters, invisible spaces. Each is replaced by its name.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SHORT = {
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x200B: "ZWSP",
    0xFEFF: "BOM",
}
_C0_NAMES = (
    *("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI"),
    *(
        "DLE",
        "DC1",
        "DC2",
        "DC3",
        "DC4",
        "NAK",
        "SYN",
        "ETB",
        "CAN",
        "EM",
        "SUB",
        "ESC",
        "FS",
        "GS",
        "RS",
        "US",
    ),
)


def plain(text: str) -> str:
    """Return `text` with every hidden character replaced by its code in brackets: ⟨U+202E⟩."""
    return _HIDDEN.sub(lambda found: f"⟨{_code(found[0])}⟩", text)


def visible(text: str) -> Markup:
    """Return `text` escaped, with every hidden character drawn as a labelled glyph."""
    if not _HIDDEN.search(text):
        return escape(text)
    parts: list[str] = []
    last = 0
    for found in _HIDDEN.finditer(text):
        parts += [escape(text[last : found.start()]), _glyph(found[0])]
        last = found.end()
    parts.append(escape(text[last:]))
    return Markup("").join(parts)


def _glyph(character: str) -> Markup:
    return Markup('<span class="hidden-char" title="{} {}">{}</span>').format(
        _code(character), _name(character), _short(character)
    )


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _short(character: str) -> str:
    number = ord(character)
    if number < len(_C0_NAMES):
        return _C0_NAMES[number]
    return _SHORT.get(number, _code(character))


def _name(character: str) -> str:
    return unicodedata.name(character, "control character or no character").lower()
