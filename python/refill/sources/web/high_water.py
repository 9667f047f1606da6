"""The largest mark of a source's records, by the order that whole numbers or times have."""

from __future__ import annotations

import re
from datetime import datetime

from refill.errors import Refused


class HighWater:
    """The largest mark so far: `value` is its text as the source has it; None before the first."""

    def __init__(self) -> None:
        self.value: str | None = None
        self._kind = ""
        self._largest: int | datetime = 0

    def add(self, mark: str | None, where: str) -> None:
        """Take one more mark; None is accepted. Raise Refused for one that is of another kind than those before."""
        if not mark:
            return
        kind, order = _order(mark)
        if not kind or (self._kind and kind != self._kind):
            raise Refused(
                f"{where}: the cursors must all be whole numbers, all times with a zone, or all times without one, "
                "such as 2024-11-30T12:00:00Z. Choose another `cursor`."
            )
        if self.value is None or order > self._largest:  # type: ignore[operator]  # both are of one kind
            self.value, self._kind, self._largest = mark, kind, order


def _order(mark: str) -> tuple[str, int | datetime]:
    if re.fullmatch(r"-?[0-9]{1,40}", mark):
        return "number", int(mark)
    try:
        time = datetime.fromisoformat(mark)
    except ValueError:
        return "", 0
    return ("time" if time.tzinfo is None else "time with a zone"), time
