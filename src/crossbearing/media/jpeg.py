"""Pictures put small while a clip streams by: raw ones of a long clip would not fit into memory."""

from __future__ import annotations

import cv2
import numpy as np

from crossbearing.media.decode import Colour


def to_jpeg(picture: Colour, quality: int) -> bytes:
    """Return a picture as JPEG. quality: 1 to 100."""
    _, jpeg = cv2.imencode(
        ".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    return jpeg.tobytes()


def from_jpeg(jpeg: bytes) -> Colour:
    """Return the picture that `to_jpeg` put small. Raises cv2.error: these bytes are none."""
    bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(cv2.cvtColor(np.asarray(bgr), cv2.COLOR_BGR2RGB), np.uint8)
