"""What kind of source stands behind an attribution, who that is, and when it was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution, Sourcing
from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.model.when import TimeExpression
from crossbearing.text.cues import Cues, load_cues
from crossbearing.text.syntax import Syntax, take_syntax

_MAX_CLIMB = 8
_ONE = frozenset({"a", "an", "one", "another"})
_OF_STATE = frozenset({"state", "official", "government", "-run", "run", "owned", "controlled"})
_NEAR_BEFORE = 4
_NEAR_AFTER = 16
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "his", "her", "their", "its", "him", "them", "this", "that"}
)
_PEOPLE = frozenset({Sourcing.NAMED_PERSON, Sourcing.UNNAMED_OFFICIAL, Sourcing.ANONYMOUS})
_OWNING = frozenset({"poss", "compound", "nmod", "appos"})
_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})

Verdict = tuple[Sourcing, str]


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
        self._surnames = {
            syntax.lower[last - 1] for _, last, label in syntax.entities if label == "PERSON" and last
        } | self._titled()
        self._covering: dict[int, list[int]] = {}
        for position, mention in enumerate(mentions):
            for token in range(*tokens_of(syntax, mention.span)):
                self._covering.setdefault(token, []).append(position)

    def _titled(self) -> set[str]:
        """Return the surnames that a title introduces: "spokesman Jan Orlik", "Jan Orlik, a general"."""
        syntax, sources = self._syntax, self._cues.sources
        titles = sources.officials | sources.witnesses | sources.anonymous | sources.persons
        found: set[str] = set()
        for token, lemma in enumerate(syntax.lemma):
            if lemma not in titles:
                continue
            beside = [c for c in syntax.children[token] if syntax.dep[c] == "appos"]
            if syntax.dep[token] in {"compound", "appos", "nmod"}:
                beside.append(syntax.head[token])
            found.update(syntax.lower[place] for place in beside if self._could_be_person(place))
        return found

    def _could_be_person(self, token: int) -> bool:
        named = (
            self._syntax.tag[token] == "NNP" and self._syntax.lemma[token] not in self._cues.sources.bodies
        )
        return named and self._labels.get(token, "") not in {"NORP", "DATE", "FAC", "LOC"}

    def head(self, spans: Sequence[Span]) -> int | None:
        """Return the head word of a source; for a relative pronoun, the noun it stands for."""
        syntax = self._syntax
        for span in spans:
            first, last = tokens_of(syntax, span)
            for token in range(first, last):
                if not first <= syntax.head[token] < last or syntax.head[token] == token:
                    relative = syntax.tag[token] in _RELATIVE or syntax.lower[token] == "that"
                    return self._antecedent(token) if relative else token
        return None

    def _antecedent(self, token: int) -> int:
        place = token
        for _ in range(_MAX_CLIMB):
            if self._syntax.dep[place] == "relcl":
                return self._syntax.head[place]
            place = self._syntax.head[place]
        return token

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

    def classify(self, head: int | None, speaker: int | None, before: Verdict | None) -> Verdict:
        """Return the class of a source and why.

        before: the verdict on the source before it, for a pronoun that nothing else explains.
        """
        if head is None:
            return Sourcing.VAGUE, "no source is named"
        word = self._syntax.lower[head]
        if word in _FIRST_PERSON and self._syntax.tag[head].startswith("PRP"):
            return Sourcing.AUTHOR, f"“{self._syntax.orth[head]}” speaks"
        known = self._by_reference(speaker) if speaker in self._covering.get(head, ()) else None
        if known is not None:
            return known
        if word in _PRONOUNS:
            return self._by_pronoun(word, before)
        lemma = self._syntax.lemma[head]
        once_named = lemma in self._cues.sources.persons and self._syntax.tag[head] == "NN"
        if once_named and self._is_definite(head) and before is not None and before[0] in _PEOPLE:
            return before[0], f"“the {lemma}” goes on from the source before: {before[1]}"
        return self._by_words(head)

    def _by_pronoun(self, word: str, before: Verdict | None) -> Verdict:
        alone = word in {"he", "she"}
        if before is not None and (not alone or before[0] in _PEOPLE):
            return before[0], f"“{word}” goes on from the source before: {before[1]}"
        if alone:
            return Sourcing.ANONYMOUS, f"“{word}”: one person, whose name is not found"
        return Sourcing.VAGUE, f"“{word}” refers to nobody who is named"

    def _by_reference(self, speaker: int | None) -> Verdict | None:
        """Classify a pronoun or a definite description by what it refers back to."""
        if speaker is None or self._mentions[speaker].form is MentionForm.NAME:
            return None
        antecedents = self._mentions[speaker].antecedents
        if not antecedents:
            return None
        named = self._mentions[antecedents[0]]
        head = tokens_of(self._syntax, named.head)[0]
        if head >= len(self._syntax):
            return None
        while self._syntax.dep[head] == "appos":
            head = self._syntax.head[head]
        kind, why = self._by_words(head)
        return kind, f"refers to “{named.span.of(self._syntax.text)}”: {why}"

    def _by_words(self, head: int) -> Verdict:
        lemma, words = self._syntax.lemma[head], self._cues.sources
        common = not self._syntax.tag[head].startswith("NNP")
        if common and lemma in words.footage:
            return Sourcing.FOOTAGE, f"“{lemma}” is footage"
        if self._is_person(head):
            return Sourcing.NAMED_PERSON, "a person is named"
        if common and lemma in words.papers:
            return self._paper(head)
        if self._hides_name(head):
            kind = Sourcing.UNNAMED_OFFICIAL if lemma in words.officials else Sourcing.ANONYMOUS
            return kind, "the text says that the source is not named"
        if not common and self._label(head) in _BODY_LABELS:
            return self._named(head)
        return self._by_kind(head)

    def _by_kind(self, head: int) -> Verdict:
        """Classify a source that is neither a known name nor a thing by what its noun means."""
        lemma, words = self._syntax.lemma[head], self._cues.sources
        if lemma in words.anonymous:
            return self._anonymous(head)
        if lemma in words.officials:
            return Sourcing.UNNAMED_OFFICIAL, f"“{lemma}” without a name"
        if lemma in words.vague:
            return self._vague(head)
        if self._syntax.tag[head].startswith("NNP") or self._label(head) in _BODY_LABELS:
            return self._named(head)
        if lemma in words.bodies and self._is_definite(head):
            return Sourcing.NAMED_BODY, f"“{lemma}” is a body that the text has named or that is known"
        return self._vague(head)

    def _is_person(self, head: int) -> bool:
        syntax = self._syntax
        places = [head, *(c for c in syntax.children[head] if syntax.dep[c] == "appos")]
        if any(self._label(place) == "PERSON" for place in places):
            return True
        # A surname alone is often taken for a place or an organisation by a small recogniser.
        return any(syntax.tag[place] == "NNP" and syntax.lower[place] in self._surnames for place in places)

    def _label(self, token: int) -> str:
        labels = [self._mentions[p].label for p in self._covering.get(token, ()) if self._mentions[p].label]
        return "PERSON" if "PERSON" in labels else (labels[0] if labels else self._labels.get(token, ""))

    def _paper(self, head: int) -> Verdict:
        syntax = self._syntax
        lemma = syntax.lemma[head]
        loose = [
            syntax.lower[c] for c in syntax.children[head] if syntax.lower[c] in self._cues.sources.uncounted
        ]
        bare = (
            syntax.tag[head] == "NNS"
            and lemma in {"report", "story", "account"}
            and not self._is_definite(head)
        )
        if loose or bare:
            return Sourcing.VAGUE, f"“{' '.join([*loose, syntax.lower[head]])}” without saying which"
        return Sourcing.DOCUMENT, f"“{lemma}” is a document"

    def _anonymous(self, head: int) -> Verdict:
        syntax = self._syntax
        close = any(syntax.lower[t] in self._cues.sources.close for t in self._near(head))
        if (
            syntax.lemma[head] in {"people", "person", "individual"}
            and not close
            and syntax.tag[head] == "NNS"
        ):
            return self._vague(head)
        return Sourcing.ANONYMOUS, f"“{syntax.lower[head]}” without a name"

    def _vague(self, head: int) -> Verdict:
        syntax = self._syntax
        word = syntax.lower[head]
        if word == "media" and any(syntax.lower[c] in _OF_STATE for c in syntax.children[head]):
            return Sourcing.NAMED_BODY, "the media of a state"
        single = syntax.tag[head] == "NN" and (
            syntax.lemma[head] in self._cues.sources.persons
            or any(syntax.lower[c] in _ONE for c in syntax.children[head])
        )
        if single or word in _ONE:
            return Sourcing.ANONYMOUS, f"one “{word}” without a name"
        return Sourcing.VAGUE, f"“{word}” names nobody"

    def _hides_name(self, head: int) -> bool:
        return any(self._syntax.lower[token] in self._cues.sources.hidden for token in self._near(head))

    def _near(self, head: int) -> range:
        """Return the tokens around a head that can tell how it is known, within its sentence."""
        syntax = self._syntax
        first = last = head
        while first > 0 and head - first < _NEAR_BEFORE and syntax.sent[first - 1] == syntax.sent[head]:
            first -= 1
        while (
            last + 1 < len(syntax)
            and last - head < _NEAR_AFTER
            and syntax.sent[last + 1] == syntax.sent[head]
        ):
            last += 1
        return range(first, last + 1)

    def _named(self, head: int) -> Verdict:
        syntax = self._syntax
        label = self._label(head)
        if not label and syntax.lemma[head] in self._cues.sources.officials:
            return Sourcing.UNNAMED_OFFICIAL, f"“{syntax.orth[head]}” without a name"
        return Sourcing.NAMED_BODY, f"“{syntax.orth[head]}” is a name" + (f" ({label})" if label else "")

    def _is_definite(self, head: int) -> bool:
        syntax = self._syntax
        return any(
            syntax.lower[c] in {"the", "this", "that", "these", "those"}
            or syntax.dep[c] == "poss"
            or (syntax.dep[c] in {"amod", "compound", "nmod"} and syntax.tag[c].startswith("NNP"))
            or (syntax.dep[c] == "amod" and c in self._labels)
            for c in syntax.children[head]
        )


def tokens_of(syntax: Syntax, span: Span) -> tuple[int, int]:
    """Return the tokens that share a character with `span`: the first and the one after the last."""
    first = max(0, bisect_right(syntax.starts, span.start) - 1)
    if first < len(syntax) and syntax.ends[first] <= span.start:
        first += 1
    return first, max(first, bisect_left(syntax.starts, span.end))


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
    before: Verdict | None = None
    for attribution in attributions:
        head = reader.head(attribution.source)
        speaker = reader.speaker(head)
        verdict = reader.classify(head, speaker, before)
        if attribution.parent is None and attribution.source and verdict[0] is not Sourcing.AUTHOR:
            before = verdict
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
        first, last = tokens_of(syntax, time.span)
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
        for token in range(*tokens_of(syntax, span)):
            for position in dated.get(token, ()):
                if not any(piece.overlaps(times[position].span) for piece in attribution.content):
                    return position
    return None
