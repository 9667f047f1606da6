"""The report's file: whole or not at all."""

import os
from pathlib import Path

from refill.errors import RefillError, UsageError


def check_path(path: Path) -> None:
    """Raise UsageError for a path that cannot be the report's file."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{path}: name a file that ends in .html.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Name a file.")


def write(path: Path, page: str) -> None:
    """Write the page, in the place of an older one. Raise RefillError where it cannot be written."""
    half = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            half.write_text(page, encoding="utf-8", newline="\n")
            os.replace(half, path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise RefillError(f"{path} cannot be written: {error.strerror or error}. Nothing is left of it.") from error
