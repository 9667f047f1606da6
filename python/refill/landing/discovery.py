"""The files of a domain: periods, version folders, patterns."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

from refill.config.models import Domain
from refill.errors import Refused, UsageError

PERIOD = "{YYYYMM}"
PERIOD_DIGITS = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
VERSION = re.compile(r"[Vv]([0-9]+)")


@dataclass(frozen=True)
class FoundFile:
    """A file for a domain. `path` is absolute; `period` is YYYYMM and `version` the n of its folder Vn, if any.

    `named`: True if a person asked for this file, also where its batch was undone.
    """

    path: Path
    domain: Domain
    period: str | None
    version: int | None
    named: bool = False


def discover(domain: Domain, root: Path, period: str | None = None) -> list[FoundFile]:
    """Return the files of a domain below the project `root`, by period, version and name.

    With `period` (YYYYMM), those of one period: none, for a domain whose path has no {YYYYMM}. Raise Refused for a
    missing folder, two matches where one is expected, and a link that leads out; UsageError for an odd period.
    """
    found: list[FoundFile] = []
    for _, files in discover_each(domain, root, period):
        if isinstance(files, Refused):
            raise files
        found += files
    return found


def discover_each(
    domain: Domain, root: Path, period: str | None = None
) -> Iterator[tuple[str | None, list[FoundFile] | Refused]]:
    """Return the same by period; the refusal of one leaves the others. Raise Refused for a missing folder."""
    if period is not None:
        check_period(period)
    base = root.absolute() / domain.files.root
    if not base.is_dir():
        raise Refused(f"{base}: the folder is missing. Make it, or correct `files.root` of domain {domain.name}.")
    folders = sorted(_folders(domain, base), key=lambda pair: (pair[1] or "", pair[0]))
    for its_period, group in groupby(folders, key=lambda pair: pair[1]):
        if period is None or its_period == period:
            try:
                matches = [match for folder, _ in group for match in _in_folder(domain, folder, its_period, base)]
                yield its_period, _chosen(domain, matches)
            except Refused as refusal:
                yield its_period, refusal


def check_period(period: str) -> None:
    """Raise UsageError unless `period` is a month as YYYYMM."""
    if not PERIOD_DIGITS.fullmatch(period):
        raise UsageError(f"period {period!r}: use a month as YYYYMM, such as 202411.")


def matches_name(domain: Domain, name: str) -> bool:
    """Return True if a file of this name is for the domain: hidden files never, else by `patterns` and `exclude`."""
    name = unicodedata.normalize("NFC", name)
    return (
        not name.startswith(".")
        and any(fnmatchcase(name, unicodedata.normalize("NFC", p)) for p in domain.files.patterns)
        and not any(fnmatchcase(name, unicodedata.normalize("NFC", p)) for p in domain.files.exclude)
    )


def period_of(domain: Domain, root: Path, path: Path) -> str | None:
    """Return the period of the folder that a file lies in, if it lies where the domain's files arrive."""
    folder, base = path.resolve().parent, root / domain.files.root
    if PERIOD not in domain.files.path or not base.is_dir():
        return None
    for candidate, period in _folders(domain, base):
        if period is not None and folder.is_relative_to(candidate.resolve()):
            return period
    return None


def _folders(domain: Domain, base: Path) -> list[tuple[Path, str | None]]:
    """Return the existing folders that `files.path` means, each with its period."""
    folders: list[tuple[Path, str | None]] = [(base, None)]
    for part in Path(domain.files.path).parts:
        folders = [step for folder, period in folders for step in _step(folder, period, part)]
    if not folders and PERIOD not in domain.files.path:
        raise Refused(
            f"{base / domain.files.path}: the folder is missing. "
            f"Make it, or correct `files.path` of domain {domain.name}."
        )
    return folders


def _step(folder: Path, period: str | None, part: str) -> Iterator[tuple[Path, str | None]]:
    if PERIOD not in part:
        if (folder / part).is_dir():
            yield folder / part, period
        return
    pattern = re.escape(unicodedata.normalize("NFC", part)).replace(re.escape(PERIOD), f"({PERIOD_DIGITS.pattern})")
    for child in folder.iterdir():
        match = re.fullmatch(pattern, unicodedata.normalize("NFC", child.name))
        if match and child.is_dir() and period in (None, match[1]):
            yield child, match[1]


def _in_folder(domain: Domain, folder: Path, period: str | None, base: Path) -> list[FoundFile]:
    """Return the matches of one folder: those of the highest version folder that has any, else its own."""
    if domain.files.versions == "highest_number":
        numbered = sorted(
            ((int(match[1]), child) for child in folder.iterdir() if (match := VERSION.fullmatch(child.name))),
            reverse=True,
        )
        for version, group in groupby((pair for pair in numbered if pair[1].is_dir()), key=lambda pair: pair[0]):
            matches = [
                FoundFile(path, domain, period, version) for _, child in group for path in _matches(domain, child, base)
            ]
            if matches:
                return matches
    return [FoundFile(path, domain, period, None) for path in _matches(domain, folder, base)]


def _matches(domain: Domain, folder: Path, base: Path) -> list[Path]:
    inside = base.resolve()
    if not folder.resolve().is_relative_to(inside):
        raise Refused(f"{folder}: a link leads out of {base}. Put the folder itself there.")
    found = []
    for path in folder.iterdir():
        if matches_name(domain, path.name):
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                raise Refused(f"{path}: a link leads out of {base}. Put the file itself there.")
            if path.is_file():
                found.append(path)
    return found


def _chosen(domain: Domain, matches: list[FoundFile]) -> list[FoundFile]:
    """Return the files of one period that `on_many` keeps, in order."""
    ordered = sorted(matches, key=lambda found: (found.version or 0, found.path.name, found.path))
    if len(ordered) < 2 or domain.files.on_many == "all":
        return ordered
    if domain.files.on_many == "newest":
        return [max(ordered, key=lambda found: (found.path.stat().st_mtime_ns, found.path.name))]
    raise Refused(
        f"{ordered[0].path} and {ordered[1].path} both match domain {domain.name}, which takes one file. "
        "Remove one, narrow `patterns`, or set `on_many` to newest or all."
    )
