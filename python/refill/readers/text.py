"""The text forms of typed cells, the same for every format."""

import datetime
import math
from decimal import Decimal
from typing import Any

TOO_LONG = 1e15
LOST_DIGITS = "a code of more than 15 digits is stored as a number and has lost digits: store it as text"


def number_text(value: float) -> str:
    """Return the shortest digits that read back as `value`, without exponent and without a trailing `.0`."""
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2]
    if "e" not in text and math.isfinite(value):
        return text
    if math.isfinite(value):
        return format(Decimal(int(value) if value.is_integer() else text), "f")
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def decimal_text(value: Decimal) -> str:
    """Return plain digits without trailing zeros after the point: the declared scale does not change the text."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fraction(text: str) -> str:
    return text.rstrip("0") if "." in text else text


def datetime_text(value: datetime.datetime) -> str:
    """Return `2024-11-01 12:30:00`, with a fraction if there is one; midnight reads as the date alone."""
    if value.time() == datetime.time():
        return value.date().isoformat()
    return _fraction(value.isoformat(sep=" "))


def duration_text(value: datetime.timedelta) -> str:
    """Return `30:05:00`: hours run on beyond a day."""
    sign = "-" if value < datetime.timedelta() else ""
    value = abs(value)
    hours, rest = divmod(value.days * 86400 + value.seconds, 3600)
    text = f"{sign}{hours:02}:{rest // 60:02}:{rest % 60:02}"
    return _fraction(f"{text}.{value.microseconds:06}") if value.microseconds else text


def cell_text(value: Any) -> str:
    """Return a cell of a workbook as text; an empty cell is ''."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return number_text(value)
        case datetime.datetime():
            return datetime_text(value)
        case datetime.time():
            return _fraction(value.isoformat())
        case datetime.timedelta():
            return duration_text(value)
        case Decimal():
            return decimal_text(value)
        case _:
            return str(value)
