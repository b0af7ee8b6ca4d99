"""128-bit signatures of RootSIFT descriptors, and of those same descriptors seen in a mirror.

A bit says on which side of a plane through the mean descriptor a descriptor lies. The share of bits
in which two signatures differ estimates the angle between their descriptors (Charikar 2002). The
planes come in pairs, each the mirror image of the other: so the signature of a mirrored patch is
that of the patch with its two 64-bit words swapped, and nothing needs to be stored twice. The 128
normals are orthogonal, made of Hadamard matrices and fixed signs, so they are the same everywhere.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Signatures = NDArray[np.uint64]
"""n × 2 words."""

BITS = 128
_CELLS = 4
_DIRECTIONS = 8
_CELLS_AT_ONCE = 1 << 17
_NOTHING = np.zeros(0, np.float32)
_MEAN_HEX = (
    "37414843372d282d5a5c513c2d2b39505a50392b2c3b515d372d282d37434842"
    "41424a514c3d3237917f624b3c384e80917f4f383a4a627f4037333d4c514942"
    "4137323d4c514a4291804e383c4b627f917f624a3a384f7f404249514c3d3337"
    "372d282d374348415a50392b2d3c515c5a5d513b2c2b395037424843372d282d"
)


def sign(descriptors: NDArray[np.float32]) -> Signatures:
    """Return the signatures of SIFT descriptors (n × 128, as OpenCV gives them)."""
    if not len(descriptors):
        return np.zeros((0, 2), np.uint64)
    rooted = np.sqrt(descriptors / np.maximum(descriptors.sum(1, keepdims=True), 1e-6))
    normals, thresholds = _planes()
    # OpenCV's product runs in one thread: a sum in another order could tip a bit.
    bits = cv2.gemm(rooted, normals, 1.0, _NOTHING, 0.0, flags=cv2.GEMM_2_T) > thresholds
    return np.packbits(bits, axis=1).view(np.uint64)


def mirrored(signatures: Signatures) -> Signatures:
    """Return the signatures that the same patches have in a mirror (left and right exchanged)."""
    return np.ascontiguousarray(signatures[:, ::-1])


def near_pairs(
    one: Signatures, other: Signatures, *, max_bits: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint8]]:
    """Return the rows of all pairs that differ in at most `max_bits`, in order, and in how many bits.

    Some rows at a time, so that what is compared stays near the processor.
    """
    count = max(1, len(other))
    at_once = max(1, _CELLS_AT_ONCE // count)
    first, second = (np.ascontiguousarray(other[:, word]) for word in (0, 1))
    rows, columns, bits = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)], [np.zeros(0, np.uint8)]
    for start in range(0, len(one), at_once):
        some = one[start : start + at_once]
        apart = np.bitwise_count(some[:, :1] ^ first)
        apart += np.bitwise_count(some[:, 1:] ^ second)
        near = np.flatnonzero(apart <= max_bits)
        row, column = np.divmod(near, count)
        rows.append(row + start)
        columns.append(column)
        bits.append(apart.ravel()[near])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(bits)


@cache
def mirror_order() -> NDArray[np.intp]:
    """Return where each of the 128 values of a descriptor goes when its patch is mirrored.

    SIFT turns a patch upright along its own orientation, so a mirrored patch has its rows of cells
    exchanged top for bottom and its directions negated.
    """
    order = np.arange(BITS).reshape(_CELLS, _CELLS, _DIRECTIONS)
    return order[::-1][:, :, (-np.arange(_DIRECTIONS)) % _DIRECTIONS].reshape(-1)


@cache
def _planes() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return normals (128 × 128) and thresholds (128); rows 64 and on mirror rows 0 to 63."""
    order = mirror_order()
    half = np.flatnonzero(np.arange(BITS) < order)
    even = np.zeros((64, BITS), np.float32)
    odd = np.zeros((64, BITS), np.float32)
    rows = np.arange(64)
    even[rows, half] = even[rows, order[half]] = 1 / np.sqrt(2)
    odd[rows, half], odd[rows, order[half]] = 1 / np.sqrt(2), -1 / np.sqrt(2)
    first = _rotation(seed=1) @ even
    second = _rotation(seed=2) @ odd
    normals = np.vstack([first + second, first - second]) / np.float32(np.sqrt(2))
    thresholds = normals @ mean_descriptor()
    return np.asarray(normals, np.float32), np.asarray(thresholds, np.float32)


def _rotation(*, seed: int) -> NDArray[np.float32]:
    """Return an orthogonal 64 × 64 matrix: Hadamard matrices between fixed signs."""
    hadamard = np.ones((1, 1))
    while len(hadamard) < BITS // 2:
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
    state = seed
    turned = np.eye(BITS // 2)
    for _ in range(3):
        signs = np.empty(BITS // 2)
        for place in range(BITS // 2):
            # Knuth's MMIX generator: a fixed sequence, whatever library is installed.
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            signs[place] = 1.0 if state >> 63 else -1.0
        turned = hadamard @ (signs[:, None] * turned) / 8
    return turned.astype(np.float32)


@cache
def mean_descriptor() -> NDArray[np.float32]:
    """Return the mean RootSIFT descriptor of "dead leaves", pictures of randomly overlapping discs.

    They have the statistics of natural pictures (Lee, Mumford and Huang 2001), so no picture of
    anybody's had to be taken.
    """
    return np.frombuffer(bytes.fromhex(_MEAN_HEX), np.uint8).astype(np.float32) / np.float32(1024)
