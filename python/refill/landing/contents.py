"""What every format of a file has: its hash, its counts, the options of its domain."""

import hashlib
import io
from functools import cached_property

from refill.config.models import Domain
from refill.landing.ledger import Contents
from refill.readers.headers import Headers
from refill.readers.records import Encoder
from refill.readers.sheet import Options

HASHED_BYTES = 1 << 20


class OneTable:
    """An open file of a format without sheets."""

    def __init__(self, file: io.BufferedReader, domain: Domain, where: str) -> None:
        self._file = file
        self._domain = domain
        self._where = where

    @cached_property
    def sha256(self) -> str:
        return hashed(self._file)

    def sheets(self) -> list[str]:
        return [""]

    def close(self) -> None:
        pass


def options_of(domain: Domain) -> Options:
    """Return how the sheets of a domain are to be read."""
    files = domain.files
    return Options(
        header_rows=files.header_rows or ((files.header_row,) if isinstance(files.header_row, int) else ()),
        required=domain.required_headers if files.header_row == "auto" else (),
        fill_merged=files.merged_cells == "fill",
    )


def counted(encoder: Encoder, headers: Headers, sha256: str, encoding: str | None = None) -> Contents:
    """Return what a batch holds, as its encoder has counted it."""
    return Contents(
        sha256,
        encoder.rows,
        encoder.rejected,
        encoder.skipped,
        headers.letters,
        encoder.unknown_columns,
        encoder.places,
        headers.missing,
        encoding,
    )


def hashed(file: io.BufferedReader) -> str:
    """Return the SHA-256 of a whole file, in hexadecimal."""
    file.seek(0)
    digest = hashlib.sha256()
    while data := file.read(HASHED_BYTES):
        digest.update(data)
    return digest.hexdigest()
