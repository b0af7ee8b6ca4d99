from __future__ import annotations

from dataclasses import replace

import pytest

from crossbearing.errors import ConfigError
from crossbearing.pipeline.rooms import analysis_key, link_key
from crossbearing.settings import CorroborateSettings, MediaSettings, ResolveSettings, Settings


def test_a_key_changes_with_what_the_result_depends_on_and_with_nothing_else():
    plain = Settings()
    assert analysis_key(plain) == analysis_key(Settings())
    assert analysis_key(plain) != analysis_key(plain, "2020-03-05")
    weighed = replace(plain, corroborate=CorroborateSettings(max_undated_gap_days=1))
    assert analysis_key(weighed) == analysis_key(plain)
    watched = replace(plain, media=MediaSettings(max_distance_bits=1))
    assert analysis_key(watched) != analysis_key(plain)
    assert link_key(watched) != link_key(plain)


def test_a_register_of_ones_own_counts_by_its_bytes(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("actors: []\n")
    settings = Settings(resolve=ResolveSettings(registers=(str(own),)))
    before = analysis_key(settings)
    own.write_text("actors: [ ]\n")
    assert analysis_key(settings) != before


def test_a_register_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ConfigError, match="cannot be opened"):
        analysis_key(Settings(resolve=ResolveSettings(registers=(str(tmp_path / "gone.yaml"),))))
