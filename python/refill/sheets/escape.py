"""Cells that a spreadsheet must not run, and that a format cannot hold, written so that they can be read back.

A cell that begins with an apostrophe is marked: behind the apostrophe comes its text, in which `\\\\` is a backslash
and `\\uHHHH` the character with that code. Every other cell is its text.
"""

import re
import unicodedata

MARK = "'"
FORMULA = frozenset("=+-@＝＋－＠﹢﹣﹦﹫")
BEGINS_CELL = ("\t", "\r", "\n")
NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")


def for_csv(text: str) -> str:
    """Return the text as a csv cell that no spreadsheet takes for a formula, whatever blanks come before it."""
    if text[:1].isalnum():
        return text
    if text.startswith((MARK, *BEGINS_CELL)) or _first_visible(text) in FORMULA:
        return MARK + text.replace("\\", "\\\\")
    return text


def for_xlsx(text: str) -> str:
    """Return the text as a text cell of a workbook, without control characters and without its own escapes."""
    if text.startswith((MARK, "<r>")) or NOT_IN_XLSX.search(text):  # xlsxwriter takes <r>…</r> for XML of its own
        return MARK + NOT_IN_XLSX.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\\", "\\\\"))
    return text


def original(cell: str) -> str:
    """Return the text of a cell that `for_csv` or `for_xlsx` wrote."""
    if not cell.startswith(MARK):
        return cell
    return ESCAPED.sub(lambda found: "\\" if found[1] == "\\" else chr(int(found[1][1:], 16)), cell[1:])


def _first_visible(text: str) -> str:
    """Return the first character that is neither blank nor invisible; '' where there is none."""
    return next((c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")), "")
