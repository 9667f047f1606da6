"""Workbooks of a zip archive: each part that calamine reads is unpacked and scanned first, within limits of its own."""

from typing import BinaryIO

from python_calamine import CalamineSheet, CalamineWorkbook

from refill.errors import Refused
from refill.readers.workbooks.cells import open_sheet, open_workbook
from refill.readers.workbooks.contents import read_contents
from refill.readers.workbooks.limits import allow
from refill.readers.workbooks.package import Package
from refill.readers.workbooks.prescan import prescan
from refill.readers.workbooks.rebuilt import rebuilt
from refill.readers.workbooks.scan import Scan, may_be_long
from refill.readers.workbooks.styles import zero_widths

MOST_STYLES = 8 << 20
REBUILT = 3
"""How much more time a sheet may take that is written again."""


class Xlsx:
    """An open workbook. `names` are its sheets with cells, `visible` those that a person sees.

    Raises Refused for one that is damaged.
    """

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self._package = Package(file, where)
        self._contents = read_contents(self._package, where)
        self._workbook: CalamineWorkbook | None = None
        self._zeros: dict[str, int] | None = None
        self._has_long_texts = False
        self.names = list(self._contents.sheets)
        self.visible = self._contents.visible
        self.from_1904 = self._contents.from_1904

    def open(self, name: str, plain: bool) -> tuple[CalamineSheet, Scan]:
        """Return a sheet by calamine and what else it says: from the file as it is, or else from one built anew."""
        where, zeros = f"{self._where}, sheet {name!r}", self._formats()
        scan = prescan(self._package.blocks(self._contents.sheets[name].part), where, plain, zeros)
        allow(self._package.unpacked)
        if scan.is_plain and self._contents.is_usual:
            try:
                self._workbook = self._workbook or open_workbook(self._file, self._where)
                return open_sheet(self._workbook, name, self._where), self._long(scan)
            except Refused:
                pass
        allow(self._package.unpacked, REBUILT)
        archive, scan = rebuilt(self._package, self._contents, name, where, plain, zeros)
        return open_sheet(open_workbook(archive, self._where), name, self._where), self._long(scan)

    def _long(self, scan: Scan) -> Scan:
        scan.has_long_texts = scan.has_long_texts or self._has_long_texts
        return scan

    def _formats(self) -> dict[str, int]:
        """Unpack once what all sheets need, and return the digits of the formats of zeros."""
        if self._zeros is None:
            for block in self._package.blocks(self._contents.strings):
                self._has_long_texts = self._has_long_texts or may_be_long(block)
            styles = b""
            for block in self._package.blocks(self._contents.styles):
                styles += block if len(styles) <= MOST_STYLES else b""
            self._zeros = zero_widths(styles)
        return self._zeros
