"""A file below the project: csv, xlsx, parquet, yaml or json, every value as the text that the file has."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from pydantic import Field

from refill.config.names import encoding_problems, path_problems
from refill.config.problems import listed, show
from refill.config.report import Report
from refill.config.source import Reading, Request, Source
from refill.errors import Refused
from refill.sources import yaml_rows
from refill.sources.json_text import parse, text
from refill.sources.rows import csv_chunks, positions
from refill.text.folding import header_key

if TYPE_CHECKING:
    from refill.readers.sheet import Sheet


ENDINGS = (".yml", ".yaml", ".json", ".csv", ".xlsx", ".xls", ".parquet")


class FileSource(Source):
    """A file below the project; the ending says the format: yaml, json, csv, xlsx, xls or parquet."""

    type: Literal["file"]
    path: str = Field(description=f"The file, relative to the project: {listed(ENDINGS)}.")
    sheet: str | None = Field(default=None, description="The sheet of a workbook. Default: the first visible one.")
    encoding: str | None = Field(default=None, description="The encoding of a .csv file.")

    on_change: ClassVar[bool] = True

    @property
    def label(self) -> str:
        return self.path

    @property
    def description(self) -> str:
        return f"From the file {self.path}."

    def check(self, report: Report, at: tuple[str | int, ...]) -> None:
        report.add_all(path_problems(self.path), *at, "path")
        lower = self.path.lower()
        if not lower.endswith(ENDINGS):
            report.add(f"path {show(self.path)}: use a file that ends with {listed(ENDINGS)}.", *at, "path")
        if self.sheet is not None and not lower.endswith((".xlsx", ".xls")):
            report.add("sheet is for .xlsx and .xls files only. Take it out.", *at, "sheet", key=True)
        if self.encoding is not None and not lower.endswith(".csv"):
            report.add("encoding is for .csv files only. Take it out.", *at, "encoding", key=True)
        elif self.encoding is not None:
            report.add_all(encoding_problems(self.encoding), *at, "encoding")

    @contextmanager
    def open(self, request: Request) -> Iterator[Reading]:
        table, sha256 = read_file(request.root, self, frozenset(map(header_key, request.wanted)))
        taken = positions(table.columns, request.wanted, self.label)
        chunks = csv_chunks(table.rows, list(taken.values()), self.label)
        yield Reading(table.columns, list(taken), chunks, fingerprint=sha256)


@dataclass(frozen=True)
class FileTable:
    """The table in a file. `rows` are as long as `columns`; an empty value is None or ''."""

    columns: list[str]
    rows: Iterator[Sequence[str | None]]


def read_file(root: Path, source: FileSource, known: frozenset[str] = frozenset()) -> tuple[FileTable, str]:
    """Return the file's table and the SHA-256 of its bytes. `known` are the names of its columns.

    Read the file once, whole: reference files are small.

    Raise Refused, naming the file, where it is missing, outside the project, or not of the format of its ending.
    """
    from refill.readers.file_state import check_unchanged, settled

    path = (root / source.path).resolve()
    if not path.is_relative_to(root.resolve()):
        raise Refused(f"{source.path}: the file is outside the project. Put it, or a copy, below it.")
    try:
        with path.open("rb") as file:
            before = settled(file, source.path)
            payload = file.read()
            sha256 = hashlib.sha256(payload).hexdigest()
            check_unchanged(file, before, sha256, source.path)
    except OSError as error:
        raise Refused(
            f"{source.path}: the file cannot be read ({error.strerror}). Put it there, or correct `path`."
        ) from None
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Refused(f"{source.path}: files ending in {path.suffix} are not read. Use one of: {', '.join(READERS)}.")
    return reader(payload, source, known), sha256


def _from_sheet(sheet: Sheet, where: str, known: frozenset[str]) -> FileTable:
    """Return the rows. A cell that cannot be taken refuses them only in a column that is `known`, or in any."""
    from refill.readers.sheet import column_letter

    width = len(sheet.header)

    def rows() -> Iterator[list[str]]:
        for chunk in sheet.chunks:
            for index, faults in chunk.faults.items():
                for fault in faults:
                    if fault.position < width and (not known or header_key(sheet.header[fault.position]) in known):
                        cell = f"{column_letter(fault.position)}{chunk.first + index}"
                        raise Refused(f"{where}, cell {cell}: {fault.reason}.")
            for index, row in enumerate(chunk.rows):
                if len(row) > width:
                    raise Refused(f"{where}: row {chunk.first + index} has {len(row)} cells, the header {width}.")
                if any(row):
                    yield row + [""] * (width - len(row))

    return FileTable(sheet.header, rows())


def _read_csv(payload: bytes, source: FileSource, known: frozenset[str]) -> FileTable:
    from refill.readers.csv import HashedFile, read_csv
    from refill.readers.csv_head import Asked, read_head

    file = cast(io.BufferedReader, io.BytesIO(payload))
    asked = Asked(source.encoding, ",", known, "in this source in reference_sources.yml")
    head = read_head(file, asked, source.path)
    return _from_sheet(read_csv(HashedFile(file), head, asked, source.path), source.path, known)


def _read_xlsx(payload: bytes, source: FileSource, known: frozenset[str]) -> FileTable:
    from refill.readers.copied import copied
    from refill.readers.workbooks.workbook import Workbook

    copy, _ = copied(io.BytesIO(payload), source.path)
    with closing(Workbook(copy, source.path)) as workbook:
        sheet = workbook.open(source.sheet)
        return _from_sheet(replace(sheet, chunks=iter(list(sheet.chunks))), source.path, known)


def _read_parquet(payload: bytes, source: FileSource, known: frozenset[str]) -> FileTable:
    from refill.readers.parquet import read_parquet

    return _from_sheet(read_parquet(io.BytesIO(payload), source.path), source.path, known)


def _read_yaml(payload: bytes, source: FileSource, _known: frozenset[str]) -> FileTable:
    """Return a list of mappings. Plain scalars are text as written (007, no, 1E5); empty and a plain ~ are null."""
    try:
        content = yaml_rows.parse(payload)
    except ValueError as error:
        raise Refused(f"{source.path}: this is no YAML of rows: {error}.") from None
    return _from_records(content, source.path, text)


def _read_json(payload: bytes, source: FileSource, _known: frozenset[str]) -> FileTable:
    """Return a list of objects. Numbers keep the text that they have in the file; lists and objects stay json."""
    try:
        content = parse(payload)
    except ValueError as error:
        raise Refused(f"{source.path}: this is no JSON in UTF-8: {error}.") from None
    return _from_records(content, source.path, text)


def _from_records(content: Any, where: str, cell: Callable[[Any], str | None]) -> FileTable:
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise Refused(f"{where}: not a list of rows, each with its columns by name.")
    columns = list(dict.fromkeys(str(name) for record in content for name in record))
    return FileTable(columns, ([cell(record.get(name)) for name in columns] for record in content))


READERS: dict[str, Callable[[bytes, FileSource, frozenset[str]], FileTable]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".xls": _read_xlsx,
    ".parquet": _read_parquet,
    ".yml": _read_yaml,
    ".yaml": _read_yaml,
    ".json": _read_json,
}
