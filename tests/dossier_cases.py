"""Cases invented for tests of the dossier. No state, group, person or event in them exists."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from hashlib import sha256

from PIL import Image, ImageDraw

from crossbearing.dossier.contents import CaseContents
from crossbearing.errors import Undecodable
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation, ClaimRef, Credibility, Grade, Origin, Reliability
from crossbearing.model.anchor import Span, TimeSpan
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.claim import Basis, Certainty, Claim, Polarity
from crossbearing.model.decision import Decision, DecisionKind
from crossbearing.model.event import Event, EventType, SupportKind
from crossbearing.model.evidence import Acquisition, Digest, Document, Item
from crossbearing.model.footage import Footage, Manifest, ManifestStatus, Match, Moment, Shot, StreamFacts
from crossbearing.model.place import Place, Precision
from crossbearing.model.provenance import Component, CustodyEntry, Failure
from crossbearing.model.reading import Mention, MentionForm, MentionKind, Reading, RelationReading, Resolution
from crossbearing.model.relation import RelationType
from crossbearing.model.when import TimeExpression, TimeType

ACQUIRED = datetime(2031, 6, 1, 9, 30, tzinfo=UTC)
TEXT = Component("text", "0.1.0")
WATCH = Component("media", "0.1.0")

ARLAND = ActorRef("gov:arland", "Government of Arland")
ARMY = ActorRef("mil:arland", "Arland Armed Forces")
FRONT = ActorRef("group:front", "Northern Front")
MERROW = ActorRef("gov:merrow", "Government of Merrow")
BRIGADES = ActorRef("group:brigades", "Free Valley Brigades")

TAMMER = Place("user:tammer", "Tammer", 64.6, -19.2, Precision.TOWN, None, "Upper Valley")
VALLEY = Place("user:valley", "Upper Valley", 65.4, -17.0, Precision.SUBDIVISION, None)
PORT = Place("user:port", "Port Sable", 64.1, -21.6, Precision.SITE, None, "Coast")

AGENCY_TEXT = """Army columns seen beside Northern Front fighters

Videos filmed in Tammer on 3 May show Northern Front fighters alongside soldiers of the Arland army.

The Ministry of Defence of Merrow said on Wednesday that Arland had sent rockets and fuel to the Northern Front through Port Sable. “They have opened their stores to them,” the ministry’s spokeswoman, Ilva Renn, told reporters.

According to two officials who asked not to be named, instructors of the Arland army trained the Northern Front in the Upper Valley last winter.

Arland denied that it had any contact with the Northern Front."""  # noqa: E501 - a paragraph is one line

OUTLET_TEXT = """Many reports say Arland pays the Free Valley Brigades

Many reports say that Arland pays the Free Valley Brigades. Observers believe the payments began in 2029.

The Ministry of Defence of Merrow said on Wednesday that Arland had sent rockets and fuel to the Northern Front through Port Sable."""  # noqa: E501 - a paragraph is one line

DENIAL_TEXT = """Statement of the Government of Arland, 9 May 2031

The Government of Arland has never supplied the Northern Front. No soldier of ours has fought beside it in Tammer."""  # noqa: E501 - a paragraph is one line

HOSTILE_TEXT = (
    'حكومة <script>document.title="owned"</script> <img src=x onerror="document.title=\'owned\'"> said '
    "\u202egnp.exe\u202c that =cmd|'/c calc'!A1 attacked {{ 7 * 7 }} {% raw %} </div></body> "
    "&amp; \x00\x1b[31m\u200b" + "long" * 200
)


def digest(name: str) -> Digest:
    """Name an invented item."""
    return Digest(sha256(name.encode()).hexdigest())


def span(text: str, words: str, after: int = 0) -> Span:
    """Find `words` in `text`."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def item(name: str, *, media_type: str = "text/plain", size_bytes: int = 1000) -> Item:
    """Acquire an invented item."""
    how = Acquisition(f"/acquired/{name}", ACQUIRED, None, size_bytes, media_type, media_type)
    return Item(digest(name), size_bytes, media_type, (how,))


def mention(text: str, words: str, who: ActorRef | None, after: int = 0) -> Mention:
    """Mention an actor."""
    where = span(text, words, after)
    resolved = Resolution(who.id, who.name, 0.9) if who else None
    return Mention(where, MentionKind.ACTOR, MentionForm.NAME, where, "ORG", resolved=resolved)


def _grade(code: str, *reasons: str) -> Grade:
    return Grade(Reliability(code[0]), Credibility(code[1]), reasons)


def _agency() -> tuple[Document, Reading]:
    text = AGENCY_TEXT
    mentions = (
        mention(text, "Northern Front fighters", FRONT, 50),
        mention(text, "soldiers of the Arland army", ARMY),
        mention(
            text,
            "The Ministry of Defence of Merrow",
            ActorRef("ministry:merrow", "Ministry of Defence of Merrow"),
        ),
        mention(text, "Arland had", ARLAND),
        mention(text, "the Northern Front through", FRONT),
        mention(text, "two officials who asked not to be named", None),
        mention(text, "instructors of the Arland army", ARMY),
        mention(text, "the Northern Front in", FRONT),
        mention(text, "Arland denied", ARLAND),
        mention(text, "the Northern Front.", FRONT),
    )
    times = (
        TimeExpression(span(text, "3 May"), TimeType.DATE, "2031-05-03", "2031-05-03"),
        TimeExpression(span(text, "Wednesday"), TimeType.DATE, "2031-05-07", "2031-05-07"),
        TimeExpression(span(text, "last winter"), TimeType.DATE, "2030-WI", "2030-24"),
    )
    attributions = (
        Attribution(
            (span(text, "Videos filmed in Tammer on 3 May"),),
            (span(text, "show"),),
            (span(text, "Northern Front fighters alongside soldiers of the Arland army"),),
            Sourcing.FOOTAGE,
            reasons=("“videos … show” introduces what footage is said to show",),
        ),
        Attribution(
            (mentions[2].span,),
            (span(text, "said on Wednesday"),),
            (span(text, "that Arland had sent rockets and fuel to the Northern Front through Port Sable"),),
            Sourcing.NAMED_BODY,
            speaker=2,
            said=1,
            reasons=("“said” with the subject “The Ministry of Defence of Merrow”",),
        ),
        Attribution(
            (mentions[5].span,),
            (span(text, "According to"),),
            (
                span(
                    text,
                    "instructors of the Arland army trained the Northern Front in the Upper Valley last "
                    "winter",
                ),
            ),
            Sourcing.UNNAMED_OFFICIAL,
            speaker=5,
            reasons=("“officials who asked not to be named” are unnamed officials",),
        ),
        Attribution(
            (span(text, "Arland", text.index("Arland denied")),),
            (span(text, "denied"),),
            (span(text, "that it had any contact with the Northern Front"),),
            Sourcing.NAMED_BODY,
            speaker=8,
            reasons=("“denied” turns the polarity of what follows",),
        ),
    )
    events = (
        Event(
            span(text, "alongside"),
            span(text, "show Northern Front fighters alongside soldiers of the Arland army"),
            EventType.COOPERATE,
            "military",
            agent=1,
            recipient=0,
            date=0,
        ),
        Event(
            span(text, "sent"),
            span(text, "Arland had sent rockets and fuel to the Northern Front"),
            EventType.AID,
            "military",
            (SupportKind.WEAPONS, SupportKind.MATERIEL_AND_LOGISTICS),
            3,
            4,
        ),
        Event(
            span(text, "trained"),
            span(text, "instructors of the Arland army trained the Northern Front"),
            EventType.AID,
            "military",
            (SupportKind.TRAINING,),
            6,
            7,
            date=2,
        ),
        Event(
            span(text, "contact"),
            span(text, "it had any contact with the Northern Front"),
            EventType.COOPERATE,
            None,
            agent=8,
            recipient=9,
        ),
    )
    claims = (
        Claim(
            0,
            (0,),
            Polarity.ASSERTED,
            Certainty.CT_PLUS,
            Basis.FOOTAGE,
            ("the source is footage, so its basis is footage",),
        ),
        Claim(1, (1,), Polarity.ASSERTED, Certainty.CT_PLUS, Basis.NONE),
        Claim(2, (2,), Polarity.ASSERTED, Certainty.PR_PLUS, Basis.HEARSAY),
        Claim(3, (3,), Polarity.DENIED, Certainty.CT_MINUS, Basis.NONE, ("“denied” is a denial",)),
    )
    document = Document(
        digest("agency.html"),
        text,
        "html",
        "Army columns seen beside Northern Front fighters",
        "Oda Lim",
        "Example Wire",
        "https://wire.example/army-columns",
        "en",
        date(2031, 5, 8),
        "page",
        ("tammer.mp4",),
    )
    relations = (
        RelationReading(
            RelationType.ALLIED_WITH,
            first=0,
            second=1,
            trigger=span(text, "alongside"),
            chain=(),
            polarity=Polarity.ASSERTED,
            certainty=Certainty.CT_PLUS,
        ),
    )
    return document, Reading(mentions, times, attributions, events, claims, (TEXT,), relations=relations)


def _outlet() -> tuple[Document, Reading]:
    text = OUTLET_TEXT
    mentions = (
        mention(text, "Arland pays the", ARLAND, 55),
        mention(text, "the Free Valley Brigades.", BRIGADES),
        mention(
            text,
            "The Ministry of Defence of Merrow",
            ActorRef("ministry:merrow", "Ministry of Defence of Merrow"),
        ),
        mention(text, "Arland had", ARLAND),
        mention(text, "the Northern Front through", FRONT),
    )
    attributions = (
        Attribution(
            (span(text, "Many reports", 50),),
            (span(text, "say", 60),),
            (span(text, "that Arland pays the Free Valley Brigades"),),
            Sourcing.VAGUE,
            reasons=("“many reports” names nobody",),
        ),
        Attribution(
            (mentions[2].span,),
            (span(text, "said on Wednesday"),),
            (span(text, "that Arland had sent rockets and fuel to the Northern Front through Port Sable"),),
            Sourcing.NAMED_BODY,
            speaker=2,
        ),
    )
    events = (
        Event(
            span(text, "pays", 60),
            span(text, "Arland pays the Free Valley Brigades", 60),
            EventType.AID,
            "financial",
            (SupportKind.FUNDING,),
            0,
            1,
        ),
        Event(
            span(text, "sent"),
            span(text, "Arland had sent rockets and fuel to the Northern Front"),
            EventType.AID,
            "military",
            (SupportKind.WEAPONS,),
            3,
            4,
        ),
    )
    claims = (
        Claim(0, (0,), Polarity.ASSERTED, Certainty.PS_PLUS, Basis.HEARSAY),
        Claim(1, (1,), Polarity.ASSERTED, Certainty.CT_PLUS, Basis.NONE),
    )
    document = Document(
        digest("outlet.txt"),
        text,
        "text",
        "Many reports say Arland pays the Free Valley Brigades",
        None,
        "Valley Courier",
        None,
        "en",
        date(2031, 5, 10),
        "user",
        notes=("A date on the page, 2031-07-01, lies after the acquisition and was refused.",),
    )
    return document, Reading(mentions, (), attributions, events, claims, (TEXT,))


def _denial() -> tuple[Document, Reading]:
    text = DENIAL_TEXT
    mentions = (
        mention(text, "The Government of Arland", ARLAND),
        mention(text, "the Northern Front.", FRONT),
        mention(text, "No soldier of ours", ARMY),
        mention(text, "it in", FRONT),
    )
    events = (
        Event(
            span(text, "supplied"),
            span(text, "The Government of Arland has never supplied the Northern Front"),
            EventType.AID,
            "military",
            (SupportKind.MATERIEL_AND_LOGISTICS,),
            0,
            1,
        ),
        Event(
            span(text, "fought"),
            span(text, "No soldier of ours has fought beside it in Tammer"),
            EventType.COOPERATE,
            "military",
            agent=2,
            recipient=3,
        ),
    )
    claims = (
        Claim(0, (), Polarity.DENIED, Certainty.CT_MINUS, Basis.NONE, ("“never” turns the polarity",)),
        Claim(1, (), Polarity.DENIED, Certainty.CT_MINUS, Basis.NONE),
    )
    document = Document(
        digest("statement.pdf"),
        text,
        "pdf",
        "Statement of the Government of Arland",
        None,
        "Government of Arland",
        None,
        "en",
        date(2031, 5, 9),
        "user",
    )
    return document, Reading(mentions, (), (), events, claims, (TEXT,))


def clip(name: str, shots: int = 3) -> Footage:
    """Watch an invented clip of four seconds a shot."""
    cuts = tuple(Shot(TimeSpan(Fraction(4 * n), Fraction(4 * n + 4))) for n in range(shots))
    stream = StreamFacts(
        "mov,mp4", "h264", 1280, 720, Fraction(4 * shots), Fraction(25), 100 * shots, audio_codec="aac"
    )
    manifest = (
        Manifest(
            ManifestStatus.UNTRUSTED,
            "Example Camera CA",
            "Example Camera 1.2",
            "2031-05-03",
            ("The signer is on no trust list.",),
        )
        if name == "tammer.mp4"
        else Manifest(ManifestStatus.ABSENT)
    )
    return Footage(
        digest(name),
        stream,
        cuts,
        (("creation_time", "2031-05-03T11:02:00Z"), ("make", "Example")),
        manifest,
        b"",
        WATCH,
    )


def _allegations() -> tuple[Allegation, ...]:
    agency, outlet, denial = digest("agency.html"), digest("outlet.txt"), digest("statement.pdf")
    wire = Origin(
        "o1",
        "Example Wire",
        (agency,),
        (ClaimRef(agency, 0),),
        known=True,
        reasons=("Its text is the earliest of its chain and shares no passage with another source.",),
    )
    ministry = Origin(
        "o2",
        "Ministry of Defence of Merrow",
        (agency, outlet),
        (ClaimRef(agency, 1), ClaimRef(outlet, 1)),
        known=True,
        reasons=("Both texts carry one statement of the same ministry: one origin.",),
    )
    officials = Origin(
        "o3",
        "two officials who asked not to be named",
        (agency,),
        (ClaimRef(agency, 2),),
        known=False,
        reasons=("Who they are is not said, so that their independence cannot be shown.",),
    )
    reports = Origin(
        "o4",
        "Many reports",
        (outlet,),
        (ClaimRef(outlet, 0),),
        known=False,
        reasons=("“Many reports” names no source.",),
    )
    return (
        Allegation(
            "cooperate-1",
            EventType.COOPERATE,
            "military",
            (),
            ARMY,
            FRONT,
            TAMMER,
            "2031-05-03",
            (ClaimRef(agency, 0),),
            (ClaimRef(denial, 1), ClaimRef(agency, 3)),
            (wire,),
            (digest("tammer.mp4"),),
            footage_claimed=True,
            grade=_grade(
                "C3",
                "One origin is known to be independent.",
                "Footage in this case is tied to it, so its figure is no worse than 3.",
                "It is denied by the Government of Arland, which has an interest in denying it.",
            ),
            reasons=("The same two sides, the same type of event.",),
        ),
        Allegation(
            "aid-1",
            EventType.AID,
            "military",
            (SupportKind.WEAPONS, SupportKind.MATERIEL_AND_LOGISTICS),
            ARLAND,
            FRONT,
            PORT,
            "2031-05-07~",
            (ClaimRef(agency, 1), ClaimRef(outlet, 1)),
            (ClaimRef(denial, 0),),
            (ministry,),
            (),
            footage_claimed=False,
            grade=_grade(
                "C4",
                "Two documents carry one statement: one origin.",
                "The source is a party to the conflict.",
            ),
        ),
        Allegation(
            "aid-2",
            EventType.AID,
            "military",
            (SupportKind.TRAINING,),
            ARMY,
            FRONT,
            VALLEY,
            "2030-24",
            (ClaimRef(agency, 2),),
            (),
            (officials,),
            (),
            footage_claimed=False,
            grade=_grade("F6", "No origin is known to be independent."),
        ),
        Allegation(
            "aid-3",
            EventType.AID,
            "financial",
            (SupportKind.FUNDING,),
            ARLAND,
            BRIGADES,
            None,
            "2029/..",
            (ClaimRef(outlet, 0),),
            (),
            (reports,),
            (),
            footage_claimed=True,
            grade=_grade("E5", "Only vague sourcing stands behind it."),
        ),
    )


def _custody(names: list[str]) -> tuple[CustodyEntry, ...]:
    entries: list[CustodyEntry] = []
    previous = "0" * 64
    for number, name in enumerate(names):
        this = sha256(f"{previous}{name}".encode()).hexdigest()
        entries.append(
            CustodyEntry(
                number,
                previous,
                "acquired",
                digest(name),
                ACQUIRED + timedelta(seconds=number),
                Component("archive", "0.1.0"),
                (("path", f"/acquired/{name}"), ("size_bytes", "1000")),
                this,
            )
        )
        previous = this
    return tuple(entries)


def realistic_case() -> CaseContents:
    """Three documents, two clips, four allegations, a failure and decisions."""
    read = [_agency(), _outlet(), _denial()]
    names = ["agency.html", "outlet.txt", "statement.pdf", "tammer.mp4", "tammer-cut.mp4", "scan.pdf"]
    match = Match(
        digest("tammer-cut.mp4"),
        digest("tammer.mp4"),
        TimeSpan(Fraction(0), Fraction(6)),
        TimeSpan(Fraction(2), Fraction(19, 2)),
        1.25,
        mirrored=True,
        moment=Moment.ESTABLISHED,
        score=0.93,
        frames=24,
        reasons=(
            "24 of 24 compared frames agree after mirroring.",
            "Motion within the stretch agrees, so it is the same moment.",
        ),
    )
    return CaseContents(
        items=tuple(
            item(name, media_type="video/mp4" if name.endswith("mp4") else "text/plain") for name in names
        ),
        documents=tuple(document for document, _ in read),
        readings={document.item: reading for document, reading in read},
        footage=(clip("tammer.mp4"), clip("tammer-cut.mp4", 2)),
        matches=(match,),
        allegations=_allegations(),
        failures=(
            Failure(
                "/acquired/scan.pdf",
                digest("scan.pdf"),
                "read",
                "Unreadable",
                "The PDF is protected by a password.",
                "Open the file with the program that made it and save it again, or leave it out.",
                Component("readers", "0.1.0"),
            ),
        ),
        decisions=(
            Decision(
                "d1",
                DecisionKind.TIE_FOOTAGE,
                ("cooperate-1", digest("tammer.mp4")),
                "R. Adeyo",
                ACQUIRED,
                "The square with the clock tower is recognisable.",
            ),
            Decision(
                "d2",
                DecisionKind.GRADE,
                ("aid-2", "D4"),
                "R. Adeyo",
                ACQUIRED + timedelta(hours=1),
                "I know one of the officials.",
            ),
            Decision(
                "d3",
                DecisionKind.UNDO,
                ("d2",),
                "M. Halle",
                ACQUIRED + timedelta(hours=2),
                "That cannot be shown to the reader.",
            ),
        ),
        custody=_custody(names),
        components=(Component("crossbearing", "0.1.0"), TEXT, WATCH, Component("en_core_web_sm", "3.8.0")),
        title="Arland and the Northern Front",
    )


def hostile_case() -> CaseContents:
    """Every string that a source can set carries markup, scripts, overrides and formulas."""
    text = HOSTILE_TEXT
    name = digest("hostile")
    who = ActorRef(None, '=HYPERLINK("http://x.example")<b>\u202eevil')
    mentions = (
        Mention(
            Span(0, 5),
            MentionKind.ACTOR,
            MentionForm.NAME,
            Span(0, 5),
            resolved=Resolution(None, who.name, 0.5),
        ),
    )
    attribution = Attribution(
        (Span(0, 40),),
        (span(text, "said"),),
        (Span(span(text, "that").start, len(text)),),
        Sourcing.ANONYMOUS,
        speaker=0,
        reasons=("<script>alert(1)</script>",),
    )
    event = Event(
        span(text, "attacked"), Span(0, len(text)), EventType.ASSAULT, "<i>mode</i>", agent=0, recipient=0
    )
    claims = (
        Claim(
            0,
            (0,),
            Polarity.ASSERTED,
            Certainty.CT_PLUS,
            Basis.NONE,
            ("</blockquote><script>alert(2)</script>",),
        ),
        Claim(7, (9,), Polarity.ASSERTED, Certainty.CT_PLUS, Basis.NONE),
    )
    document = Document(
        name,
        text,
        "html",
        "</title><script>alert(3)</script>\u202e",
        "\ud800 byline",
        "@SUM(1+1)",
        "javascript:alert(4)",
        '"><script>',
        date(2031, 1, 1),
        "page",
        ("javascript:alert(5)",),
        ("</p><iframe src=//x.example>",),
    )
    origin = Origin(
        "o<1>", "+cmd\u202e", (name, digest("gone")), (ClaimRef(name, 0),), known=True, reasons=("-1+1",)
    )
    place = Place("user:<x>", "\"'><svg onload=alert(6)>", 91.0, 500.0, Precision.REGION, "<")
    refs = (ClaimRef(name, 0), ClaimRef(name, 1), ClaimRef(name, 99), ClaimRef(digest("gone"), 0))
    allegation = Allegation(
        '"><img src=x>',
        EventType.ASSAULT,
        "<i>mode</i>",
        (SupportKind.OTHER,),
        who,
        who,
        place,
        "</td>\u202e9999-99",
        refs,
        refs,
        (origin,),
        (digest("gone"), digest("clip")),
        footage_claimed=True,
        grade=_grade("A1", "<script>alert(7)</script>"),
        reasons=("\t=1+1",),
    )
    footage = replace(
        clip("clip"), item=digest("clip"), capture=(("<b>key</b>", "\x1b]0;owned\x07"),), notes=("</figure>",)
    )
    return CaseContents(
        items=(item("hostile"), item("clip")),
        documents=(document,),
        readings={name: Reading(mentions, (), (attribution,), (event,), claims, ())},
        footage=(footage,),
        matches=(),
        allegations=(allegation,),
        failures=(
            Failure(
                "/x/<script>\u202e.pdf",
                None,
                "<s>",
                "<c>",
                "=1+1",
                "<a href=javascript:alert(8)>",
                Component("<n>", "<v>"),
            ),
        ),
        decisions=(Decision("<d>", DecisionKind.UNDO, ("<y>",), "</table>", ACQUIRED, "=cmd|' /C calc'!A0"),),
        custody=(
            CustodyEntry(
                0,
                "0" * 64,
                "<acquired>",
                name,
                ACQUIRED,
                Component("<a>", "<b>"),
                (("<k>", "\x00"),),
                "<hash>",
            ),
        ),
        components=(Component("<script>", "\u202e1"),),
        title='"><script>document.title="owned"</script>\u202e',
    )


def empty_case() -> CaseContents:
    """Nothing acquired yet."""
    return CaseContents((), (), {}, (), (), (), (), (), (), (), "")


def painted_frame(item_digest: Digest, at_s: Fraction, max_side_px: int) -> bytes:
    """Paint a frame that depends on the clip and the moment; the clip named "broken" has none."""
    if item_digest == digest("broken"):
        raise Undecodable("the stream ends early")
    width, height = max_side_px, max_side_px * 9 // 16
    shade = int(item_digest[:2], 16)
    picture = Image.new("RGB", (width, height), (60 + shade // 4, 80, 110))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 2 // 3, width, height), fill=(120, 105, 80))
    x = int(float(at_s) * 23) % width
    pen.rectangle((x, height // 2, x + width // 6, height * 3 // 4), fill=(70, 90, 60))
    pen.ellipse((width * 3 // 4, height // 8, width * 7 // 8, height // 8 + width // 8), fill=(240, 220, 160))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
