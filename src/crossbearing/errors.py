"""Every error Crossbearing raises on purpose, in one tree.

    CrossbearingError
    ├── EvidenceError          what was acquired cannot be used, or is no longer what it was
    │   ├── DigestMismatch     bytes differ from the digest that names them
    │   ├── CustodyBroken      the custody log was changed, cut or reordered
    │   └── Unreadable         no document can be read from the bytes
    ├── MediaError             pictures cannot be read
    │   ├── Undecodable        the container or codec fails
    │   └── IndexStale         an index lacks footage that the case holds
    ├── StoreError             records cannot be read or written
    │   ├── CaseMissing        there is no case at that place
    │   ├── CaseLocked         another run is writing to the case
    │   └── SchemaMismatch     the case was written by another version
    ├── ConfigError            a setting or an argument makes no sense
    └── ExtensionError         an extension broke its contract

An error carries data: `what` it concerns, what was `expected`, what was found (`actual`), and one
sentence on what to do next. It knows nothing of exit codes or of HTTP.
"""

from __future__ import annotations


class CrossbearingError(Exception):
    """Root of the tree. `str(error)` is one plain sentence; the fields hold the same as data."""

    next_step = "Run the command again with --help to see what it expects."

    def __init__(
        self,
        message: str,
        *,
        what: str | None = None,
        expected: str | None = None,
        actual: str | None = None,
        next_step: str | None = None,
    ) -> None:
        """Keep the data beside the sentence; `next_step` overrides the class's own advice."""
        super().__init__(message)
        self.what = what
        self.expected = expected
        self.actual = actual
        if next_step is not None:
            self.next_step = next_step


class EvidenceError(CrossbearingError):
    """What was acquired cannot be used, or is no longer what it was."""

    next_step = "Run `crossbearing verify` on the case to see which evidence is affected."


class DigestMismatch(EvidenceError):
    """Bytes differ from the digest that names them."""


class CustodyBroken(EvidenceError):
    """The custody log was changed, cut or reordered."""


class Unreadable(EvidenceError):
    """No document can be read from the bytes."""

    next_step = "Open the file with the program that made it and save it again, or leave it out."


class MediaError(CrossbearingError):
    """Pictures cannot be read."""

    next_step = "Play the file in a video player; if it does not play there, acquire it again."


class Undecodable(MediaError):
    """The container or the codec fails."""


class IndexStale(MediaError):
    """An index lacks footage that the case holds."""

    next_step = "Run `crossbearing examine` on the case to rebuild what is missing."


class StoreError(CrossbearingError):
    """Records cannot be read or written."""

    next_step = "Check that the case folder is writable and that its disk has room."


class CaseMissing(StoreError):
    """There is no case at that place."""

    next_step = "Make one with `crossbearing init DIR`, or give --case the right folder."


class CaseLocked(StoreError):
    """Another run is writing to the case."""

    next_step = "Wait until the other run is done, then repeat the command."


class SchemaMismatch(StoreError):
    """The case was written by another version."""

    next_step = "Open the case with the version that wrote it, or upgrade Crossbearing."


class ConfigError(CrossbearingError):
    """A setting or an argument makes no sense."""


class ExtensionError(CrossbearingError):
    """An extension broke its contract."""

    next_step = "Uninstall the extension, or report the error to its author."
