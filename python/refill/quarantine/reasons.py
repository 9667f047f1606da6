"""Why a row is set aside, as `kind:name` and in words."""

from collections.abc import Mapping

from refill.config.models import Domain
from refill.errors import UsageError

KINDS = ("type", "required", "null_key", "blank_key", "missing_key", "rejected_key", "reopened_key")
OF_KEYS = ("missing_key", "rejected_key", "reopened_key")
READY = "nothing keeps it any more: it loads in the next run"
SHOWN = 40


def check_reason(reason: str) -> None:
    """Raises UsageError where `reason` is neither a kind nor `kind:name`."""
    if reason.partition(":")[0] not in KINDS:
        raise UsageError(
            f"reason {reason!r}: use one of {', '.join(KINDS)}, or one with its column or foreign key, such as "
            "missing_key:fk_plan."
        )


def in_words(reason: str, domain: Domain) -> str:
    """What keeps a row from loading, as the end of a sentence that begins with the row."""
    kind, _, name = reason.partition(":")
    if kind in OF_KEYS:
        key = next((key for key in domain.foreign_keys if key.name == name), None)
        columns = " / ".join(key.source_columns) if key else "key"
        if kind == "rejected_key":
            return f"{columns} was rejected by a steward ({name})"
        if kind == "reopened_key":
            return f"the decision on {columns} was taken back ({name}): the next run judges the row anew"
        return f"lacks its {name}: {key.target_table} has no such {columns}" if key else f"lacks its {name}"
    if kind == "type":
        column = domain.columns.get(name)
        return f"{name} is no {column.type}" if column else f"{name} is no value of its type"
    return {
        "required": f"{name} is empty, and is required",
        "null_key": f"{name} is empty, and a row without this key is set aside",
        "blank_key": f"{name} is blank, and may not be",
    }.get(kind, reason)


def with_cells(reason: str, domain: Domain, cells: Mapping[str, str]) -> str:
    """`in_words`, and the texts that the row has in the columns it speaks of."""
    kind, _, name = reason.partition(":")
    keys = {key.name: key.source_columns for key in domain.foreign_keys}
    columns = keys.get(name, ()) if kind in OF_KEYS else (name,)
    texts = [printable(cells[column]) for column in columns if column in cells]
    return f"{in_words(reason, domain)}: {' / '.join(texts)}" if texts else in_words(reason, domain)


def printable(text: str, most: int | None = SHOWN) -> str:
    """A text from a file as a terminal may show it: short, and without characters that move its cursor."""
    short = text if most is None or len(text) <= most else f"{text[: most - 1]}…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short)
