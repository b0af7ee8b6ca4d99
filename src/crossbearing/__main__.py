"""Let `python -m crossbearing` start the command."""

from crossbearing.cli import main

main()
