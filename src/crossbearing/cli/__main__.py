"""Let `python -m crossbearing.cli` start the command."""

from crossbearing.cli.root import main

main()
