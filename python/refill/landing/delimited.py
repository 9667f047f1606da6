"""Csv files behind the interface of formats: passed through where COPY reads them right, else parsed."""

import io
import json
from dataclasses import dataclass

from psycopg2.extensions import cursor as Cursor

from refill.config.models import Domain
from refill.errors import Refused
from refill.landing.contents import OneTable, counted, options_of
from refill.landing.copy import copy_chunks, pass_through
from refill.landing.incoming import Incoming
from refill.landing.ledger import Contents
from refill.readers.csv import HashedFile, read_csv
from refill.readers.csv_head import Asked, Head, beginning_of, read_as_gb18030, read_head
from refill.readers.encoding import is_encoded, not_text
from refill.readers.headers import fits, hint, match_headers
from refill.readers.records import Layout


class Delimited(OneTable):
    """A csv file. It is hashed while it is copied, since both take about as long as reading it."""

    hash_first = False

    def table(self, _sheet: str, /) -> "DelimitedTable":
        asked = asked_of(self._domain, self._where)
        head = read_head(self._file, asked, self._where)
        try:
            match_headers(head.header, self._domain, self._where)
        except Refused as refusal:
            raise Refused(f"{refusal}{self._hint(asked, head)}") from None
        return DelimitedTable(self._file, self._domain, self._where, asked, head)

    def _hint(self, asked: Asked, head: Head) -> str:
        """Say in which row the names of columns are, or by which delimiter they become names."""
        rows = list(beginning_of(self._file, asked, head, self._where))
        other = next((d for d, _, cells in rows if d != head.delimiter and fits(cells, self._domain)), None)
        said = hint(((number, cells) for d, number, cells in rows if d == head.delimiter), self._domain)
        if other is None or "header_row" in said:
            return said
        return (
            f"{said} With another delimiter it has the headers: write `delimiter: {json.dumps(other)}` {asked.place}."
        )


def asked_of(domain: Domain, path: str) -> Asked:
    """Return what the YAML of a domain says of its csv files, for the one at `path`."""
    files = domain.files
    usual = "\t" if path.lower().endswith(".tsv") else ","
    place = f"under `files` of domain {domain.name} in data_sources.yml"
    delimiter = usual if files.delimiter is None else files.delimiter
    return Asked(files.encoding, delimiter, domain.known_headers, place, options_of(domain))


@dataclass
class DelimitedTable:
    """The rows of a csv file: passed through where COPY reads them right, else parsed."""

    file: io.BufferedReader
    domain: Domain
    where: str
    asked: Asked
    head: Head

    def load(self, cursor: Cursor, incoming: Incoming) -> Contents:
        contents = self._pass_through(cursor, incoming)
        if contents is None and self.head.assumed and not is_encoded(self.file, "utf-8"):
            head = read_as_gb18030(self.file, self.asked, self.where)
            if head is None:
                raise not_text(self.file, "utf-8", self.where, self.asked.place)
            self.head = head
            contents = self._pass_through(cursor, incoming)
        return contents or self._parse(cursor, incoming)

    def _pass_through(self, cursor: Cursor, incoming: Incoming) -> Contents | None:
        headers = match_headers(self.head.header, self.domain, self.where)
        file = HashedFile(self.file)
        passed = pass_through(cursor, incoming, file, self.head, Layout.of(headers, self.domain))
        if passed is None:
            return None
        rows, skipped = passed
        sha256 = file.sha256.hexdigest()
        return Contents(sha256, rows, {}, skipped, headers.letters, (), {}, headers.missing, self._encoding)

    def _parse(self, cursor: Cursor, incoming: Incoming) -> Contents:
        headers = match_headers(self.head.header, self.domain, self.where)
        file = HashedFile(self.file)
        sheet = read_csv(file, self.head, self.asked, self.where)
        encoder = copy_chunks(cursor, incoming, sheet.chunks, Layout.of(headers, self.domain))
        return counted(encoder, headers, file.sha256.hexdigest(), self._encoding)

    @property
    def _encoding(self) -> str | None:
        return None if self.head.encoding.lower() in ("utf-8", "utf8", "utf-8-sig") else self.head.encoding
