from __future__ import annotations

import re

import pytest
from lxml import html

from crossbearing.dossier.atlas import Site, atlas, outlines
from crossbearing.model.place import Place, Precision


def _site(
    precision: Precision, longitude: float = -19.0, latitude: float = 65.0, country: str | None = "IS"
) -> Site:
    place = Place(f"user:{precision}{longitude}", "Sable", latitude, longitude, precision, country)
    return Site(place, (("A1", "a1"),))


def _draw(*sites: Site) -> html.HtmlElement:
    picture = atlas(sites)
    assert picture is not None
    return html.fromstring(picture)


def test_a_town_is_a_point_and_a_country_an_area():
    town = _draw(_site(Precision.TOWN))
    assert town.find_class("point")
    assert not town.find_class("area")
    country = _draw(_site(Precision.COUNTRY))
    assert country.find_class("area")
    assert not country.find_class("point")


def test_a_subdivision_is_a_circle_larger_than_a_district():
    tree = _draw(_site(Precision.DISTRICT, -20), _site(Precision.SUBDIVISION, -18))
    radii = sorted(float(circle.get("r")) for circle in tree.find_class("vague-place"))
    assert len(radii) == 2
    assert radii[0] * 2 < radii[1]


def test_every_place_links_to_an_allegation_and_says_how_exact_it_is():
    tree = _draw(_site(Precision.TOWN))
    assert [link.get("href") for link in tree.iter("a")] == ["#a1"]
    assert "Sable (town): 1 allegation" in [title.text for title in tree.iter("title")]


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(179.9, -18), (-179.9, 71), (0, 89.9), (0, -90), (500, 91), (-900, -200)]
)
def test_no_position_breaks_the_drawing(longitude: float, latitude: float):
    picture = atlas([_site(Precision.REGION, longitude, latitude, None), _site(Precision.TOWN)])
    assert picture is not None
    assert not re.search(r"\b(nan|inf)\b", picture)
    assert len(picture) < 400_000


def test_two_labels_never_lie_on_each_other():
    tree = _draw(*(_site(Precision.TOWN, -19 + n / 1000) for n in range(30)))
    spots = [(float(text.get("x")), float(text.get("y"))) for text in tree.find_class("place")]
    assert 1 <= len(spots) < 30
    assert len(set(spots)) == len(spots)
    assert len(tree.find_class("point")) == 30


def test_outlines_know_countries_by_code_and_nothing_draws_nothing():
    assert any(country.iso2 == "IS" for country in outlines("outlines.json"))
    assert atlas([]) is None
