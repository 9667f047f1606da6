"""The configuration against the headers of the newest files."""

from collections.abc import Iterator
from pathlib import Path

from refill.config.models import Config, Domain
from refill.errors import Refused
from refill.landing.discovery import discover
from refill.landing.formats import open_file


def check_files(config: Config, root: Path) -> list[str]:
    """Return the differences of each domain's newest file from the YAML, a sentence each; none without a file."""
    return [problem for domain in config.domains.values() for problem in _file_problems(domain, root)]


def _file_problems(domain: Domain, root: Path) -> Iterator[str]:
    if not (root / domain.files.root).is_dir():
        return
    try:
        found = discover(domain, root)
        if not found:
            return
        path = found[-1].path
        with path.open("rb") as file:
            source = open_file(file, domain, found[-1].period, path.name)
            for sheet in source.sheets():
                source.table(sheet)
    except (Refused, OSError) as error:
        yield f"domain {domain.name}: {error}"
