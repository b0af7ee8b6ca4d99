"""What was read from pictures, on the wire."""

from __future__ import annotations

from crossbearing.dossier.wire.line import Json, schema
from crossbearing.model.evidence import Document
from crossbearing.model.footage import Footage


def footage(watched: Footage, *, path: str, screen: Document | None) -> Json:
    """Return footage as `crossbearing/footage/1`. screen: the words read from it; None for none."""
    stream, making, manifest = watched.stream, watched.making, watched.manifest
    return {
        **schema("footage/1"),
        "path": path,
        "digest": watched.item,
        "container": stream.container,
        "codec": stream.codec,
        "width_px": stream.width_px,
        "height_px": stream.height_px,
        "rotation_degrees": stream.rotation_degrees,
        "interlaced": stream.interlaced,
        "duration_s": stream.duration_s,
        "frame_rate": stream.frame_rate,
        "frames": stream.frames,
        "audio_codec": stream.audio_codec,
        "shots": [[shot.time.start_s, shot.time.end_s] for shot in watched.shots],
        "times": [{"key": t.key, "value": t.value, "zone": t.zone} for t in making.times],
        "positions": [
            {"key": p.key, "lat": p.latitude, "lon": p.longitude, "altitude_m": p.altitude_m}
            for p in making.positions
        ],
        "device": making.device,
        "programs": list(making.programs),
        "signs": list(making.signs),
        "capture": dict(watched.capture),
        "manifest": {
            "status": manifest.status,
            "signer": manifest.signer,
            "claim_generator": manifest.claim_generator,
            "signed": manifest.signed,
            "reasons": list(manifest.reasons),
        },
        "captions": _captions(screen) if screen else [],
        "sound": bool(watched.sound),
        "component": f"{watched.component.name} {watched.component.version}",
        "notes": list(watched.notes),
    }


def _captions(screen: Document) -> list[Json]:
    return [
        {
            "text": " … ".join(span.of(screen.text) for span in anchor.spans),
            "start_s": anchor.time.start_s,
            "end_s": anchor.time.end_s,
            "region": [anchor.region.left, anchor.region.top, anchor.region.width, anchor.region.height],
        }
        for anchor in screen.anchors
        if anchor.time is not None and anchor.region is not None
    ]
