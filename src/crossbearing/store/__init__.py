"""Records of a case in SQL."""
