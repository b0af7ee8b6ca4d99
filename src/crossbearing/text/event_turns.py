"""What governs an event changes it: refusing, promising, threatening, demanding, ending, the future."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.model.event import EventType
from crossbearing.text import event_table as table
from crossbearing.text.event_nouns import Phrase
from crossbearing.text.event_roles import Roles
from crossbearing.text.syntax import Syntax

_WILL = frozenset({"will", "'ll", "wo", "shall", "would"})
_MUST = frozenset({"must", "should", "ought", "needs", "need"})
_NOT = frozenset({"not", "n't", "never", "n’t", "no"})
_MILD = frozenset(
    {
        EventType.AID,
        EventType.COOPERATE,
        EventType.CONSULT,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.MOBILIZE,
    }
)


def turn_noun(light: Phrase, lemma: str) -> Phrase:
    """Change a noun's event by the verb over it: "lifted the sanctions", "demanded the release"."""
    reasons = (*light.reasons, f"under “{lemma}”")
    if lemma in table.DEMANDING:
        return replace(light, type=EventType.REQUEST, mode=None, support=(), reasons=reasons)
    if lemma in table.REFUSING or (
        lemma in {"cancel", "abandon", "scrap"} and light.type in _MILD - {EventType.AID}
    ):
        return replace(light, type=EventType.REJECT, mode=None, support=(), reasons=reasons)
    if light.type in table.HOSTILE:
        return replace(light, type=EventType.YIELD, mode=None, support=(), reasons=reasons)
    if light.type in _MILD:
        return replace(light, type=EventType.SANCTION, mode="discontinue", support=(), reasons=reasons)
    return light


def compose(syntax: Syntax, roles: Roles, phrase: Phrase) -> Phrase:
    """Change a verb's event by what governs it."""
    phrase = _peacekeeping(syntax, phrase)
    verb = phrase.verb
    above = syntax.head[verb]
    if syntax.dep[verb] in {"xcomp", "pcomp", "ccomp", "acl"} and above != verb:
        governor = syntax.head[above] if syntax.dep[verb] == "pcomp" else above
        changed = _governed(phrase, syntax, governor)
        if changed is not None:
            agent = roles.agent(governor)
            agent = agent if agent is not None else phrase.agent
            return replace(changed, agent=agent, uses=(*phrase.uses, governor))
    return _modal(syntax, roles, phrase)


def _modal(syntax: Syntax, roles: Roles, phrase: Phrase) -> Phrase:
    verb = phrase.verb
    helpers = {syntax.lower[c] for c in syntax.children[verb] if syntax.dep[c] == "aux"}
    if not helpers:
        return phrase
    negated = any(
        syntax.lower[c] in _NOT for c in syntax.children[verb] if syntax.dep[c] in {"neg", "advmod"}
    )
    if helpers & _WILL:
        if negated and phrase.type in table.COOPERATIVE:
            return _become(phrase, EventType.REJECT, "a refusal, put in the future")
        if not negated and phrase.type in table.COOPERATIVE:
            return _become(phrase, EventType.AGREE, "put in the future: a promise", keep=True)
        if not negated and phrase.type in table.HOSTILE - {EventType.REJECT}:
            return _become(phrase, EventType.THREATEN, "put in the future: a threat")
    if (
        negated
        and phrase.type in {EventType.AGREE, EventType.SUPPORT}
        and helpers & {"does", "do", "did", "could", "can", "ca"}
    ):
        return _become(phrase, EventType.REJECT, "negated")
    if helpers & _MUST and not negated and syntax.dep[verb] == "ccomp":
        speaker = roles.agent(syntax.head[verb])
        if speaker is not None and phrase.agent is not None and speaker != phrase.agent:
            return replace(
                phrase,
                type=EventType.REQUEST,
                mode=None,
                support=(),
                agent=speaker,
                recipient=phrase.agent,
                reasons=(*phrase.reasons, "what somebody is told to do"),
            )
    return phrase


def _become(phrase: Phrase, kind: EventType, why: str, *, keep: bool = False) -> Phrase:
    return replace(
        phrase, type=kind, mode=None, support=phrase.support if keep else (), reasons=(*phrase.reasons, why)
    )


def _peacekeeping(syntax: Syntax, phrase: Phrase) -> Phrase:
    """Read the sending of peacekeepers as aid, and their withdrawal as the end of it."""
    if phrase.type not in {EventType.MOBILIZE, EventType.YIELD, EventType.CONSULT}:
        return phrase
    sentence = syntax.sent[phrase.trigger]
    around = range(max(0, phrase.trigger - 8), min(len(syntax), phrase.trigger + 14))
    if not any(syntax.lower[t].startswith("peacekeep") and syntax.sent[t] == sentence for t in around):
        return phrase
    if phrase.type is EventType.YIELD:
        if phrase.mode != "withdraw":
            return phrase
        return replace(
            phrase,
            type=EventType.SANCTION,
            mode="discontinue",
            reasons=(*phrase.reasons, "peacekeepers leave"),
        )
    return replace(
        phrase,
        type=EventType.AID,
        mode="military",
        support=(),
        reasons=(*phrase.reasons, "peacekeepers come"),
    )


def _governed(phrase: Phrase, syntax: Syntax, governor: int) -> Phrase | None:
    lemma = syntax.lemma[governor]
    kind: EventType | None = None
    negated = any(syntax.lower[c] in _NOT for c in syntax.children[governor])
    if lemma in table.REFUSING or (lemma in table.FAILING and phrase.type in table.COOPERATIVE):
        kind = EventType.REJECT
    elif lemma in table.AGREEING and phrase.type in table.COOPERATIVE:
        kind = EventType.REJECT if negated else EventType.AGREE
    elif lemma in table.THREATENING and phrase.type in table.HOSTILE:
        kind = EventType.THREATEN
    elif lemma in table.DEMANDING and (syntax.dep[phrase.verb] != "ccomp" or lemma in table.DEMANDING_THAT):
        kind = EventType.REQUEST
    elif lemma in table.ENDING:
        kind = EventType.YIELD if phrase.type in table.HOSTILE else EventType.SANCTION
    if kind is None:
        return None
    return _become(phrase, kind, f"under “{lemma}”", keep=kind is EventType.AGREE)
