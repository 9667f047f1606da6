"""A check that COPY reads a piece of CSV exactly as an RFC 4180 reader would, on the bytes, without a parser."""

import numpy as np

QUOTE, BACKSLASH, POINT = b'"'[0], b"\\"[0], b"."[0]
AS_TEXT = b'=""'
LINE_FEED, CARRIAGE_RETURN = b"\n"[0], b"\r"[0]


class PlainCheck:
    """Follows UTF-8 CSV without its header, piece by piece.

    `plain` turns false at a carriage return without its line feed, a line that begins with `\\.`, a quote that is not
    at the edge of a cell, and a cell such as `="007"` in quotes. `blanks_possible` turns true at a line whose first
    cell is empty. Other text that COPY reads differently (ragged rows, blank lines, NUL, mixed line ends), it refuses
    by itself, as long as there are two columns or more.
    """

    def __init__(self, delimiter: bytes) -> None:
        self.plain = True
        self.blanks_possible = False
        self._delimiter = delimiter[0]
        self._edge = np.zeros(256, dtype=bool)
        self._edge[[self._delimiter, QUOTE, LINE_FEED, CARRIAGE_RETURN]] = True
        self._tail = b"\n"
        self._quoted = False
        self._closing = False

    def feed(self, data: bytes) -> None:
        """Look at the next piece. Judge a line's start when the two bytes after the line feed are there."""
        window = self._tail + data
        self._lines(window)
        if CARRIAGE_RETURN in window:
            self._returns(window)
        if self._quoted or self._closing or QUOTE in data:
            self._quotes(data, self._tail[-1])
            if AS_TEXT in window:
                self.plain = False
        self._tail = window[-2:]

    def finish(self) -> None:
        """Look at the end of the file, where a line may have no line feed."""
        self._lines(self._tail + b"\n\n")

    def _lines(self, window: bytes) -> None:
        codes = np.frombuffer(window, dtype=np.uint8)
        starts = np.flatnonzero(codes[:-2] == LINE_FEED) + 1
        first, second = codes[starts], codes[starts + 1]
        if np.any((first == BACKSLASH) & (second == POINT)):
            self.plain = False
        if np.any((first == self._delimiter) | ((first == QUOTE) & (second == QUOTE))):
            self.blanks_possible = True

    def _returns(self, window: bytes) -> None:
        codes = np.frombuffer(window, dtype=np.uint8)
        if np.any(codes[np.flatnonzero(codes[:-1] == CARRIAGE_RETURN) + 1] != LINE_FEED):
            self.plain = False

    def _quotes(self, data: bytes, before: int) -> None:
        """Check that each quote touches an edge or another quote: opening and closing, or doubled ones, alternate."""
        if not data:
            return
        codes = np.frombuffer(data, dtype=np.uint8)
        if self._closing and not self._edge[codes[0]]:
            self.plain = False
        at = np.flatnonzero(codes == QUOTE)
        opening, closing = (at[1::2], at[0::2]) if self._quoted else (at[0::2], at[1::2])
        self._closing = bool(closing.size) and int(closing[-1]) == len(data) - 1
        if opening.size and opening[0] == 0:
            self.plain = self.plain and bool(self._edge[before])
            opening = opening[1:]
        if self._closing:
            closing = closing[:-1]
        if not (self._edge[codes[opening - 1]].all() and self._edge[codes[closing + 1]].all()):
            self.plain = False
        self._quoted ^= bool(at.size % 2)
