"""Files into raw tables, one batch and one transaction per sheet."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from refill.config.models import Config, Domain
from refill.database.warehouse import Warehouse
from refill.errors import Refused, UsageError
from refill.landing.batch import Job, land_file
from refill.landing.discovery import FoundFile, check_period, discover_each, matches_name, period_of
from refill.landing.incoming import forget_small
from refill.landing.landed import LandedFile, refused
from refill.text.periods import in_period

__all__ = ["LandedFile", "land"]

Progress = Callable[[str, str], None]


def land(
    warehouse: Warehouse,
    root: Path,
    *,
    domains: Sequence[str] | None = None,
    period: str | None = None,
    files: Sequence[Path] | None = None,
    max_files: int | None = None,
    on_progress: Progress | None = None,
) -> list[LandedFile]:
    """Land `files`, or the files that discovery finds below the project `root`, for all `domains` or those named.

    The raw tables must be there (`database.ddl.prepare`) and the connection must be idle and not in autocommit. A
    refused file stops no other. At most `max_files` files land anew; `on_progress(path, domain)` is called before each.
    Raise UsageError for an unknown domain or an odd period, psycopg2.Error where the database fails: batches that
    landed before stay.
    """
    if warehouse.connection.autocommit:
        raise ValueError("landing needs transactions: the connection is in autocommit")
    job = Job(warehouse, Path(os.path.abspath(root)))
    chosen = _chosen_domains(warehouse.config, domains)
    if period is not None:
        check_period(period)
    targets = _discovered(chosen, job.root, period) if files is None else _given(chosen, job.root, period, files)
    with warehouse.transaction() as work:
        forget_small(work)
    results: list[LandedFile] = []
    fresh: set[str] = set()
    for target in targets:
        if isinstance(target, LandedFile):
            results.append(target)
            continue
        path = _shown_path(target.path, job.root)
        if max_files is not None and len(fresh) >= max_files and path not in fresh:
            continue
        if on_progress is not None:
            on_progress(path, target.domain.name)
        for result in land_file(job, target, path):
            results.append(result)
            if result.status == "landed":
                fresh.add(path)
    return results


def _chosen_domains(config: Config, names: Sequence[str] | None) -> list[Domain]:
    for name in names or ():
        if name not in config.domains:
            raise UsageError(f"domain {name!r} is not configured. There are: {', '.join(config.domains)}.")
    return [domain for name, domain in config.domains.items() if names is None or name in names]


def _discovered(domains: list[Domain], root: Path, period: str | None) -> Iterator[FoundFile | LandedFile]:
    for domain in domains:
        folder = (Path(domain.files.root) / domain.files.path).as_posix()
        try:
            for its_period, found in discover_each(domain, root, period):
                if isinstance(found, Refused):
                    yield refused(in_period(folder, its_period) if its_period else folder, domain.name, "", str(found))
                else:
                    yield from found
        except (Refused, OSError) as error:
            yield refused(folder, domain.name, "", str(error))


def _given(
    domains: list[Domain], root: Path, period: str | None, files: Sequence[Path]
) -> Iterator[FoundFile | LandedFile]:
    """Return the files of a command line, for each domain whose patterns they fit, wherever they lie."""
    for file in files:
        path = Path(os.path.abspath(file))
        takers = [domain for domain in domains if matches_name(domain, path.name)]
        if not takers:
            known = "; ".join(f"{domain.name}: {', '.join(domain.files.patterns)}" for domain in domains)
            shown = _shown_path(path, root)
            yield refused(shown, "", "", f"{shown}: no domain takes a file of this name. Their patterns are {known}.")
        for domain in takers:
            yield FoundFile(path, domain, period or period_of(domain, root, path), None, named=True)


def _shown_path(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
