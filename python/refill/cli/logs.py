"""Structured logs: JSON lines in logs/refill.log, with the run's id; on stderr too with -v."""

import logging
import sys
from typing import Any

import structlog

from refill.errors import RefillError
from refill.runs.workspace import Workspace


def configure(workspace: Workspace, verbose: bool) -> None:
    """Send log events to the project's log file. Outside a project there is no file to write to."""
    handlers: list[logging.Handler] = []
    try:
        folder = workspace.project.logs_dir
        folder.mkdir(exist_ok=True)
        handlers.append(logging.FileHandler(folder / "refill.log", encoding="utf-8", delay=True))
    except (RefillError, OSError):
        handlers.append(logging.NullHandler())
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    logger = logging.getLogger("refill")
    logger.handlers = handlers
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logging.raiseExceptions = False  # a log on a full disk is not written; the run itself reports the error
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=_logger_named_refill,
    )


def _logger_named_refill(*_: Any) -> logging.Logger:
    return logging.getLogger("refill")
