"""Edits of clips, drawn at random and rendered, with what was done written down: material for benchmarks."""
