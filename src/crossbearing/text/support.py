"""Which kind of external support words speak of, by the categories of UCDP's External Support Dataset."""

from __future__ import annotations

from collections.abc import Iterable

from crossbearing.model.event import SupportKind

_TABLE: dict[SupportKind, str] = {
    SupportKind.TROOPS: """
        troop soldier fighter mercenary airstrike air-strike ground air artillery-support combat
        reinforcement warplane-support contingent battalion brigade regiment volunteer air-cover sortie
        cover
        paratrooper commando marine serviceman legionnaire contractor personnel gunman militiaman paramilitary
        company platoon squadron warfighter conscript
    """,
    SupportKind.ACCESS_TO_TERRITORY: """
        shelter sanctuary haven refuge asylum safe-haven passage hideout territory corridor transit
        harbour harbor border crossing safehouse
        soil hideaway foothold exile overflight exit backyard
    """,
    SupportKind.ACCESS_TO_INFRASTRUCTURE: """
        base airbase airfield runway port facility headquarters barracks airspace camp hospital-access
        installation compound radar airport hangar
        airstrip helipad shipyard anchorage barrack bunker outpost warehouse dock transmitter
    """,
    SupportKind.WEAPONS: """
        weapon arm ammunition munition missile rocket rifle mortar gun drone tank artillery explosive
        grenade bomb weaponry armament warhead shell arsenal uav manpad howitzer launcher bullet lethal
        weapons arms armored-vehicle armoured-vehicle aircraft warplane jet helicopter
        pistol revolver machine-gun machinegun carbine kalashnikov torpedo mine landmine cartridge bazooka rpg
        warship gunship cannon flamethrower uavs munitions firearm
    """,
    SupportKind.MATERIEL_AND_LOGISTICS: """
        logistic logistics logistical logistic-support supply fuel equipment vehicle truck uniform food
        medicine medical transport transportation materiel provision gear radio ambulance treatment
        material oil kit clothing pickup non-lethal convoy goggle armour armor vest helmet tent ration
        generator drug boot part
        blanket shoe jacket tyre tire diesel petrol gasoline laptop computer phone telephone binocular
        bulldozer boat bus bandage blood stretcher doctor medic flour bread spare engine battery
    """,
    SupportKind.TRAINING: """
        training instructor trainer drill instruction coaching training-camp expertise advisor adviser
        course mentor mentoring seminar academy lesson tuition trainee
    """,
    SupportKind.FUNDING: """
        fund funding money finance financing financial cash dollar payment salary loan grant donation
        subsidy euro million billion budget wage stipend donor economic
        sum ruble rouble lira pound franc bitcoin cryptocurrency remittance credit bonus sponsorship
        investment bounty
    """,
    SupportKind.INTELLIGENCE: """
        intelligence information coordinate surveillance reconnaissance satellite intel imagery map
        intercept
        tip tip-off data wiretap eavesdropping espionage
    """,
}
_KINDS: dict[str, SupportKind] = {word: kind for kind, row in _TABLE.items() for word in row.split()}
_ORDER = {kind: rank for rank, kind in enumerate(SupportKind)}
_TROOPS = frozenset(_TABLE[SupportKind.TROOPS].split())
_DESCRIBING = frozenset(["air", "combat", "ground"])
"""Words that alone mean troops but before a weapon only say for what it is: "combat aircraft"."""
_PAIRS: dict[SupportKind, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    SupportKind.TROOPS: (
        (
            frozenset(["artillery", "air", "ground", "fire", "naval", "combat", "aerial"]),
            frozenset(["support", "cover", "backing", "help", "power"]),
        ),
        (
            frozenset(["special", "ground", "elite", "expeditionary", "own", "armed", "regular"]),
            frozenset(["force", "unit"]),
        ),
    ),
    SupportKind.ACCESS_TO_INFRASTRUCTURE: (
        (
            frozenset(["radar", "listening", "naval", "military"]),
            frozenset(["station", "site", "dock", "post"]),
        ),
    ),
}
"""Words that name a kind only together."""
_NOT_ARMS = frozenset(["artillery", "naval", "fire"])
_DEFENCES = frozenset(["defence", "defense", "anti-aircraft", "antiaircraft"])
"""With "air" or "system", a weapon: "air defence systems"."""
_GENERAL = frozenset(["support", "aid", "assistance", "help", "backing", "relief", "assist"])


def support_kinds(lemmas: Iterable[str]) -> tuple[SupportKind, ...]:
    """Return the kinds of support that the lemmas of a phrase name, in the order of SupportKind.

    "air and ground support" is troops; support without any word on its kind is other; () if the phrase
    speaks of no support at all.
    """
    seen = [_singular(lemma.lower()) for lemma in lemmas]
    kinds = {_KINDS[lemma] for lemma in seen if lemma in _KINDS}
    if _DEFENCES.intersection(seen) and {"air", "system", "battery", "missile"}.intersection(seen):
        kinds.add(SupportKind.WEAPONS)
    together = {
        kind
        for kind, pairs in _PAIRS.items()
        for one, other in pairs
        if one.intersection(seen) and other.intersection(seen)
    }
    if SupportKind.TROOPS in together and all(
        _KINDS.get(w) is not SupportKind.WEAPONS or w in _NOT_ARMS for w in seen
    ):
        kinds.discard(SupportKind.WEAPONS)  # "artillery support"
    kinds |= together
    if SupportKind.TRAINING in kinds and "camp" in seen:
        kinds.discard(SupportKind.ACCESS_TO_INFRASTRUCTURE)  # "a training camp"
    if SupportKind.WEAPONS in kinds and _DESCRIBING.issuperset(w for w in seen if w in _TROOPS):
        kinds.discard(SupportKind.TROOPS)
    if not kinds and any(lemma in _GENERAL for lemma in seen):
        kinds.add(SupportKind.OTHER)
    return tuple(sorted(kinds, key=_ORDER.__getitem__))


def _singular(word: str) -> str:
    """Return a known word for its plural, which a tagger that takes it for a name leaves as it is."""
    return word[:-1] if word not in _KINDS and word.endswith("s") and word[:-1] in _KINDS else word
