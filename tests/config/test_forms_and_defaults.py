"""What the YAML may leave out or say shortly, and what a domain inherits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refill.config.load import load_config
from refill.config.models import (
    BackfillColumn,
    Config,
    DataType,
    Files,
    First,
    ForeignKey,
    Load,
    MaxBy,
    RefColumn,
    TotalRows,
)


def test_the_small_configuration_has_every_default(small: Any) -> None:
    sales = small.load().domains["sales"]
    assert sales.foreign_keys[1] == ForeignKey(
        name="fk_region",
        source_columns=("地区代码",),
        target_table="地区",
        target_keys=("地区代码",),
        mode=("insert_missing",),
        on_missing="register",
        on_null="allow",
        skip_blank_values=True,
        skip_patterns=(),
        priority=100,
        depends_on=(),
        backfill_columns=(),
    )
    assert sales.null_tokens == ("", "\\N")
    assert sales.load == Load(mode="replace_scope", scope=("月度",))


def test_derive_columns_come_after_backfill_columns(small: Any) -> None:
    variant = small.with_("data", '        skip_patterns: ["IN*"]\n', "        derive_columns: [客户代码]\n")
    key = variant.load().domains["sales"].foreign_keys[0]
    assert key.backfill_columns[-1] == BackfillColumn(source="客户代码", target="客户代码", aggregation=First())
    assert key.attributes == key.backfill_columns[:-1]
    assert key.backfill_columns[1].aggregation == MaxBy(type="max_by", order_column="金额")


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("mode: fill_null_only", "mode", ("fill_null_only",)),
        ("mode: [insert_missing, fill_null_only]", "mode", ("insert_missing", "fill_null_only")),
        ("allow_auto_register: false", "on_missing", "quarantine"),
        ("allow_auto_register: true", "on_missing", "register"),
        ("on_missing: fail", "on_missing", "fail"),
        ("on_null: quarantine", "on_null", "quarantine"),
        ("depends_on: [fk_region]", "depends_on", ("fk_region",)),
        ("skip_blank_values: false", "skip_blank_values", False),
        ("priority: -1", "priority", -1),
    ],
)
def test_a_foreign_key_says(small: Any, line: str, field: str, value: object) -> None:
    key = small.with_("data", 'skip_patterns: ["IN*"]', line).load().domains["sales"].foreign_keys[0]
    assert getattr(key, field) == value


@pytest.mark.parametrize(
    ("rule", "columns", "texts"),
    [
        ("[地区]", ("地区",), ("合计", "小计", "总计")),
        ("{columns: [地区, 客户名称]}", ("地区", "客户名称"), ("合计", "小计", "总计")),
        ("{columns: [地区], texts: [Total]}", ("地区",), ("Total",)),
    ],
)
def test_total_rows_are_a_list_of_columns_or_a_map(
    small: Any, rule: str, columns: tuple[str, ...], texts: tuple[str, ...]
) -> None:
    variant = small.with_("data", 'patterns: ["*.csv"]', f'patterns: ["*.csv"], total_rows: {rule}')
    assert variant.load().domains["sales"].files.total_rows == TotalRows(columns=columns, texts=texts)


def test_composite_keys(small: Any) -> None:
    variant = small.with_("references", "    key: 客户代码\n", "    keys: [客户代码, 名称]\n")
    variant = variant.with_("data", "source_column: 客户代码", "source_columns: [客户名称, 客户代码]")
    variant = variant.with_("data", "target_key: 客户代码", "target_keys: [名称, 客户代码]")
    key = variant.load().domains["sales"].foreign_keys[0]
    assert (key.source_columns, key.target_keys) == (("客户名称", "客户代码"), ("名称", "客户代码"))


def test_a_column_is_a_type_or_a_map(small: Any) -> None:
    variant = small.with_(
        "references", "      邮箱: text\n", "      邮箱: {type: text, case: lower, description: 邮箱}\n"
    )
    columns = variant.load().tables["客户"].columns
    assert columns["邮箱"] == RefColumn(type=DataType(kind="text"), case="lower", description="邮箱")
    assert columns["名称"] == RefColumn(type=DataType(kind="text"))
    assert {name: column.type.sql for name, column in columns.items()} == {
        "客户代码": "text",
        "名称": "text",
        "地区代码": "text",
        "邮箱": "text",
        "备注": "text",
        "标签": "jsonb",
        "首购": "date",
        "订单数": "bigint",
        "总额": "numeric(18,2)",
    }


DEFAULTS = '{exclude: ["~$*"]}'
FILES = 'files: {path: "{YYYYMM}", patterns: ["*.csv"]}'


@pytest.mark.parametrize(
    ("defaults", "own", "files"),
    [
        (DEFAULTS, FILES, Files(path="{YYYYMM}", patterns=("*.csv",), exclude=("~$*",))),
        (DEFAULTS, "files: {patterns: [a], exclude: [b]}", Files(patterns=("a",), exclude=("b",))),
        (DEFAULTS, 'files: {patterns: [a], exclude: ["+b"]}', Files(patterns=("a",), exclude=("~$*", "b"))),
        (DEFAULTS, "files: {patterns: [a], exclude: []}", Files(patterns=("a",))),
        ("{on_many: all}", "files: {patterns: [a], on_many: newest}", Files(patterns=("a",), on_many="newest")),
        ("{patterns: [a], root: in}", "", Files(root="in", patterns=("a",))),
        ("{root: in}", 'files: {patterns: ["+a"]}', Files(root="in", patterns=("a",))),
    ],
)
def test_a_domain_inherits(small: Any, defaults: str, own: str, files: Files) -> None:
    variant = small.with_("data", DEFAULTS, defaults).with_("data", FILES, own)
    assert variant.load().domains["sales"].files == files


@pytest.mark.parametrize(
    ("defaults", "own", "tokens"),
    [
        ("", "", ("", "\\N")),
        ("", 'null_tokens: ["+NA"]', ("", "\\N", "NA")),
        ('null_tokens: ["", "-"]', "", ("", "-")),
        ('null_tokens: ["+-"]', 'null_tokens: ["+NA", "++"]', ("", "\\N", "-", "NA", "+")),
        ('null_tokens: ["-"]', 'null_tokens: ["+"]', ("+",)),
        ('null_tokens: ["-"]', "null_tokens: []", ()),
    ],
)
def test_null_tokens_extend_or_replace(small: Any, defaults: str, own: str, tokens: tuple[str, ...]) -> None:
    variant = small.with_("data", "defaults:\n", f"defaults:\n  {defaults}\n")
    variant = variant.with_("data", "    description: Sales\n", f"    description: Sales\n    {own}\n")
    assert variant.load().domains["sales"].null_tokens == tokens


@pytest.mark.parametrize(
    ("defaults", "own", "age"),
    [
        ("", "", None),
        ("retain: {raw: 24 months}", "", "24 months"),
        ("retain: {raw: 24 months}", "retain: {raw: 1 year}", "1 year"),
        ("retain: {raw: 24 months}", "retain: {raw: forever}", None),
        ("", "retain: {raw: 999 days}", "999 days"),
    ],
)
def test_raw_rows_are_kept_for_ever_or_as_long_as_is_said(small: Any, defaults: str, own: str, age: str | None) -> None:
    variant = small.with_("data", "defaults:\n", f"defaults:\n  {defaults}\n")
    variant = variant.with_("data", "    description: Sales\n", f"    description: Sales\n    {own}\n")
    assert variant.load().domains["sales"].retain.raw == age


def test_a_plus_in_a_list_that_inherits_nothing_is_a_plus(small: Any) -> None:
    key = small.with_("data", '["IN*"]', '["+86*"]').load().domains["sales"].foreign_keys[0]
    assert key.skip_patterns == ("+86*",)


def test_columns_are_inherited_and_changed(small: Any) -> None:
    variant = small.with_(
        "data", "defaults:\n", "defaults:\n  columns: {来源: text, 已付: {type: text, aliases: [付]}}\n"
    )
    variant = variant.with_("data", "      已付: boolean\n", "      已付: {type: boolean}\n")
    columns = variant.load().domains["sales"].columns
    assert (str(columns["来源"].type), str(columns["已付"].type), columns["已付"].aliases) == (
        "text",
        "boolean",
        ("付",),
    )


def test_codes_stay_text(small: Any) -> None:
    codes = ["007", "1E5", "NO", "yes", "TRUE", "12:30:45", "2024-01-01", "0x1F", "0o17", "1_000", "NULL", ".5", "+1"]
    for code in codes:
        variant = small.with_("data", '["IN*"]', f"[{code}]")
        assert variant.load().domains["sales"].foreign_keys[0].skip_patterns == (code,)


@pytest.mark.parametrize(
    ("written", "value"), [("新客", "新客"), ("007", "007"), ("7", 7), ("1.5", 1.5), ("true", True)]
)
def test_a_constant_keeps_its_kind(small: Any, written: str, value: object) -> None:
    old = '{type: template, template: "客户_{客户名称}"}'
    variant = small.with_("data", old, f"{{type: constant, value: {written}}}")
    constant = variant.load().domains["sales"].foreign_keys[0].backfill_columns[3].aggregation.value
    assert (type(constant), constant) == (type(value), value)


@pytest.mark.parametrize("nothing", ["", "\n{}: {{}}\n", "\n{}:\n"])
def test_an_empty_configuration_is_sound(tmp_path: Path, nothing: str) -> None:
    (tmp_path / "data_sources.yml").write_text("version: 1" + nothing.format("domains"), encoding="utf-8")
    (tmp_path / "reference_sources.yml").write_text("version: 1" + nothing.format("reference_tables"), encoding="utf-8")
    assert load_config(tmp_path) == Config(domains={}, tables={})


def test_an_optional_source_that_the_fact_lacks_stays_in_the_configuration(small: Any) -> None:
    mapping = small.load().domains["sales"].foreign_keys[0].backfill_columns[2]
    assert mapping == BackfillColumn(source="邮箱", target="邮箱", optional=True)


def test_a_cursor_may_be_a_column_of_the_source(small: Any) -> None:
    old = "source: {type: file, path: reference/regions.csv}"
    new = "source: {type: mysql, connection: LEGACY, table: 地区}\n    strategy: incremental\n    cursor: updated_at"
    assert small.with_("references", old, new).load().tables["地区"].cursor == "updated_at"
