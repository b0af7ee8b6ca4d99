"""Words that tell of no event: candidates hit each other, plans are executed, "there is no denying it".

What is asked of an event between given actors is less: there somebody vouches that something passed
between the two. In a whole text most such words are politics, sport and sickness.
"""

from __future__ import annotations

from crossbearing.model.event import EventType
from crossbearing.text.event_nouns import Phrase
from crossbearing.text.event_roles import Roles
from crossbearing.text.mention_persons import is_person
from crossbearing.text.mention_words import PEOPLE_HEADS
from crossbearing.text.relation_field import word_set
from crossbearing.text.syntax import Syntax

_IN_WORDS = word_set("""
    attack hit target assault pound slam battle fight beat hammer strike blast combat crush defeat batter
    savage clobber invasion war onslaught barrage violence abuse
""")
"""What a person does to others in words or at the polls, unless something to strike with is named."""
_OF_PLANS = frozenset(["execute", "eliminate", "beat", "hurt", "harm", "damage", "massacre", "bury"])
"""Done to plans, rivals and chances, if nobody is named as done to."""
_HARM = frozenset(["hurt", "harm", "damage"])
_STRUGGLES = frozenset(["war", "warfare", "battle", "fight", "violence", "fighting"])
"""Waged on drugs, disease and poverty, if nobody is named as fought."""
_ARMS = word_set("""
    knife gun rifle pistol rocket missile bomb grenade drone mortar artillery machete axe hammer acid stone
    explosive weapon aircraft jet tank bullet sword truck car troop fighter force fire shell torch poison
""")
_WITHIN = 12


def tells_of_none(syntax: Syntax, roles: Roles, phrase: Phrase) -> bool:
    """Tell whether the words of an event are likely to tell of none."""
    if phrase.type is EventType.REJECT:
        return _is_no_denying(syntax, phrase.trigger)
    return _is_figure_of_speech(syntax, roles, phrase)


def _is_no_denying(syntax: Syntax, trigger: int) -> bool:
    return syntax.lower[trigger] == "denying" and any(
        syntax.lower[c] == "no" for c in syntax.children[trigger]
    )


def _is_figure_of_speech(syntax: Syntax, roles: Roles, phrase: Phrase) -> bool:
    """Tell whether an attack is likely to be one in words, on a plan, or on what is nobody."""
    if phrase.type is not EventType.ASSAULT:
        return False
    lemma = syntax.lemma[phrase.trigger].lower()
    agent = None if phrase.agent is None else roles.mentions[phrase.agent]
    if lemma in _IN_WORDS and agent is not None and is_person(syntax.text, roles.mentions, agent):
        return not _is_armed(syntax, phrase)
    if lemma in _STRUGGLES and phrase.recipient is None and phrase.place is None:
        return True
    if lemma in _OF_PLANS and phrase.recipient is None and syntax.child(phrase.verb, "dobj") is not None:
        return True
    return lemma in _HARM and phrase.agent is not None and not _are_people(syntax, roles, phrase.recipient)


def _is_armed(syntax: Syntax, phrase: Phrase) -> bool:
    """Tell whether a weapon, or who bears it, is named near the word of attack."""
    first = max(0, phrase.trigger - _WITHIN)
    near = range(first, min(len(syntax), phrase.trigger + _WITHIN))
    return any(syntax.lemma[t] in _ARMS and syntax.sent[t] == syntax.sent[phrase.trigger] for t in near)


def _are_people(syntax: Syntax, roles: Roles, position: int | None) -> bool:
    root = roles.roots.get(position) if position is not None else None
    return root is not None and syntax.lemma[root] in PEOPLE_HEADS
