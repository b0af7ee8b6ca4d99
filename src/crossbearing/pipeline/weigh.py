"""Everything read to allegations, with what people decided applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crossbearing.corroborate import Material, weigh_claims
from crossbearing.model.decision import Decision, DecisionKind, in_force
from crossbearing.model.evidence import Document
from crossbearing.model.reading import Mention, Reading, Resolution
from crossbearing.pipeline.ingest import Tables
from crossbearing.pipeline.rooms import open_register
from crossbearing.pipeline.sides import actor_ids, find_sides, find_voices
from crossbearing.pipeline.stage import Progress
from crossbearing.settings import Settings
from crossbearing.store import View


def weigh(tables: Tables, *, settings: Settings, progress: Progress) -> None:
    """Derive the allegations of the case anew and replace those kept."""
    with progress.stage("weighing", None):
        allegations = weigh_claims(gather(tables.view, settings), settings.corroborate)
        tables.writer.save_allegations(allegations)


def gather(view: View, settings: Settings) -> Material:
    """Collect what corroboration weighs, with the actors that people decided on in their places."""
    decisions = view.decisions()
    documents = tuple(view.documents())
    names = same_actors(decisions, settings)
    by_item = {d.item: d for d in documents}
    readings = {
        item: name_actors(by_item[item], reading, names)
        for item, reading in view.readings()
        if item in by_item
    }
    register = open_register(settings.resolve)
    return Material(
        items=view.items(),
        documents=documents,
        readings=readings,
        footage=tuple(view.all_footage()),
        matches=view.matches(),
        decisions=decisions,
        sides=find_sides(actor_ids(readings.values()), register),
        voices=find_voices(documents, readings, register),
    )


def same_actors(decisions: Iterable[Decision], settings: Settings) -> dict[str, Resolution]:
    """Return what a person decided that names mean, by the name as written, case folded."""
    names: dict[str, Resolution] = {}
    for decision in in_force(decisions):
        if decision.kind is not DecisionKind.SAME_ACTOR:
            continue
        name, actor_id = decision.subjects
        known = open_register(settings.resolve).get(actor_id)
        reason = f"Decided by {decision.who} on {decision.when.date()}: {decision.why}"
        names[_fold(name)] = Resolution(actor_id, known.name if known else actor_id, 1.0, (reason,))
    return names


def name_actors(document: Document, reading: Reading, names: dict[str, Resolution]) -> Reading:
    """Return the reading with decided names in place of suggested ones; what follows them follows on."""
    if not names:
        return reading
    mentions = list(reading.mentions)
    changed: set[int] = set()
    for position, mention in enumerate(mentions):
        decided = names.get(_fold(mention.span.of(document.text))) or names.get(
            _fold(mention.head.of(document.text))
        )
        if decided is not None:
            mentions[position] = replace(mention, resolved=_over(decided, mention))
            changed.add(position)
        elif len(mention.antecedents) == 1 and mention.antecedents[0] in changed:
            mentions[position] = replace(mention, resolved=mentions[mention.antecedents[0]].resolved)
            changed.add(position)
    return replace(reading, mentions=tuple(mentions))


def _over(decided: Resolution, mention: Mention) -> Resolution:
    """Return the decided resolution, with the suggested one among its runners-up."""
    before = mention.resolved
    return replace(decided, runners_up=before.runners_up if before else ())


def _fold(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
