from __future__ import annotations

import pytest

from crossbearing.dossier.visible import plain, visible


def test_markup_in_a_source_is_escaped():
    assert visible("<script>alert('&')</script>") == "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"


@pytest.mark.parametrize(
    ("character", "short"),
    [
        ("\u202e", "RLO"),
        ("\u2067", "RLI"),
        ("\x00", "NUL"),
        ("\x1b", "ESC"),
        ("\u200b", "ZWSP"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_hidden_character_is_drawn_by_name_and_never_printed(character: str, short: str):
    shown = visible(f"a{character}b")
    assert character not in shown
    assert f">{short}</span>" in shown
    assert f"U+{ord(character):04X}" in shown
    assert plain(f"a{character}b") == f"a⟨U+{ord(character):04X}⟩b"


@pytest.mark.parametrize("text", ["a\tb\nc", "حكومة\u200fالشمال", "نمی\u200cخواهم", "Zoë 🏔️"])
def test_lines_tabs_and_what_scripts_need_stay_as_they_are(text: str):
    assert plain(text) == text
    assert visible(text) == text
