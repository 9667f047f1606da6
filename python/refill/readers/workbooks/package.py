"""The parts of a workbook's zip archive, unpacked piece by piece and counted."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from refill.errors import Refused

READ_BYTES = 1 << 18
BLOCK_BYTES = 1 << 20
MOST_BYTES = 640 << 20
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
LOCAL_HEADER = struct.Struct("<4s22xHH")


class Package:
    """An open archive. Names are looked up as calamine does it, whatever their case.

    Everything is counted while it is unpacked, since the sizes that the archive states may be false. All parts read of
    one archive may have 640 MB at most.
    """

    def __init__(self, file: BinaryIO, where: str) -> None:
        self.unpacked = 0
        self._file = file
        self._where = where
        try:
            members = zipfile.ZipFile(file).infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, struct.error) as error:
            raise Refused(f"{where}: the workbook cannot be read ({error}). Save it again as .xlsx.") from None
        self._members = {_plain(member.filename): member for member in members}
        if len(self._members) < len(members):
            raise Refused(f"{where}: two parts of the workbook have one name. Save it again as .xlsx.")

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def whole(self, name: str, most: int) -> bytes:
        """Return a whole part, b'' if there is none. Raise Refused for one of more than `most` bytes."""
        content = b""
        for block in self.blocks(name):
            content += block
            if len(content) > most:
                raise Refused(f"{self._where}: its part {name} has more than {most >> 20} MB. Save it again as .xlsx.")
        return content

    def blocks(self, name: str, again: bool = False) -> Iterator[bytes]:
        """Return a part in blocks of at most 1 MB; `again`: it was counted before. Raise Refused where it is damaged or
        too large.
        """
        member = self._members.get(_plain(name))
        if member is None:
            return
        if not again:
            self._spend(member.file_size, commit=False)
        size = 0
        for block in self._unpacked(member):
            if block:
                size += len(block)
                if again and size > member.file_size:
                    break
                if not again:
                    self._spend(len(block))
                yield block
        if size != member.file_size:
            raise Refused(f"{self._where}: its part {name} is damaged. Save it again as .xlsx.")

    def _spend(self, size: int, commit: bool = True) -> None:
        if self.unpacked + size > MOST_BYTES:
            raise Refused(
                f"{self._where}: the workbook unpacks to more than {MOST_BYTES >> 20} MB. "
                "Split it, or deliver it as csv."
            )
        self.unpacked += size if commit else 0

    def _unpacked(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        if member.compress_type not in (DEFLATED, STORED) or member.flag_bits & 1:
            raise Refused(
                f"{self._where}: its part {member.filename} is packed in another way. Save it again as .xlsx."
            )
        self._file.seek(member.header_offset)
        header = self._file.read(LOCAL_HEADER.size)
        if len(header) < LOCAL_HEADER.size:
            return
        _, name, extra = LOCAL_HEADER.unpack(header)
        self._file.seek(name + extra, 1)
        pieces = self._pieces(member.compress_size)
        if member.compress_type == STORED:
            yield from pieces
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in pieces:
                while piece:
                    yield inflater.decompress(piece, BLOCK_BYTES)
                    piece = inflater.unconsumed_tail
            yield inflater.flush()
        except zlib.error as error:
            raise Refused(f"{self._where}: the workbook is damaged ({error}). Save it again as .xlsx.") from None

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size > 0 and (piece := self._file.read(min(size, READ_BYTES))):
            size -= len(piece)
            yield piece


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")
