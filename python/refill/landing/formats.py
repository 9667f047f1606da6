"""The three formats behind one interface: an open file has tables, a table copies its rows."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from psycopg2.extensions import cursor as Cursor

from refill.config.models import Domain
from refill.errors import Refused
from refill.landing.contents import OneTable, counted, options_of
from refill.landing.copy import copy_chunks, copy_lines
from refill.landing.delimited import Delimited
from refill.landing.incoming import Incoming
from refill.landing.ledger import Contents
from refill.readers.copied import copied
from refill.readers.headers import Headers, hint, match_headers
from refill.readers.records import Layout
from refill.readers.sheet import Sheet, Watched
from refill.readers.workbooks import workbook
from refill.readers.workbooks.contents import first_sheet, wanted_sheets


class Table(Protocol):
    """A sheet whose header has been accepted."""

    def load(self, cursor: Cursor, incoming: Incoming) -> Contents:
        """Copy every row. Raise Refused for a file that cannot be read to its end."""


class OpenFile(Protocol):
    """An open file. `hash_first`: True if hashing costs little next to reading, so that it comes first."""

    hash_first: bool

    @property
    def sha256(self) -> str:
        """Return the hash of the whole file, in hexadecimal."""

    def sheets(self) -> list[str]:
        """Return the sheets to land, as the configuration names them, or as those are called that match a pattern.

        [''] for formats without sheets.
        """

    def table(self, sheet: str, /) -> Table:
        """Read the header. Raise Refused for a missing sheet and for headers that do not fit."""

    def close(self) -> None:
        """Free what the source holds; the file itself stays open."""


def open_file(file: io.BufferedReader, domain: Domain, period: str | None, where: str) -> OpenFile:
    """Return the reader of a file by the ending of its name. Raise Refused for an ending without a reader.

    `period` is that of the file as YYYYMM, if it has one.
    """
    ending = where.lower().rpartition(".")[2]
    if ending in ("xlsx", "xlsm", "xls"):
        return WorkbookFile(file, domain, period, where)
    if ending == "parquet":
        return Parquet(file, domain, where)
    if ending in ("csv", "tsv", "txt"):
        return Delimited(file, domain, where)
    raise Refused(f"{where}: files ending in .{ending} are not read. Save it as .xlsx, .csv or .parquet.")


@dataclass
class Rows:
    """A table whose reader returns rows of text: parquet."""

    sheet: Sheet
    headers: Headers
    layout: Layout
    sha256: str

    def load(self, cursor: Cursor, incoming: Incoming) -> Contents:
        encoder = copy_chunks(cursor, incoming, self.sheet.chunks, self.layout)
        return counted(encoder, self.headers, self.sha256)


class WorkbookFile:
    """A workbook. It is copied into memory while it is hashed: the hashed bytes are the parsed ones."""

    hash_first = True

    def __init__(self, file: io.BufferedReader, domain: Domain, period: str | None, where: str) -> None:
        self._domain = domain
        self._period = period
        self._where = where
        copy, self.sha256 = copied(file, where)
        self._workbook = workbook.Workbook(copy, where)

    def sheets(self) -> list[str]:
        names, visible = self._workbook.names()
        if not self._domain.files.sheets:
            return [first_sheet(names, visible, self._where)]
        return wanted_sheets(names, self._domain.files.sheets, self._period, self._where)

    def table(self, sheet: str, /) -> Table:
        found = self._workbook.open(sheet, options_of(self._domain))
        try:
            headers = match_headers(found.header, self._domain, f"{self._where}, sheet {sheet!r}")
        except Refused as refusal:
            raise Refused(f"{refusal}{hint(self._workbook.beginning(found.name), self._domain)}") from None
        return WorkbookSheet(self._workbook, headers, Layout.of(headers, self._domain), self.sha256)

    def close(self) -> None:
        self._workbook.close()


@dataclass
class WorkbookSheet:
    """A sheet whose rows another process turns into lines."""

    workbook: workbook.Workbook
    headers: Headers
    layout: Layout
    sha256: str

    def load(self, cursor: Cursor, incoming: Incoming) -> Contents:
        counts: list[workbook.Counts] = []

        def lines() -> Iterator[bytes]:
            for found in self.workbook.lines(self.layout):
                if isinstance(found, bytes):
                    yield found
                else:
                    counts.append(found)

        copy_lines(cursor, incoming, self.layout.fields, lines())
        (found,) = counts
        return Contents(
            self.sha256,
            found.rows,
            found.rejected,
            found.skipped,
            self.headers.letters,
            tuple(found.unknown_columns),
            found.places,
            self.headers.missing,
        )


class Parquet(OneTable):
    """A parquet file, read batch by batch."""

    hash_first = True

    def table(self, _sheet: str, /) -> Table:
        digest = self.sha256
        self._file.seek(0)
        from refill.readers.parquet import read_parquet

        watched = Watched()
        found = read_parquet(self._file, self._where, watched)
        headers = match_headers(found.header, self._domain, self._where)
        layout = Layout.of(headers, self._domain)
        watched.commas = layout.commas
        return Rows(found, headers, layout, digest)
