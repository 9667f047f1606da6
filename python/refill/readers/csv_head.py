"""The beginning of delimited text: its encoding, its delimiter, its header."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from refill.errors import Refused
from refill.readers.encoding import is_encoded, known_encoding, marked_encoding, not_text
from refill.readers.header_rows import LOOKED_AT, fill_right, find_header
from refill.readers.sheet import Options
from refill.readers.skipping import is_rule
from refill.text.folding import header_key

HEAD_BYTES = 1 << 20
CELL_CHARACTERS = 1 << 24
MARK = "\ufeff"
ZIP = b"PK\x03\x04"
SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
OTHERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Asked:
    """What the YAML says of a csv file. `known`: the names of columns, as `header_key` compares them.

    `place` says where in the YAML this is written.
    """

    encoding: str | None = None
    delimiter: str = ","
    known: frozenset[str] = frozenset()
    place: str = "in data_sources.yml"
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Head:
    """The beginning of a csv file. `before` is the text before the first row: header, mark, blank lines.

    `assumed`: the encoding is a guess from the first bytes that the rest of the file may disprove. `has_rule`: the row
    below the header is a line of dashes.
    """

    encoding: str
    assumed: bool
    delimiter: str
    header_row: int
    header: list[str]
    before: str
    has_rule: bool = False


def read_head(file: BinaryIO, asked: Asked, where: str) -> Head:
    """Return encoding, delimiter and header. A first line such as `sep=;` names the delimiter.

    The encoding is the declared one, else that of the mark, else UTF-8, else GB18030 where the header proves it. Raise
    Refused where none of them reads the file, where it is empty or no text.
    """
    beginning = _Beginning.of(file, asked, where)
    if beginning.data.startswith(ZIP):
        raise Refused(f"{where}: this is a workbook, in spite of its name. Name it .xlsx.")
    if not beginning.data:
        raise Refused(f"{where}: the file is empty: it has no header row.")
    encoding = known_encoding(asked.encoding, where) or marked_encoding(beginning.data)
    try:
        return beginning.head(encoding or "utf-8", assumed=encoding is None and not beginning.whole)
    except UnicodeDecodeError:
        head = None if encoding else read_as_gb18030(file, asked, where)
        if head is None:
            raise not_text(file, encoding or "utf-8", where, asked.place) from None
        return head


def read_as_gb18030(file: BinaryIO, asked: Asked, where: str) -> Head | None:
    """Return the head of a file that is not UTF-8, if its header proves that it is GB18030.

    It does where a name of a column has more than ASCII in it, and the whole file decodes.
    """
    try:
        head = _Beginning.of(file, asked, where).head("gb18030")
    except (Refused, UnicodeDecodeError):
        return None
    proves = any(not cell.isascii() and header_key(cell) in asked.known for cell in head.header)
    return head if proves and is_encoded(file, "gb18030") else None


def beginning_of(file: BinaryIO, asked: Asked, head: Head, where: str) -> Iterator[tuple[str, int, list[str]]]:
    """Return the first rows that are not blank as each usual delimiter cuts them, the file's own first."""
    for delimiter in dict.fromkeys((head.delimiter, *OTHERS)):
        beginning = _Beginning.of(file, replace(asked, delimiter=delimiter), where)
        for number, cells in beginning.rows(head.encoding, delimiter):
            if number > LOOKED_AT:
                break
            yield delimiter, number, cells


def reader(lines: Iterator[str], delimiter: str, where: str) -> Iterator[list[str]]:
    """Return the records of csv text. Raise Refused for a delimiter that is none."""
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise Refused(f"{where}: delimiter {delimiter!r} cannot separate cells. Use one character, such as , or ;")
    csv.field_size_limit(CELL_CHARACTERS)
    return csv.reader(lines, delimiter=delimiter)


@dataclass(frozen=True)
class _Beginning:
    """The first bytes of a file; `whole` where there are no more."""

    data: bytes
    whole: bool
    asked: Asked
    where: str

    @classmethod
    def of(cls, file: BinaryIO, asked: Asked, where: str) -> "_Beginning":
        file.seek(0)
        data = file.read(HEAD_BYTES)
        return cls(data, len(data) < HEAD_BYTES, asked, where)

    def head(self, encoding: str, assumed: bool = False) -> Head:
        """Return the header. Raise Refused where there is none, UnicodeDecodeError where it is in another encoding."""
        text = self._decoded(encoding)
        delimiter = self._delimiter(text)
        used: list[str] = []
        try:
            rows = self.rows(encoding, delimiter, used)
            number, header = find_header(rows, self.asked.options, fill_right, f"{self.where}: the file")
            before = "".join(used)
            if len(before) < len(text) or self.whole:
                has_rule = is_rule(next(rows, (0, [""]))[1])
                return Head(encoding, assumed, delimiter, number, header, before, has_rule)
        except csv.Error:
            pass
        raise Refused(
            f"{self.where}: the header row does not end within {HEAD_BYTES >> 20} MB. "
            "Look for a quote that is not closed, or for far too many columns."
        )

    def rows(self, encoding: str, delimiter: str, used: list[str] | None = None) -> Iterator[tuple[int, list[str]]]:
        """Return the records that are not blank with their numbers; `used` gets the lines that they took."""
        taken = [] if used is None else used
        shift = 0

        def lines() -> Iterator[str]:
            nonlocal shift
            for line in io.StringIO(self._decoded(encoding), newline=""):
                taken.append(line)
                if len(taken) == 1 and SEPARATOR.fullmatch(line.removeprefix(MARK)):
                    shift = 1
                    continue
                yield line.removeprefix(MARK) if len(taken) == 1 else line

        for number, cells in enumerate(reader(lines(), delimiter, self.where), 1):
            if any(cells):
                yield number + shift, cells

    def _delimiter(self, text: str) -> str:
        """Return the delimiter that the first line names, else the one that is asked for."""
        found = SEPARATOR.match(text.removeprefix(MARK))
        return found[1] if found else self.asked.delimiter

    def _decoded(self, encoding: str) -> str:
        return codecs.getincrementaldecoder(encoding)().decode(self.data, final=self.whole)
