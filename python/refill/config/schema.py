"""JSON Schemas of the files, so that editors complete and check them: the YAML as users write it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from refill.config.alerts import Alerts
from refill.config.descriptions import DESCRIPTIONS
from refill.config.models import SIMPLE_TYPES, Domain, Exposure, ReferenceTable

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
Schema = dict[str, Any]


@cache
def json_schemas() -> dict[str, str]:
    """Return file name → JSON text of the schemas for data_sources.yml, reference_sources.yml and alerts.yml."""
    _, whole = models_json_schema([(model, "validation") for model in (Domain, ReferenceTable, Exposure, Alerts)])
    definitions: dict[str, Schema] = whole["$defs"]
    _as_written(definitions)
    for name, definition in definitions.items():
        _describe(name, definition)
    data = _document("Domains: files, columns, foreign keys", definitions, "domains", "Domain")
    data["properties"]["defaults"] = {
        "description": "Merged into each domain: scalars and lists replace, maps merge, a list item +x extends.",
        "$ref": "#/$defs/Defaults",
    }
    data["properties"]["exposures"] = _members("Exposure")
    references = _document("Reference tables and their sources", definitions, "reference_tables", "ReferenceTable")
    references["properties"]["defaults"] = {
        "description": "Merged into each reference table, as those of domains are.",
        "$ref": "#/$defs/TableDefaults",
    }
    references["properties"]["timezone"] = {"description": "The time zone of schedules. Default: UTC.", **TEXT}
    alerts = _document("Who is told of what a run did", definitions, "channels", "Alerts")
    alerts["properties"]["channels"] = definitions["Alerts"]["properties"]["channels"]
    documents = {
        "data_sources.schema.json": data,
        "reference_sources.schema.json": references,
        "alerts.schema.json": alerts,
    }
    return {name: _text(_only_used(schema)) for name, schema in documents.items()}


def _document(title: str, definitions: dict[str, Schema], key: str, member: str) -> Schema:
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "required": ["version"],
        "additionalProperties": False,
        "properties": {"version": {"const": 1, "description": "The version of this format."}, key: _members(member)},
        "$defs": definitions,
    }


def _members(member: str) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": {"$ref": f"#/$defs/{member}"}}


def _as_written(definitions: dict[str, Schema]) -> None:
    """Change the models' schemas to the form of the YAML: types as text, names as keys, short forms, defaults."""
    data_type = {
        "type": "string",
        "description": f"{', '.join(SIMPLE_TYPES)}, numeric(p,s); json in reference tables.",
        "anyOf": [
            {"enum": [*SIMPLE_TYPES, "json"]},
            {"pattern": r"^numeric\([0-9]{1,3}, *[0-9]{1,3}\)$"},
        ],
    }
    definitions["DataType"] = data_type
    for name in ("Column", "RefColumn"):
        written = f"{name}AsMap"
        definitions[written] = definitions[name]
        definitions[name] = {"anyOf": [{"$ref": "#/$defs/DataType"}, {"$ref": f"#/$defs/{written}"}]}
    definitions["TotalRowsAsMap"] = definitions["TotalRows"]
    columns_alone = {"type": "array", "items": TEXT, "minItems": 1}
    definitions["TotalRows"] = {"anyOf": [columns_alone, {"$ref": "#/$defs/TotalRowsAsMap"}]}
    for name in ("Domain", "ReferenceTable", "Exposure"):
        del definitions[name]["properties"]["name"]
        definitions[name]["required"].remove("name")
    _short_form(definitions["ReferenceTable"], "key", "keys")
    table = definitions["ReferenceTable"]
    table["properties"]["source"] = table["properties"]["sources"]["items"]
    table["allOf"].append({"not": {"required": ["source", "sources"]}})
    _short_form(definitions["RefForeignKey"], "column", "columns")
    _short_form(definitions["ForeignKey"], "source_column", "source_columns")
    _short_form(definitions["ForeignKey"], "target_key", "target_keys")
    key = definitions["ForeignKey"]["properties"]
    key["derive_columns"] = {"type": "array", "items": TEXT}
    key["allow_auto_register"] = {"type": "boolean"}
    key["mode"] = {"anyOf": [key["mode"]["items"], {k: v for k, v in key["mode"].items() if k != "default"}]}
    definitions["Files"].pop("required")
    inherited = ("fact", "description")
    definitions["Domain"]["required"] = [n for n in definitions["Domain"]["required"] if n in inherited]
    definitions["TableDefaults"] = {k: v for k, v in table.items() if k not in ("required", "title", "allOf")}
    definitions["Defaults"] = {k: v for k, v in definitions["Domain"].items() if k not in ("required", "title")}


def _short_form(definition: Schema, short: str, long: str) -> None:
    definition["properties"][short] = TEXT
    definition["required"].remove(long)
    either = {"oneOf": [{"required": [short]}, {"required": [long]}]}
    definition.setdefault("allOf", []).append(either)


def _describe(name: str, definition: Schema) -> None:
    model = {"Defaults": "Domain", "TableDefaults": "ReferenceTable"}.get(name, name.removesuffix("AsMap"))
    for key, schema in definition.get("properties", {}).items():
        schema.pop("title", None)
        description = DESCRIPTIONS.get(f"{model}.{key}")
        if description is not None:
            definition["properties"][key] = {"description": description, **schema}
        if key == "type" and "const" in schema:
            definition["required"] = sorted({*definition.get("required", ()), "type"})


def _only_used(document: Schema) -> Schema:
    """Return the document with the definitions that it refers to, directly or not, and no others."""
    definitions = document["$defs"]
    used: set[str] = set()
    waiting = _references({k: v for k, v in document.items() if k != "$defs"})
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting |= _references(definitions[name])
    return {**document, "$defs": {name: definitions[name] for name in sorted(used)}}


def _references(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
        return own.union(*map(_references, schema.values()))
    if isinstance(schema, list):
        return set().union(*map(_references, schema))
    return set()


def _text(document: Schema) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
