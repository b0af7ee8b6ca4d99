"""Scored corpora: readers of what others annotated, scorers, and floors that only rise.

`python -m evaluation TASK PATH` scores the installed program on any path that holds the corpus in its
own upstream format. Nothing of a corpus is kept here.
"""
