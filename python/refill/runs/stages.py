"""The stages of a job, each with its time: for people, for the summary and for the log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog

log = structlog.get_logger()


@contextmanager
def stage(stages: list[dict[str, Any]], name: str, on_progress: Callable[[str, str], None]) -> Iterator[dict[str, Any]]:
    """Time a stage, tell the user that it has begun, add it to `stages`, and write it to the log."""
    on_progress(name, "")
    stage: dict[str, Any] = {"name": name, "seconds": 0.0, "ok": True}
    stages.append(stage)
    started = time.monotonic()
    try:
        yield stage
    except BaseException:  # an interrupt too leaves its stage as failed in the log
        stage["ok"] = False
        raise
    finally:
        stage["seconds"] = round(time.monotonic() - started, 3)
        log.info("stage", **stage)
