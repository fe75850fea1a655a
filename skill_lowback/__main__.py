"""`python -m skill_lowback`: the terminal."""

import sys

from .demo import main

sys.exit(main())
