"""The result of landing: what became of each sheet of each file."""

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["landed", "already_loaded", "refused"]


@dataclass(frozen=True)
class LandedFile:
    """The result of one sheet of one file for one domain. `path` is relative to the project where it lies in it.

    `rows` counts every record below the header, rejected and skipped ones too, and these are counted by reason;
    `batch_id` is the batch that holds them, if any; `reason` says why a file is refused or already loaded, or that it
    has no rows. A folder or a file without a domain can be refused. `rejected_places`, `missing_columns` and `encoding`
    are as in `Contents`.
    """

    path: str
    domain: str
    sheet: str
    batch_id: int | None
    rows: int
    rejected: int
    skipped: int
    status: Status
    reason: str | None
    unknown_columns: tuple[str, ...]
    rejected_reasons: dict[str, int] = field(default_factory=dict)
    skipped_reasons: dict[str, int] = field(default_factory=dict)
    rejected_places: dict[str, list[str]] = field(default_factory=dict)
    missing_columns: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None


def refused(path: str, domain: str, sheet: str, reason: str) -> LandedFile:
    """Return a file, or a folder, that did not land."""
    return LandedFile(path, domain, sheet, None, 0, 0, 0, "refused", reason, ())
