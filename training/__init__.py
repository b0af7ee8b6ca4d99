"""Builds the encoder that reads texts: run where the corpora are; not part of what ships."""
