"""The quality models: views on the audit log, the ledger, the reference tables and the facts, with their tests."""

from typing import Any

from refill.config.models import Config, Domain, ReferenceTable
from refill.generate.describe_quality import DESCRIPTIONS
from refill.generate.jinja import call, ref, source

HEAD = "-- Generated from config/*.yml by `refill generate`. Do not edit.\n"
QUALITY = "quality"  # the tag of the models, by their folder in dbt_project.yml
THRESHOLDS = "thresholds"  # the tag of the tests that warn; `refill run` reads the view itself
RULES = {
    "derived_ratio": "No reference table holds a larger part of derived rows than its max_derived_ratio.",
    "open_reviews": "In no reference table more rows wait for a review than its max_open.",
    "review_age": "In no reference table a row has waited for a review longer than its max_age_days.",
}


def models(config: Config) -> dict[str, str]:
    """Return model name to text; none without reference tables. Weight needs a domain with foreign keys."""
    if not config.tables:
        return {}
    found = {
        "reference_tables": {
            "audit": ledger("audit"),
            "tables": list(config.tables),
            "timezone": config.timezone,
        },
        "thresholds": {"tables": [_limits(table) for table in config.tables.values()]},
        "coverage": {"coverage": ledger("coverage")},
        "runs": {"runs": ledger("runs"), "sync_log": ledger("sync_log")},
        "conflicts": {"conflicts": ledger("conflicts"), "audit": ledger("audit")},
    }
    if weighed := [_weighed(config, domain) for domain in config.domains.values() if domain.foreign_keys]:
        found["weight"] = {"domains": weighed}
    texts = {name(short): HEAD + call(f"refill.{name(short)}", arguments) for short, arguments in found.items()}
    for log in ("reference_tables", "conflicts"):  # these models load the tables whose changes the log has
        texts[name(log)] += (
            "".join(f"\n-- depends_on: {{{{ ref('{t.model}') }}}}" for t in config.tables.values()) + "\n"
        )
    return texts


def name(short: str) -> str:
    """Return the dbt model, which is also the view, of a quality model as the YAML calls it."""
    return f"quality_{short}"


def ledger(table: str) -> Any:
    return source("ledger", table)


def _limits(table: ReferenceTable) -> dict[str, Any]:
    review = table.review
    limits = {n: getattr(review, n) for n in ("max_derived_ratio", "max_open", "max_age_days")}
    return {"name": table.name, "relation": ref(table.model), **limits}


def _weighed(config: Config, domain: Domain) -> dict[str, Any]:
    """Return a domain's facts with the reference tables that they name, by as many foreign keys as they do."""
    references: dict[str, dict[str, Any]] = {}
    for key in domain.foreign_keys:
        table = config.tables[key.target_table]
        given = references.setdefault(
            table.name,
            {"name": table.name, "relation": ref(table.model), "keys": list(table.keys), "foreign_keys": []},
        )
        by_target = dict(zip(key.target_keys, key.source_columns, strict=True))
        given["foreign_keys"].append([by_target[column] for column in table.keys])
    described: dict[str, Any] = {"name": domain.name, "facts": ref(domain.fact.model)}
    if domain.weight:
        described["weight"] = domain.weight
    return {**described, "references": list(references.values())}


def properties(config: Config) -> list[dict[str, Any]]:
    """Return the models' descriptions, column by column, and the tests on the thresholds."""
    return [_described(model) for model in models(config)]


def _described(model: str) -> dict[str, Any]:
    description, columns = DESCRIPTIONS[model.removeprefix("quality_")]
    described: dict[str, Any] = {
        "name": model,
        "description": description,
        "columns": [{"name": column, "description": text} for column, text in columns.items()],
    }
    if model == name("thresholds"):
        described["data_tests"] = [{"refill.within_limits": _test(rule, text)} for rule, text in RULES.items()]
    return described


def _test(rule: str, description: str) -> dict[str, Any]:
    return {
        "name": rule,
        "description": f"{description} It warns, and stops nothing.",
        "arguments": {"rule": rule},
        "config": {"severity": "warn", "tags": [THRESHOLDS]},
    }
