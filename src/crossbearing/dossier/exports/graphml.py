"""GraphML: who says what about whom, and how they are said to stand to each other, for programs that draw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from crossbearing.dossier.contents import CaseContents
from crossbearing.dossier.exports.export import write_text
from crossbearing.dossier.lookup import Lookup, look_up, ranked
from crossbearing.dossier.standing import Said, gather_said
from crossbearing.dossier.testimony import gather_testimonies
from crossbearing.dossier.visible import plain
from crossbearing.dossier.wording import actor_name
from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = ("label", "actor")
_EDGE_KEYS = (
    "kind",
    "allegation",
    "event",
    "mode",
    "grade",
    "independent_origins",
    "denials",
    "date",
    "sourcing",
    "relation",
    "polarity",
)

Edge = tuple[str, str, dict[str, str]]


class GraphMl:
    """Network of actors: ties that are alleged, and who alleges or denies them about whom."""

    name = "graphml"
    suffix = ".graphml"

    def write(self, contents: CaseContents, out: Path) -> Path:
        """Write `out`/case.graphml."""
        lookup = look_up(contents)
        nodes: dict[str, ActorRef | None] = {}
        edges = [edge for one in ranked(contents.allegations) for edge in _edges(lookup, one, nodes)]
        edges += [_standing(one, nodes) for one in gather_said(lookup)]
        root = etree.Element("graphml", nsmap={None: _SPACE})
        for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
            for key in keys:
                attributes = {"id": f"{owner}-{key}", "for": owner, "attr.name": key, "attr.type": "string"}
                etree.SubElement(root, "key", attributes)
        graph = etree.SubElement(root, "graph", {"id": "case", "edgedefault": "directed"})
        names = {key: f"n{number}" for number, key in enumerate(sorted(nodes))}
        for key in sorted(nodes):
            actor = nodes[key]
            node = etree.SubElement(graph, "node", {"id": names[key]})
            _add(node, "node", {"label": actor_name(actor), "actor": actor.id or "" if actor else ""})
        for number, (source, target, data) in enumerate(edges):
            ends = {"id": f"e{number}", "source": names[source], "target": names[target]}
            _add(etree.SubElement(graph, "edge", ends), "edge", data)
        text = etree.tostring(root, encoding="unicode", pretty_print=True)
        return write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + text, out, self.suffix)


def _edges(lookup: Lookup, allegation: Allegation, nodes: dict[str, ActorRef | None]) -> Iterator[Edge]:
    agent = _node(allegation.agent, nodes)
    about = {
        "allegation": allegation.id,
        "event": allegation.type.value,
        "mode": allegation.mode or "",
        "grade": allegation.grade.code,
        "date": allegation.date or "",
    }
    if allegation.recipient is not None:
        weighed = {
            "independent_origins": str(allegation.independent_origins),
            "denials": str(len(allegation.denials)),
        }
        yield agent, _node(allegation.recipient, nodes), {"kind": "alleged_tie"} | about | weighed
    for kind, refs in (("alleges", allegation.claims), ("denies", allegation.denials)):
        for one in gather_testimonies(lookup, refs):
            speaker = _node(one.speaker.speaker, nodes)
            yield speaker, agent, {"kind": kind} | about | {"sourcing": one.speaker.sourcing.value}


def _standing(said: Said, nodes: dict[str, ActorRef | None]) -> Edge:
    """Return how two actors are said to stand to each other."""
    about = {"kind": "said_to_stand", "relation": said.type.value, "polarity": said.polarity.value}
    return _node(said.first, nodes), _node(said.second, nodes), about


def _node(actor: ActorRef | None, nodes: dict[str, ActorRef | None]) -> str:
    key = f"id {actor.id}" if actor and actor.id else f"name {actor_name(actor)}"
    nodes.setdefault(key, actor)
    return key


def _add(parent: etree._Element, owner: str, data: dict[str, str]) -> None:
    for key, value in data.items():
        etree.SubElement(parent, "data", {"key": f"{owner}-{key}"}).text = plain(value)
