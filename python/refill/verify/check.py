"""What each invariant's module answers."""

from collections.abc import Sequence

Check = tuple[Sequence[str], str]
"""The violations, a line each, and the checked objects."""
