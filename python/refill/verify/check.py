"""What each invariant's module answers."""

from collections.abc import Sequence

Check = tuple[Sequence[str], str]
"""What is broken, a line each, and what was looked at."""
