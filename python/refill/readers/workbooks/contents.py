"""The sheets of a workbook and the parts that hold them, as its own relationships name them."""

import posixpath
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from refill.errors import Refused
from refill.readers.workbooks.package import Package
from refill.text.folding import fold
from refill.text.periods import in_period, is_pattern

MOST_BYTES = 8 << 20
USUAL = {"workbook": "xl/workbook.xml", "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}


class SheetPart(NamedTuple):
    """The part with the cells of a sheet."""

    part: str
    is_hidden: bool


class Contents(NamedTuple):
    """Sheets by name, in the order of the workbook, without chart sheets and macros; '' for a part that is not there.

    `from_1904`: the workbook counts its days from 1904 on.
    """

    workbook: str
    strings: str
    styles: str
    sheets: dict[str, SheetPart]
    from_1904: bool

    @property
    def is_usual(self) -> bool:
        """Return True where every part has the name that nearly all programs give it."""
        parts = self._asdict()
        return all(parts[kind].lower() in ("", name.lower()) for kind, name in USUAL.items())

    @property
    def visible(self) -> list[str]:
        """Return the names of the sheets that a person sees."""
        return [name for name, sheet in self.sheets.items() if not sheet.is_hidden]


def read_contents(package: Package, where: str) -> Contents:
    """Return the parts of the workbook. Raise Refused for an archive that is no workbook, and for a damaged one."""
    main = _main_part(package, where)
    relations = _relations(package, main, where)
    tree = _tree(package, main, where)
    sheets = {}
    for sheet in (element for element in tree.iter() if _local(element.tag) == "sheet"):
        reference = next((value for key, value in sheet.items() if _local(key) == "id" and key != "id"), None)
        kind, target = relations.get(reference, ("", ""))
        if kind == "worksheet":
            sheets[sheet.get("name", "")] = SheetPart(target, sheet.get("state", "visible") != "visible")
    properties = next((element for element in tree.iter() if _local(element.tag) == "workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true", "on")
    found = dict(relations.values())
    return Contents(main, found.get("sharedStrings", ""), found.get("styles", ""), sheets, from_1904)


def find_sheet(names: list[str], wanted: str, where: str) -> str:
    """Return the workbook's own name of the sheet called `wanted` after folding. Raise Refused where none is."""
    found = [name for name in names if fold(name) == fold(wanted)]
    if len(found) == 1:
        return found[0]
    problem = "is there twice" if found else "not found"
    raise Refused(f"{where}: sheet {wanted!r} {problem}. The file has: {', '.join(names) or 'none'}.")


def wanted_sheets(names: list[str], wanted: Iterable[str], period: str | None, where: str) -> list[str]:
    """Return the sheets that are wanted: names as they are given, and what patterns with `*`, `?` and `{…}` match.

    Raise Refused for a pattern that matches none.
    """
    found: list[str] = []
    for pattern in wanted:
        matches = [pattern]
        if is_pattern(pattern):
            form = fold(in_period(pattern, period) if period else pattern)
            matches = [name for name in names if fnmatchcase(fold(name), form)]
            if not matches:
                raise Refused(f"{where}: no sheet matches {pattern!r}. The file has: {', '.join(names) or 'none'}.")
        found += [name for name in matches if name not in found]
    return found


def first_sheet(names: list[str], visible: list[str], where: str) -> str:
    """Return the first sheet that a person sees. Raise Refused where there is none."""
    if visible:
        return visible[0]
    all_hidden = (
        f"all its sheets are hidden: {', '.join(names)}. Name one in `sheets`." if names else "it has no sheet."
    )
    raise Refused(f"{where}: {all_hidden}")


def _main_part(package: Package, where: str) -> str:
    found = [target for kind, target in _relations(package, "", where).values() if kind == "officeDocument"]
    main = found[0] if found else USUAL["workbook"]
    if main not in package:
        raise Refused(f"{where}: this is no .xlsx workbook, in spite of its name. Save it as .xlsx.")
    return main


def _relations(package: Package, part: str, where: str) -> dict[str | None, tuple[str, str]]:
    """Return the relationships of a part, or of the whole package, by their id: the kind, and the other part."""
    folder, _, name = part.rpartition("/")
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if not part and relations not in package:
        return {}
    found = {}
    for relation in _tree(package, relations, where).iter():
        if _local(relation.tag) == "Relationship" and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id")] = (relation.get("Type", "").rpartition("/")[2], target)
    return found


def _tree(package: Package, name: str, where: str) -> ElementTree.Element:
    content = package.whole(name, MOST_BYTES)
    damaged = Refused(f"{where}: the workbook's part {name} cannot be read. Save it again as .xlsx.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise damaged
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # in the limited process, without entities, at most 8 MB
    except (ElementTree.ParseError, ValueError):
        raise damaged from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
