"""C2PA manifests: absent, present but untrusted, or trusted.

A manifest is trusted when it is sound and its signer's certificate leads to the trust list that the
user configured (`settings.trust_list`, certificates in PEM); without one, nothing is trusted. Nothing
is fetched: neither a manifest kept elsewhere nor the state of a certificate. A manifest says who
signed which history of a file; it does not say that the pictures show what they are said to show.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import c2pa

from crossbearing.errors import ConfigError
from crossbearing.model.footage import Manifest, ManifestStatus
from crossbearing.settings import MediaSettings

_MAX_REASONS = 12
_MAX_CHARS = 300
_KINDS = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG", 0, "image/png"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"AVI ", 8, "video/avi"),
    (b"II*\0", 0, "image/tiff"),
    (b"MM\0*", 0, "image/tiff"),
    (b"ftypavif", 4, "image/avif"),
    (b"ftypheic", 4, "image/heic"),
    (b"ftypqt", 4, "video/quicktime"),
    (b"ftyp", 4, "video/mp4"),
)
_ABSENT = Manifest(ManifestStatus.ABSENT)


def read_manifest(path: Path, settings: MediaSettings) -> Manifest:
    """Return what the file's own manifest says of its history.

    Raises ConfigError: the trust list cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(32)
        kind = next((name for magic, at, name in _KINDS if head[at : at + len(magic)] == magic), None)
        if kind is None:
            return _ABSENT
        file.seek(0)
        try:
            with c2pa.Context.from_dict(_settings(settings)) as context:
                reader = c2pa.Reader.try_create(kind, file, context=context)
                if reader is None:
                    return _ABSENT
                with reader:
                    return _manifest(reader, settings)
        except c2pa.C2paError as error:
            return _unsound(str(error))


def _settings(settings: MediaSettings) -> dict[str, Any]:
    """Return settings for the library: no network, and only the user's own trust list."""
    chosen: dict[str, Any] = {
        "core": {"allowed_network_hosts": []},
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    }
    if settings.trust_list:
        chosen["trust"] = {"user_anchors": read_trust_list(Path(settings.trust_list))}
    return chosen


def read_trust_list(path: Path) -> str:
    """Return the certificates of a trust list. Raises ConfigError: it cannot be read, or holds none."""
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeError) as error:
        raise ConfigError(
            "The trust list cannot be read.",
            what=str(path),
            expected="certificates in PEM",
            actual=getattr(error, "strerror", None) or "bytes that are not ASCII",
        ) from error
    if "-----BEGIN CERTIFICATE-----" not in text:
        raise ConfigError("The trust list holds no certificate in PEM.", what=str(path))
    return text


def _manifest(reader: c2pa.Reader, settings: MediaSettings) -> Manifest:
    store = json.loads(reader.json())
    active = store.get("manifests", {}).get(store.get("active_manifest"), {})
    signature = active.get("signature_info") or {}
    trusted = store.get("validation_state") == "Trusted" and bool(settings.trust_list)
    names = [signature.get("common_name"), signature.get("issuer")]
    return Manifest(
        status=ManifestStatus.TRUSTED if trusted else ManifestStatus.UNTRUSTED,
        signer=_text(", ".join(str(name) for name in names if name)),
        claim_generator=_text(_generator(active)),
        signed=_text(signature.get("time")),
        reasons=() if trusted else _reasons(store, settings),
    )


def _generator(active: dict[str, Any]) -> str | None:
    if active.get("claim_generator"):
        return str(active["claim_generator"])
    infos = active.get("claim_generator_info") or []
    parts = (f"{info.get('name', '')} {info.get('version', '')}".strip() for info in infos)
    return ", ".join(part for part in parts if part) or None


def _reasons(store: dict[str, Any], settings: MediaSettings) -> tuple[str, ...]:
    """Say why a manifest is not trusted: the library's own findings, then the want of a trust list."""
    results = (store.get("validation_results") or {}).get("activeManifest") or {}
    failures = results.get("failure") or store.get("validation_status") or []
    reasons = []
    for failure in failures:
        code, told = failure.get("code", ""), failure.get("explanation", "")
        reasons.append(f"{told} ({code})" if told else code)
    if not settings.trust_list:
        reasons.append("No trust list is configured, so no signer is trusted.")
    elif not reasons:
        reasons.append("The signer's certificate does not lead to the configured trust list.")
    kept = dict.fromkeys(_text(reason) or "" for reason in reasons)
    return tuple(reason for reason in kept if reason)[:_MAX_REASONS]


def _unsound(told: str) -> Manifest:
    """Say why there is nothing to judge: one kept elsewhere is not fetched, a broken one proves nothing."""
    if told.startswith("ManifestNotFound"):
        return _ABSENT
    if told.startswith("RemoteManifest"):
        reason = "The manifest is kept elsewhere, and nothing is fetched from the network."
        return Manifest(ManifestStatus.UNTRUSTED, reasons=(reason,))
    return Manifest(ManifestStatus.UNTRUSTED, reasons=(_text(f"The manifest cannot be read: {told}") or "",))


def _text(value: object) -> str | None:
    """Keep readable characters only, cut to length; None where nothing is left."""
    shown = "".join(c for c in str(value or "")[: 2 * _MAX_CHARS] if c.isprintable())
    return shown[:_MAX_CHARS] or None
