"""``python -m eval.bench`` is ``policyqa eval bench``."""

import sys

from app.cli import main

sys.exit(main(["eval", "bench", *sys.argv[1:]]))
