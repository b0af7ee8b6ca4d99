"""Whom a name may mean: every candidate of the register with its score and its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from crossbearing.model.actor import ActorKind, ActorName, NameKind
from crossbearing.model.reading import Candidate
from crossbearing.resolve.compare import Likeness, NameForm, compare_names, shared_ideas
from crossbearing.resolve.compose import Composition, Form, StateForm
from crossbearing.resolve.consonants import joined, readings
from crossbearing.resolve.index import NameIndex
from crossbearing.resolve.spelling import keys, sound, sounds, words
from crossbearing.resolve.titles import office_title, post_titles, title_candidates
from crossbearing.resolve.validity import holds, period
from crossbearing.resolve.vocabulary import vocabulary

_MAX_NAME_CHARS = 300
_MAX_WORDS = 24
_MAX_COMPARED = 4_000
_MIN_LIKENESS = 0.45
_SURE_LIKENESS = 0.9
_HEIR_PENALTY = 0.2
_MAX_CANDIDATES = 12
_LONG_ACRONYM = 4
_MIN_SHORTENED = 0.8
_KIND_SCORES = {NameKind.ACRONYM: 0.95, NameKind.METONYM: 0.9}
_SURNAME, _SURNAME_OUT_OF_OFFICE, _SURNAME_OF_MANY = 0.72, 0.6, 0.68
_SURNAME_OF_HEAD, _SURNAME_IN_OFFICE = 0.9, 0.88
_HIGHEST = vocabulary("highest_roles")
_LEADING = vocabulary("leading")
_TRAILING = vocabulary("trailing")
_SMALL = vocabulary("small")
_BACKING = vocabulary("backing")
_HEADS = vocabulary("heads")
_UNTELLING = _SMALL | vocabulary("empty")
_SUFFIXED = re.compile(r"(?<=\w\w\w)['’][a-zıü]{1,4}\Z")


def find_candidates(register: NameIndex, name: str, *, as_of: date | None = None) -> tuple[Candidate, ...]:
    """Return the actors that `name` may mean, best first; () if none comes near."""
    named = find_named(register, name, as_of=as_of)
    if named:
        return named
    if name.endswith(")") and "(" in name:
        return find_candidates(register, name[: name.rindex("(")], as_of=as_of)
    suffixed = _SUFFIXED.search(name)
    if suffixed and (bare := find_named(register, name[: suffixed.start()], as_of=as_of)):
        return bare
    spelt = keys(name[:_MAX_NAME_CHARS])[:_MAX_WORDS]
    alike = (*_of_their_state(register, name, spelt, as_of), *_alike(register, name, spelt))
    return _best(_at_date(register, candidate, as_of) for candidate in alike)


def find_named(register: NameIndex, name: str, *, as_of: date | None = None) -> tuple[Candidate, ...]:
    """Return the actors of which `name` is a known or a composed name, best first; no near names."""
    spelt = keys(name[:_MAX_NAME_CHARS])[:_MAX_WORDS]
    found = [*_known(register, name, spelt, as_of)]
    if not found:
        found += _without_kind_words(register, name, spelt, as_of)
    dated = [_at_date(register, candidate, as_of) for candidate in found]
    return _best((*dated, *_heirs(register, dated, as_of)))


def _known(register: NameIndex, name: str, words: tuple[str, ...], as_of: date | None) -> Iterator[Candidate]:
    for one in register.names.exact(words):
        if _case_fits(name, one.name):
            yield _named(register, one.actor_id, one.name, as_of)
    for composition in register.organs.parse(words):
        yield from _composed(register, composition, as_of)
    for title in post_titles(register, words):
        yield from title_candidates(register, title, as_of)
    for form in register.organs.forms.exact(words):
        if name != name.lower() or not name.isascii():
            yield _state(register, form)
    for actor_id in register.surnames.get(words, ()):
        yield _surnamed(register, actor_id, name, as_of)


def _case_fits(name: str, known: ActorName) -> bool:
    """Keep "us" and "Jan" from meaning "US" and "JAN": a short acronym needs its capitals."""
    if known.kind is not NameKind.ACRONYM or not known.text.isascii():
        return True
    bare = name.removeprefix("the ").removeprefix("The ")
    if len(known.text) < _LONG_ACRONYM:
        return any(c.isupper() for c in bare[1:]) or known.text == bare
    return bare != bare.lower()


def _named(register: NameIndex, actor_id: str, name: ActorName, as_of: date | None) -> Candidate:
    score = _KIND_SCORES.get(name.kind, 1.0)
    canonical = register.name_of(actor_id)
    reasons = [
        f"“{name.text}” is the register's name for it"
        if name.text == canonical
        else f"“{name.text}” is a name of {canonical} ({_kind_words(name)})"
    ]
    if not holds(name.since, name.until, as_of):
        score -= 0.15
        reasons.append(f"that name was used {period(name.since, name.until)}")
    return Candidate(actor_id, canonical, score, tuple(reasons))


def _kind_words(name: ActorName) -> str:
    language = "" if name.language in {"en", "und"} else f", {name.language}"
    return f"{name.kind}{language}"


def _composed(register: NameIndex, found: Composition, as_of: date | None) -> Iterator[Candidate]:
    state = register.organs.states[found.state.code]
    if found.organ is not None:
        actor_id = found.organ.actor_id(state.code)
        reason = f"“{found.word}” of {state.name}, named by “{found.state.text}”"
        yield Candidate(actor_id, register.name_of(actor_id), 0.97, (reason,))
    elif found.office is not None:
        yield from title_candidates(register, office_title(register, found), as_of)


def _state(register: NameIndex, form: StateForm) -> Candidate:
    government = f"gov:{form.code}"
    state = register.organs.states[form.code].name
    why = {
        Form.NAME: f"“{form.text}” names the state {state}; where it acts, its government is meant",
        Form.ADJECTIVE: f"“{form.text}” is the adjective of {state}; where it acts, its government is meant",
        Form.PEOPLE: f"“{form.text}”, the people of {state}, stands for its government",
        Form.SEAT: f"“{form.text}”, seat of the government of {state}, stands for that government",
    }
    score = {Form.NAME: 0.96, Form.ADJECTIVE: 0.6, Form.PEOPLE: 0.75, Form.SEAT: 0.93}
    return Candidate(government, register.name_of(government), score[form.form], (why[form.form],))


def _surnamed(register: NameIndex, actor_id: str, name: str, as_of: date | None) -> Candidate:
    actor = register.get(actor_id)
    assert actor is not None
    reasons = [f"“{name}” is the surname of {actor.name}"]
    score = _SURNAME if as_of is None else _SURNAME_OUT_OF_OFFICE
    held = [t for t in actor.tenures if as_of and (t.since or t.until) and holds(t.since, t.until, as_of)]
    if held and as_of is not None:
        highest = next((t for t in held if t.role in _HIGHEST), held[0])
        score = _SURNAME_OF_HEAD if highest.role in _HIGHEST else _SURNAME_IN_OFFICE
        role = highest.role.replace("_", " ")
        reasons.append(f"{role} {period(highest.since, highest.until)}, so on {as_of.isoformat()}")
        if keys(name) not in register.lone:
            score = _SURNAME_OF_MANY
            reasons.append("others bear this surname, so the text has to speak of the country")
    return Candidate(actor_id, actor.name, score, tuple(reasons))


def _without_kind_words(
    register: NameIndex, name: str, words: tuple[str, ...], as_of: date | None
) -> list[Candidate]:
    """Try again without words such as "militia", "US-backed", "General" or "Turkish President"."""
    for start, end in _shortened(register, words):
        dropped = " ".join((*words[:start], *words[end:]))
        of_kind = f"“{dropped}” says what it is and was set aside"
        found = [
            Candidate(c.id, c.name, c.score - 0.04, (*c.reasons, of_kind))
            for c in _known(register, name, words[start:end], as_of)
            if c.score >= _MIN_SHORTENED and (end == len(words) or not _is_person(register, c.id))
        ]
        if found:
            return found
    return []


def _is_person(register: NameIndex, actor_id: str) -> bool:
    actor = register.get(actor_id)
    return actor is not None and actor.kind is ActorKind.PERSON


def _shortened(register: NameIndex, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the parts of a name to try, the longest first, without the whole."""
    first, last = _qualifiers(register, words), len(words)
    start = first
    while last - start > 1 and words[start] in _LEADING:
        start += 1
    end = last
    while end - start > 1 and words[end - 1] in _TRAILING:
        end -= 1
    parts = {(a, b) for a in {0, first, start} for b in range(end, last + 1) if b > a}
    return sorted(parts - {(0, last)}, key=lambda part: (part[0] - part[1], part))


def _qualifiers(register: NameIndex, words: tuple[str, ...]) -> int:
    """Count the words at the start that say whose it is: "US-backed", "Russian Defence Minister"."""
    offices = (c.length for c in register.organs.compositions(words) if c.office is not None)
    titles = [length for length in offices if length < len(words)]
    if titles:
        return max(titles)
    for used, _ in reversed(register.organs.forms.prefixes(words)):
        if words[used : used + 1] and words[used] in _BACKING and used + 1 < len(words):
            return used + 1
    return 0


def _of_their_state(
    register: NameIndex, name: str, spelt: tuple[str, ...], as_of: date | None
) -> Iterator[Candidate]:
    """Yield who bears the name less a word for its own state ("Hezbollah libanais", "Shebabs somaliens")."""
    for first, rest, stated in ((0, spelt[:-1], spelt[-1:]), (1, spelt[1:], spelt[:1])):
        ideas = register.scale.concepts.of(stated)
        if not rest or len(ideas) != 1 or ideas[0][0] != "@":
            continue
        for candidate in _known(register, name, rest, as_of):
            actor = register.get(candidate.id)
            if actor is not None and ideas[0][1:] in {actor.country, *actor.countries}:
                reason = f"“{stated[0]}” {('follows', 'precedes')[first]} it and is its state"
                yield Candidate(actor.id, actor.name, candidate.score - 0.04, (*candidate.reasons, reason))


def _alike(register: NameIndex, name: str, words: tuple[str, ...]) -> list[Candidate]:
    form = NameForm(name, words, register.scale.concepts.of(words))
    if not form.ideas or not _written_as_name(name):
        return []
    states = {idea[1:] for idea in form.ideas if idea[0] == "@"}
    found = []
    for position, same in islice(_near(register, form), _MAX_COMPARED):
        other, one = register.forms[position]
        if one.name.kind is NameKind.ACRONYM:
            continue
        likeness = (compare_names if same else shared_ideas)(form, other, register.scale)
        sure = likeness.score >= _SURE_LIKENESS or _equally_long(form, other)
        if likeness.score >= _MIN_LIKENESS and sure:
            foreign = states - {idea[1:] for idea in other.ideas if idea[0] == "@"}
            found.append(_of_state(register, one.actor_id, likeness, foreign))
    return found


def _written_as_name(name: str) -> bool:
    """Tell whether a name is written as one, so that common phrases are compared with nothing.

    English capitalises every word, other languages the first ("Esercito nazionale") or the proper one.
    """
    spelt = [word.surface for word in words(name) if word.key and word.key not in _UNTELLING]
    if not spelt:
        return False
    if not spelt[0].isascii():
        return any(word != word.lower() or word == word.upper() for word in spelt)
    if spelt[0][0].isupper() and keys(spelt[0])[:1] and keys(spelt[0])[0] in _HEADS:
        return True
    return all(word[0].isupper() or word[0].isdigit() for word in spelt)


def _of_state(register: NameIndex, actor_id: str, likeness: Likeness, states: set[str]) -> Candidate:
    """Lower the score where the name speaks of one state and the actor is of another."""
    actor = register.get(actor_id)
    name = actor.name if actor else actor_id
    score, reasons = likeness.score, [likeness.reason]
    if states and actor is not None and actor.country not in {*states, None}:
        score -= 0.25
        reasons.append(f"the name speaks of another state ({', '.join(sorted(states))})")
    return Candidate(actor_id, name, round(max(score, 0.0), 3), tuple(reasons))


def _equally_long(form: NameForm, other: NameForm) -> bool:
    """Tell whether both are one word or neither is: one word is never enough for a longer name."""
    return (len(form.ideas) > 1) == (len(other.ideas) > 1)


def _near(register: NameIndex, form: NameForm) -> Iterator[tuple[int, bool]]:
    """Yield positions of names worth comparing, those sharing the rarest idea first, each once.

    With each comes whether a whole name is the same in some respect; if not, only shared words can count.
    """
    ideas = tuple(sorted(set(form.ideas)))
    consonants = ("#" + "".join(read) for read in readings(form.keys))
    whole = (ideas, ("~", *sounds(form.keys)))
    alike: tuple[tuple[str, ...] | str, ...] = (*whole, joined(form.keys), *consonants)
    same = [position for key in alike for position in register.same.get(key, ())]
    seen = set(same)
    yield from ((position, True) for position in dict.fromkeys(same))
    shared = sorted(set(form.ideas), key=lambda idea: (-register.scale.weight(idea), idea))
    for idea in shared:
        if idea in register.scale.concepts.generic or (idea[0] == "@" and len(shared) > 1):
            continue
        near = () if idea[0] in "=@" else register.by_idea.get(f"^{sound(idea)[:3]}", ())
        for position in (*register.by_idea.get(idea, ()), *near):
            if position not in seen:
                seen.add(position)
                yield position, False


def _at_date(register: NameIndex, candidate: Candidate, as_of: date | None) -> Candidate:
    actor = register.get(candidate.id)
    if actor is None or as_of is None or holds(actor.active_since, actor.active_until, as_of):
        return candidate
    when = period(actor.active_since, actor.active_until)
    reasons = (*candidate.reasons, f"active {when}, which does not include {as_of.isoformat()}")
    return Candidate(candidate.id, candidate.name, max(0.0, candidate.score - 0.12), reasons)


def _heirs(register: NameIndex, candidates: Iterable[Candidate], as_of: date | None) -> Iterator[Candidate]:
    """Yield, below bodies that were no more on the day, the active ones that grew from them."""
    for candidate in candidates:
        older = register.get(candidate.id)
        if as_of is None or older is None or holds(None, older.active_until, as_of):
            continue
        for heir in map(register.get, register.heirs.get(older.id, ())):
            if heir is not None and holds(heir.active_since, heir.active_until, as_of):
                reason = f"{older.name} was active until {older.active_until}; {heir.name} grew from it"
                score = max(0.0, candidate.score - _HEIR_PENALTY)
                yield Candidate(heir.id, heir.name, score, (*candidate.reasons, reason))


def _best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.id not in best or candidate.score > best[candidate.id].score:
            best[candidate.id] = candidate
    ordered = sorted(best.values(), key=lambda c: (-c.score, c.id))
    return tuple(ordered[:_MAX_CANDIDATES])
