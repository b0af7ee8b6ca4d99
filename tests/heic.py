"""A HEIC photo made for tests: one HEVC frame in the boxes of ISO/IEC 23008-12, and nothing else."""

from __future__ import annotations

import io
import struct

import av
import numpy as np
from numpy.typing import NDArray


def heic(grey: NDArray[np.uint8]) -> bytes:
    """Return a picture as HEIC."""
    height, width = grey.shape
    clip = _hevc_clip(grey)
    config = _inside(clip, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")[8:]
    start = config.index(b"hvcC") - 4
    hvcc = config[start : start + struct.unpack(">I", config[start : start + 4])[0]]
    sample = _inside(clip, b"mdat")
    kind = _box(b"ftyp", b"heic\0\0\0\0mif1heic")
    meta = _meta(width, height, hvcc, len(sample), 0)
    return kind + _meta(width, height, hvcc, len(sample), len(kind) + len(meta) + 8) + _box(b"mdat", sample)


def _hevc_clip(grey: NDArray[np.uint8]) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx265", rate=1)
        stream.width, stream.height, stream.pix_fmt = grey.shape[1], grey.shape[0], "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "18", "x265-params": "log-level=none:keyint=1"}
        container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="gray")))
        container.mux(stream.encode(None))
    return out.getvalue()


def _meta(width: int, height: int, hvcc: bytes, size: int, at: int) -> bytes:
    handler = _box(b"hdlr", bytes(8) + b"pict" + bytes(13))
    primary = _box(b"pitm", struct.pack(">IH", 0, 1))
    where = _box(b"iloc", struct.pack(">IBBHHHHII", 0, 0x44, 0, 1, 1, 0, 1, at, size))
    entry = _box(b"infe", struct.pack(">IHH", 0x02000000, 1, 0) + b"hvc1\0")
    items = _box(b"iinf", struct.pack(">IH", 0, 1) + entry)
    extent = _box(b"ispe", struct.pack(">III", 0, width, height))
    properties = _box(b"ipco", hvcc + extent) + _box(b"ipma", struct.pack(">IIHBBB", 0, 1, 1, 2, 0x81, 2))
    return _box(b"meta", bytes(4) + handler + primary + where + items + _box(b"iprp", properties))


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def _inside(data: bytes, *path: bytes) -> bytes:
    """Return what the box at the end of `path` holds."""
    for kind in path:
        at = 0
        while data[at + 4 : at + 8] != kind:
            at += struct.unpack(">I", data[at : at + 4])[0]
        data = data[at + 8 : at + struct.unpack(">I", data[at : at + 4])[0]]
    return data
