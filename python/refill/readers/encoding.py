"""The encoding of text: as it is declared, as its mark says, or UTF-8; and what to write where it is none of these."""

import codecs
from typing import BinaryIO

from refill.errors import Refused

BLOCK_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 14
SHOWN = 60
FREQUENT = ("gb18030", "big5", "cp932", "cp949", "cp1252", "cp1250", "cp1251")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def marked_encoding(beginning: bytes) -> str | None:
    """Return the encoding that a byte-order mark names, if there is one."""
    return next((encoding for mark, encoding in MARKS if beginning.startswith(mark)), None)


def known_encoding(name: str | None, where: str) -> str | None:
    """Return `name`, if Python decodes text by it. Raise Refused otherwise."""
    try:
        if name is not None:
            "a".encode(name)
    except LookupError:
        raise Refused(f"{where}: encoding {name!r} is unknown. Use for example utf-8, gb18030 or big5.") from None
    return name


def is_encoded(file: BinaryIO, encoding: str) -> bool:
    """Return True if the whole file decodes strictly."""
    return _first_wrong(file, encoding) is None


def not_text(file: BinaryIO, encoding: str, where: str, place: str) -> Refused:
    """Return the refusal of a file that does not decode, with the first byte that does not, and what to write.

    `place`: where in the YAML an `encoding` belongs. The line is shown in likely ones, and none is applied.
    """
    line, byte = _first_wrong(file, encoding) or (1, 1)
    readings = [f"{text!r} in {name}" for name, text in _readings(file, byte - 1)]
    shown = f" It would be {', '.join(readings)}." if readings else ""
    return Refused(
        f"{where}: byte {byte:,}, in line {line:,}, is not {encoding} text.{shown} Write the file's `encoding: …` "
        f"{place}, or save the file as UTF-8."
    )


def _first_wrong(file: BinaryIO, encoding: str) -> tuple[int, int] | None:
    """Return line and byte, both from 1 on, of the first byte that does not decode; None where all do."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    read, lines = 0, 1
    while True:
        data = file.read(BLOCK_BYTES)
        read += len(data)
        try:
            lines += decoder.decode(data, final=not data).count("\n")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, "ignore")
            return lines + before.count("\n"), read - len(error.object) + error.start + 1
        if not data:
            return None


def _readings(file: BinaryIO, byte: int) -> list[tuple[str, str]]:
    """Return what the line around a byte says in frequent encodings, as far as they read its surroundings."""
    begin = max(byte - SAMPLE_BYTES, 0)
    file.seek(begin)
    sample = file.read(2 * SAMPLE_BYTES)
    at = byte - begin
    first = sample.rfind(b"\n", 0, at) + 1
    last = sample.find(b"\n", at)
    line = sample[first : last if last >= 0 else len(sample)]
    found: dict[str, str] = {}
    for name in FREQUENT:
        try:
            text = line.decode(name).strip()
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            found.setdefault(text if len(text) <= SHOWN else f"{text[:SHOWN]}…", name)
    return [(name, text) for text, name in found.items()]
