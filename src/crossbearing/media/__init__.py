"""Bytes to footage, and stretches that two clips share."""
