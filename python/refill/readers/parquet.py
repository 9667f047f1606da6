"""Parquet files, by pyarrow, in record batches: a file of any size takes the memory of one batch."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from refill.errors import Refused
from refill.readers.sheet import CHUNK_ROWS, Chunk, Fault, Sheet, Watched
from refill.readers.text import LOST_DIGITS, TOO_LONG, cell_text, number_text

BUFFER_BYTES = 1 << 20
TIDY = ((r"(\.\d*[1-9])0+(\D|$)", r"\1\2"), (r"\.0+(\D|$)", r"\1"), (r"^(\S+) 00:00:00$", r"\1"))


def read_parquet(file: BinaryIO, where: str, watched: Watched | None = None) -> Sheet:
    """Return the columns of an open file as a sheet without a name; the header counts as record 1.

    `watched` may be filled in when the header is known, before the first chunk is taken.
    """
    try:
        source = pq.ParquetFile(file, buffer_size=BUFFER_BYTES, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise Refused(f"{where}: this is no parquet file that can be read ({error}). Write it again.") from None
    return Sheet("", 1, list(source.schema_arrow.names), _chunks(source, where, watched or Watched()))


def _chunks(source: pq.ParquetFile, where: str, watched: Watched) -> Iterator[Chunk]:
    first = 2
    try:
        for batch in source.iter_batches(batch_size=CHUNK_ROWS):
            faults: dict[int, list[Fault]] = {}
            columns = [_texts(column, position, faults) for position, column in enumerate(batch.columns)]
            for position in watched.commas:
                if pa.types.is_floating(batch.columns[position].type) or pa.types.is_decimal(
                    batch.columns[position].type
                ):
                    columns[position] = [text.replace(".", ",") for text in columns[position]]
            yield Chunk(first, [list(row) for row in zip(*columns, strict=True)], faults)
            first += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise Refused(
            f"{where}: record {first} or one of the {CHUNK_ROWS} after it cannot be read ({error})."
        ) from None


def _texts(column: pa.Array, position: int, faults: dict[int, list[Fault]]) -> list[str]:
    """Return one column of a batch as text; nulls are ''. Note floats too long for exact digits in `faults`."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        column = column.cast(pa.binary()).cast(pa.string())
        kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind):
        texts = column.cast(pa.string()).fill_null("")
        return list(texts.to_numpy(zero_copy_only=False))
    if pa.types.is_timestamp(kind) or pa.types.is_time64(kind):
        return list(_without_zeros(column).to_numpy(zero_copy_only=False))
    if pa.types.is_floating(kind):
        return _floats(column, position, faults)
    return [_plain(value) for value in column.to_pylist()]


def _floats(column: pa.Array, position: int, faults: dict[int, list[Fault]]) -> list[str]:
    """Return floats as Arrow's texts, the shortest digits; reword those with an exponent or not finite."""
    column = column.cast(pa.float32()) if pa.types.is_float16(column.type) else column
    too_long = pc.and_(pc.greater_equal(pc.abs(column), TOO_LONG), pc.is_finite(column))
    for row in pc.indices_nonzero(too_long.fill_null(False)).to_pylist():
        faults.setdefault(row, []).append(Fault(position, LOST_DIGITS, of="codes"))
    texts = list(column.cast(pa.string()).fill_null("").to_numpy(zero_copy_only=False))
    return [number_text(float(text)) if "e" in text or "n" in text else text for text in texts]


def _without_zeros(column: pa.Array) -> pa.Array:
    """Return timestamps and times as text with the fraction that they have and, at midnight, the date alone."""
    texts = column.cast(pa.string())
    for pattern, replacement in (
        (r"(\.\d*[1-9])0+(\D|$)", r"\1\2"),
        (r"\.0+(\D|$)", r"\1"),
        (r"^(\S+) 00:00:00$", r"\1"),
    ):
        texts = pc.replace_substring_regex(texts, pattern=pattern, replacement=replacement)
    return texts.fill_null("")


def _plain(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_text(value)
