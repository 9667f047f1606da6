"""The records of all pages, on disk until the last page has come: only then is anything handed on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from refill.errors import Refused
from refill.sources.json_text import text
from refill.sources.rows import csv_chunks
from refill.sources.web.high_water import HighWater
from refill.sources.web.pages import Record
from refill.sources.web.paging import at

IN_MEMORY = 4 << 20
MOST_COLUMNS = 16384  # as many as a sheet of a workbook
MISSING = object()

Row = list[str | None]


class Spool:
    """The values that records have under the names `wanted`, in a file that has no name and vanishes with the process.

    A name is that of a field; if a record has no such field, its dots lead into objects. `rows` counts the records,
    `offered` are the fields that any record has, and `high_water` is the largest value of the field `cursor`.
    """

    def __init__(self, wanted: Sequence[str], cursor: str | None) -> None:
        self.rows = 0
        self.offered: dict[str, None] = {}
        self._wanted = tuple(wanted)
        self._cursor = cursor
        self._high_water = HighWater()
        self._digests: set[bytes] = set()
        self._whole = hashlib.sha256(json.dumps(self._wanted).encode())
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # close() closes it

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all values."""
        return self._whole.hexdigest()

    @property
    def high_water(self) -> str | None:
        return self._high_water.value

    def close(self) -> None:
        with contextlib.suppress(OSError):  # on a full disk: the unwritten rest is of no use either
            self._file.close()

    def add(self, records: list[Record], where: str) -> None:
        """Keep a page. Raise Refused for records that an earlier page had, for cursors that do not compare, for more
        fields than a table can have columns, and if there is no room on the disk.
        """
        rows = [self._row(record) for record in records]
        if len(self.offered) > MOST_COLUMNS:
            raise Refused(f"{where}: the records have more than {MOST_COLUMNS} fields. Correct `records`.")
        if self._cursor is not None:
            for record in records:
                self._high_water.add(text(self._value(record, self._cursor)), where)
        line = json.dumps(rows).encode()
        digest = hashlib.sha256(line).digest()
        if digest in self._digests and any(map(any, rows)):
            raise Refused(f"{where}: these records were on an earlier page. Correct `paging`, or have the API mended.")
        self._digests.add(digest)
        self._whole.update(digest)
        self.rows += len(rows)
        try:
            self._file.write(line + b"\n")
            self._file.flush()
        except OSError as error:
            folder = tempfile.gettempdir()
            raise Refused(f"{where}: it cannot be kept in {folder} ({error.strerror}). Make room there.") from None

    def chunks(self, columns: Sequence[str], where: str) -> Iterator[bytes]:
        """Return the rows as csv, each with the values of `columns`, which are some of the wanted names."""
        taken = [self._wanted.index(name) for name in columns]
        yield from csv_chunks(self._rows(), taken, where)

    def _rows(self) -> Iterator[Row]:
        self._file.seek(0)
        for line in self._file:
            yield from json.loads(line)

    def _row(self, record: Record) -> Row:
        self.offered.update(dict.fromkeys(record))
        return [text(self._value(record, name)) for name in self._wanted]

    def _value(self, record: Record, name: str) -> Any:
        value = record[name] if name in record else at(record, name, MISSING)
        if value is MISSING:
            return None
        self.offered.setdefault(name)
        return value
