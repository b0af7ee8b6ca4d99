"""The command."""

from crossbearing.cli.root import main

__all__ = ["main"]
