"""The columns of a file matched to the columns of the domain."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from refill.config.models import Domain
from refill.errors import Refused
from refill.readers.sheet import column_letter
from refill.text.folding import header_key

SHOWN_CHARACTERS = 40
SHOWN_NAMES = 8
LIKE = 0.6
MOST_COLUMNS = 16_384


@dataclass(frozen=True)
class Headers:
    """The file's columns by position from 0. `columns` maps the domain's names and `extras` the file's own.

    `unnamed` are the columns with an empty header cell: extras only if they hold something. `cells` are all cells of
    the header, unchanged. `missing` are the optional columns that the file lacks, each with the extra that is most
    like it, or ''.
    """

    cells: tuple[str, ...]
    columns: dict[str, int]
    extras: dict[int, str]
    unnamed: dict[int, str]
    missing: dict[str, str] = field(default_factory=dict)

    @property
    def letters(self) -> dict[str, str]:
        """Domain column → the file's column as a spreadsheet names it."""
        return {name: column_letter(position) for name, position in self.columns.items()}


def match_headers(header: list[str], domain: Domain, where: str) -> Headers:
    """Match each header to the column, or else the alias, that it equals after folding and without white space.

    Raise Refused for a required column that is missing (a looked-up one may be), for two headers that mean one column,
    for one extra header twice, for too many columns, and where no header is known.
    """
    if len(header) > MOST_COLUMNS:
        raise Refused(
            f"{where}: the header has {len(header):,} columns; a file may have {MOST_COLUMNS:,}, as many as a sheet "
            "of a workbook. Look for a wrong delimiter, or turn columns into rows."
        )
    known = _known(domain)
    columns: dict[str, int] = {}
    extras: dict[int, str] = {}
    unnamed: dict[int, str] = {}
    seen: dict[str, int] = {}
    for position, text in enumerate(header):
        form = header_key(text)
        if not form:
            unnamed[position] = f"column {column_letter(position)}"
            continue
        meaning = known.get(form)
        key = meaning or f"\0{form}"
        if key in seen:
            raise Refused(
                f"{where}: the headers {_shown(header[seen[key]])} (column {column_letter(seen[key])}) and "
                f"{_shown(text)} (column {column_letter(position)}) both mean {meaning or form!r}. Remove one of them."
            )
        seen[key] = position
        if meaning is None:
            extras[position] = _extra_name(text, position, where)
        else:
            columns[meaning] = position
    _check_required(columns, extras.values(), domain, where)
    missing = [name for name, column in domain.columns.items() if name not in columns and column.lookup is None]
    nearest = {name: _nearest(name, list(extras.values()), domain) for name in missing}
    return Headers(tuple(header), columns, extras, unnamed, nearest)


def hint(rows: Iterable[tuple[int, list[str]]], domain: Domain) -> str:
    """Return a sentence on the first rows of a file whose header does not fit: what was read, and what would fit."""
    held = list(rows)
    if not held or len(held[0][1]) > MOST_COLUMNS:
        return ""
    said = f" Row {held[0][0]} says: {_listed(held[0][1])}."
    found = next((number for number, cells in held[1:] if fits(cells, domain)), None)
    if found is None:
        return said
    auto = ", or `header_row: auto`" if domain.required_headers else ""
    return f"{said} Row {found} has the headers: write `header_row: {found}`{auto}."


def fits(header: list[str], domain: Domain) -> bool:
    """Return True if `match_headers` accepts the header."""
    try:
        match_headers(header, domain, "")
    except Refused:
        return False
    return True


def _known(domain: Domain) -> dict[str, str]:
    known = {header_key(name): name for name in domain.columns}
    for name, column in domain.columns.items():
        for alias in column.aliases:
            known.setdefault(header_key(alias), name)
    return known


def _extra_name(text: str, position: int, where: str) -> str:
    if "\0" in text:
        raise Refused(f"{where}: the header of column {column_letter(position)} holds a NUL character. Remove it.")
    return text.strip()


def _check_required(columns: dict[str, int], extras: Iterable[str], domain: Domain, where: str) -> None:
    missing = [n for n, c in domain.columns.items() if c.required and not c.lookup and n not in columns]
    if missing:
        raise Refused(
            f"{where}: {'; '.join(_missing(name, list(extras), domain) for name in missing)}. "
            "Correct the header, or add an alias in data_sources.yml."
        )
    if not columns:
        raise Refused(
            f"{where}: no header is known. The first one is {_shown(next(iter(extras)))}; "
            f"domain {domain.name} knows {', '.join(list(domain.columns)[:5])}, …"
        )


def _missing(name: str, extras: list[str], domain: Domain) -> str:
    """Return the message for a missing column, with the unknown header most like it or one of its aliases."""
    accepted = (name, *domain.columns[name].aliases)
    scores = [(max(_likeness(alias, extra) for alias in accepted), extra) for extra in extras]
    also = f" (or {', '.join(accepted[1:])})" if accepted[1:] else ""
    nearest = f"; the nearest is {_shown(max(scores)[1])}" if scores and max(scores)[0] > 0 else ""
    return f"no header {name!r}{also}{nearest}"


def _nearest(name: str, extras: list[str], domain: Domain) -> str:
    """Return the unknown header that may be a column's under another name, '' where none is like it."""
    accepted = (name, *domain.columns[name].aliases)
    scores = [(max(_likeness(alias, extra) for alias in accepted), extra) for extra in extras]
    return max(scores)[1] if scores and max(scores)[0] >= LIKE else ""


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, header_key(one).casefold(), header_key(other).casefold()).ratio()


def _listed(cells: list[str]) -> str:
    names = [_shown(cell) for cell in cells if cell]
    return ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…")
