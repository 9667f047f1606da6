"""Every aggregation is everywhere: docs/extending.md, "An aggregation"."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from refill.config.aggregations import RULES, BackfillColumn, Behind, Rule
from refill.config.schema import json_schemas
from refill.config.types import DataType

from ..derivation import aggregations as model
from ..support.servers import REPOSITORY

EACH = pytest.mark.parametrize("name", RULES)
FIELDS = {"order_column": "n", "template": "{t}-{n}", "value": 1.5}
TYPES = {"t": DataType(kind="text"), "n": DataType(kind="numeric", precision=9, scale=2)}
MACROS = [*(REPOSITORY / "macros").rglob("aggregate_*.sql")]


def made(name: str) -> Rule:
    """Return the aggregation with all its fields."""
    fields = {field: FIELDS[field] for field in RULES[name].model_fields if field in FIELDS}
    return RULES[name].model_validate({"type": name, **fields})


def subclasses(rule: type[Rule]) -> set[type[Rule]]:
    return {rule, *(below for direct in rule.__subclasses__() for below in subclasses(direct))}


def test_every_class_with_a_type_of_its_own_is_among_the_rules() -> None:
    typed = {rule for rule in subclasses(Rule) if rule.model_fields["type"].annotation is not str}
    assert typed == set(RULES.values())


@EACH
def test_the_yaml_may_have_it(name: str) -> None:
    rule = made(name)
    written = {"target": "x", "source": "t" if rule.has_source else None, "aggregation": rule.model_dump()}
    assert BackfillColumn.model_validate(written).aggregation == rule


@EACH
def test_the_json_schema_has_it(name: str) -> None:
    schema: dict[str, Any] = json.loads(json_schemas()["data_sources.schema.json"])
    assert schema["$defs"][RULES[name].__name__]["properties"]["type"]["const"] == name


@EACH
def test_the_documentation_has_a_row_for_it(name: str) -> None:
    text = (REPOSITORY / "docs" / "configuration.md").read_text(encoding="utf-8")
    table = text[text.index("### Aggregations\n") : text.index("All are deterministic")]
    named = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert len([cell for cell in named if f"`{name}`" in cell.split(" with ")[0]]) == 1


@EACH
def test_the_model_of_the_tests_has_it(name: str) -> None:
    assert [name in found for found in (model.OF_ROWS, model.OF_ORDER, model.OF_VALUES)].count(True) == 1


@EACH
def test_a_macro_makes_it(name: str) -> None:
    macro = re.compile(rf"{{% macro aggregate_{name}\(column\)")
    assert len([path for path in MACROS if macro.search(path.read_text(encoding="utf-8"))]) == 1


def test_there_is_no_macro_of_an_aggregation_that_does_not_exist() -> None:
    assert {Path(path).stem.removeprefix("aggregate_") for path in MACROS} == RULES.keys()


@EACH
def test_it_says_what_it_does_and_what_it_reads(name: str) -> None:
    rule = made(name)
    words = rule.words("t" if rule.has_source else None)
    assert "None" not in words
    assert "{" not in words.replace("{t}-{n}", "")
    assert set(rule.columns) <= TYPES.keys()
    assert all(name in words for name in rule.columns)
    assert rule.arguments(TYPES).keys() <= {"by", "by_type", "separator", "sort", "value", "template"}


@EACH
def test_it_says_which_rows_explain_it(name: str) -> None:
    rule = made(name)
    assert rule.order[-1][0] == "_row_number"  # no two rows are equal
    assert {column for column, _ in rule.order} <= {"_batch_id", "_row_number", *rule.columns}
    assert (rule.behind in (Behind.ONE_ROW, Behind.ALL_ROWS)) == rule.has_source
