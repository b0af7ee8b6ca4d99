"""Bytes as they came, and the log of their custody."""

from crossbearing.archive.archive import Archive, Clock, Sniffer, utc_now
from crossbearing.archive.seal import Seal, check_seal

__all__ = ["Archive", "Clock", "Seal", "Sniffer", "check_seal", "utc_now"]
