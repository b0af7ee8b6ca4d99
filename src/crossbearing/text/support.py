"""Which kind of external support words speak of, by the categories of UCDP's External Support Dataset."""

from __future__ import annotations

from collections.abc import Iterable

from crossbearing.model.event import SupportKind

_TABLE: dict[SupportKind, str] = {
    SupportKind.TROOPS: """
        troop soldier fighter mercenary airstrike air-strike ground air artillery-support combat
        reinforcement warplane-support contingent battalion brigade regiment volunteer air-cover sortie
        cover
    """,
    SupportKind.ACCESS_TO_TERRITORY: """
        shelter sanctuary haven refuge asylum safe-haven passage hideout territory corridor transit
        harbour harbor border crossing safehouse
    """,
    SupportKind.ACCESS_TO_INFRASTRUCTURE: """
        base airbase airfield runway port facility headquarters barracks airspace camp hospital-access
        installation compound
    """,
    SupportKind.WEAPONS: """
        weapon arm ammunition munition missile rocket rifle mortar gun drone tank artillery explosive
        grenade bomb weaponry armament warhead shell arsenal uav manpad howitzer launcher bullet lethal
        weapons arms armored-vehicle armoured-vehicle aircraft warplane jet helicopter
    """,
    SupportKind.MATERIEL_AND_LOGISTICS: """
        logistic logistics logistical logistic-support supply fuel equipment vehicle truck uniform food
        medicine medical transport transportation materiel provision gear radio ambulance treatment
        material oil kit clothing pickup non-lethal convoy
    """,
    SupportKind.TRAINING: """
        training instructor trainer drill instruction coaching training-camp expertise advisor adviser
    """,
    SupportKind.FUNDING: """
        fund funding money finance financing financial cash dollar payment salary loan grant donation
        subsidy euro million billion budget wage stipend donor economic
    """,
    SupportKind.INTELLIGENCE: """
        intelligence information coordinate surveillance reconnaissance satellite intel imagery
    """,
}
_KINDS: dict[str, SupportKind] = {word: kind for kind, row in _TABLE.items() for word in row.split()}
_ORDER = {kind: rank for rank, kind in enumerate(SupportKind)}
_TROOPS = frozenset(_TABLE[SupportKind.TROOPS].split())
_DESCRIBING = frozenset(["air", "combat", "ground"])
"""Words that alone mean troops but before a weapon only say for what it is: "combat aircraft"."""
_GENERAL = frozenset(["support", "aid", "assistance", "help", "backing", "relief", "assist"])


def support_kinds(lemmas: Iterable[str]) -> tuple[SupportKind, ...]:
    """Return the kinds of support that the lemmas of a phrase name, in the order of SupportKind.

    "air and ground support" is troops; support without any word on its kind is other; () if the phrase
    speaks of no support at all.
    """
    seen = list(lemmas)
    kinds = {_KINDS[lemma] for lemma in seen if lemma in _KINDS}
    if SupportKind.WEAPONS in kinds and _DESCRIBING.issuperset(w for w in seen if w in _TROOPS):
        kinds.discard(SupportKind.TROOPS)
    if not kinds and any(lemma in _GENERAL for lemma in seen):
        kinds.add(SupportKind.OTHER)
    return tuple(sorted(kinds, key=_ORDER.__getitem__))
