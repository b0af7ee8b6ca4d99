"""Crossbearing: who alleges what about ties between armed actors, on whose word, on what evidence."""

__version__ = "0.1.0"
