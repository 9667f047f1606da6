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
from refill.text import periods
from refill.text.periods import PLACEHOLDER, Parts, read_name

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
    found: dict[str | None, list[FoundFile]] = {}
    for folder, said in sorted(_folders(domain, base), key=lambda pair: (periods.period_of(pair[1]) or "", pair[0])):
        its_period = periods.period_of(said)
        if period is not None and its_period not in (period, None):
            continue
        try:
            for match in _in_folder(domain, folder, said, base):
                found.setdefault(match.period, []).append(match)
        except Refused as refusal:
            yield its_period, refusal
    for its_period in sorted(found, key=lambda one: one or ""):
        if period is None or its_period == period:
            try:
                yield its_period, _chosen(domain, found[its_period])
            except Refused as refusal:
                yield its_period, refusal


def check_period(period: str) -> None:
    """Raise UsageError unless `period` is a month as YYYYMM."""
    if not PERIOD_DIGITS.fullmatch(period):
        raise UsageError(f"period {period!r}: use a month as YYYYMM, such as 202411.")


def matches_name(domain: Domain, name: str) -> bool:
    """Return True if a file of this name is for the domain: hidden files never, else by `patterns` and `exclude`."""
    return _named(domain, name, {}) is not None


def period_of(domain: Domain, root: Path, path: Path) -> str | None:
    """Return the period that the folder of a file and its name say, if it lies where the domain's files arrive."""
    folder, base = path.resolve().parent, root / domain.files.root
    if not PLACEHOLDER.search(domain.files.path) or not base.is_dir():
        return periods.period_of(_named(domain, path.name, {}) or {})
    for candidate, said in _folders(domain, base):
        if folder.is_relative_to(candidate.resolve()):
            return periods.period_of(_named(domain, path.name, said) or {})
    return None


def _named(domain: Domain, name: str, said: Parts) -> Parts | None:
    """Return what folders and a file's name say of the period together, None for a file that is not the domain's."""
    name = unicodedata.normalize("NFC", name)
    if name.startswith(".") or any(fnmatchcase(name, unicodedata.normalize("NFC", p)) for p in domain.files.exclude):
        return None
    found = (read_name(name, unicodedata.normalize("NFC", p), said) for p in domain.files.patterns)
    return next((parts for parts in found if parts is not None), None)


def _folders(domain: Domain, base: Path) -> list[tuple[Path, Parts]]:
    """Return the existing folders that `files.path` means, each with what it says of the period."""
    folders: list[tuple[Path, Parts]] = [(base, {})]
    for part in Path(domain.files.path).parts:
        folders = [step for folder, said in folders for step in _step(folder, said, part)]
    if not folders and not PLACEHOLDER.search(domain.files.path):
        raise Refused(
            f"{base / domain.files.path}: the folder is missing. "
            f"Make it, or correct `files.path` of domain {domain.name}."
        )
    return folders


def _step(folder: Path, said: Parts, part: str) -> Iterator[tuple[Path, Parts]]:
    if not PLACEHOLDER.search(part):
        if (folder / part).is_dir():
            yield folder / part, said
        return
    pattern = re.sub(r"[*?[]", r"[\g<0>]", unicodedata.normalize("NFC", part))  # a path is no glob
    for child in folder.iterdir():
        found = read_name(unicodedata.normalize("NFC", child.name), pattern, said)
        if found is not None and child.is_dir():
            yield child, found


def _in_folder(domain: Domain, folder: Path, said: Parts, base: Path) -> list[FoundFile]:
    """Return the matches of one folder: by period those of the highest version folder with any, else its own."""
    by_period: dict[str | None, list[FoundFile]] = {}
    if domain.files.versions == "highest_number":
        numbered = sorted(
            ((int(found[1]), child) for child in folder.iterdir() if (found := VERSION.fullmatch(child.name))),
            reverse=True,
        )
        for version, group in groupby((pair for pair in numbered if pair[1].is_dir()), key=lambda pair: pair[0]):
            here: dict[str | None, list[FoundFile]] = {}
            for _, child in group:
                for match in _matches(domain, child, said, version, base):
                    here.setdefault(match.period, []).append(match)
            by_period = here | by_period
            if here and not _has_own_period(domain):
                break
    if not by_period or _has_own_period(domain):
        here = {}
        for match in _matches(domain, folder, said, None, base):
            here.setdefault(match.period, []).append(match)
        by_period = here | by_period
    return [match for matches in by_period.values() for match in matches]


def _has_own_period(domain: Domain) -> bool:
    """Return True where the name of a file says something of its period."""
    return any(PLACEHOLDER.search(pattern) for pattern in domain.files.patterns)


def _matches(domain: Domain, folder: Path, said: Parts, version: int | None, base: Path) -> list[FoundFile]:
    inside = base.resolve()
    if not folder.resolve().is_relative_to(inside):
        raise Refused(f"{folder}: a link leads out of {base}. Put the folder itself there.")
    found = []
    for path in folder.iterdir():
        parts = _named(domain, path.name, said)
        if parts is not None:
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                raise Refused(f"{path}: a link leads out of {base}. Put the file itself there.")
            if path.is_file():
                found.append(FoundFile(path, domain, periods.period_of(parts), version))
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
