"""Titles: the office that "Turkish defence minister" or "CENTCOM commander" means, and who held it that day.

A title is a state and an office, or a body and a post, in either order: "Hezbollah's leader", "commander
of the SDF", "UN special envoy for Syria". Nothing is listed but the words of the offices and posts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crossbearing.model.actor import ActorKind
from crossbearing.model.reading import Candidate
from crossbearing.resolve.compose import Composition, Form, Post
from crossbearing.resolve.index import NameIndex
from crossbearing.resolve.terms import Holder, find_holders
from crossbearing.resolve.validity import bounds, period

_HELD = 0.95
_MAY_HAVE_HELD = 0.8
_OFFICE = 0.75
_OFFICE_ALONE = 0.9
_TOWARDS = frozenset({"for", "to", "on", "in"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title that was read. text: it in words. office: id of the office or body. organs: where it is held.

    roles: what it may be called in the register; the first that somebody held on the day counts.
    alone: the office may be answered where nobody is known to have held it; a body with other members
    than the holder of the post may not.
    """

    text: str
    office: str
    organs: tuple[str, ...]
    roles: tuple[str, ...]
    alone: bool = False


def office_title(index: NameIndex, found: Composition) -> Title:
    """Return the title that a state and an office make: "defence minister of Türkiye"."""
    assert found.office is not None
    state = index.organs.states[found.state.code]
    text = f"{found.word} of {state.with_article}"
    roles = found.office.roles
    organs = tuple(organ for role in roles for organ in index.seats.get((state.code, role), ()))
    return Title(text, f"{found.office.organ}:{state.code}", organs, roles, alone=True)


def post_titles(index: NameIndex, words: Sequence[str]) -> Iterator[Title]:
    """Yield the titles that all of `words` (normal forms) make of a body and a post of it."""
    for used in range(1, len(words)):
        posts = index.organs.posts.exact(words[used:])
        if posts:
            yield from _held_titles(index, _bodies(index, words[:used]), posts, words[used:])
    for used, posts in index.organs.posts.prefixes(words):
        rest = words[used:]
        if rest[:1] and rest[0] == "of":
            body = rest[2:] if rest[1:2] and rest[1] == "the" else rest[1:]
            yield from _held_titles(index, _bodies(index, body), posts, words[:used])
    yield from _missions(index, words)


def read_titles(index: NameIndex, words: Sequence[str]) -> Iterator[Title]:
    """Yield every title that all of `words` (normal forms, without a leading "the") may be."""
    yield from (office_title(index, c) for c in index.organs.parse(words) if c.office is not None)
    yield from post_titles(index, words)


def holders_of(index: NameIndex, title: Title, on: date) -> tuple[Holder, ...]:
    """Return who held the office of a title on a day."""
    for role in title.roles:
        actors = (index.entries[i] for organ in title.organs for i in index.held.get((organ, role), ()))
        found = find_holders(dict.fromkeys(actors), role, title.organs, on)
        if found:
            return found
    return ()


def title_candidates(index: NameIndex, title: Title, as_of: date | None) -> Iterator[Candidate]:
    """Yield who held the office on the day, if that is known, and the office.

    Where nobody is known to have held it, the office stands alone.
    """
    holders = holders_of(index, title, as_of) if as_of is not None else ()
    known = len(holders) == 1 and holders[0].sure
    for holder in holders:
        assert as_of is not None
        score = _HELD if known else _MAY_HAVE_HELD
        yield Candidate(holder.actor.id, holder.actor.name, score, (_reason(title, holder, as_of),))
    score = _OFFICE_ALONE if title.alone and not known else _OFFICE
    yield Candidate(title.office, index.name_of(title.office), score, (f"the office of {title.text}",))


def _reason(title: Title, holder: Holder, on: date) -> str:
    tenure = holder.tenure
    when = f"{title.text} {period(tenure.since, tenure.until)}"
    source = tenure.source
    if not holder.sure:
        return f"{when}, so perhaps on {on.isoformat()} ({source.title})"
    known = f"; state of knowledge: {source.consulted}" if _later(on, source.consulted) else ""
    return f"{when}, so on {on.isoformat()} ({source.title}{known})"


def _later(on: date, consulted: str) -> bool:
    return bool(consulted) and on > bounds(consulted)[1]


def _held_titles(
    index: NameIndex, bodies: Sequence[str], posts: Sequence[Post], words: Sequence[str]
) -> Iterator[Title]:
    for body in bodies:
        for post in posts:
            if any((body, role) in index.held for role in post.roles) and post.fits(body):
                yield Title(f"{' '.join(words)} of {index.name_of(body)}", body, (body,), post.roles)


def _bodies(index: NameIndex, words: Sequence[str]) -> list[str]:
    """Return the ids of the bodies, not persons or states, that all of `words` name."""
    listed = [one.actor_id for one in index.names.exact(words)]
    composed = [c.organ.actor_id(c.state.code) for c in index.organs.parse(words) if c.organ]
    ids = dict.fromkeys([*listed, *composed])
    return [i for i in ids if (actor := index.get(i)) is not None and actor.kind is not ActorKind.PERSON]


def _missions(index: NameIndex, words: Sequence[str]) -> Iterator[Title]:
    """Yield titles of envoys: BODY, post, "for" or "to", STATE; or BODY's STATE envoy."""
    for at in range(1, len(words) - 1):
        for used, posts in index.organs.posts.prefixes(words[at:]):
            rest = words[at + used :]
            if rest[:1] and rest[0] in _TOWARDS:
                yield from _sent(index, words[:at], posts, rest[1:])
        posts = index.organs.posts.exact(words[at + 1 :])
        for form_at in range(1, at + 1):
            if posts:
                yield from _sent(index, words[:form_at], posts, words[form_at : at + 1])


def _sent(
    index: NameIndex, sender: Sequence[str], posts: Sequence[Post], towards: Sequence[str]
) -> Iterator[Title]:
    bare = towards[1:] if towards[:1] and towards[0] == "the" else towards
    states = [f.code for f in index.organs.forms.exact(bare) if f.form in {Form.NAME, Form.ADJECTIVE}]
    senders = [*_bodies(index, sender), *(f"gov:{f.code}" for f in index.organs.forms.exact(sender))]
    for body in dict.fromkeys(senders):
        for state in dict.fromkeys(states):
            for mission in index.missions.get((body, state), ()):
                name = index.name_of(mission)
                for post in posts:
                    if any((mission, role) in index.held for role in post.roles):
                        yield Title(f"envoy ({name})", mission, (mission,), post.roles, alone=True)
