"""The sheets of a workbook and the parts that hold them, from its own table of contents."""

import posixpath
import xml.etree.ElementTree as ElementTree

from refill.errors import Refused
from refill.readers.package import Package
from refill.text.folding import fold

MOST_BYTES = 8 << 20
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def sheet_parts(package: Package, where: str) -> dict[str, str]:
    """Return sheet name → the part with its cells, in the order of the workbook. Leave out chart sheets and macros."""
    kinds = {}
    for relation in _tree(package, RELATIONS, where).iter():
        if _local(relation.tag) == "Relationship":
            kinds[relation.get("Id")] = (relation.get("Type", "").rpartition("/")[2], relation.get("Target", ""))
    parts = {}
    for sheet in _tree(package, WORKBOOK, where).iter():
        if _local(sheet.tag) == "sheet":
            reference = next((value for key, value in sheet.items() if _local(key) == "id" and key != "id"), None)
            kind, target = kinds.get(reference, ("", ""))
            if kind == "worksheet":
                parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def find_sheet(names: list[str], wanted: str | None, where: str) -> str:
    """Return the workbook's own name of the sheet called `wanted` after folding; None means the first sheet."""
    if wanted is None and names:
        return names[0]
    found = [name for name in names if wanted is not None and fold(name) == fold(wanted)]
    if len(found) == 1:
        return found[0]
    problem = "is there twice" if found else "not found"
    raise Refused(f"{where}: sheet {wanted or '(the first)'!r} {problem}. The file has: {', '.join(names) or 'none'}.")


def _tree(package: Package, name: str, where: str) -> ElementTree.Element:
    content = package.whole(name, MOST_BYTES)
    damaged = Refused(f"{where}: the workbook's part {name} cannot be read. Save it again as .xlsx.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise damaged
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # in the limited process, without entities, at most 8 MB
    except ElementTree.ParseError:
        raise damaged from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
