"""Words by which reports of conflict speak of actors and places: the tables behind `mentions`.

All words are lemmas in lower case, except where a comment says that forms are meant.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIGHTERS = _words("""
    militant fighter gunman mercenary soldier troop rebel insurgent extremist jihadist jihadi terrorist
    guerrilla guerilla militiaman attacker assailant combatant commando paramilitary separatist islamist
    sniper bomber operative infiltrator hijacker kidnapper smuggler pirate legionnaire conscript recruit
    serviceman servicemen marine paratrooper raider loyalist guard guardsman peacekeeper policeman
    officer commander general colonel veteran hostage-taker warlord strongman
""")
CIVILIANS = _words("""
    civilian resident villager refugee protester demonstrator activist prisoner detainee captive hostage
    journalist worker child woman migrant student worshipper pilgrim family dissident lawyer doctor
    opponent supporter sympathizer sympathiser follower member affiliate leader official authority
    diplomat minister president spokesman spokeswoman spokesperson ambassador envoy king lawmaker
    senator judge prosecutor politician businessman financier donor sponsor backer ally dictator ruler
    chief governor mayor deputy cleric imam emir sheikh critic expert negotiator mediator adviser
    advisor contractor suspect victim investigator inspector broker trafficker dealer trader merchant
    partner enemy secretary employee perpetrator aggressor reporter mourner counterpart adversary foe
""")
WEAK_PERSONS = _words("people person man individual entity party-goer elder youth citizen national")
BODIES = _words("""
    army military force militia battalion brigade regiment division unit squad navy fleet airforce
    police gendarmerie coalition alliance government regime ministry authority administration parliament
    cabinet junta court tribunal council committee commission agency organization organisation group
    movement faction party front bloc union network cell gang cartel militia insurgency opposition
    resistance intelligence embassy treasury company corporation bank federation guard command legion
    contingent detachment patrol corps taskforce delegation mission wing branch outfit syndicate
    presidency kremlin senate congress assembly state department directorate bureau office leadership
    caliphate state republic kingdom neighbor neighbour charity foundation squadron garrison platoon
    consortium secretariat community population nation team minority personnel staff crew prosecution
    leadership tribe clan family
""")
"""Heads of names of bodies: "army" in "the Turkish army", "organization" in "the ISIS organization"."""

SHORT_STATES = _words("u.s. us u.s.a. usa u.k. uk u.a.e. uae eu e.u. u.n. un")
"""States and unions whose short names stand before a noun as an adjective does."""

PEOPLES = _words("people population nation citizen")
"""Heads that a country after "of" completes: "the people of Ruritania"."""

ORGANS = _words("""
    army military force troop soldier navy fleet police gendarmerie government regime ministry authority
    administration parliament cabinet junta court council intelligence embassy treasury senate congress
    presidency state department warplane jet aircraft artillery drone airforce official serviceman
    servicemen marine commando paratrooper border-guard guard
""")
"""Heads that, with a country's adjective, name an organ of that country."""

HARDWARE = _words(
    "warplane jet aircraft artillery drone helicopter missile tank warship bomber plane gunship airplane"
)
"""Machines that stand for those who send them ("Ruritanian warplanes bombed")."""

GENERIC_BODIES = _words("""
    organization organisation group movement militia faction party network gang cartel outfit insurgency
    entity terrorist militant regime sect cell front
""")
"""Heads that add nothing to the name before them: "the ISIS terrorist organization" is ISIS."""

PEOPLE_HEADS = FIGHTERS | CIVILIANS | WEAK_PERSONS
ALL_HEADS = PEOPLE_HEADS | BODIES

NOT_ALONE = WEAK_PERSONS | _words("""
    member leader official authority general officer guard chief unit division front union office state
    department bank company party council committee commission network command mission wing branch
    family child woman student worker worshipper recruit victim deputy expert critic king judge doctor
    lawyer youth elder dealer trader republic kingdom neighbor neighbour bureau corps recruit ally
    community population nation team minority personnel staff crew tribe clan secretary employee partner
    opponent supporter follower affiliate president minister governor resident commander leadership
    federation corporation cell body assembly congress contractor foundation charity suspect adviser
    advisor
""")
"""Heads too common to count as a description unless something ties them to an actor."""

AFFILIATED = _words("""
    affiliate link tie ally align associate back support fund finance sponsor arm train lead control run
    belong pledge connect relate direct equip command head found
""")
"""Lemmas of participles that tie a description to an actor: "affiliated with", "Turkish-backed"."""

AFFILIATED_FORMS = _words("""
    affiliated linked tied allied aligned associated backed supported funded financed sponsored armed
    trained led controlled run loyal connected dominated owned based
""")
"""Forms of the same in compounds ("Iran-backed") and after a noun."""

TIE_PREPOSITIONS = _words("with to by of from in for")

TITLES = _words("""
    president minister premier chancellor king queen prince sheikh emir general colonel major captain
    lieutenant commander admiral sergeant brigadier marshal ambassador envoy spokesman spokeswoman
    spokesperson secretary senator governor mayor judge chief director leader chairman chairwoman head
    mr mrs ms dr sir lord sen rep gen col lt gov sgt capt maj chairperson deputy foreign defense defence
    prime vice interior former acting interim prof professor ayatollah mullah imam pope
""")

GEOGRAPHIC_HEADS = _words("""
    province city town village district region governorate state area border countryside territory
    suburb neighborhood neighbourhood capital outskirt valley mountain river coast island port airport
    camp base checkpoint crossing road highway bridge street square hospital school market mosque church
    peninsula plain desert frontier enclave canton county oblast sector zone south north east west
    northeast northwest southeast southwest center centre soil airspace water sea gulf bay
""")

LOCATIVE = _words("""
    in at near inside within throughout around outside across beyond above below surrounding northwest
    northeast southwest southeast beneath under off along
""")
"""Prepositions that make a place of what follows."""

TOWARD = _words("to into onto from toward towards through over via out")
"""Prepositions that make a place of a place name after verbs and nouns of movement."""

MOVEMENT = _words("""
    go travel move arrive withdraw withdrawal flee fly drive cross enter invade invasion march return
    deploy deployment send transfer transport ship smuggle infiltrate advance retreat pull evacuate
    deport exile visit trip flight escape journey head relocate migrate route road airlift bring
    incursion pour launch fire push spread expel extend come leave stretch export import pass expand
""")

REGIONS = _words("""
    middle-east africa europe asia gulf levant caucasus balkans sahel maghreb arctic
""")

MONTHS_AND_DAYS = _words("""
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue
    wed thu fri sat sun today yesterday tomorrow
""")

THIRD_PLURAL = _words("they them their themselves theirs")
THIRD_NEUTER = _words("it its itself")
THIRD_HE = _words("he him his himself")
THIRD_SHE = _words("she her hers herself")
PRONOUNS = THIRD_PLURAL | THIRD_NEUTER | THIRD_HE | THIRD_SHE

DEFINITE = _words("the this that these those both such said latter former")
"""Determiners after which a bare head refers back."""

CLASSES: tuple[frozenset[str], ...] = (
    _words(
        "organization organisation group movement faction outfit network militia body party entity cell front"
    ),
    _words(
        "militant fighter gunman rebel insurgent extremist jihadist jihadi terrorist guerrilla attacker "
        "assailant militiaman mercenary combatant troop soldier"
    ),
    _words("army military force armed-force troop"),
    _words("ministry department"),
    _words("government regime administration authority state country"),
    _words(
        "minister president premier spokesman spokeswoman official leader ambassador general commander man "
        "woman envoy chief secretary king"
    ),
    _words("police force officer"),
    _words("coalition alliance bloc"),
    _words("company corporation bank firm"),
    _words("agency organization organisation body"),
)
"""Heads that can refer back to one another: "militants … the gunmen"."""

OBJECT_CONTROL = _words("""
    accuse charge blame suspect criticize criticise condemn warn urge ask tell order force press
    pressure convict denounce fault rebuke convince persuade help allow
""")
"""Verbs in whose content a pronoun means the one spoken of, not the speaker."""

CLASSES_OF: dict[str, tuple[frozenset[str], ...]] = {
    word: tuple(c for c in CLASSES if word in c) for c in CLASSES for word in c
}

TAKEN_PLACES = _words("""
    enter leave cross reach visit seize capture retake recapture bomb bombard shell storm control hold
    liberate besiege invade occupy tour strike hit overrun encircle pound raid flee evacuate quit
    approach surround
""")
"""Verbs whose object, if a place's name, is the place and not its rulers."""

STRUCK = _words(
    "attack airstrike strike assault raid bombardment bombing offensive shelling siege air-strike advance"
)
"""Nouns after which "on X" names a place where X is the name of one."""

PARTS_OF_PLACES = _words("""
    part capture siege bombardment shelling bombing occupation liberation battle fall control people
    resident invasion seizure recapture rest half outskirts border edge east west north south center
""")
"""Nouns after which "of X" means the place X."""

NAMED_BODIES = BODIES | _words(
    "headquarter guardian committee congres brotherhood son companion defender supporter"
)
"""Words (without a final s) by which names of bodies are told, such as "Guardians of …"."""

NOT_NAMES = (
    MONTHS_AND_DAYS
    | PRONOUNS
    | _words("""
        ied vbied uav rpg god allah islam internet twitter facebook covid coronavirus sgt gen lt col
        capt near province today utc gmt passcode press mr mrs ms dr
    """)
)
"""Single words that the recogniser takes for names of actors and that are none."""

PLACE_HEADS = _words("""
    city town village camp province district governorate region capital neighborhood neighbourhood
    border area country state territory suburb enclave valley airport port base checkpoint crossing
    hospital mosque island outskirt countryside airfield airbase bridge prison location position building
    facility tunnel compound site factory headquarters route road highway station dam canal
    reservoir barrage homeland safehouse market marketplace museum school university stronghold
    barracks entrance outpost hideout trench refinery depot warehouse square park church temple monastery
    cemetery farm
""")
"""Heads of descriptions of places: "the city"."""

PLACE_NAMES = _words("""
    mosque gate barrage airfield airport airbase dam bridge camp hospital museum square prison base province
    district region governorate river lake valley mountain mountains island street road highway room church
    cathedral palace temple hotel canal border peninsula desert village town city neighborhood
    neighbourhood crossing checkpoint stadium harbor harbour port refinery market park tower building
""")
"""Words that end the name of a place, such as "Karsa Mosque", whatever the recogniser takes it for."""

BUILT = _words("""
    building facility tunnel compound site factory headquarters route road highway station dam canal
    reservoir position safehouse house market depot warehouse bridge base camp
""")
"""Places that "of" may follow without naming them: "the headquarters of the group"."""

BESIDE = _words("near outside")
"""Prepositions that a body's name does not follow."""

COUNTING_MEMBERS = _words("include comprise join")
"""Verbs whose object, be it a country, is a member."""

UNDERTAKINGS = _words("operation exercise")
"""Words that begin the name of an undertaking, which is no actor."""

INSTRUMENTS = _words("""
    law order act resolution treaty convention protocol agreement cessation constitution book charter accord
    passcode pact amendment
""")
"""Words that begin or end the name of a text, which is no actor."""

SAYING = _words("""
    say announce claim deny confirm report warn state declare insist argue believe think want hope fear
    know add stress tell decide agree refuse plan seek try vow begin continue become use have make take
    send keep give play face need launch carry show consider hold call view see lead exploit rely pursue
    conduct merge join move push act intervene respond react retaliate hail emerge
""")
"""Verbs beside those of events whose subject acts, be it a country or a capital."""
DELIBERATE = (
    "tion",
    "sion",
    "ment",
    "ance",
    "ence",
    "ship",
    "ial",
    "sal",
    "ity",
    "ism",
    "ing",
    "egy",
    "icy",
    "ort",
)
"""Endings of nouns that name what somebody does: "Ruritania's exploitation", "policy", "support"."""
