"""What a cell's text means: folding, null tokens, skip patterns and types, as config.md says it. No code of refill."""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from refill.config.models import DataType, Domain

Value = Any
"""None, text, Decimal, int, bool, date, datetime, or a list of texts (json)."""

OUTER = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def fold(text: str, case: str | None = None) -> str:
    """NFC without format characters, full-width forms and outer white space; `case` changes ASCII letters."""
    kept = (c for c in text if unicodedata.category(c) != "Cf")
    plain = "".join(" " if c == "\u3000" else chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in kept)
    folded = unicodedata.normalize("NFC", plain).strip(OUTER)
    if case:
        folded = "".join((c.upper() if case == "upper" else c.lower()) if c.isascii() else c for c in folded)
    return folded


def matches(text: str, glob: str) -> bool:
    """Return True if a whole text fits a glob of `*` and `?`."""
    pattern = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in glob)
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def fact_value(domain: Domain, name: str, cell: str | None) -> Value:
    """The value of a fact column: null for null tokens, for texts that are no key, and for what has no such type."""
    column = domain.columns[name]
    keys = [key for key in domain.foreign_keys if name in key.source_columns]
    text = fold(cell or "", column.case)
    if not cell or any(text == fold(token, column.case) for token in domain.null_tokens):
        return None
    if any(matches(text, fold(pattern, column.case)) for key in keys for pattern in key.skip_patterns):
        return None
    if column.type.kind != "text":
        return typed(text, column.type)
    if keys or column.case or name in domain.load.scope:
        return text or None
    return cell


def typed(text: str, wanted: DataType) -> Value:
    """A folded text as a value, None where it is none."""
    if wanted.kind == "numeric":
        return _number(text, wanted)
    if wanted.kind == "integer":
        found = re.fullmatch(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0*)?", text)
        return int(found[1] + found[2].replace(",", "")) if found else None
    if wanted.kind == "boolean":
        return {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}.get(text.lower())
    if wanted.kind == "timestamp":
        return datetime.fromisoformat(text)
    found = re.fullmatch(r"(\d{4})[-/年]?(\d{1,2})[-/月]?(\d{1,2})?日?", text, re.ASCII)
    if found is None or (found[3] is None and wanted.kind != "month"):
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return day.replace(day=1) if wanted.kind == "month" else day


def _number(text: str, wanted: DataType) -> Decimal | None:
    found = re.fullmatch(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(%?)", text)
    if found is None:
        return None
    number = Decimal(found[1] + found[2].replace(",", "") + (found[3] or ""))
    rounded = scaled(number / 100 if found[4] else number, wanted)
    return rounded if abs(rounded) < Decimal(10) ** ((wanted.precision or 0) - (wanted.scale or 0)) else None


def scaled(number: Decimal | int, wanted: DataType) -> Decimal:
    """Rounded to the scale of a column, halves away from zero."""
    with localcontext(prec=200):
        return Decimal(number).quantize(Decimal(1).scaleb(-(wanted.scale or 0)), ROUND_HALF_UP)


def as_text(value: Value) -> str | None:
    """A value as the database writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return (
        value.isoformat()
        if isinstance(value, date)
        else format(value, "f")
        if isinstance(value, Decimal)
        else str(value)
    )


def held(value: Value, wanted: DataType) -> Value:
    """A value of the facts, or a constant, as a column of a reference table holds it."""
    if wanted.kind in ("month", "date") and isinstance(value, str):
        return date.fromisoformat(value)
    if value is None or wanted.kind in ("json", "boolean", "month", "date", "timestamp", "integer"):
        return value
    return scaled(value, wanted) if wanted.kind == "numeric" else as_text(value)


def given(text: str | None, wanted: DataType) -> Value:
    """A cell of an authoritative source, which holds sound values only."""
    if not text:
        return None
    if wanted.kind == "text":
        return text
    return [text[2:-2]] if wanted.kind == "json" else typed(text, wanted)


def names_in(template: str) -> list[str]:
    """The columns that a template names."""
    return re.findall(r"\{([^{}]*)\}", template)


def filled_in(template: str, values: dict[str, Value]) -> str:
    """The template with each `{column}` replaced by that column's value."""
    return re.sub(r"\{([^{}]*)\}", lambda name: as_text(values[name[1]]) or "", template)
