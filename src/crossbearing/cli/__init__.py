"""The command."""

import os

# What the command sums must not depend on how many processors a machine has, and threads that wait for
# each other cost more than they give on pictures this small. Has to be said before the first matrix.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from crossbearing.cli.root import main

__all__ = ["main"]
