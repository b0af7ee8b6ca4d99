"""What kind of source a noun or a name is by itself, in its own phrase."""

from __future__ import annotations

from collections.abc import Callable

from crossbearing.model.attribution import Sourcing
from crossbearing.text.cues import Cues
from crossbearing.text.sourcing_titles import Titles
from crossbearing.text.syntax import Syntax

Verdict = tuple[Sourcing, str]

_ONE = frozenset({"a", "an", "one", "another"})
_COUNTED = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
_MOST_COUNTED = 12
_OF_STATE = frozenset({"state", "official", "government", "-run", "run", "owned", "controlled"})
_NEAR_BEFORE = 4
_NEAR_AFTER = 16
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})
_CHAMBERS = frozenset(
    {"house", "senate", "parliamentary", "congressional", "assembly", "council", "committee"}
)
_NOBODY = frozenset(
    ["nobody", "none", "nothing", "everybody", "everyone", "anybody", "anyone", "you", "neither"]
)


class NounReader:
    """Classifies the head words of sources of one document."""

    def __init__(self, syntax: Syntax, cues: Cues, titles: Titles, label: Callable[[int], str]) -> None:
        """Take the parse. label: the recogniser's word for the mention or entity that holds a token."""
        self._syntax = syntax
        self._cues = cues
        self._titles = titles
        self._label = label
        self._nouns = frozenset().union(
            *(getattr(cues.sources, row) for row in ("officials", "anonymous", "vague", "persons", "bodies"))
        )

    def classify(self, head: int) -> Verdict:
        """Return the class of the source whose head word is `head`, and why."""
        syntax, words = self._syntax, self._cues.sources
        lemma = syntax.lemma[head]
        common = self._is_common(head)
        if common and lemma in words.footage and not self._says(head, {"no"}):
            return Sourcing.FOOTAGE, f"“{lemma}” is footage"
        if self.is_person(head):
            return Sourcing.NAMED_PERSON, "a person is named"
        if syntax.lower[head] in _NOBODY or self._says(head, {"no"}):
            return Sourcing.VAGUE, f"“{syntax.lower[head]}” names nobody"
        if common and lemma in words.papers:
            return self._paper(head)
        if self._hides_name(head):
            kind = Sourcing.UNNAMED_OFFICIAL if lemma in words.officials else Sourcing.ANONYMOUS
            return kind, "the text says that the source is not named"
        if not common and self._label(head) in _BODY_LABELS:
            return self._named(head)
        return self._by_kind(head)

    def is_person(self, head: int) -> bool:
        """Tell whether a head word, or what stands in apposition to it, is a person's name."""
        syntax = self._syntax
        places = [head, *(c for c in syntax.children[head] if syntax.dep[c] == "appos")]
        if any(self._label(place) == "PERSON" for place in places):
            return True
        # A surname alone is often taken for a place or an organisation by a small recogniser.
        surnames = self._titles.surnames
        return any(syntax.tag[place] == "NNP" and syntax.lower[place] in surnames for place in places)

    def is_definite(self, head: int) -> bool:
        """Tell whether a noun is one that the reader can tell: by an article, an owner or a name beside it.

        A headline leaves articles out: there a single noun is definite.
        """
        syntax = self._syntax
        children = syntax.children[head]
        if any(
            syntax.lower[c] in _DETERMINERS
            or syntax.dep[c] == "poss"
            or (syntax.dep[c] in {"amod", "compound", "nmod"} and syntax.tag[c].startswith("NNP"))
            or (syntax.dep[c] == "amod" and self._label(c) != "")
            for c in children
        ):
            return True
        bare = not any(syntax.dep[c] in {"det", "nummod"} or syntax.lower[c] in _ONE for c in children)
        return bare and syntax.tag[head] in {"NN", "NNP"}

    def _is_common(self, head: int) -> bool:
        """Tell whether a head is a common noun, or one in the capitals of a headline."""
        syntax, words = self._syntax, self._cues.sources
        if not syntax.tag[head].startswith("NNP"):
            return True
        return not self._label(head) and syntax.lemma[head] in self._nouns | words.papers | words.footage

    def _by_kind(self, head: int) -> Verdict:
        """Classify a source that is neither a known name nor a thing by what its noun means."""
        syntax, words = self._syntax, self._cues.sources
        lemma = syntax.lemma[head]
        single = syntax.tag[head] in {"NN", "NNP"}
        if single and lemma in words.officials | words.persons and self._is_told_before(head):
            return Sourcing.NAMED_PERSON, f"the text names the “{lemma}”"
        if lemma in words.anonymous:
            return self._anonymous(head)
        if self._holds_post(head):
            return Sourcing.UNNAMED_OFFICIAL, f"“{syntax.lower[head]}” without a name"
        if lemma in words.vague:
            return self._vague(head)
        if not self._is_common(head) or self._label(head) in _BODY_LABELS:
            return self._named(head)
        if lemma in words.bodies:
            known = self.is_definite(head) or lemma == "police"
            kind = Sourcing.NAMED_BODY if known else Sourcing.VAGUE
            return kind, f"“{lemma}”: a body that {'the text has told' if known else 'is not told'}"
        return self._vague(head)

    def _is_told_before(self, head: int) -> bool:
        """Tell whether "the senator" is somebody whom the text names, or "the president" needs no name."""
        syntax = self._syntax
        if not self.is_definite(head) or self._says(head, _ONE):
            return False
        if self._titles.names(syntax, head):
            return True
        alone = all(syntax.lower[c] == "the" for c in syntax.children[head])
        return syntax.lemma[head] in self._cues.sources.single_posts and alone and bool(syntax.children[head])

    def _holds_post(self, head: int) -> bool:
        syntax, words = self._syntax, self._cues.sources
        lemma, plural = syntax.lemma[head], syntax.tag[head] == "NNS"
        if lemma in words.officials or syntax.lower[head] == "authorities":
            return True
        if lemma == "leader":
            return plural
        owned = any(
            syntax.dep[c] == "poss" or syntax.lower[c] in {"for", "of"} for c in syntax.children[head]
        )
        if lemma == "lawyer":
            return owned
        if lemma != "member":
            return False
        bodies = [c for c in syntax.children[head] if syntax.dep[c] == "compound"]
        bodies += [c for p in syntax.every(head, "prep") for c in syntax.every(p, "pobj")]
        return any(syntax.lemma[c] in words.bodies or self._label(c) == "ORG" for c in bodies)

    def _paper(self, head: int) -> Verdict:
        syntax, words = self._syntax, self._cues.sources
        lemma = syntax.lemma[head]
        loose = [syntax.lower[c] for c in syntax.children[head] if syntax.lower[c] in words.uncounted]
        counted = any(syntax.dep[c] == "nummod" for c in syntax.children[head])
        bare = syntax.tag[head] == "NNS" and lemma in words.loose_papers and not counted
        if loose or (bare and not self._is_told(head)):
            return Sourcing.VAGUE, f"“{' '.join([*loose, syntax.lower[head]])}” without saying which"
        return Sourcing.DOCUMENT, f"“{lemma}” is a document"

    def _is_told(self, head: int) -> bool:
        """Tell whether the text says which papers are meant: "the", an owner, or who made them."""
        syntax = self._syntax
        return any(
            syntax.lower[c] in _DETERMINERS
            or syntax.dep[c] == "poss"
            or (syntax.dep[c] in {"compound", "nmod"} and self._label(c) in {"ORG", "GPE", "PERSON"})
            or (syntax.dep[c] in {"prep", "acl", "agent"} and self._made_by_name(c))
            for c in syntax.children[head]
        )

    def _made_by_name(self, token: int) -> bool:
        syntax = self._syntax
        if syntax.dep[token] == "acl":
            return any(self._made_by_name(c) for c in syntax.every(token, "agent", "prep"))
        makers = syntax.every(token, "pobj") if syntax.lower[token] in {"by", "from"} else []
        return any(self._label(c) in {"ORG", "PERSON"} or self._names_outlets(c) for c in makers)

    def _names_outlets(self, token: int) -> bool:
        """Tell whether a plural lists names: "by outlets such as the Northern Post"."""
        first, last = self._syntax.edges(token)
        return "such" in self._syntax.lower[first : last + 1]

    def _anonymous(self, head: int) -> Verdict:
        syntax = self._syntax
        close = any(syntax.lower[t] in self._cues.sources.close for t in self._near(head))
        crowd = syntax.lemma[head] in {"people", "person", "individual"} and syntax.tag[head] == "NNS"
        if crowd and not close:
            return self._vague(head)
        return Sourcing.ANONYMOUS, f"“{syntax.lower[head]}” without a name"

    def _vague(self, head: int) -> Verdict:
        syntax = self._syntax
        word = syntax.lower[head]
        if word == "media" and any(syntax.lower[c] in _OF_STATE for c in syntax.children[head]):
            return Sourcing.NAMED_BODY, "the media of a state"
        single = syntax.tag[head] == "NN" and (
            syntax.lemma[head] in self._cues.sources.persons or self._says(head, _ONE)
        )
        if single or word in {"one", "another"} or self._is_counted(head):
            return Sourcing.ANONYMOUS, f"“{word}” without a name, but few enough to count"
        return Sourcing.VAGUE, f"“{word}” names nobody"

    def _is_counted(self, head: int) -> bool:
        """Tell whether a plural of people is counted: "two residents", not "12,000 residents"."""
        syntax = self._syntax
        if syntax.tag[head] != "NNS" or syntax.lemma[head] in self._cues.sources.uncounted:
            return False
        words = self._cues.sources
        people = words.vague | words.persons | words.anonymous | words.witnesses
        numbers = [syntax.lower[c] for c in syntax.children[head] if syntax.dep[c] == "nummod"]
        few = any(n in _COUNTED or (n.isdecimal() and int(n) <= _MOST_COUNTED) for n in numbers)
        return few and syntax.lemma[head] in people

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
        if self._is_following(head, label):
            return Sourcing.VAGUE, f"“{syntax.orth[head]}” are many who share an origin or an allegiance"
        return Sourcing.NAMED_BODY, f"“{syntax.orth[head]}” is a name" + (f" ({label})" if label else "")

    def _is_following(self, head: int, label: str) -> bool:
        """Tell whether a plural name is a lot of people: "many Arlanders", not "the Arlanders"."""
        syntax = self._syntax
        if syntax.tag[head] != "NNPS" and not (label == "NORP" and syntax.lower[head].endswith("s")):
            return False
        if label in {"ORG", "GPE"}:
            return False
        beside = {syntax.lower[c] for c in syntax.children[head]}
        return not beside & (_CHAMBERS | _DETERMINERS)

    def _says(self, head: int, listed: frozenset[str] | set[str]) -> bool:
        return any(self._syntax.lower[c] in listed for c in self._syntax.children[head])
