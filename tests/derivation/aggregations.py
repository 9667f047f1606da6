"""One attribute from all fact rows of a key, as the table of aggregations in config.md says it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from refill.config.models import BackfillColumn, Domain

from .cells import Value, as_text, filled_in, names_in


@dataclass(frozen=True)
class Fact:
    """One pending row, typed."""

    batch: int
    row: int
    values: dict[str, Value]

    @property
    def place(self) -> tuple[int, int]:
        return self.batch, self.row


Rows = Sequence[Fact]


def aggregate(domain: Domain, column: BackfillColumn, facts: Rows) -> Value:
    """Return the value for the key whose rows `facts` are; a date or a number is not yet in the target's type."""
    how: Any = column.aggregation
    rows = sorted(facts, key=lambda fact: fact.place)
    if how.type in OF_ROWS:
        return OF_ROWS[how.type](rows, how)
    assert column.source is not None
    if column.source not in domain.columns:
        return None
    known = [row for row in rows if row.values[column.source] is not None]
    if how.type in OF_ORDER:
        return _by(known, column.source, how.order_column, largest=OF_ORDER[how.type])
    return OF_VALUES[how.type]([row.values[column.source] for row in known], how)


def _first(rows: Rows, name: str) -> Value:
    return next((row.values[name] for row in rows if row.values[name] is not None), None)


def _template(rows: Rows, how: Any) -> Value:
    return filled_in(how.template, {name: _first(rows, name) for name in names_in(how.template)})


def _json_append(rows: Rows, how: Any) -> Value:
    return sorted({filled_in(how.template, row.values) for row in rows if _says_something(how.template, row)}) or None


def _says_something(template: str, row: Fact) -> bool:
    names = names_in(template)
    return not names or any(row.values[name] is not None for name in names)


def _by(known: Rows, source: str, order: str, largest: bool) -> Value:
    """Return the value of the earliest row with the largest, or smallest, number; those without one come last."""
    ranked = [row for row in known if row.values[order] is not None]
    if not ranked:
        return known[0].values[source] if known else None
    extreme = (max if largest else min)(row.values[order] for row in ranked)
    return next(row.values[source] for row in ranked if row.values[order] == extreme)


def _constant(_rows: Rows, how: Any) -> Value:
    return how.value if isinstance(how.value, bool | int | str) else Decimal(str(how.value))


def _mode(values: list[Value], _how: Any) -> Value:
    counts = Counter(values)
    return min((v for v in counts if counts[v] == max(counts.values())), default=None)


def _concat(values: list[Value], how: Any) -> Value:
    texts = list(dict.fromkeys(as_text(value) or "" for value in values))
    return how.separator.join(sorted(texts) if how.sort else texts) if texts else None


# Of the values of the source that are not null, in the order of the rows.
OF_VALUES: dict[str, Callable[[list[Value], Any], Value]] = {
    "first": lambda values, _: next(iter(values), None),
    "last": lambda values, _: next(reversed(values), None),
    "mode": _mode,
    "concat_distinct": _concat,
    "count_distinct": lambda values, _: len(set(values)),
    "sum": lambda values, _: sum(values[1:], values[0]) if values else None,
    "min": lambda values, _: min(values, default=None),
    "max": lambda values, _: max(values, default=None),
}
OF_ORDER = {"max_by": True, "min_by": False}
OF_ROWS: dict[str, Callable[[Rows, Any], Value]] = {
    "constant": _constant,
    "template": _template,
    "json_append": _json_append,
}
