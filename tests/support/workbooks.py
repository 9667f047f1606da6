"""Workbooks written part by part, as no spreadsheet program would."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
}


def text(reference: str, value: str) -> str:
    """Return the XML of a cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


HEADER = f'<row r="1">{text("A1", "a")}{text("B1", "b")}</row>'


def write_workbook(path: Path, *rows: str, repeat: int = 1, strings: str | None = None, **changed: str) -> Path:
    """Write a workbook with one sheet `s` of these rows, `repeat` times; `changed` has parts by the end
    of their name.
    """
    parts = {name: next((v for k, v in changed.items() if name.endswith(f"{k}.xml")), v) for name, v in PARTS.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in parts.items():
            book.writestr(name, content)
        if strings is not None:
            book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        _write(book, [f'<worksheet xmlns="{MAIN}"><sheetData>', *["".join(rows)] * repeat, "</sheetData></worksheet>"])
    return path


def _write(book: zipfile.ZipFile, pieces: Iterable[str]) -> None:
    with book.open(SHEET, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece.encode())


def understate(path: Path, size: int) -> None:
    """Change the size of the archive's last part, the sheet, in its directory: to `size` bytes only."""
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    path.write_bytes(data)
