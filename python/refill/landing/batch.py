"""One file becomes batches: a sheet is a batch, a batch is a transaction."""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psycopg2

from refill.config.models import Domain
from refill.database.warehouse import Transaction, Warehouse
from refill.errors import Refused
from refill.landing import incoming, ledger, parts
from refill.landing.discovery import FoundFile
from refill.landing.formats import OpenFile, open_file
from refill.landing.landed import LandedFile, refused
from refill.readers.file_state import State, check_unchanged, settled, state_after
from refill.text.periods import is_pattern

LARGE = 1 << 22
LARGE_PACKED = 1 << 20
"""Bytes of a csv file, and of one that packs its rows, from which on it may have `parts.OWN_ROWS` rows."""


@dataclass(frozen=True)
class Job:
    """The target of landing: its connection is idle and not in autocommit; `root` is the project's absolute path."""

    warehouse: Warehouse
    root: Path
    _known: dict[str, dict[str, dict[str, ledger.Brought]]] = field(default_factory=dict)

    def brought(self, domain: str, path: str) -> dict[str, ledger.Brought]:
        """Return by sheet what a path had brought to a domain when the first of the domain's files was looked at."""
        if domain not in self._known:
            with self.warehouse.transaction() as work:
                self._known[domain] = ledger.brought(work, domain)
        return self._known[domain].get(path, {})


@dataclass(frozen=True)
class _Delivery:
    """A sheet of an open file; `state` is the file's from before it was read, `sheets` are all that are wanted."""

    domain: Domain
    origin: ledger.Origin
    source: OpenFile
    sheets: tuple[str, ...]
    file: BinaryIO
    state: State
    named: bool

    @property
    def state_text(self) -> str | None:
        """The mark of the file, valid as long as it does not change and the YAML asks for the same sheets of it."""
        asked = _asked(self.domain, state_after(self.file, self.state))
        if asked is not None and any(map(is_pattern, self.domain.files.sheets)):
            return f"{asked} {json.dumps(self.sheets, ensure_ascii=False)}"
        return asked


class _DeliveredBefore(Exception):
    """The bytes turned out to be a batch already, perhaps after they were copied: nothing of this may stay."""

    def __init__(self, batch_id: int, sha256: str, reason: str) -> None:
        super().__init__(batch_id, sha256, reason)
        self.batch_id = batch_id
        self.sha256 = sha256
        self.reason = reason


def land_file(job: Job, found: FoundFile, path: str) -> Iterator[LandedFile]:
    """Land each sheet that the domain wants. `path` names the file in the ledger and in messages."""
    sheet = ""
    name = found.domain.name
    try:
        path.encode()
        with found.path.open("rb") as file:
            state = settled(file, path)
            if delivered := _unread(job, found, path, state):
                yield from delivered
                return
            with closing(open_file(file, found.domain, found.period, path)) as source:
                sheets = tuple(source.sheets())
                for sheet in sheets:
                    origin = ledger.Origin(name, path, sheet, found.period)
                    try:
                        delivery = _Delivery(found.domain, origin, source, sheets, file, state, found.named)
                        yield _land_sheet(job, delivery)
                    except Refused as refusal:
                        yield refused(path, name, sheet, str(refusal))
    except Refused as refusal:
        yield refused(path, name, sheet, str(refusal))
    except OSError as error:
        yield refused(path, name, sheet, f"{path}: the file cannot be read: {error.strerror}.")
    except UnicodeEncodeError:
        yield refused(ascii(path), name, sheet, f"{path!a}: the file's name is not UTF-8. Rename it.")


def _land_sheet(job: Job, delivery: _Delivery) -> LandedFile:
    origin = delivery.origin
    try:
        with job.warehouse.transaction() as work:
            batch_id, contents = _land_batch(work, delivery)
    except _DeliveredBefore as delivered:
        with job.warehouse.transaction() as work:
            ledger.remember(work, origin, delivered.sha256, delivery.state_text)
        return _already_loaded(origin, delivered)
    except psycopg2.errors.ProgramLimitExceeded as error:
        raise Refused(
            f"{origin.file}: a row does not fit into the database ({error.diag.message_primary}). A row of very many "
            "filled columns needs more than a page of 8 kB. Take columns that nothing needs out of the YAML, or give "
            "some of them to a second domain of the same files."
        ) from error
    return LandedFile(
        path=origin.file,
        domain=origin.domain,
        sheet=origin.sheet,
        batch_id=batch_id,
        rows=contents.rows,
        rejected=contents.rejected,
        skipped=contents.skipped,
        status="landed",
        reason=None if contents.rows else "there are no rows below the header",
        unknown_columns=contents.unknown_columns,
        rejected_reasons=contents.rejected_reasons,
        skipped_reasons=contents.skipped_reasons,
        rejected_places=contents.places,
        missing_columns=contents.missing,
        encoding=contents.encoding,
    )


def _land_batch(work: Transaction, delivery: _Delivery) -> tuple[int, ledger.Contents]:
    """Write the ledger row and the raw rows, in the transaction. Raise _DeliveredBefore and Refused."""
    domain, origin, source = delivery.domain, delivery.origin, delivery.source
    ledger.lock_domain(work, domain.name)
    hashed_first = source.hash_first or ledger.knows_file(work, origin)
    if hashed_first:
        _check_new(work, domain, origin, source.sha256, delivery.named)
    table = source.table(origin.sheet)
    batch_id = ledger.next_batch_id(work)
    rows = _incoming(work, delivery, batch_id)
    contents = table.load(work.cursor, rows)
    if not hashed_first:
        _check_new(work, domain, origin, contents.sha256, delivery.named)
    check_unchanged(delivery.file, delivery.state, contents.sha256, origin.file)
    part = parts.take(work, domain.name, contents.rows, rows.part)
    ledger.record(work, batch_id, part.number, origin, contents)
    ledger.remember(work, origin, contents.sha256, delivery.state_text)
    parts.put(work, part, rows, batch_id, origin.file, origin.sheet, contents.rows)
    return batch_id, contents


def _incoming(work: Transaction, delivery: _Delivery, batch_id: int) -> incoming.Incoming:
    """Return the table to copy into: one that may become a part, where the file looks as large as that."""
    domain, origin = delivery.domain.name, delivery.origin
    size = os.fstat(delivery.file.fileno()).st_size
    if size < (LARGE_PACKED if delivery.source.hash_first else LARGE):
        return incoming.for_small(work, domain)
    return incoming.for_large(work, domain, parts.next_part(work), batch_id, origin.file, origin.sheet)


def _asked(domain: Domain, state: str | None) -> str | None:
    return state and f"{state} {json.dumps(domain.files.sheets, ensure_ascii=False)}"


def _unread(job: Job, found: FoundFile, path: str, state: State) -> list[LandedFile]:
    """Return the results of a file that has not changed since its rows landed; none where it must be read."""
    name, wanted = found.domain.name, found.domain.files.sheets
    text = _asked(found.domain, state.text)
    if found.named or text is None:
        return []
    if any(map(is_pattern, wanted)):
        brought = {s: one for s, one in job.brought(name, path).items() if one.state.startswith(f"{text} ")}
        sheets = json.loads(next(iter(brought.values())).state[len(text) :]) if brought else []
    else:
        brought = {sheet: one for sheet, one in job.brought(name, path).items() if one.state == text}
        sheets = list(brought) if len(brought) == 1 and (not wanted or "" in brought) else list(wanted)
    delivered: list[LandedFile] = []
    for sheet in sheets:
        origin = ledger.Origin(name, path, sheet, found.period)
        try:
            if sheet in brought:
                _check_unread(job, found.domain, origin, brought[sheet])
            return []
        except _DeliveredBefore as before:
            delivered.append(_already_loaded(origin, before))
    return delivered


def _check_unread(job: Job, domain: Domain, origin: ledger.Origin, brought: ledger.Brought) -> None:
    """Raise _DeliveredBefore where the bytes that this path brought last say nothing new."""
    if brought.batch_id is not None:
        raise _held(brought.batch_id, brought.sha256)
    with job.warehouse.transaction() as work:
        _check_new(work, domain, origin, brought.sha256, named=False)


def _held(batch_id: int, sha256: str) -> _DeliveredBefore:
    return _DeliveredBefore(batch_id, sha256, f"batch {batch_id} holds the same bytes")


def _already_loaded(origin: ledger.Origin, before: _DeliveredBefore) -> LandedFile:
    known, reason = before.batch_id, before.reason
    return LandedFile(origin.file, origin.domain, origin.sheet, known, 0, 0, 0, "already_loaded", reason, ())


def _check_new(work: Transaction, domain: Domain, origin: ledger.Origin, sha256: str, named: bool) -> None:
    """Raise _DeliveredBefore where delivering these bytes says nothing new."""
    replaces_scopes = domain.load.mode == "replace_scope"
    holder = ledger.delivered_as(work, origin, sha256, replaces_scopes, named)
    if holder is not None:
        raise _held(holder, sha256)
    undone = ledger.undone_as(work, origin, sha256)
    if undone is not None and not named:
        reason = f"batch {undone} held the same bytes and was undone; `refill land FILE` lands them again"
        raise _DeliveredBefore(undone, sha256, reason)
