import pytest
import yaml

from crossbearing.resolve.plain_yaml import LINE, read_plain


def test_scalars_stay_text_and_mappings_know_their_line() -> None:
    read = read_plain("a: 2018-06-05\nb:\n  - {c: no}\n  - ~\n")
    assert read == {LINE: 1, "a": "2018-06-05", "b": [{LINE: 3, "c": "no"}, "~"]}


def test_an_alias_stands_for_what_it_names() -> None:
    assert read_plain("a: &x [1]\nb: *x\nc: &y two\nd: *y")["b"] == ["1"]
    assert read_plain("c: &y two\nd: *y")["d"] == "two"


@pytest.mark.parametrize("text", ["*a", "&a [*a]", "{[a]: b}", "{a", "a: b: c", "? {a: b}\n: c"])
def test_what_is_no_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_plain(text)


def test_deep_nesting_and_tags_do_no_harm() -> None:
    assert read_plain("!!python/object/apply:os.system [x]") == ["x"]
    deep = read_plain("[" * 900 + "]" * 900)
    for _ in range(899):
        (deep,) = deep
    assert deep == []


def test_an_empty_text_holds_nothing() -> None:
    assert read_plain("") is None
    assert read_plain("# only a remark") is None
