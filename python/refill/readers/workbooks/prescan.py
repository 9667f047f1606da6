"""A scan of a sheet's XML on its bytes, before calamine reads it. Writers spell cells in one way nearly always.

calamine returns an empty text for an error such as #N/A and for a formula whose result is not stored, refuses a sheet
for an error that it does not know, and makes room for every place up to the last cell, however few hold something.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from refill.readers.workbooks.scan import FORMULA, NO_RESULT, Reach, Scan, may_be_long, position

KEPT_BYTES = 1 << 18
SMALL_BYTES = 8 << 20
LOOKED_AT = 1 << 16
"""Bytes by which the spelling of attributes and values is judged: that of a whole sheet, as programs write them."""
KNOWN_ERRORS = frozenset((b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"))
REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
KIND = re.compile(rb'\st="([a-zA-Z]+)"')
NAMESPACE = re.compile(rb"spreadsheetml/(2006/)?main")
ROOT = re.compile(rb"<([A-Za-z0-9_.-]+:)?worksheet\b[^>]*>")
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?(?:encoding=["']([A-Za-z0-9_-]+)["'][^>]*)?\?>""")
OTHER_SPELLINGS = re.compile(
    rb"""\s[rst]\s*=\s*'|\s[rst](?:\s+=|=\s)|<(?:[A-Za-z0-9_.-]+:)?v>\s|[^\s>]\s+</(?:[A-Za-z0-9_.-]+:)?v>"""
)


def prescan(blocks: Iterable[bytes], where: str, plain: bool = False, zeros: Mapping[str, int] | None = None) -> Scan:
    """Read the XML once, and stop where it is not spelled as expected. `zeros`: the digits of cells by their style.

    With `plain` every formula is a fault, also one whose result is stored. Raise Refused where a few cells reach so
    far that the sheet becomes huge.
    """
    scan, reach = Scan(), Reach()
    words: _Words | None = None
    kept, formulas = b"", False
    for block in blocks:
        scan.size += len(block)
        scan.has_long_texts = scan.has_long_texts or may_be_long(block)
        window = kept + block
        if words is None:
            words = _Words.of(window, zeros or {})
        if words is None or not words.are_used_by(window):
            scan.is_plain = False
        if words is None or not scan.is_plain:
            continue  # to the end, since a part that is damaged is refused there
        formulas = formulas or words.formula[0] in window  # the short forms refer to a whole one before them
        for cell in words.suspects(window, formulas, plain):
            _note(words, cell, scan, plain)
        for found in words.coded(window):
            letters, row, style, value = (group.decode() for group in found.groups())
            scan.zeros(int(row), position(letters), value, words.zeros[style])
        if scan.size <= SMALL_BYTES:
            words.look(window, reach)
        kept = words.unfinished(window)
    if scan.size <= SMALL_BYTES:
        reach.check(where)
    return scan


@dataclass(frozen=True)
class _Words:
    """The spelling of elements in this sheet: with a prefix or without."""

    cell: bytes
    cell_end: bytes
    row_end: bytes
    formula: tuple[bytes, bytes]
    bare: tuple[re.Pattern[bytes], re.Pattern[bytes]]
    value: re.Pattern[bytes]
    formula_text: re.Pattern[bytes]
    code: re.Pattern[bytes] | None
    zeros: Mapping[str, int]

    @classmethod
    def of(cls, beginning: bytes, zeros: Mapping[str, int]) -> "_Words | None":
        """Return the words of a sheet by its first bytes, None for one that is spelled in a way of its own."""
        declared = DECLARED.match(beginning.removeprefix(b"\xef\xbb\xbf"))
        root = ROOT.search(beginning)
        is_utf8 = declared is None or (declared[1] or b"utf-8").lower() in (b"utf-8", b"us-ascii")
        if (
            not is_utf8
            or root is None
            or len(NAMESPACE.findall(root[0])) > 1
            or OTHER_SPELLINGS.search(beginning[:LOOKED_AT])
        ):
            return None
        prefix = root[1] or b""
        name = re.escape(prefix)
        styles = "|".join(sorted(zeros)).encode()
        code = (
            rb'<%sc r="([A-Z]{1,3})([0-9]{1,7})"(?![^>]* t="[^n])[^>]* s="(%s)"[^>]*>'
            rb"(?:<%sf[ >].*?</%sf>)?<%sv>([0-9.]+)<"
        )
        return cls(
            cell=b"<%sc " % prefix,
            cell_end=b"</%sc>" % prefix,
            row_end=b"</%srow>" % prefix,
            formula=(b"</%sf>" % prefix, b"<%sf " % prefix),
            bare=(
                re.compile(rb"</%sf>(?!<%sv>[^<])" % (name, name)),
                re.compile(rb"<%sf [^>]*/>(?!<%sv>[^<])" % (name, name)),
            ),
            formula_text=re.compile(rb"<%sf(?:\s[^>]*)?>([^<]+)<" % name),
            value=re.compile(rb"<%sv(?:\s[^>]*)?>([^<]+)<" % name),
            code=re.compile(code % (name, styles, name, name, name)) if zeros else None,
            zeros=zeros,
        )

    def are_used_by(self, window: bytes) -> bool:
        """Return True where every cell says first where it is, and there are elements and texts alone."""
        if (b"&" in window and b"&#" in window) or (b"!" in window and b"<!" in window):
            return False
        short, placed = self.cell[:-1], window.count(self.cell + b'r="')
        if placed == window.count(short):
            return True
        cut = window.rfind(self.cell) > len(window) - len(self.cell) - 3
        others = any(short + other in window for other in (b">", b"/", b"\n", b"\t", b"\r"))
        return placed + cut >= window.count(self.cell) and not others

    def suspects(self, window: bytes, formulas: bool, plain: bool) -> Iterator[bytes]:
        """Return the whole cells that may hold an error or, with `formulas`, one without a result, or any."""
        at = window.find(b't="e"')
        while at >= 0:
            yield self._around(window, at)
            at = window.find(b't="e"', at + 1)
        if formulas:
            for pattern in (re.compile(b"|".join(map(re.escape, self.formula))),) if plain else self.bare:
                for found in pattern.finditer(window):
                    yield self._around(window, found.start())

    def coded(self, window: bytes) -> Iterator[re.Match[bytes]]:
        """Return the whole numbers that a format of zeros shows: letters, row, style, value."""
        if self.code is not None and any(b's="%s"' % style.encode() in window for style in self.zeros):
            yield from self.code.finditer(window)

    def look(self, window: bytes, reach: Reach) -> None:
        """Note the last cell of each row, as far as rows are in order."""
        reach.cells += window.count(self.cell_end)
        start = 0
        while (end := window.find(self.row_end, start)) >= 0:
            last = window.rfind(self.cell, start, max(window.rfind(self.cell_end, start, end), start))
            reference = REFERENCE.search(window, last, end) if last >= 0 else None
            if reference is not None:
                reach.note(int(reference[2]), position(reference[1].decode()))
            start = end + 1

    def unfinished(self, window: bytes) -> bytes:
        """Return the last cell, which may go on in the next block; a part of one longer than a cell can be."""
        return window[max(window.rfind(self.cell), len(window) - KEPT_BYTES, 0) :]

    def _around(self, window: bytes, at: int) -> bytes:
        start = window.rfind(self.cell, 0, at)
        tag_end = window.find(b">", start)
        if start < 0 or window[tag_end - 1 : tag_end] == b"/":
            return window[start : tag_end + 1] if start >= 0 else b""
        end = window.find(self.cell_end, at)
        return window[start:end] if start < end else b""


def _note(words: _Words, cell: bytes, scan: Scan, plain: bool) -> None:
    tag, _, content = cell.partition(b">")
    kind = KIND.search(tag)
    reference = REFERENCE.search(tag)
    if reference is None:
        scan.is_plain = scan.is_plain and not tag
        return
    row, column = int(reference[2]), position(reference[1].decode())
    value = words.value.search(content)
    is_formula = any(word in content for word in words.formula)
    if plain and is_formula:
        scan.fault(row, column, FORMULA)
    elif kind is not None and kind[1] == b"e":
        scan.is_plain = scan.is_plain and value is not None and value[1] in KNOWN_ERRORS
        scan.error(row, column, _text(value))
    elif value is None and (kind is None or kind[1] != b"str") and is_formula:
        scan.fault(row, column, NO_RESULT, "=" + _text(words.formula_text.search(content)))


def _text(found: re.Match[bytes] | None) -> str:
    return unescape(found[1].decode(errors="replace")) if found else ""
