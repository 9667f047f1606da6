"""The three formats behind one interface: an open file has tables, a table copies its rows."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from psycopg2.extensions import cursor as Cursor

from refill.config.models import Domain
from refill.errors import Refused
from refill.landing.copy import copy_chunks, copy_lines, pass_through
from refill.landing.incoming import Incoming
from refill.landing.ledger import Contents
from refill.readers.copied import copied
from refill.readers.csv import HashedFile, Head, is_encoded, read_as_gb18030, read_csv, read_head
from refill.readers.headers import Headers, fits, hint, match_headers
from refill.readers.records import Encoder, Layout
from refill.readers.sheet import Options, Sheet
from refill.readers.workbooks import workbook
from refill.readers.workbooks.contents import first_sheet, wanted_sheets

HASHED_BYTES = 1 << 20


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
    if ending in ("xlsx", "xlsm"):
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
        return _counted(encoder, self.headers, self.sha256)


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
        files = self._domain.files
        options = Options(
            header_rows=files.header_rows or ((files.header_row,) if isinstance(files.header_row, int) else ()),
            required=self._domain.required_headers if files.header_row == "auto" else (),
            fill_merged=files.merged_cells == "fill",
        )
        found = self._workbook.open(sheet, options)
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
            self.sha256, found.rows, found.rejected, found.skipped, self.headers.letters, tuple(found.unknown_columns)
        )


class Parquet:
    """A parquet file, read batch by batch."""

    hash_first = True

    def __init__(self, file: io.BufferedReader, domain: Domain, where: str) -> None:
        self._file = file
        self._domain = domain
        self._where = where

    @cached_property
    def sha256(self) -> str:
        return _hashed(self._file)

    def sheets(self) -> list[str]:
        return [""]

    def table(self, _sheet: str, /) -> Table:
        digest = self.sha256
        self._file.seek(0)
        from refill.readers.parquet import read_parquet

        found = read_parquet(self._file, self._where)
        headers = match_headers(found.header, self._domain, self._where)
        return Rows(found, headers, Layout.of(headers, self._domain), digest)

    def close(self) -> None:
        pass


class Delimited:
    """A csv file. It is hashed while it is copied, since both take about as long as reading it."""

    hash_first = False

    def __init__(self, file: io.BufferedReader, domain: Domain, where: str) -> None:
        self._file = file
        self._domain = domain
        self._where = where

    @cached_property
    def sha256(self) -> str:
        return _hashed(self._file)

    def sheets(self) -> list[str]:
        return [""]

    def table(self, _sheet: str, /) -> Table:
        files = self._domain.files
        head = read_head(
            self._file, files.encoding, files.delimiter, lambda header: fits(header, self._domain), self._where
        )
        match_headers(head.header, self._domain, self._where)
        return DelimitedTable(self._file, self._domain, self._where, head)

    def close(self) -> None:
        pass


@dataclass
class DelimitedTable:
    """The rows of a csv file: passed through where COPY reads them right, else parsed."""

    file: io.BufferedReader
    domain: Domain
    where: str
    head: Head

    def load(self, cursor: Cursor, incoming: Incoming) -> Contents:
        contents = self._pass_through(cursor, incoming, self.head)
        if contents is None and self.head.assumed and not is_encoded(self.file, "utf-8"):
            self.head = self._as_gb18030() or self.head
            contents = self._pass_through(cursor, incoming, self.head)
        return contents or self._parse(cursor, incoming)

    def _as_gb18030(self) -> Head | None:
        return read_as_gb18030(
            self.file, self.domain.files.delimiter, lambda header: fits(header, self.domain), self.where
        )

    def _pass_through(self, cursor: Cursor, incoming: Incoming, head: Head) -> Contents | None:
        headers = match_headers(head.header, self.domain, self.where)
        file = HashedFile(self.file)
        layout = Layout.of(headers, self.domain)
        passed = pass_through(cursor, incoming, file, head, layout, self.domain.files.delimiter)
        if passed is None:
            return None
        rows, skipped = passed
        return Contents(file.sha256.hexdigest(), rows, {}, skipped, headers.letters, ())

    def _parse(self, cursor: Cursor, incoming: Incoming) -> Contents:
        headers = match_headers(self.head.header, self.domain, self.where)
        file = HashedFile(self.file)
        sheet = read_csv(file, self.head, self.domain.files.delimiter, self.where)
        encoder = copy_chunks(cursor, incoming, sheet.chunks, Layout.of(headers, self.domain))
        return _counted(encoder, headers, file.sha256.hexdigest())


def _counted(encoder: Encoder, headers: Headers, sha256: str) -> Contents:
    return Contents(sha256, encoder.rows, encoder.rejected, encoder.skipped, headers.letters, encoder.unknown_columns)


def _hashed(file: io.BufferedReader) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while data := file.read(HASHED_BYTES):
        digest.update(data)
    return digest.hexdigest()
