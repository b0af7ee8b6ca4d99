from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from tests.dossier_cases import empty_case, hostile_case, painted_frame, realistic_case

from crossbearing.dossier import page
from crossbearing.dossier.contents import CaseContents
from crossbearing.settings import DossierSettings

CASES = {"realistic": realistic_case, "hostile": hostile_case, "empty": empty_case}


def _tree(contents: CaseContents) -> html.HtmlElement:
    return html.document_fromstring(page.render(contents, frame=painted_frame))


@pytest.fixture(scope="module", params=CASES)
def tree(request: pytest.FixtureRequest) -> html.HtmlElement:
    return _tree(CASES[request.param]())


@pytest.fixture(scope="module")
def realistic() -> html.HtmlElement:
    return _tree(realistic_case())


def test_the_order_of_records_does_not_change_a_byte(tmp_path: Path):
    case = realistic_case()
    turned = replace(
        case,
        items=case.items[::-1],
        documents=case.documents[::-1],
        readings=dict(reversed(list(case.readings.items()))),
        footage=case.footage[::-1],
        allegations=case.allegations[::-1],
        decisions=case.decisions[::-1],
        custody=case.custody[::-1],
        components=case.components[::-1],
    )
    first = page.write(case, tmp_path / "first", painted_frame)
    second = page.write(turned, tmp_path / "second", painted_frame)
    assert first.read_bytes() == second.read_bytes()
    assert first.name == "dossier.html"
    assert [p.name for p in first.parent.iterdir()] == ["dossier.html"]


def test_the_policy_allows_the_two_inlined_files_and_nothing_else(tree: html.HtmlElement):
    policy = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    for name, element in (("style-src", "style"), ("script-src", "script")):
        (inline,) = tree.xpath(f"//{element}")
        digest = b64encode(sha256(inline.text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert "unsafe" not in policy


def test_nothing_on_the_page_can_reach_the_network_or_run(tree: html.HtmlElement):
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "video",
            "audio",
            "image",
            "use",
        }
        for key, value in element.attrib.items():
            assert not key.startswith("on"), (element.tag, key)
            assert key != "style"
            if key in {"href", "src", "action", "srcset", "poster"} or key.endswith(":href"):
                assert value.startswith(("#", "data:image/jpeg;base64,")), value


def test_every_link_leads_somewhere_and_every_id_is_there_once(tree: html.HtmlElement):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in tree.xpath("//a/@href")} | set(tree.xpath("//@aria-labelledby"))
    assert wanted <= set(ids)
    fills = set(re.findall(r"url\(#([\w-]+)\)", " ".join(tree.xpath("//@fill"))))
    assert fills <= set(ids)


def test_no_picture_is_without_words_and_headings_never_skip_a_level(tree: html.HtmlElement):
    assert all(picture.get("alt") for picture in tree.iter("img"))
    assert all(drawing.get("aria-label") or drawing.get("aria-hidden") for drawing in tree.iter("svg"))
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_and_field_has_a_name(tree: html.HtmlElement):
    for link in tree.iter("a", "button", "summary"):
        assert link.text_content().strip() or link.findtext("title"), html.tostring(link)
    for field in tree.iter("input", "select"):
        assert field.getparent().tag == "label"
    for region in tree.xpath('//*[@role="region"]'):
        assert region.get("aria-label")
        assert region.get("tabindex") == "0"


def test_no_character_that_acts_on_the_eye_is_left(tree: html.HtmlElement):
    text = html.tostring(tree, encoding="unicode")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x0e-\x1f]", text)


def test_an_allegation_shows_claims_and_denials_with_their_chains(realistic: html.HtmlElement):
    card = realistic.get_element_by_id("a1")
    alleging, denying = card.find_class("side")
    assert [chain.text_content() for chain in alleging.find_class("chain")] == [
        "author (Example Wire) → Videos filmed in Tammer on 3 May"
    ]
    assert [chain.text_content() for chain in denying.find_class("chain")] == [
        "author (Example Wire) → Government of Arland",
        "author (Government of Arland)",
    ]
    derivation = [line.text_content() for line in card.xpath('.//ol[@class="derivation"]/li')]
    assert derivation[0] == "One origin is known to be independent."
    assert card.xpath('.//img[starts-with(@alt, "Frame of tammer.mp4")]')


def test_a_quotation_highlights_source_cue_and_event(realistic: html.HtmlElement):
    quote = realistic.get_element_by_id("a1").find(".//blockquote")
    words = {
        kind: "".join(m.text_content() for m in quote.iter("mark") if kind in m.get("class").split())
        for kind in ("source", "cue", "event", "trigger")
    }
    assert words == {
        "source": "Videos filmed in Tammer on 3 May",
        "cue": "show",
        "event": "show Northern Front fighters alongside soldiers of the Arland army",
        "trigger": "alongside",
    }


def test_every_claim_links_to_its_word_in_the_full_text(realistic: html.HtmlElement):
    links = realistic.xpath('//a[@class="to-text"]/@href')
    assert len(links) == 8
    for link in links:
        spot = realistic.get_element_by_id(link[1:])
        assert "trigger" in spot.find("mark").get("class")
        assert spot.xpath('ancestor::div[@class="text"]')


def test_an_origin_that_is_not_counted_says_so_and_why(realistic: html.HtmlElement):
    verdicts = [verdict.text_content() for verdict in realistic.find_class("verdict")]
    assert sorted(verdicts) == ["○ not counted", "○ not counted", "✓ counted", "✓ counted"]
    assert "names no source" in realistic.text_content()


def test_the_page_never_says_that_a_thing_happened(realistic: html.HtmlElement):
    for heading in realistic.xpath('//div[@class="card"]//h3'):
        assert "is alleged to have" in heading.text_content()
    assert "No PDF" not in realistic.text_content()
    assert realistic.get_element_by_id("unread").text_content().count("protected by a password") == 1


def test_matches_show_both_clips_side_by_side(realistic: html.HtmlElement):
    match = realistic.get_element_by_id("m1")
    assert len(match.find_class("pair")) == 3
    assert all(len(pair.findall(".//img")) == 2 for pair in match.find_class("pair"))
    assert "mirrored" in match.text_content()
    assert "same moment: established" in match.text_content()


def test_hostile_text_is_shown_as_text():
    tree = _tree(hostile_case())
    assert '<script>document.title="owned"</script>' in tree.get_element_by_id("d1").text_content()
    assert "{{ 7 * 7 }}" in tree.text_content()
    assert "=cmd|'/c calc'!A1" in tree.text_content()
    assert len(tree.xpath("//script")) == 1


def test_what_a_limit_leaves_out_is_named():
    limits = DossierSettings(
        max_allegations=2, max_documents=1, max_footage=1, max_frames=1, max_claims_a_card=1
    )
    text = html.document_fromstring(
        page.render(realistic_case(), frame=painted_frame, settings=limits)
    ).text_content()
    assert "holds the first 2 allegations: ties between actors before all else" in text
    assert "the best supported first; 2 more are in the exports" in text
    assert "The 1 documents with most claims are shown; 2 more are in the case" in text
    assert "1 items are shown; 1 more are in the case" in text
    assert "1 more denials are in the exports" in text
    assert "left out: the page holds no more frames" in text


def test_without_frames_the_page_says_so():
    tree = html.document_fromstring(page.render(realistic_case(), frame=None))
    assert not tree.xpath("//img")
    assert "frames were not asked for" in tree.text_content()
