import shutil

import pytest

from crossbearing.errors import ConfigError
from crossbearing.settings import TextSettings
from crossbearing.text.attribution import RuleAttributionFinder
from crossbearing.text.attribution_encoder import EncoderAttributionFinder
from crossbearing.text.encoder import load_encoder
from crossbearing.text.finders import choose_finder
from crossbearing.text.model_files import MODEL, model_key
from crossbearing.text.pipeline import TextReader


@pytest.fixture
def damaged(tmp_path):
    folder = tmp_path / "models"
    shutil.copytree(MODEL, folder)
    heads = bytearray((folder / "heads.npz").read_bytes())
    heads[len(heads) // 2] ^= 1
    (folder / "heads.npz").write_bytes(heads)
    return folder


def test_the_encoder_reads_where_its_files_are_whole():
    chosen = choose_finder("encoder")
    assert isinstance(chosen.finder, EncoderAttributionFinder)
    assert chosen.encoder is not None
    assert chosen.notes == ()


def test_rules_alone_need_no_model(tmp_path):
    assert isinstance(choose_finder("rules", tmp_path).finder, RuleAttributionFinder)


def test_a_missing_model_is_said_and_the_rules_read(tmp_path):
    chosen = choose_finder("encoder", tmp_path)
    assert isinstance(chosen.finder, RuleAttributionFinder)
    assert "cannot be read" in chosen.notes[0]
    assert model_key(tmp_path) == "unusable"


def test_one_changed_bit_is_found_and_named(damaged):
    with pytest.raises(ConfigError, match=r"heads\.npz is damaged"):
        load_encoder(damaged)
    assert "rules alone" in choose_finder("encoder", damaged).notes[0]
    assert model_key(damaged) == "unusable" != model_key()


def test_a_reading_by_fallback_says_so(damaged, monkeypatch):
    monkeypatch.setattr("crossbearing.text.pipeline.choose_finder", lambda name: choose_finder(name, damaged))
    reading = TextReader(TextSettings()).read("The mill burned, the ministry said.")
    assert any("damaged" in note for note in reading.notes)
    assert reading.attributions
