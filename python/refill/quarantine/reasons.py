"""Reasons as people ask for them, and with the texts of a row beside them."""

from collections.abc import Mapping

from refill.config.models import Domain
from refill.config.reasons import Reason, columns_of, in_words, parsed
from refill.errors import UsageError

SHOWN = 40


def check_reason(reason: str) -> None:
    """Raise UsageError where `reason` is neither a kind nor `kind:name`."""
    if parsed(reason)[0] is None:
        raise UsageError(
            f"reason {reason!r}: use one of {', '.join(Reason)}, or one with its column or foreign key, such as "
            "missing_key:fk_plan."
        )


def with_cells(reason: str, domain: Domain, cells: Mapping[str, str], cell: str | None = None) -> str:
    """Return the reason in words, and the texts that the row has in the columns it speaks of, or the `cell` itself."""
    if cell is not None:
        return f"cell {cell}: {in_words(reason, domain)}"
    texts = [printable(cells[column]) for column in columns_of(reason, domain) if column in cells]
    return f"{in_words(reason, domain)}: {' / '.join(texts)}" if texts else in_words(reason, domain)


def printable(text: str, most: int | None = SHOWN) -> str:
    """Return a text from a file as a terminal may show it: short, and without characters that move its cursor."""
    short = text if most is None or len(text) <= most else f"{text[: most - 1]}…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short)
