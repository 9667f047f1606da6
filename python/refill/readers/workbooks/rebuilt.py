"""A workbook of one sheet, built from the parts of another in which calamine does not find its way."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from refill.readers.workbooks.contents import Contents
from refill.readers.workbooks.package import Package
from refill.readers.workbooks.scan import Scan
from refill.readers.workbooks.sheet_xml import MAIN, rewrite

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = f'<Types xmlns="{PACKAGE}/content-types"/>'
SHEET = "xl/worksheets/sheet1.xml"


def rebuilt(
    package: Package, contents: Contents, name: str, where: str, plain: bool, zeros: Mapping[str, int]
) -> tuple[io.BytesIO, Scan]:
    """Return an archive with the sheet called `name` alone, and what its XML says besides.

    Raise Refused as `rewrite`.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("_rels/.rels", _relations({"officeDocument": "xl/workbook.xml"}))
        made.writestr("xl/workbook.xml", _workbook(name, contents.from_1904))
        parts = {"worksheet": "worksheets/sheet1.xml"}
        for kind, part, target in (
            ("sharedStrings", contents.strings, "sharedStrings.xml"),
            ("styles", contents.styles, "styles.xml"),
        ):
            if part in package:
                parts[kind] = target
                with made.open(f"xl/{target}", "w", force_zip64=True) as copy:
                    for block in package.blocks(part, again=True):
                        copy.write(block)
        made.writestr("xl/_rels/workbook.xml.rels", _relations(parts))
        with made.open(SHEET, "w", force_zip64=True) as sheet:
            scan = rewrite(package.blocks(contents.sheets[name].part, again=True), sheet.write, where, plain, zeros)
    archive.seek(0)
    return archive, scan


def _workbook(name: str, from_1904: bool) -> str:
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(from_1904)}"/>'
        f'<sheets><sheet name={quoteattr(name)} sheetId="1" r:id="worksheet"/></sheets></workbook>'
    )


def _relations(parts: Mapping[str, str]) -> str:
    entries = "".join(f'<Relationship Id="{k}" Type="{OFFICE}/{k}" Target="{v}"/>' for k, v in parts.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'
