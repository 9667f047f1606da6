"""The JSON Schemas: they accept what the loader accepts, and describe every key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from refill.config.descriptions import DESCRIPTIONS
from refill.config.schema import json_schemas

SCHEMAS = {name: json.loads(text) for name, text in json_schemas().items()}
CONFIG = Path(__file__).parents[2] / "config"


def mistakes(file: str, text: str) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[f"{file}.schema.json"])
    return [error.json_path for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("file", ["data_sources", "reference_sources"])
def test_the_shipped_configuration_is_valid(file: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[f"{file}.schema.json"])
    assert mistakes(file, (CONFIG / f"{file}.yml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", ["data_sources", "reference_sources"])
def test_the_shipped_configuration_names_its_schema(file: str) -> None:
    first = (CONFIG / f"{file}.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schema/{file}.schema.json"


def test_the_small_configuration_is_valid(small: Any) -> None:
    assert mistakes("data_sources", small.data) == []
    assert mistakes("reference_sources", small.references) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('skip_patterns: ["IN*"]', "mode: [insert_missing, fill_null_only]"),
        ('skip_patterns: ["IN*"]', "allow_auto_register: false"),
        ('skip_patterns: ["IN*"]', "derive_columns: [客户名称]"),
        ("source_column: 客户代码", "source_columns: [客户代码]"),
        ('patterns: ["*.csv"]', 'patterns: ["*.csv"], total_rows: [地区]'),
        ('patterns: ["*.csv"]', 'patterns: ["*.csv"], total_rows: {columns: [地区], texts: [Total]}'),
        ("defaults:\n", "defaults:\n  columns: {a: text}\n  null_tokens: [+a]\n"),
        ('files: {path: "{YYYYMM}", patterns: ["*.csv"]}', "files: {path: a}"),
    ],
)
def test_short_forms_and_inheritance_are_valid(small: Any, old: str, new: str) -> None:
    assert mistakes("data_sources", small.with_("data", old, new).data) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("version: 1", "version: 2", "$.version"),
        ("    load: ", "    loads: ", "$.domains.sales"),
        ("已付: boolean", "已付: bool", "$.domains.sales.columns['已付']"),
        ("已付: boolean", "已付: {type: boolean, requierd: true}", "$.domains.sales.columns['已付']"),
        ('skip_patterns: ["IN*"]', "mode: insert", "$.domains.sales.foreign_keys[0].mode"),
        ('skip_patterns: ["IN*"]', "on_missing: ignore", "$.domains.sales.foreign_keys[0].on_missing"),
        ('skip_patterns: ["IN*"]', "source_columns: [a]", "$.domains.sales.foreign_keys[0]"),
    ],
)
def test_mistakes_are_found(small: Any, old: str, new: str, place: str) -> None:
    assert mistakes("data_sources", small.with_("data", old, new).data) == [place]


def test_every_key_is_described_and_every_description_is_used() -> None:
    described = set()
    for schema in SCHEMAS.values():
        for name, definition in schema["$defs"].items():
            for key, value in definition.get("properties", {}).items():
                if key == "type" and "AsMap" not in name and name != "Exposure":
                    continue
                model = name.removesuffix("AsMap").replace("TableDefaults", "ReferenceTable")
                entry = f"{model.replace('Defaults', 'Domain')}.{key}"
                assert value["description"]
                if entry in DESCRIPTIONS:
                    assert value["description"] == DESCRIPTIONS[entry]
                    described.add(entry)
    assert described == set(DESCRIPTIONS)


def test_the_text_is_the_same_every_time() -> None:
    assert json_schemas.__wrapped__() == json_schemas()
    assert all(text.endswith("}\n") and "\\u" not in text for text in json_schemas().values())
