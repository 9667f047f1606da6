"""The sources of the models: raw and landing tables, seeds, the ledger; and their readers: exposures."""

from typing import Any

from refill.config.models import Config, Exposure, ReferenceTable, Source
from refill.config.schemas import schema_name
from refill.generate import describe
from refill.generate.describe_quality import LEDGER
from refill.generate.jinja import JOIN_RUN, ref
from refill.generate.quality import name as quality_name

TARGET = "{{ target.schema }}"


def sources(config: Config) -> list[dict[str, Any]]:
    """Return dbt's sources, those without tables left out."""
    raw = {
        "name": "raw",
        "description": "The files as they arrived: text, one row per row of a file, in parts.",
        "schema": schema_name(TARGET, "raw"),
        "tables": [
            {"name": d.name, "description": describe.raw(d), "columns": describe.raw_columns(d)}
            for d in config.domains.values()
        ],
    }
    landing = {
        "name": "landing",
        "description": "What the authoritative sources said when they were last synced: text.",
        "schema": schema_name(TARGET, "landing"),
        "tables": [
            {"name": t.landing(s), "description": s.description, "columns": _columns(t, {})}
            for t in config.tables.values()
            for s in t.synced
        ],
    }
    ledger = {
        "name": "ledger",
        "description": "refill's own tables that the quality models read.",
        "schema": schema_name(TARGET, "ledger"),
        "tables": [
            {"name": name, "description": text, "columns": [{"name": n, "description": d} for n, d in columns.items()]}
            for name, (text, columns) in LEDGER.items()
            if config.tables
        ],
    }
    return [source for source in (raw, landing, ledger) if source["tables"]]


def seeds(config: Config) -> list[dict[str, Any]]:
    """Return the seeds. Every column of a seed is text, so that 007 stays 007."""
    return [_seed(t, s) for t in config.tables.values() for s in t.sources if s.dbt_seed is not None]


def _seed(table: ReferenceTable, source: Source) -> dict[str, Any]:
    theirs = {ours: name for name, ours in source.columns.items()}
    types = {theirs.get(name, name): "text" for name in table.columns}
    return {
        "name": source.dbt_seed,
        "description": f"The authoritative rows of {table.name}, kept by hand in seeds/{source.dbt_seed}.csv.",
        "config": {"schema": "seeds", "pre_hook": JOIN_RUN, "quote_columns": True, "column_types": types},
        "columns": _columns(table, theirs),
    }


def _columns(table: ReferenceTable, renamed: dict[str, str]) -> list[dict[str, Any]]:
    """Return the columns of a table as its source has them, under the source's names."""
    return [
        {
            "name": renamed.get(name, name),
            "description": describe.reference_column_in_words(name, table),
            "quote": True,
        }
        for name in table.columns
    ]


def exposures(config: Config) -> list[dict[str, Any]]:
    """Return the readers of the models, as the YAML says."""
    return [_exposure(config, exposure) for exposure in config.exposures.values()]


def _exposure(config: Config, exposure: Exposure) -> dict[str, Any]:
    reads = exposure.reads
    models = [
        *(config.domains[name].fact.model for name in reads.domains),
        *(config.tables[name].model for name in reads.tables),
        *(quality_name(short) for short in reads.quality),
    ]
    given = {
        "name": exposure.name,
        "label": exposure.label,
        "type": exposure.type,
        "url": exposure.url,
        "description": exposure.description,
        "owner": exposure.owner.model_dump(exclude_none=True),
        "depends_on": [ref(model) for model in models],
    }
    return {key: value for key, value in given.items() if value is not None}
