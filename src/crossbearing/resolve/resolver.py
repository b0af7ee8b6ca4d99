"""Mentions to actors and places: who and where a reading's words mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from crossbearing.model.actor import ActorKind, ActorRef
from crossbearing.model.reading import (
    Candidate,
    Mention,
    MentionForm,
    MentionKind,
    PlaceReading,
    Reading,
    RelationReading,
    Resolution,
)
from crossbearing.model.relation import RelationType
from crossbearing.resolve.context import Context, read_context
from crossbearing.resolve.decide import choose, weigh
from crossbearing.resolve.described import described_actor, owned_organ, titled_actor
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.place_sightings import Sighting, find_sightings
from crossbearing.resolve.places import resolve_places
from crossbearing.resolve.register import Register
from crossbearing.resolve.spelling import keys, normal_form
from crossbearing.settings import ResolveSettings

_SPACE = re.compile(r"\s+")
_TAIL = re.compile(r"[\s,;:]*(?:\[\d*\]?)?[\s,;:]*\Z")
_ONE_NOUN = re.compile(r"(?:the|this|that) (\w+)\Z", re.IGNORECASE)
_MAX_CHAIN = 50
_MAX_KNOWN = 50_000
_MAX_SAID_CHARS = 400
_FOLLOWED = 0.95


class Resolver:
    """Sets `Mention.resolved` on every mention of a reading."""

    def __init__(
        self, register: Register, gazetteer: Gazetteer, settings: ResolveSettings | None = None
    ) -> None:
        """Keep what names are looked up in."""
        self._register = register
        self._gazetteer = gazetteer
        self._settings = settings or ResolveSettings()
        self._known: dict[tuple[str, date | None], tuple[Candidate, ...]] = {}

    def _find(self, name: str, as_of: date | None) -> tuple[Candidate, ...]:
        """Look a name up once for all documents of a date."""
        key = (name, as_of)
        if key not in self._known:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            self._known[key] = self._register.find(name, as_of=as_of)
        return self._known[key]

    def resolve(self, reading: Reading, text: str, *, published: date | None) -> Reading:
        """Return the reading with every mention resolved, or said to be unresolved and why."""
        sightings = find_sightings(text, reading.mentions, self._gazetteer)
        placed = resolve_places(sightings, reading.mentions, text, self._gazetteer, self._settings)
        places: list[Resolution | None] = [None] * len(reading.mentions)
        for sighting, place in zip(sightings, placed, strict=True):
            if _is_mention(sighting, reading.mentions):
                places[sighting.mention or 0] = place
        context = read_context(text, published, self._register.organs)
        document = _Document(
            self._register, self._settings, text, context, reading.mentions, places, self._find
        )
        resolved = document.resolutions()
        mentions = tuple(
            replace(mention, resolved=found)
            for mention, found in zip(reading.mentions, resolved, strict=True)
        )
        named = tuple(
            PlaceReading(s.span, s.use, _place_of(s, mentions) or found, s.mention)
            for s, found in zip(sightings, placed, strict=True)
        )
        return replace(
            reading, mentions=mentions, places=named, relations=_between_two(reading.relations, mentions)
        )


def _between_two(
    relations: Sequence[RelationReading], mentions: Sequence[Mention]
) -> tuple[RelationReading, ...]:
    """Keep the relations of two actors: nobody fights himself, and two known actors are not the same."""

    def kept(relation: RelationReading) -> bool:
        first, second = (mentions[place].resolved for place in (relation.first, relation.second))
        if first is None or second is None or first.id is None or second.id is None:
            return True
        return (first.id == second.id) is (relation.type is RelationType.SAME_AS)

    return tuple(filter(kept, relations))


def _is_mention(sighting: Sighting, mentions: Sequence[Mention]) -> bool:
    """Tell whether a sighting is a mention of a place, and not a name inside or beside one."""
    position = sighting.mention
    return (
        position is not None
        and mentions[position].kind is MentionKind.PLACE
        and mentions[position].span == sighting.span
    )


def _place_of(sighting: Sighting, mentions: Sequence[Mention]) -> Resolution | None:
    """Return what a mention was resolved to, by what it refers back to where it does."""
    return mentions[sighting.mention or 0].resolved if _is_mention(sighting, mentions) else None


def _spelt(said: str) -> str:
    """Return what was said on one line, without the marks that notes and clauses leave at its end."""
    return _TAIL.sub("", _SPACE.sub(" ", said[:_MAX_SAID_CHARS])).strip() or said[:_MAX_SAID_CHARS].strip()


class _Document:
    """The mentions of one document while they are resolved: names first, then what refers to them."""

    def __init__(
        self,
        register: Register,
        settings: ResolveSettings,
        text: str,
        context: Context,
        mentions: tuple[Mention, ...],
        places: Sequence[Resolution | None],
        find: Callable[[str, date | None], tuple[Candidate, ...]],
    ) -> None:
        self._find = find
        self._register = register
        self._settings = settings
        self._text = text
        self._context = context
        self._mentions = mentions
        self._places = places
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        self._seen: set[str] = set()
        self._ending: dict[str, list[int]] = defaultdict(list)
        self._persons: dict[tuple[str, ...], tuple[str, Resolution]] = {}
        self._found: list[Resolution | None] = [None] * len(mentions)

    def resolutions(self) -> list[Resolution]:
        """Resolve names in the order of the text, then descriptions and pronouns."""
        order = sorted(range(len(self._mentions)), key=lambda i: (self._mentions[i].span, i))
        for position in order:
            mention = self._mentions[position]
            if mention.kind is MentionKind.ACTOR and mention.form is MentionForm.NAME:
                answer = self._by_fuller_name(mention) or self._named(mention)
                self._remember_person(mention, answer)
                for ending in keys(self._surface(mention))[1:][-1:]:
                    self._ending[ending].append(position)
                if answer.id is not None or not mention.antecedents:
                    self._found[position] = answer
        for position in order:
            self._found[position] = self._follow(position, ())
        return [found for found in self._found if found is not None]

    def _by_fuller_name(self, mention: Mention) -> Resolution | None:
        """Resolve a surname by the latest person of that surname whom the text named in full."""
        name = self._surface(mention)
        fuller = self._persons.get(keys(name)) if " " not in name else None
        if fuller is None:
            return None
        reason = f"“{name}” is short for “{fuller[0]}”, named before in this text"
        return replace(fuller[1], reasons=(reason, *fuller[1].reasons))

    def _remember_person(self, mention: Mention, answer: Resolution) -> None:
        name = self._surface(mention)
        person = self._is_person(answer.id) if answer.id else mention.label == "PERSON"
        if person and " " in name:
            self._persons[keys(name)[-1:]] = (name, answer)

    def _surface(self, mention: Mention) -> str:
        span = mention.head if len(mention.head) else mention.span
        return _spelt(span.of(self._text))

    def _named(self, mention: Mention) -> Resolution:
        """Resolve a name by its head, and by its whole span where the head says too little."""
        titled = titled_actor(self._register, self._surface(mention), self._context.as_of)
        if titled is not None:
            return titled
        answer = self._look_up(self._surface(mention), mention.label)
        whole = _SPACE.sub(" ", mention.span.of(self._text)).strip()
        if answer.id is None and whole != self._surface(mention):
            wider = self._look_up(whole, mention.label)
            answer = wider if wider.id is not None else answer
        if answer.id is None and not answer.runners_up:
            described = described_actor(self._register, whole, self._context.as_of)
            answer = described if described.affiliation is not None else answer
        return answer

    def _look_up(self, name: str, label: str) -> Resolution:
        full = self._context.explained.get(name)
        answer = self._weighed(name, label)
        if full is None or (answer.id is not None and self._weighed(full, label).id is None):
            return answer
        explained = self._weighed(full, label)
        reason = f"this text explains “{name}” as “{full}”"
        return replace(explained, name=explained.name, reasons=(reason, *explained.reasons))

    def _weighed(self, name: str, label: str) -> Resolution:
        if name not in self._candidates:
            self._candidates[name] = self._find(name, self._context.as_of)
        weighed = [
            weigh(c, self._register.get(c.id), self._context, label=label, seen=self._seen)
            for c in self._candidates[name]
        ]
        answer = choose(name, weighed, self._settings.min_actor_score)
        if answer.id is not None and (" " in name or not self._is_person(answer.id)):
            self._seen.add(answer.id)
        return answer

    def _is_person(self, actor_id: str) -> bool:
        actor = self._register.get(actor_id)
        return actor is not None and actor.kind is ActorKind.PERSON

    def _follow(self, position: int, trail: tuple[int, ...]) -> Resolution:
        """Resolve a mention, following what it refers back to."""
        known = self._found[position]
        if known is not None:
            return known
        mention = self._mentions[position]
        trail = (*trail, position)
        back = [a for a in mention.antecedents if 0 <= a < len(self._mentions) and a not in trail]
        if back and len(trail) < _MAX_CHAIN:
            found = self._from_antecedents(mention, back, trail)
        elif mention.kind is MentionKind.PLACE:
            name = self._surface(mention)
            found = self._places[position] or Resolution(None, name, 0.0, ("no place of this name is known",))
        elif mention.form is MentionForm.NAME:
            found = self._named(mention)
        else:
            found = self._described(mention, trail)
        self._found[position] = found
        return found

    def _from_antecedents(self, mention: Mention, positions: list[int], trail: tuple[int, ...]) -> Resolution:
        answers = [self._as_kind(mention.kind, position, trail) for position in dict.fromkeys(positions)]
        distinct = {(a.id, a.name, a.affiliation): a for a in answers}
        said = mention.span.of(self._text)
        named = " and ".join(f"“{self._surface(self._mentions[p])}”" for p in positions)
        reason = f"“{_SPACE.sub(' ', said)}” refers back to {named}"
        if len(distinct) == 1:
            (only,) = distinct.values()
            return replace(only, score=round(only.score * _FOLLOWED, 3), reasons=(reason, *only.reasons))
        members: dict[ActorRef, None] = {}
        for answer in distinct.values():
            members.update(dict.fromkeys(answer.members or (ActorRef(answer.id, answer.name),)))
        score = round(min(a.score for a in distinct.values()) * _FOLLOWED, 3)
        name = ", ".join(member.name for member in members)
        return Resolution(None, name, score, (reason,), members=tuple(members))

    def _as_kind(self, kind: MentionKind, position: int, trail: tuple[int, ...]) -> Resolution:
        """Resolve an antecedent; a place that an actor's pronoun refers to stands for its government."""
        other = self._mentions[position]
        if kind is MentionKind.ACTOR and other.kind is MentionKind.PLACE and other.form is MentionForm.NAME:
            return self._named(other)
        return self._follow(position, trail)

    def _described(self, mention: Mention, trail: tuple[int, ...]) -> Resolution:
        """Resolve a description that refers to nothing before it."""
        name = _SPACE.sub(" ", mention.span.of(self._text)).strip()
        listed = self._register.names.exact(keys(name))
        if len({one.actor_id for one in listed}) == 1 and mention.form is MentionForm.DESCRIPTION:
            return self._weighed(name, mention.label)
        titled = titled_actor(self._register, name, self._context.as_of)
        if titled is not None:
            return titled
        tie = mention.affiliation
        if tie is not None and 0 <= tie < len(self._mentions) and tie not in trail:
            known = self._as_kind(MentionKind.ACTOR, tie, trail)
            owned = owned_organ(self._register, name, known.id, self._context.as_of)
            if owned is not None:
                return owned
            reference = (
                known.affiliation
                if known.id is None and known.affiliation
                else ActorRef(known.id, known.name)
            )
            reason = f"an unnamed actor that the text ties to “{self._surface(self._mentions[tie])}”"
            return Resolution(None, name, known.score, (reason, *known.reasons), affiliation=reference)
        if mention.form is MentionForm.PRONOUN:
            return Resolution(None, name, 0.0, ("nothing before it says who is meant",))
        found = described_actor(self._register, name, self._context.as_of)
        return (self._short_for(mention, name) or found) if found.score == 0.0 else found

    def _short_for(self, mention: Mention, name: str) -> Resolution | None:
        """Resolve "the command" by the last body before it whose name ends so ("US Africa Command")."""
        noun = _ONE_NOUN.match(name)
        called = self._ending.get(normal_form(noun.group(1)), ()) if noun else ()
        for position in reversed(called):
            other, known = self._mentions[position], self._found[position]
            if other.span.start < mention.span.start and known is not None and known.id is not None:
                reason = f"“{name}” is short for “{self._surface(other)}”, the last body so called before"
                return replace(known, score=round(known.score * 0.9, 3), reasons=(reason, *known.reasons))
        return None
