"""The check of all words below a folder."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from tests.words.reading import pieces
from tests.words.vocabulary import ALLOWED, MODULES, NAMES, PROSE, SQL_NAMES, advice

FOLDERS = ("python", "macros", "models", "tests", "examples", "benchmarks")
SUFFIXES = (".py", ".sql")


class Finding(NamedTuple):
    """A word that was given up, its place, and what to write there."""

    file: str
    line: int
    word: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: `{self.word}`: write {self.instead}"


def findings(root: Path) -> list[Finding]:
    """Return every use of a word that was given up, below the folders of `root`, by file and line."""
    files = sorted(p for folder in FOLDERS for p in (root / folder).rglob("*") if p.suffix in SUFFIXES and p.is_file())
    return [found for path in files if "dbt_packages" not in path.parts for found in _of_file(root, path)]


def _of_file(root: Path, path: Path) -> Iterator[Finding]:
    name = path.relative_to(root).as_posix()
    module = advice(MODULES, path.stem if path.stem != "__init__" else path.parent.name, whole=True)
    if module and path.suffix == ".py" and name.startswith("python/"):
        yield Finding(name, 1, *module)
    names = NAMES if path.suffix == ".py" else NAMES + SQL_NAMES
    for piece in sorted(set(pieces(path))):
        found = advice(names, piece.text, whole=True) if piece.is_name else advice(PROSE, piece.text, whole=False)
        if found and not _is_allowed(name, found[0]):
            yield Finding(name, piece.line, *found)


def _is_allowed(file: str, word: str) -> bool:
    return any(fnmatchcase(file, entry.files) and re.fullmatch(entry.pattern, word) for entry in ALLOWED)
