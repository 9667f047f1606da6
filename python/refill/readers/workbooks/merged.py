"""Merged cells: one value for many cells, which a file holds in the first of them alone."""

from collections.abc import Sequence

from refill.readers.sheet import Fault

MERGED = "the cell is part of merged cells: take them apart, or write `merged_cells: fill`"
Range = tuple[tuple[int, int], tuple[int, int]]


class Merged:
    """The merged ranges of a sheet, met row by row. Ranges are first and last cell, as row and column from 0 on."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._ranges = sorted(ranges)
        self._next = 0
        self._fill = False
        self._open: list[tuple[Range, str]] = []

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def fill_header(self, number: int, cells: list[str]) -> None:
        """Give the cells of a header row the value of their group, from the first one to the right."""
        for (top, left), (_, right) in self._ranges:
            if top + 1 == number and left < len(cells):
                for column in range(left + 1, min(right + 1, len(cells))):
                    cells[column] = cells[column] or cells[left]

    def begin(self, header_row: int, fill: bool) -> None:
        """Forget the ranges that begin in the header, or above it."""
        self._fill = fill
        self._ranges = [one for one in self._ranges if one[0][0] >= header_row]

    def reaches(self, number: int) -> bool:
        """Return True if a range may cover a cell of the row."""
        return bool(self._open) or (self._next < len(self._ranges) and self._ranges[self._next][0][0] < number)

    def apply(self, number: int, cells: list[str]) -> list[Fault]:
        """Return the cells of the row that are covered as faults, or fill them. Rows come in order."""
        row = number - 1
        self._open = [one for one in self._open if one[0][1][0] >= row]
        while self._next < len(self._ranges) and self._ranges[self._next][0][0] <= row:
            found = self._ranges[self._next]
            self._next += 1
            (top, left), _ = found
            if top == row and left < len(cells) and cells[left]:
                self._open.append((found, cells[left]))
        faults = []
        for ((top, left), (_, right)), text in self._open:
            for column in range(left, min(right + 1, len(cells))):
                if (top, left) == (row, column):
                    continue
                if self._fill:
                    cells[column] = text
                else:
                    faults.append(Fault(column, MERGED))
        return faults
