from __future__ import annotations

from datetime import date

import pytest

from crossbearing.model.anchor import Span
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.reading import Mention, MentionForm, MentionKind, Reading, Resolution
from crossbearing.pipeline.rooms import open_register
from crossbearing.pipeline.sides import find_sides, find_voices
from crossbearing.settings import ResolveSettings

ITEM = Digest("a" * 64)


@pytest.fixture(scope="module")
def register():
    return open_register(ResolveSettings())


def test_organs_act_for_their_state_and_groups_for_themselves(register):
    sides = find_sides(["mindef:ru", "gov:ru", "minfin:us", "group:pkk", "no:such"], register)
    assert sides == {"mindef:ru": "state:ru", "gov:ru": "state:ru", "minfin:us": "state:us"}


def voices(register, actor_id, published):
    mention = Mention(
        Span(0, 1), MentionKind.ACTOR, MentionForm.NAME, Span(0, 1), resolved=Resolution(actor_id, "x", 1.0)
    )
    reading = Reading((mention,), (), (), (), (), ())
    document = Document(ITEM, "x", "text", published=published)
    return find_voices([document], {ITEM: reading}, register)


def test_a_person_speaks_for_what_they_led_on_the_day(register):
    person = next(a for a in register.actors() if a.tenures and a.tenures[0].since and a.tenures[0].until)
    tenure = person.tenures[0]
    inside = date(int(tenure.since[:4]) + 1, 1, 1) if tenure.since else None
    assert inside is not None
    if tenure.until and inside < date(int(tenure.until[:4]), 1, 1):
        assert voices(register, person.id, inside)
    assert voices(register, person.id, date(1900, 1, 1)) == {}
    assert voices(register, person.id, None) == {}
