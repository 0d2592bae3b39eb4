"""``python -m ukimet``."""

from ukimet.cli import main

main()
