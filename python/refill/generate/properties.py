"""The properties files: descriptions, data types, contracts and tests by folder; sources, seeds, exposures."""

from typing import Any

import yaml

from refill.config.models import Config, Domain, ReferenceTable
from refill.config.own_columns import FACT_KEY, PART, QUARANTINE, SKIPPED, TRACKING, OwnColumn
from refill.generate import describe, quality
from refill.generate.foreign_keys import fact_keys, parent_name, parents
from refill.generate.jinja import Expression
from refill.generate.snapshots import snapshots
from refill.generate.sources import exposures, seeds, sources

HEAD = "# Generated from config/*.yml by `refill generate`. Do not edit.\n"


VALIDATION = "reference_validation"  # the tag of the tests that judge reference tables without the facts


def render(config: Config, folder: str, snapshot_folder: str) -> dict[str, str]:
    """Return the path and text of each properties file below the two folders."""
    domains, tables = config.domains.values(), config.tables.values()
    with_sources = [t for t in tables if t.sources]
    models: dict[str, list[dict[str, Any]]] = {
        "staging": [_staging(d) for d in domains],
        "landing": [_landing(t) for t in with_sources],
        "gates": [*([_validation()] if tables else []), *(_gate(config, d) for d in domains)],
        "dimensions": [_dimension(config, t) for t in tables],
        "quarantine": [_quarantine(d) for d in domains],
        "facts": [_fact(config, d) for d in domains],
        "quality": quality.properties(config),
    }
    files = {
        f"{folder}/{name}/_{name}.yml": _dump({"version": 2, "models": found})
        for name, found in models.items()
        if found
    }
    if config.tables:
        files[f"{snapshot_folder}/_snapshots.yml"] = _dump({"version": 2, "snapshots": snapshots(config)})
    for kind, described in (("seeds", seeds(config)), ("exposures", exposures(config))):
        if described:
            files[f"{folder}/_{kind}.yml"] = _dump({"version": 2, kind: described})
    files[f"{folder}/_sources.yml"] = _dump({"version": 2, "sources": sources(config)})
    return files


def _dump(content: dict[str, Any]) -> str:
    return HEAD + yaml.dump(_plain(content), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)


def _plain(value: Any) -> Any:
    """Return references as the text that dbt renders."""
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _column(name: str, data_type: str, description: str, required: bool = False) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "description": description, "data_type": data_type, "quote": True}
    if required:
        column["constraints"] = [_constraint("not_null")]
    return column


def _own(column: OwnColumn) -> dict[str, Any]:
    return _column(column.name, column.kind, column.description, column.required)


def _constraint(kind: str, **rest: Any) -> dict[str, Any]:
    """Return a constraint that the materialization `managed_table` makes itself, so that dbt need not warn."""
    return {"type": kind, **rest, "warn_unsupported": False}


def _staging(domain: Domain) -> dict[str, Any]:
    columns = [
        _column("_batch_id", "integer", "The batch."),
        _column("_row_number", "integer", "The row of its file or sheet."),
    ]
    columns += [_column(n, str(c.type), describe.fact_column(domain, n)) for n, c in domain.columns.items()]
    columns += [
        _own(SKIPPED),
        _column("_problems", "text", "What keeps the row from loading, one `reason:column` per line."),
    ]
    return {
        "name": f"stg_{domain.name}",
        "description": f"The pending rows of {domain.name}, folded, typed and looked up.",
        "columns": columns,
    }


def _landing(table: ReferenceTable) -> dict[str, Any]:
    model: dict[str, Any] = {
        "name": f"landing_{table.short}",
        "description": f"The authoritative rows of {table.name}: {describe.origin(table)}",
        "columns": [
            _column(n, str(c.type), describe.reference_column_in_words(n, table)) for n, c in table.columns.items()
        ],
    }
    if len(table.synced) < len(table.given):
        test = {
            "name": f"unique_{table.short}",
            "description": f"No key of {table.name} stands twice in the seed.",
            "arguments": {"keys": list(table.keys)},
        }
        model["data_tests"] = [{"refill.unique_keys": test}]
    return model


def _gate(config: Config, domain: Domain) -> dict[str, Any]:
    model: dict[str, Any] = {
        "name": f"gate_{domain.name}",
        "description": f"The staged rows of {domain.name} on their way to the facts: a failed test here stops this "
        "domain and no other.",
    }
    if domain.foreign_keys:
        model["data_tests"] = [
            {
                "refill.every_key_resolves": {
                    "name": f"gate_{domain.name}_keys",
                    "description": f"Each key of {domain.name} has its row in the reference table that it names.",
                    "arguments": {"foreign_keys": fact_keys(config, domain)},
                    "config": {"tags": [key.name for key in domain.foreign_keys]},
                }
            }
        ]
    return model


def _validation() -> dict[str, Any]:
    test = {
        "name": "references_hold",
        "description": "For `dbt test`: every reference table has rows, as many as its guard asks for, and its sources "
        "could be read.",
        "config": {"tags": [VALIDATION]},
    }
    return {
        "name": "reference_validation",
        "description": "What is wrong with the reference tables as a whole. Nothing is built on it.",
        "data_tests": [{"refill.lists_nothing": test}],
    }


def _dimension(config: Config, table: ReferenceTable) -> dict[str, Any]:
    columns = [
        _column(n, str(c.type), describe.reference_column(config, table, n), required=n in table.keys)
        for n, c in table.columns.items()
    ]
    columns += map(_own, TRACKING)
    constraints: list[dict[str, Any]] = [_constraint("primary_key", columns=list(table.keys))]
    above = []
    for number, (key, parent) in enumerate(zip(table.foreign_keys, parents(config, table), strict=True), 1):
        name = parent_name(table, number)
        to = {"to": parent["table"]} if "table" in parent else {}
        constraints.append(
            _constraint("foreign_key", name=name, columns=list(key.columns), **to, to_columns=parent["keys"])
        )
        above.append({"name": name, **parent})
    arguments: dict[str, Any] = {"keys": list(table.keys)}
    if above:
        arguments["parents"] = above
    if table.sources:
        arguments["authoritative"] = Expression(f"ref('landing_{table.short}')")
    test = {
        "name": f"sound_{table.short}",
        "description": f"The keys of {table.name} are there, unique and resolve; every authoritative row is in.",
        "arguments": arguments,
        "config": {"tags": [VALIDATION]},
    }
    return {
        "name": table.model,
        "description": describe.table(table),
        "constraints": constraints,
        "columns": columns,
        "data_tests": [{"refill.sound_reference": test}],
    }


def _quarantine(domain: Domain) -> dict[str, Any]:
    return {
        "name": f"quarantine_{domain.name}",
        "description": f"The rows of {domain.name} that may not load, each with all its reasons, until what "
        "keeps them has changed.",
        "constraints": [_constraint("primary_key", columns=["_batch_id", "_row_number"])],
        "columns": [_own(column) for column in QUARANTINE],
    }


def _fact(config: Config, domain: Domain) -> dict[str, Any]:
    columns = [_own(column) for column in FACT_KEY]
    columns += [_column(n, str(c.type), describe.fact_column(domain, n)) for n, c in domain.columns.items()]
    columns += map(_own, (SKIPPED, PART))
    key = [column.name for column in (*FACT_KEY, PART)]
    constraints: list[dict[str, Any]] = [_constraint("primary_key", columns=key)]
    constraints += [
        _constraint("foreign_key", name=k["name"], columns=k["columns"], to=k["table"], to_columns=k["keys"])
        for k in fact_keys(config, domain)
    ]
    return {
        "name": domain.fact.model,
        "description": domain.description,
        "constraints": constraints,
        "columns": columns,
    }
