"""Placeholders for the period of a file, in names of folders, files and sheets."""

import re
from collections.abc import Mapping

PLACEHOLDERS: Mapping[str, str] = {
    "{YYYYMM}": r"(?P<year>[0-9]{4})(?P<month>0[1-9]|1[0-2])",
    "{YYYY}": r"(?P<year>[0-9]{4})",
    "{YY}": r"(?P<short>[0-9]{2})",
    "{MM}": r"(?P<month>0[1-9]|1[0-2])",
    "{M}": r"(?P<month>1[0-2]|0?[1-9])",
    "{DD}": r"(?P<day>0[1-9]|[12][0-9]|3[01])",
}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def is_pattern(text: str) -> bool:
    """Return True for a text with `*`, `?` or a placeholder."""
    return "*" in text or "?" in text or PLACEHOLDER.search(text) is not None


def in_period(pattern: str, period: str) -> str:
    """Return the pattern with the placeholders of a month, `period` as YYYYMM, filled in."""
    values = {
        "{YYYYMM}": period,
        "{YYYY}": period[:4],
        "{YY}": period[2:4],
        "{MM}": period[4:6],
        "{M}": str(int(period[4:6])),
    }
    return PLACEHOLDER.sub(lambda found: values.get(found[0], found[0]), pattern)
