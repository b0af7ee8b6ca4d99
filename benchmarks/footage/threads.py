"""As many threads for sums as the command takes, so that what is measured is what it does."""

from __future__ import annotations

import os
import subprocess
import sys

_THREADS = "OPENBLAS_NUM_THREADS"


def as_the_command_does() -> None:
    """Start this program over with the command's number of threads, unless one was chosen.

    The library reads it when it is loaded, which was before this could be called.
    """
    if _THREADS not in os.environ:
        again = subprocess.run([sys.executable, *sys.argv], env={**os.environ, _THREADS: "1"}, check=False)
        sys.exit(again.returncode)
