from __future__ import annotations

from dataclasses import replace

from lxml import html
from tests.dossier_cases import AGENCY_TEXT, digest, realistic_case

from crossbearing.dossier.library import document_views, language_tag, passages, shown_documents
from crossbearing.dossier.lookup import look_up
from crossbearing.model.anchor import Span
from crossbearing.settings import DossierSettings


def test_a_short_document_is_shown_in_full():
    lookup = look_up(realistic_case())
    views = document_views(lookup, shown_documents(lookup, 10), {}, DossierSettings())
    view = next(view for view in views if view.digest == digest("agency.html"))
    assert html.fromstring(f"<div>{view.parts[0].text}</div>").text_content() == AGENCY_TEXT
    assert view.left_out_after == 0
    assert [line.denied for line in view.claims] == [False, False, False, True]


def test_of_a_long_document_every_claim_is_still_reached():
    case = realistic_case()
    document = next(d for d in case.documents if d.item == digest("agency.html"))
    reading = case.readings[document.item]
    gap = "filler words\n" * 4000
    text = AGENCY_TEXT + gap + "At the end they sent rockets again."
    start = text.index("sent rockets again")
    events = (
        *reading.events,
        replace(reading.events[1], trigger=Span(start, start + 4), extent=Span(start, start + 18)),
    )
    claims = (*reading.claims, replace(reading.claims[1], event=4))
    contents = replace(
        case,
        documents=(replace(document, text=text),),
        readings={document.item: replace(reading, events=events, claims=claims)},
    )
    lookup = look_up(contents)
    (view,) = document_views(
        lookup, shown_documents(lookup, 10), {}, DossierSettings(max_document_chars=5000)
    )
    page = "".join(part.text for part in view.parts)
    assert len(page) < 15_000
    ids = {spot.get("id") for spot in html.fromstring(f"<div>{page}</div>").iter("span") if spot.get("id")}
    assert ids == {f"d1c{n}" for n in range(5)}
    shown = sum(len(html.fromstring(f"<div>{part.text}</div>").text_content()) for part in view.parts)
    assert shown + sum(part.left_out_chars for part in view.parts) + view.left_out_after == len(text)


def test_the_busiest_documents_are_kept_and_numbers_stay():
    lookup = look_up(realistic_case())
    assert shown_documents(lookup, 1) == {digest("agency.html"): 1}


def test_only_a_language_tag_reaches_the_page():
    assert language_tag("en-GB") == "en-GB"
    assert language_tag('"><script>') is None
    assert language_tag(None) is None


def test_a_document_of_very_many_claims_lists_the_first_and_counts_the_rest():
    case = realistic_case()
    document = next(d for d in case.documents if d.item == digest("agency.html"))
    reading = case.readings[document.item]
    many = replace(reading, claims=reading.claims * 500, attributions=reading.attributions * 500)
    contents = replace(case, documents=(document,), readings={document.item: many})
    lookup = look_up(contents)
    views = document_views(lookup, shown_documents(lookup, 10), {}, DossierSettings())
    assert (len(views[0].claims), views[0].claims_total) == (1000, 2000)
    assert len(passages(views)) == 1000
    text = html.fromstring(f"<div>{views[0].parts[0].text}</div>")
    assert {spot.get("id") for spot in text.iter("span")} == passages(views)
    assert text.text_content() == AGENCY_TEXT
