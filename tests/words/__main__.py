"""`python -m tests.words`: print every word that was given up, and what to write there. Exit code 1 if there is one."""

import sys
from pathlib import Path

from tests.words.check import findings

found = findings(Path(__file__).resolve().parents[2])
print(*found, sep="\n", end="\n" if found else "")
print(
    f"{len(found)} words that were given up: docs/glossary.md has the words to write." if found else "Words: all good."
)
sys.exit(1 if found else 0)
