"""Bytes as they came, and the log of their custody."""
