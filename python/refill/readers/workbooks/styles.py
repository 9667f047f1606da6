"""The cell formats that change what a number says: those of zeros only, which show 7 as 007."""

import re
import xml.etree.ElementTree as ElementTree

ZEROS = re.compile(r"0{2,}")


def zero_widths(styles: bytes) -> dict[str, int]:
    """Return the digits that a format shows, by its number in a cell's `s`, for formats of two zeros and more.

    What cannot be read has none: the values stay numbers.
    """
    try:
        tree = ElementTree.fromstring(styles)  # noqa: S314  # in the limited process
    except (ElementTree.ParseError, ValueError):
        return {}
    codes = {}
    formats: list[str] = []
    for element in tree.iter():
        match element.tag.rpartition("}")[2]:
            case "numFmt":
                codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            case "cellXfs":
                formats = [entry.get("numFmtId", "") for entry in element]
    found = {str(number): ZEROS.fullmatch(codes.get(code, "")) for number, code in enumerate(formats)}
    return {number: len(zeros[0]) for number, zeros in found.items() if zeros}
