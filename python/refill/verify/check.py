"""The answer of each invariant's module."""

from collections.abc import Sequence

Check = tuple[Sequence[str], str]
"""The violations, a line each, and the checked objects."""
