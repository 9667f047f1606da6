"""Placeholders for the period of a file, in names of folders, files and sheets."""

import re
from collections.abc import Mapping
from functools import lru_cache

PLACEHOLDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "{YYYYMM}": (("year", "[0-9]{4}"), ("month", "0[1-9]|1[0-2]")),
    "{YYYY}": (("year", "[0-9]{4}"),),
    "{YY}": (("short", "[0-9]{2}"),),
    "{MM}": (("month", "0[1-9]|1[0-2]"),),
    "{M}": (("month", "1[0-2]|0?[1-9]"),),
    "{DD}": (("day", "0[1-9]|[12][0-9]|3[01]"),),
}
"""What each placeholder says, and the digits by which."""
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
Parts = dict[str, str]
"""The parts of a period that names have said so far: `year`, `month` and `day`, in digits."""


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


def read_name(name: str, pattern: str, said: Parts) -> Parts | None:
    """Return what `said` and a name that matches `pattern` say together, None where it does not, or says otherwise."""
    regex, kinds = _compiled(pattern)
    found = regex.fullmatch(name)
    if found is None:
        return None
    parts = dict(said)
    for kind, digits in zip(kinds, found.groups(), strict=True):
        name_of = "year" if kind == "short" else kind
        value = f"20{digits}" if kind == "short" else digits.zfill(2)
        if parts.setdefault(name_of, value) != value:
            return None
    return parts


def period_of(said: Parts) -> str | None:
    """Return the month that the parts say as YYYYMM, None where one of them is missing."""
    return f"{said['year']}{said['month']}" if said.keys() >= {"year", "month"} else None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str], list[str]]:
    """Return the pattern as a regular expression with a group for each part, and the kinds of these."""
    kinds: list[str] = []
    regex, at = "", 0
    for found in PLACEHOLDER.finditer(pattern):
        regex += _globbed(pattern[at : found.start()])
        at = found.end()
        given = PLACEHOLDERS.get(found[0])
        regex += "".join(f"({digits})" for _, digits in given) if given else re.escape(found[0])
        kinds += [kind for kind, _ in given or ()]
    return re.compile(regex + _globbed(pattern[at:]), re.DOTALL), kinds


def _globbed(text: str) -> str:
    """Return a glob as a regular expression, without the atomic groups of `fnmatch`: placeholders are beside it."""
    regex, at = "", 0
    while at < len(text):
        end = text.find("]", at + 2)
        if text[at] == "[" and end > 0:
            inside = text[at + 1 : end].replace("\\", r"\\").replace("[", r"\[")
            regex += f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
            at = end + 1
            continue
        regex += {"*": ".*?", "?": "."}.get(text[at], re.escape(text[at]))
        at += 1
    return regex
