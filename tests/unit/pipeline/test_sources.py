from __future__ import annotations

import os

import pytest

from crossbearing.pipeline.sources import find_sources


def names(found):
    return [(f.path.name, f.error is None) for f in found]


def test_folders_are_walked_in_order_of_name_and_each_file_comes_once(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.txt", "a.txt"):
        (tmp_path / name).write_text("x")
    found = find_sources([tmp_path, tmp_path / "a.txt"])
    assert names(found) == [("a.txt", True), ("1.txt", True), ("2.txt", True)]


def test_a_loop_of_links_is_reported_and_ends(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x.txt").write_text("x")
    (tmp_path / "sub" / "back").symlink_to(tmp_path, target_is_directory=True)
    assert names(find_sources([tmp_path])) == [("back", False), ("x.txt", True)]


def test_a_link_beside_its_folder_is_no_loop(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "x.txt").write_text("x")
    (tmp_path / "two").symlink_to(tmp_path / "one", target_is_directory=True)
    assert names(find_sources([tmp_path])) == [("x.txt", True), ("x.txt", True)]


def test_what_is_not_there_and_links_to_nowhere_are_reported(tmp_path):
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    found = list(find_sources([tmp_path, tmp_path / "missing.txt"]))
    assert [f.error is None for f in found] == [False, False]
    assert all(f.error and f.error.next_step for f in found)


def test_the_case_itself_is_left_out(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "custody.jsonl").write_text("x")
    (tmp_path / "report.txt").write_text("x")
    assert names(find_sources([tmp_path], leave_out=[tmp_path / "case"])) == [("report.txt", True)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_that_may_not_be_listed_is_reported(tmp_path):
    (tmp_path / "closed").mkdir(mode=0o000)
    assert names(find_sources([tmp_path])) == [("closed", False)]
