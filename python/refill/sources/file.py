"""Reference files: csv, xlsx, parquet, yaml and json, every value as the text that the file has."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import yaml

from refill.config.models import FileSource
from refill.errors import Refused
from refill.landing.motion import check_unchanged, settled
from refill.landing.readers.copied import copied
from refill.landing.readers.csv import HashedFile, read_csv, read_head
from refill.landing.readers.parquet import read_parquet
from refill.landing.readers.sheet import Sheet, column_letter
from refill.landing.readers.workbook import Workbook
from refill.sources.table import SourceTable


def read_file(root: Path, source: FileSource) -> tuple[SourceTable, str]:
    """The file's table and the SHA-256 of its bytes. The file is read once, whole: reference files are small.

    Raises Refused, naming the file, where it is missing, outside the project, or not what its ending says.
    """
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
    return reader(payload, source), sha256


def _from_sheet(sheet: Sheet, where: str) -> SourceTable:
    width = len(sheet.header)

    def rows() -> Iterator[list[str]]:
        for chunk in sheet.chunks:
            for index, faults in chunk.faults.items():
                cell = f"{column_letter(faults[0].position)}{chunk.first + index}"
                raise Refused(f"{where}, cell {cell}: {faults[0].reason}.")
            for index, row in enumerate(chunk.rows):
                if len(row) > width:
                    raise Refused(f"{where}: row {chunk.first + index} has {len(row)} cells, the header {width}.")
                if any(row):
                    yield row + [""] * (width - len(row))

    return SourceTable(sheet.header, rows())


def _read_csv(payload: bytes, source: FileSource) -> SourceTable:
    file = cast(io.BufferedReader, io.BytesIO(payload))
    head = read_head(file, source.encoding, ",", lambda _: True, source.path)
    return _from_sheet(read_csv(HashedFile(file), head, ",", source.path), source.path)


def _read_xlsx(payload: bytes, source: FileSource) -> SourceTable:
    copy, _ = copied(io.BytesIO(payload), source.path)
    with closing(Workbook(copy, source.path)) as workbook:
        sheet = workbook.open(source.sheet)
        return _from_sheet(replace(sheet, chunks=iter(list(sheet.chunks))), source.path)


def _read_parquet(payload: bytes, source: FileSource) -> SourceTable:
    return _from_sheet(read_parquet(io.BytesIO(payload), source.path), source.path)


def _read_yaml(payload: bytes, source: FileSource) -> SourceTable:
    """A list of mappings. Plain scalars are text as written (007, no, 1E5); empty and ~ are null."""
    try:
        # the base loader makes no objects and converts no scalar
        content = yaml.load(payload, Loader=yaml.CBaseLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Refused(f"{source.path}: this is no YAML: {' '.join(str(error).split())}.") from None
    return _from_records(content, source.path, lambda value: None if value in ("", "~") else _json_text(value))


def _read_json(payload: bytes, source: FileSource) -> SourceTable:
    """A list of objects. Numbers keep the text that they have in the file; lists and objects stay json."""
    try:
        content = json.loads(payload.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{source.path}: this is no JSON in UTF-8: {error}.") from None
    return _from_records(content, source.path, _json_text)


def _json_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _from_records(content: Any, where: str, text: Callable[[Any], str | None]) -> SourceTable:
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise Refused(f"{where}: not a list of rows, each with its columns by name.")
    columns = list(dict.fromkeys(str(name) for record in content for name in record))
    return SourceTable(columns, ([text(record.get(name)) for name in columns] for record in content))


READERS: dict[str, Callable[[bytes, FileSource], SourceTable]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".parquet": _read_parquet,
    ".yml": _read_yaml,
    ".yaml": _read_yaml,
    ".json": _read_json,
}
