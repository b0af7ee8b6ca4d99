"""Claims over all sources to allegations, origins and grades."""
