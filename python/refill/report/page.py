"""The report as one HTML page that needs no network, no font and no script. Every value is escaped."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from refill.config.models import Config
from refill.config.reasons import Language, in_words
from refill.quarantine.reasons import printable
from refill.report import plots
from refill.report.lineage import Stages, draw, lineage
from refill.report.plots import percent
from refill.report.read import Point, Report
from refill.report.texts import LANGUAGES, text

MOST = 60  # characters of a key


def render(report: Report, config: Config, project: str, made_at: datetime, first: Language) -> str:
    """Return the page in both languages, `first` is shown at first; times are in the configuration's zone."""
    zone = ZoneInfo(config.timezone)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(
        number=number, percent=lambda share: percent(float(share)), key=_key, when=partial(_when, zone)
    )
    parts = resources.files("refill.report")
    page = environment.from_string(parts.joinpath("page.html").read_text(encoding="utf-8"))
    return page.render(
        first=first,
        project=project,
        style=Markup(parts.joinpath("page.css").read_text(encoding="utf-8")),  # noqa: S704  # a file of this package
        bodies=[_body(language, report, config, zone) for language in LANGUAGES],
        report=report,
        config=config,
        made_at=made_at,
    )


def number(value: Decimal | float | None) -> str:
    """Return `1,234`, `12.5`; a dot in the middle for zero, a dash where it is not known."""
    if value is None:
        return "–"
    if not value:
        return "·"
    value = float(value)
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _key(key: tuple[str, ...]) -> str:
    return " / ".join(printable(part, MOST) for part in key)


def _when(zone: ZoneInfo, at: datetime | None) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "–"


def _body(language: Language, report: Report, config: Config, zone: ZoneInfo) -> Mapping[str, Any]:
    """Return the parts that differ between the languages: texts, and pictures that have texts."""
    say = partial(text, language)
    limits = {table.name: table.max_derived_ratio for table in report.tables}
    stages: Stages = (
        say("stage_files"),
        say("stage_raw"),
        say("stage_staging"),
        say("stage_tables"),
        say("stage_gate"),
        say("stage_facts"),
    )
    return {
        "language": language,
        "say": say,
        "reason": lambda given, domain: in_words(given, config.domains[domain], language),
        "coverage": {
            table: _svg(plots.coverage(points, zone, say("coverage_alt", table=table, **_ends(points))))
            for table, points in report.coverage.items()
            if points
        },
        "ratios": {
            table: _svg(
                plots.derived(
                    points,
                    limits[table],
                    zone,
                    say("ratio_alt", table=table, limit=percent(limits[table]), **_ends(points)),
                )
            )
            for table, points in report.ratios.items()
            if points
        },
        "lineages": {
            domain.name: _svg(draw(lineage(config, domain), stages, say("lineage_alt", domain=domain.name)))
            for domain in config.domains.values()
        },
    }


def _svg(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704  # written by an XML writer, which escapes


def _ends(points: list[Point]) -> dict[str, Any]:
    return {"first": percent(points[0].share), "last": percent(points[-1].share), "runs": len(points)}
