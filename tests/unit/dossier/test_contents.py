from __future__ import annotations

from tests.dossier_cases import digest, empty_case, realistic_case

from crossbearing.dossier.contents import claim_of, document_of, file_name, footage_of, item_of, log_head
from crossbearing.model.allegation import ClaimRef


def test_records_are_found_by_digest():
    case = realistic_case()
    name = digest("agency.html")
    assert item_of(case, name) in case.items
    assert document_of(case, name) in case.documents
    assert footage_of(case, name) is None
    assert claim_of(case, ClaimRef(name, 3)) == case.readings[name].claims[3]
    assert claim_of(case, ClaimRef(name, 4)) is None
    assert item_of(case, digest("gone")) is None


def test_the_head_of_the_log_is_its_newest_entry():
    assert log_head(realistic_case()) == realistic_case().custody[-1].hash
    assert log_head(empty_case()) is None


def test_file_names_of_either_kind_of_system():
    assert file_name("/a/b/c.txt") == "c.txt"
    assert file_name("C:\\a\\c.txt") == "c.txt"
    assert file_name("/") == "/"
