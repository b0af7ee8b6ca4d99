"""What kind of source stands behind an attribution, who that is, and when it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.model.when import TimeExpression
from crossbearing.text.cues import Cues, load_cues
from crossbearing.text.sourcing_nouns import NounReader, Verdict
from crossbearing.text.sourcing_titles import find_titles
from crossbearing.text.syntax import Syntax, take_syntax

_MAX_CLIMB = 8
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_ALONE = frozenset({"he", "she", "his", "her", "him"})
_THING = frozenset({"it", "its"})
_PRONOUNS = _ALONE | _THING | {"they", "their", "them", "this", "that"}
_PART = frozenset(
    ["one", "two", "three", "some", "many", "most", "several", "few", "all", "both", "each", "half", "none"]
)
_PEOPLE = frozenset({Sourcing.NAMED_PERSON, Sourcing.UNNAMED_OFFICIAL, Sourcing.ANONYMOUS})
_THINGS = frozenset({Sourcing.NAMED_BODY, Sourcing.DOCUMENT, Sourcing.FOOTAGE})
_OWNING = frozenset({"poss", "compound", "nmod", "appos"})


@dataclass(frozen=True, slots=True)
class Thread:
    """The verdicts that a pronoun can go on from. last: on any source; person, thing: on one that is such."""

    last: Verdict | None = None
    person: Verdict | None = None
    thing: Verdict | None = None

    def after(self, verdict: Verdict) -> Thread:
        """Return the thread with one more verdict."""
        return Thread(
            last=verdict,
            person=verdict if verdict[0] in _PEOPLE else self.person,
            thing=verdict if verdict[0] in _THINGS else self.thing,
        )


class SourceReader:
    """Classifies the sources of one document."""

    def __init__(self, syntax: Syntax, mentions: Sequence[Mention], cues: Cues) -> None:
        """Take the parse and the mentions of the document."""
        self._syntax = syntax
        self._mentions = mentions
        self._cues = cues
        self._labels = {
            token: label for first, last, label in syntax.entities for token in range(first, last)
        }
        self._covering: dict[int, list[int]] = {}
        for position, mention in enumerate(mentions):
            for token in range(*syntax.tokens(mention.span)):
                self._covering.setdefault(token, []).append(position)
        titles = find_titles(syntax, cues, self._labels)
        people = {syntax.lower[last - 1] for _, last, label in syntax.entities if label == "PERSON" and last}
        titles = replace(titles, surnames=titles.surnames | people)
        self._nouns = NounReader(syntax, cues, titles, self._label)

    def head(self, attribution: Attribution) -> int | None:
        """Return the head word of a source; for a relative pronoun, the noun it stands for.

        Without a source, the subject that the cue shares with the verb before: "A warned … and said …".
        """
        syntax = self._syntax
        for span in attribution.source:
            first, last = syntax.tokens(span)
            for token in range(first, last):
                if not first <= syntax.head[token] < last or syntax.head[token] == token:
                    return self._meant(token, last)
        return None if attribution.source else self._shared_subject(attribution.cue)

    def _meant(self, token: int, end: int) -> int:
        """Return the word that a source's own head stands for; `end`: where the source ends."""
        syntax = self._syntax
        if syntax.tag[token] in _RELATIVE or (syntax.lower[token] == "that" and syntax.tag[token] != "DT"):
            return self._antecedent(token)
        if syntax.tag[token].startswith("VB"):
            subject = syntax.subject(token)
            return token if subject is None else subject
        if syntax.lower[token] in _PART and token + 1 < end and syntax.tag[token + 1].startswith("NN"):
            return token + 1
        return token

    def _antecedent(self, token: int) -> int:
        place = token
        for _ in range(_MAX_CLIMB):
            if self._syntax.dep[place] == "relcl":
                noun = self._syntax.head[place]
                return self._person_above(noun) if self._syntax.lower[token] in {"who", "whom"} else noun
            place = self._syntax.head[place]
        return token

    def _person_above(self, noun: int) -> int:
        """Return the person that "who" means where the parse hangs it on something else.

        "Mira Doss, of Karsa, who …" is Mira Doss; "Orlik is a lawyer who …" is Orlik.
        """
        syntax, place = self._syntax, noun
        for _ in range(_MAX_CLIMB):
            if self._nouns.is_person(place):
                return place
            above = syntax.head[place]
            if syntax.dep[place] == "attr" and syntax.lemma[above] == "be":
                subject = syntax.subject(above)
                return noun if subject is None or syntax.lower[subject] in {"there", "it"} else subject
            if syntax.dep[place] not in {"pobj", "prep", "appos", "npadvmod", "nummod"}:
                break
            place = above
        return noun

    def _shared_subject(self, cue: Sequence[Span]) -> int | None:
        """Return the subject of the verb that a cue without one is coordinated with."""
        syntax = self._syntax
        for span in cue:
            for token in range(*syntax.tokens(span)):
                if syntax.dep[token] != "conj" or syntax.tag[token] not in {"VBD", "VBZ", "VBP"}:
                    continue
                passive = syntax.child(token, "auxpass") is not None
                verb = syntax.first_conjunct(token)
                if not passive and syntax.subject(token) is None and syntax.tag[verb].startswith("VB"):
                    subject = syntax.child(verb, "nsubj")
                    if subject is not None:
                        return self._meant(subject, subject + 1)
        return None

    def speaker(self, head: int | None) -> int | None:
        """Return the mention that names a source: the smallest around its head, actors first.

        Where the head names nobody ("the ministry's report"), the one whose it is.
        """
        covering = list(self._covering.get(head, ())) if head is not None else []
        if head is not None and all(self._mentions[p].form is not MentionForm.NAME for p in covering):
            named = [c for c in self._syntax.children[head] if self._syntax.dep[c] == "appos"]
            names = [p for c in named for p in self._covering.get(c, ())]
            covering = [p for p in names if self._mentions[p].form is MentionForm.NAME] or covering
        if not covering and head is not None:
            owners = [c for c in self._syntax.children[head] if self._syntax.dep[c] in _OWNING]
            covering = [p for owner in owners for p in self._covering.get(owner, ())]
        if not covering:
            return None
        return min(
            covering,
            key=lambda p: (self._mentions[p].kind is not MentionKind.ACTOR, len(self._mentions[p].span), p),
        )

    def classify(self, head: int | None, speaker: int | None, thread: Thread) -> Verdict:
        """Return the class of a source and why. thread: what a pronoun that nothing explains goes on from."""
        if head is None:
            return Sourcing.VAGUE, "no source is named"
        syntax = self._syntax
        word, lemma = syntax.lower[head], syntax.lemma[head]
        if word in _FIRST_PERSON and syntax.tag[head].startswith("PRP"):
            return Sourcing.AUTHOR, f"“{syntax.orth[head]}” speaks"
        known = self._by_reference(speaker) if speaker in self._covering.get(head, ()) else None
        if known is not None and _can_be(word, known[0]):
            return known
        if word in _PRONOUNS:
            return _by_pronoun(word, thread)
        whole = self._whole(head)
        if whole is not None:
            return self._part_of(word, whole)
        once_named = lemma in self._cues.sources.persons and syntax.tag[head] == "NN"
        if once_named and thread.person is not None and self._goes_on(head):
            return thread.person[0], f"“the {lemma}” goes on from the source before: {thread.person[1]}"
        return self._nouns.classify(head)

    def _whole(self, head: int) -> int | None:
        """Return what "some of them", "most of whom", "one of the officials" are part of."""
        syntax = self._syntax
        if syntax.lower[head] not in _PART:
            return None
        of = next((c for c in syntax.children[head] if syntax.lower[c] == "of"), None)
        whole = None if of is None else syntax.child(of, "pobj")
        return None if whole is None else self._meant(whole, whole + 1)

    def _part_of(self, word: str, whole: int) -> Verdict:
        kind, why = self._nouns.classify(whole)
        if kind is Sourcing.UNNAMED_OFFICIAL:
            return kind, f"“{word} of”: {why}"
        if word in {"one", "two", "three"}:
            return Sourcing.ANONYMOUS, f"“{word}” of many, without a name"
        return Sourcing.VAGUE, f"“{word}” names nobody"

    def _goes_on(self, head: int) -> bool:
        """Tell whether "the businessman" can be who spoke before; "the band leader" is somebody else."""
        syntax = self._syntax
        told = any(syntax.dep[c] == "compound" and syntax.tag[c] == "NN" for c in syntax.children[head])
        pointed = any(syntax.lower[c] == "the" for c in syntax.children[head])
        return pointed and not told and self._nouns.is_definite(head)

    def _by_reference(self, speaker: int | None) -> Verdict | None:
        """Classify a pronoun or a definite description by what it refers back to."""
        if speaker is None or self._mentions[speaker].form is MentionForm.NAME:
            return None
        antecedents = self._mentions[speaker].antecedents
        if not antecedents:
            return None
        named = self._mentions[antecedents[0]]
        head = self._syntax.tokens(named.head)[0]
        if head >= len(self._syntax):
            return None
        while self._syntax.dep[head] == "appos":
            head = self._syntax.head[head]
        kind, why = self._nouns.classify(head)
        return kind, f"refers to “{named.span.of(self._syntax.text)}”: {why}"

    def _label(self, token: int) -> str:
        labels = [self._mentions[p].label for p in self._covering.get(token, ()) if self._mentions[p].label]
        return "PERSON" if "PERSON" in labels else (labels[0] if labels else self._labels.get(token, ""))


def _can_be(word: str, kind: Sourcing) -> bool:
    """Tell whether a pronoun can stand for a source of that class."""
    if word in _THING:
        return kind not in _PEOPLE
    return word not in _ALONE or kind in _PEOPLE


def _by_pronoun(word: str, thread: Thread) -> Verdict:
    before = thread.person if word in _ALONE else thread.thing if word in _THING else thread.last
    if before is not None:
        return before[0], f"“{word}” goes on from the source before: {before[1]}"
    if word in _ALONE:
        return Sourcing.ANONYMOUS, f"“{word}”: one person, whose name is not found"
    return Sourcing.VAGUE, f"“{word}” refers to nobody who is named"


def settle_sources(
    doc: Doc,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> tuple[Attribution, ...]:
    """Return the attributions with `sourcing`, `speaker` and `said` settled, and why."""
    if not attributions:
        return ()
    syntax = take_syntax(doc)
    reader = SourceReader(syntax, mentions, load_cues())
    dated = _times_by_verb(syntax, times)
    settled: list[Attribution] = []
    thread = Thread()
    for attribution in attributions:
        head = reader.head(attribution)
        speaker = reader.speaker(head)
        verdict = reader.classify(head, speaker, thread)
        if attribution.parent is None and attribution.source and verdict[0] is not Sourcing.AUTHOR:
            thread = thread.after(verdict)
        settled.append(
            replace(
                attribution,
                sourcing=verdict[0],
                speaker=speaker,
                said=_said(syntax, attribution, dated, times),
                reasons=(*attribution.reasons, f"source: {verdict[1]}"),
            )
        )
    return tuple(_with_speakers_class(settled, place) for place in range(len(settled)))


def _with_speakers_class(settled: Sequence[Attribution], place: int) -> Attribution:
    """Give "I" within what somebody is quoted as saying the class of who is quoted."""
    own = top = settled[place]
    if own.sourcing is not Sourcing.AUTHOR or own.parent is None:
        return own
    for _ in range(_MAX_CLIMB):
        if top.parent is None:
            break
        top = settled[top.parent]
    return replace(own, sourcing=top.sourcing, reasons=(*own.reasons, "speaks within what is quoted"))


def _times_by_verb(syntax: Syntax, times: Sequence[TimeExpression]) -> dict[int, list[int]]:
    """Map each token to the time expressions that hang on it, directly or by a preposition."""
    found: dict[int, list[int]] = {}
    for position, time in enumerate(times):
        first, last = syntax.tokens(time.span)
        if first >= last:
            continue
        place = next((t for t in range(first, last) if not first <= syntax.head[t] < last), last - 1)
        for _ in range(3):
            head = syntax.head[place]
            if head == place:
                break
            found.setdefault(head, []).append(position)
            if syntax.dep[head] not in {"prep", "npadvmod", "pobj", "appos"}:
                break
            place = head
    return found


def _said(
    syntax: Syntax,
    attribution: Attribution,
    dated: dict[int, list[int]],
    times: Sequence[TimeExpression],
) -> int | None:
    """Return the first time expression that hangs on the cue and is not part of the content."""
    for span in attribution.cue:
        for token in range(*syntax.tokens(span)):
            for position in dated.get(token, ()):
                if not any(piece.overlaps(times[position].span) for piece in attribution.content):
                    return position
    return None
