"""Every generated file, from the configuration alone: no clock, no machine, no order but the YAML's."""

from typing import Any

from refill.config.models import Config, Domain, ReferenceTable, Source
from refill.generate import properties, quality
from refill.generate.candidates import candidates
from refill.generate.columns import described_type, lookups, staged_columns
from refill.generate.foreign_keys import fact_keys, parents
from refill.generate.jinja import authoritative_sources, call, literal, ref, source

FOLDER = "models/generated"
SNAPSHOTS = "snapshots/generated"
DATA = "-- Generated from config/data_sources.yml by `refill generate`. Do not edit.\n"
LANDING = (
    "-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.\n"
)
AUTHORITATIVE_ROWS = "{{ refill.authoritative_rows(config.get('meta')) }}\n"
REFERENCE = "-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.\n"


def render(config: Config) -> dict[str, str]:
    """Return path (relative to the project, with forward slashes) to text, for all generated models and properties."""
    files: dict[str, str] = {}
    for table in config.tables.values():
        if table.sources:
            files[f"{FOLDER}/landing/landing_{table.short}.sql"] = _landing(table)
        files[f"{FOLDER}/dimensions/{table.model}.sql"] = _dimension(config, table)
    if config.tables:
        files[f"{FOLDER}/gates/reference_validation.sql"] = _validation(config)
    for domain in config.domains.values():
        files[f"{FOLDER}/staging/stg_{domain.name}.sql"] = _staging(config, domain)
        files[f"{FOLDER}/gates/gate_{domain.name}.sql"] = _gate(domain)
        files[f"{FOLDER}/quarantine/quarantine_{domain.name}.sql"] = _quarantine(config, domain)
        files[f"{FOLDER}/facts/{domain.fact.model}.sql"] = _fact(config, domain)
    files |= {f"{FOLDER}/quality/{name}.sql": text for name, text in quality.models(config).items()}
    files.update(properties.render(config, FOLDER, SNAPSHOTS))
    return files


def _config(**settings: Any) -> str:
    return "{{ config(" + ", ".join(f"{name}={literal(value)}" for name, value in settings.items()) + ") }}\n\n"


def _scope(domain: Domain) -> list[str] | None:
    return list(domain.load.scope) or None


def _landing(table: ReferenceTable) -> str:
    """Return the model of the sources. Of several each has its name, by which conflicts between them are told apart."""
    meta: dict[str, Any] = {
        "sources": [_given(table, origin) for origin in table.sources],
        "keys": list(table.keys),
        "columns": {name: described_type(column.type) for name, column in table.columns.items()},
    }
    if cases := _cases(table):
        meta["cases"] = cases
    before = [
        ref(origin.dbt_seed) if origin.dbt_seed is not None else source("landing", table.landing(origin))
        for origin in table.given
    ]
    after = "".join(f"-- depends_on: {{{{ {found.text} }}}}\n" for found in before)
    return LANDING + REFERENCE + _config(meta=meta).rstrip("\n") + "\n" + AUTHORITATIVE_ROWS + after


def _given(table: ReferenceTable, origin: Source) -> dict[str, Any]:
    """Return a source as the landing model reads it: a seed under its own names, decisions by their table."""
    name = {"name": origin.name or origin.type}
    if origin.is_decided:
        return {**name, "decisions_on": table.name}
    if origin.dbt_seed is not None:
        renamed = {column: theirs for theirs, column in origin.columns.items()}
        return {**name, "seed": origin.dbt_seed, **({"columns": renamed} if renamed else {})}
    return {**name, "table": table.landing(origin)}


def _cases(table: ReferenceTable) -> dict[str, str]:
    """Return the columns that are folded besides the keys, each with its case: '' keeps it."""
    keys = {name for name in table.keys if not table.columns[name].case}
    return {name: table.columns[name].case or "" for name in table.columns if name in table.compared - keys}


def _dimension(config: Config, table: ReferenceTable) -> str:
    meta: dict[str, Any] = {"load": "reference"}
    if table.retires:
        meta["retiring"] = {
            "table": table.name,
            "sources": [source.name or "" for source in table.synced],
            "ratio": table.guard.max_retire_ratio if table.synced else 1,
        }
    settings = _config(alias=table.name, meta=meta)
    return (
        REFERENCE
        + settings
        + call(
            "refill.derive_reference",
            {
                "keys": list(table.keys),
                "columns": {name: str(column.type) for name, column in table.columns.items()},
                "authoritative": authoritative_sources(f"landing_{table.short}") if table.sources else None,
                "candidates": candidates(config, table) or None,
                "parents": parents(config, table) or None,
            },
        )
        + _after(config, table)
    )


def _after(config: Config, table: ReferenceTable) -> str:
    """Return tables that come first by `depends_on` alone: no foreign key makes dbt see them."""
    before = set(table.depends_on)
    for domain, key in config.feeding(table.name):
        targets = {k.name: k.target_table for k in domain.foreign_keys}
        before |= {targets[name] for name in key.depends_on}
    before -= {table.name} | {key.target_table for key in table.foreign_keys}
    return "".join(
        f"\n-- depends_on: {{{{ ref('{config.tables[name].model}') }}}}" for name in config.tables if name in before
    ) + ("\n" if before else "")


def _staging(config: Config, domain: Domain) -> str:
    meta: dict[str, Any] = {
        "domain": domain.name,
        "fact": domain.fact.table,
        "foreign_keys": [
            {
                "name": key.name,
                "columns": list(key.source_columns),
                "table": key.target_table,
                "keys": list(key.target_keys),
            }
            for key in domain.foreign_keys
        ],
        "quarantine_inputs": list(config.quarantine_inputs(domain)),
    }
    if domain.load.scope:
        meta["scope"] = list(domain.load.scope)
    return (
        DATA
        + _config(meta=meta)
        + call(
            "refill.stage_facts",
            {
                "domain": domain.name,
                "raw": source("raw", domain.name),
                "null_tokens": list(domain.null_tokens),
                "columns": staged_columns(domain),
                "lookups": lookups(config, domain) or None,
            },
        )
    )


def _gate(domain: Domain) -> str:
    staged = ref(f"stg_{domain.name}").text
    return f"{DATA}select * from {{{{ {staged} }}}}\n"  # noqa: S608  # a model's text, with a name that was checked


def _validation(config: Config) -> str:
    tables = [
        {
            "name": table.name,
            "relation": ref(table.model),
            "min_rows": table.guard.min_rows if table.given else 0,
            "sources": [source.name or "" for source in table.synced],
            "required": [source.name or "" for source in table.synced if source.required],
        }
        | ({"keys": list(table.keys), "authoritative": ref(f"landing_{table.short}")} if table.retires else {})
        for table in config.tables.values()
    ]
    return REFERENCE + call("refill.reference_validation", {"tables": tables})


def _quarantine(config: Config, domain: Domain) -> str:
    quarantining = [k for k in fact_keys(config, domain) if k["on_missing"] == "quarantine"]
    keys = [{name: k[name] for name in ("name", "columns", "table", "keys")} for k in quarantining]
    return (
        DATA
        + _config(alias=domain.name, meta={"load": "quarantine", "fact": domain.fact.table})
        + call(
            "refill.set_aside",
            {
                "facts": ref(f"gate_{domain.name}"),
                "raw": source("raw", domain.name),
                "columns": list(domain.columns),
                "foreign_keys": keys or None,
                "scope": _scope(domain),
            },
        )
        + _waits_for(config, domain)
    )


def _waits_for(config: Config, domain: Domain) -> str:
    """Name every reference table of the domain, so that its gate comes before its quarantine and its facts."""
    models = dict.fromkeys(config.tables[key.target_table].model for key in domain.foreign_keys)
    return "".join(f"\n-- depends_on: {{{{ ref('{model}') }}}}" for model in models) + ("\n" if models else "")


def _fact(config: Config, domain: Domain) -> str:
    meta: dict[str, Any] = {"load": "facts", "domain": domain.name}
    if domain.load.scope:
        meta["scope"] = list(domain.load.scope)
    if domain.fact.indexes:
        meta["indexes"] = [list(columns) for columns in domain.fact.indexed]
    return (
        DATA
        + _config(alias=domain.fact.table, meta=meta)
        + call(
            "refill.load_facts",
            {
                "facts": ref(f"gate_{domain.name}"),
                "quarantine": ref(f"quarantine_{domain.name}"),
                "columns": list(domain.columns),
            },
        )
        + _waits_for(config, domain)
    )
