"""Checks of backfill columns: the source of a derived attribute, and whether its column can hold it."""

from __future__ import annotations

import re
from datetime import date, datetime

from refill.config.aggregations import ORDERED, RULES, Ordered, Templated
from refill.config.draft import Draft
from refill.config.models import BackfillColumn, Constant, DataType, Domain, ForeignKey, ReferenceTable
from refill.config.places import Location
from refill.config.problems import show
from refill.config.report import Report

HOLDS: dict[str, tuple[str, ...]] = {"numeric": ("integer",), "date": ("month",)}
"""The kinds that a column accepts besides its own; text accepts any."""


def check_mappings(domain: Domain, index: int, table: ReferenceTable | None, draft: Draft) -> None:
    """Add the mistakes in the backfill columns of a foreign key. `table` is None where it is not known."""
    report = draft.domain(domain.name)
    key = domain.foreign_keys[index]
    seen: set[str] = set()
    for position, mapping in enumerate(key.backfill_columns):
        at = ("foreign_keys", index, "backfill_columns", position)
        if mapping.target in seen:
            report.add(f"two columns are mapped to {show(mapping.target)}. Keep one.", *at, "target")
        seen.add(mapping.target)
        before = len(report.problems)
        _check_source(domain, mapping, report, at)
        _check_parameters(domain, mapping, report, at)
        sound = len(report.problems) == before
        if table is None or not report.known("column", mapping.target, table.columns, *at, "target"):
            continue
        if mapping.target in table.keys:
            _check_key(key, mapping, report, at)
        elif sound:
            _check_type(domain, mapping, table.columns[mapping.target].type, report, at)


def _dropped(domain: Domain, mapping: BackfillColumn) -> bool:
    """Return True for an optional column that the fact lacks: the derived attribute is null."""
    return mapping.optional and mapping.source is not None and mapping.source not in domain.columns


def _check_source(domain: Domain, mapping: BackfillColumn, report: Report, at: Location) -> None:
    how = mapping.aggregation
    if not how.has_source:
        if mapping.source is not None:
            report.add(f"aggregation {how.type} reads no source. Take source out.", *at, "source")
    elif mapping.source is None:
        without = ", ".join(name for name, rule in RULES.items() if not rule.has_source)
        report.add(f"aggregation {how.type} needs a source. Only {without} have none.", *at)
    elif not mapping.optional:
        report.known("column", mapping.source, domain.columns, *at, "source")


def _check_parameters(domain: Domain, mapping: BackfillColumn, report: Report, at: Location) -> None:
    how = mapping.aggregation
    if isinstance(how, Templated):
        _check_template(domain, how.template, report, (*at, "aggregation", "template"))
    if _dropped(domain, mapping):
        return
    source = domain.columns[mapping.source].type if mapping.source in domain.columns else None
    if isinstance(how, Ordered):
        place = (*at, "aggregation", "order_column")
        if report.known("column", how.order_column, domain.columns, *place):
            order = domain.columns[how.order_column].type
            if order.kind not in ORDERED:
                message = f"order_column {show(how.order_column)} is {order}. Use one of {', '.join(ORDERED)}."
                report.add(message, *place)
    elif source is not None and how.takes is not None and source.kind not in how.takes:
        message = f"{how.type} of {show(mapping.source)}, which is {source}. {how.takes_instead}"
        report.add(message, *at, "aggregation")


def _check_template(domain: Domain, template: str, report: Report, at: Location) -> None:
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", template)):
        report.add(f"template {show(template)}: a brace has no partner. Write {{column}}.", *at)
        return
    for name in re.findall(r"\{([^{}]*)\}", template):
        report.known("column", name, domain.columns, *at)


def _check_key(key: ForeignKey, mapping: BackfillColumn, report: Report, at: Location) -> None:
    if mapping.target not in key.target_keys:
        return
    own = key.source_columns[key.target_keys.index(mapping.target)]
    if mapping.source != own or mapping.aggregation.type != "first":
        message = f"would overwrite the key {show(mapping.target)}, which is the fact's {show(own)}. Take it out."
        report.add(message, *at, "target")


def _check_type(domain: Domain, mapping: BackfillColumn, target: DataType, report: Report, at: Location) -> None:
    aggregation = mapping.aggregation
    if (aggregation.gives == "json") != (target.kind == "json"):
        if target.kind == "json":
            filling = ", ".join(name for name, rule in RULES.items() if rule.gives == "json")
            message = f"{show(mapping.target)} is json, which only {filling} fills."
        else:
            message = f"{aggregation.type} makes json, but {show(mapping.target)} is {target}. Make it json."
        report.add(message, *at, "target")
        return
    if isinstance(aggregation, Constant):
        if not _constant_fits(aggregation.value, target):
            message = f"constant {show(aggregation.value)} does not fit {show(mapping.target)}, which is {target}."
            report.add(message, *at, "aggregation", "value")
        return
    yields = _yields(domain, mapping)
    if yields == target.kind == "numeric" and (digits := _digits_before_the_point(domain, mapping)) > _whole(target):
        message = f"{show(mapping.source or '')} has {digits} digits before the point, but {show(mapping.target)} is "
        report.add(f"{message}{target}. Give it a wider type.", *at, "target")
        return
    if yields is None or target.kind in ("text", "json", yields) or yields in HOLDS.get(target.kind, ()):
        return
    message = f"{aggregation.type} gives {yields}, but {show(mapping.target)} is {target}. Give it another type."
    report.add(message, *at, "target")


def _whole(kind: DataType) -> int:
    return (kind.precision or 0) - (kind.scale or 0)


def _digits_before_the_point(domain: Domain, mapping: BackfillColumn) -> int:
    return _whole(domain.columns[mapping.source].type) if mapping.source in domain.columns else 0


def _yields(domain: Domain, mapping: BackfillColumn) -> str | None:
    """Return the kind of value that the aggregation returns; None where the source is absent."""
    of_source = domain.columns[mapping.source].type.kind if mapping.source in domain.columns else None
    return mapping.aggregation.gives or of_source


def _constant_fits(value: str | float, target: DataType) -> bool:
    if isinstance(value, bool):
        return target.kind in ("boolean", "text")
    if isinstance(value, int | float):
        if target.kind == "numeric":
            return bool(abs(value) < 10.0 ** ((target.precision or 0) - (target.scale or 0)))
        return target.kind == "text" or (target.kind == "integer" and isinstance(value, int))
    if target.kind in ("date", "month", "timestamp"):
        return _is_moment(value, target.kind)
    return target.kind == "text"


def _is_moment(value: str, kind: str) -> bool:
    try:
        if kind == "timestamp":
            datetime.fromisoformat(value)
            return True
        return len(value) == 10 and (date.fromisoformat(value).day == 1 or kind == "date")
    except ValueError:
        return False
