"""Waiting for an event in another process."""

import time
from collections.abc import Callable

PATIENCE = 120  # seconds; no measure of anything, but the end of a test that would wait for ever
PAUSE = 0.02


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Return as soon as `condition` holds. Raise AssertionError, with `what` was waited for, where it never does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"still waiting for {what} after {PATIENCE} s")
        time.sleep(PAUSE)
