"""A row as staging sees it: typed values, its refresh scope, and what keeps it from loading."""

from collections.abc import Iterator
from dataclasses import dataclass

from refill.config.models import Domain, ForeignKey

from ..derivation.aggregations import Fact
from ..derivation.cells import Value, fact_value, fold, matches

Scope = tuple[Value, ...]
Place = tuple[int, int]
"""A batch and a line of its file."""


@dataclass(frozen=True)
class Row:
    """`scope` is None where the domain has none or it cannot be read. `skipped` are the texts that are no key."""

    fact: Fact
    cells: dict[str, str]
    scope: Scope | None
    skipped: dict[str, str]
    problems: frozenset[str]

    def key(self, key: ForeignKey) -> tuple[Value, ...]:
        """The value of a foreign key, in the order of the reference table's own keys."""
        return tuple(self.fact.values[name] for name in key.source_columns)


def staged_row(domain: Domain, batch: int, number: int, cells: dict[str, str]) -> Row:
    values = {name: fact_value(domain, name, cells.get(name)) for name in domain.columns}
    problems = frozenset(problem for name in domain.columns for problem in _problems(domain, name, cells, values[name]))
    readable = domain.load.scope and problems.isdisjoint(f"type:{name}" for name in domain.load.scope)
    return Row(
        fact=Fact(batch, number, values),
        cells=cells,
        scope=tuple(values[name] for name in domain.load.scope) if readable else None,
        skipped={name: _text(domain, name, cells) for name in domain.columns if _is_skipped(domain, name, cells)},
        problems=problems,
    )


def _problems(domain: Domain, name: str, cells: dict[str, str], value: Value) -> Iterator[str]:
    """What keeps a row from loading, as far as one column says."""
    keys = [key for key in domain.foreign_keys if name in key.source_columns]
    empty = _is_null(domain, name, cells)
    if (
        value is None
        and not empty
        and not _is_skipped(domain, name, cells)
        and domain.columns[name].type.kind != "text"
    ):
        yield f"type:{name}"
    if empty and cells.get(name) and not all(key.skip_blank_values for key in keys):
        yield f"blank_key:{name}"
    if empty and domain.columns[name].required:
        yield f"required:{name}"
    if value is None and any(key.on_null == "quarantine" for key in keys):
        yield f"null_key:{name}"


def _is_null(domain: Domain, name: str, cells: dict[str, str]) -> bool:
    return _text(domain, name, cells) in {fold(token, domain.columns[name].case) for token in ("", *domain.null_tokens)}


def _is_skipped(domain: Domain, name: str, cells: dict[str, str]) -> bool:
    patterns = [p for key in domain.foreign_keys if name in key.source_columns for p in key.skip_patterns]
    case = domain.columns[name].case
    return not _is_null(domain, name, cells) and any(
        matches(_text(domain, name, cells), fold(p, case)) for p in patterns
    )


def _text(domain: Domain, name: str, cells: dict[str, str]) -> str:
    return fold(cells.get(name, ""), domain.columns[name].case)
