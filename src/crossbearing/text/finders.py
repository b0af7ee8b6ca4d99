"""Which finder of attributions reads: the encoder where its files are whole, else the rules.

Where the rules take its place, every reading says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crossbearing.errors import ConfigError
from crossbearing.text.attribution import AttributionFinder, RuleAttributionFinder
from crossbearing.text.attribution_encoder import EncoderAttributionFinder
from crossbearing.text.encoder import Encoder, load_encoder
from crossbearing.text.model_files import MODEL

RULES: Final = "rules"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A finder, and the encoder whose states the other readers of a text may use; None: rules alone.

    notes: what every reading has to say of the choice.
    """

    finder: AttributionFinder
    encoder: Encoder | None = None
    notes: tuple[str, ...] = ()


def choose_finder(name: str, folder: Path = MODEL) -> Chosen:
    """Return the bundled finder of that name. Never raises for a model that cannot be used."""
    if name == RULES:
        return Chosen(RuleAttributionFinder())
    try:
        encoder = load_encoder(folder)
    except ConfigError as error:
        note = f"{error} The text was read by rules alone, which find less. {error.next_step}"
        return Chosen(RuleAttributionFinder(), notes=(note,))
    return Chosen(EncoderAttributionFinder(encoder), encoder)
