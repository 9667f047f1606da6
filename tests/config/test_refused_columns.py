"""Columns and tables that are not there, or not of the type that is needed.

Each case changes one thing in the small configuration: the file, the text there, the text in its place, and the
places and messages of the refusal, all of them.
"""

from __future__ import annotations

from typing import Any

import pytest

CASES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "an unknown scope": (
        "data",
        "scope: [月度]",
        "scope: [月渡]",
        {
            "data_sources.yml:9:41: domains.sales.load.scope[0]": (
                "unknown column '月渡'. Did you mean '月度'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
        },
    ),
    "indexes of no column, of an unknown one, and twice the same": (
        "data",
        "table: 销售}",
        "table: 销售, indexes: [[], 月渡, 月度, [金额, 金额], [月度]]}",
        {
            "data_sources.yml:8:51: domains.sales.fact.indexes[0]": (
                "an index needs columns, such as [月度, 计划代码]."
            ),
            "data_sources.yml:8:55: domains.sales.fact.indexes[1]": (
                "unknown column '月渡'. Did you mean '月度'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
            "data_sources.yml:8:68: domains.sales.fact.indexes[3][1]": ("column '金额' stands here twice. Keep one."),
            "data_sources.yml:8:73: domains.sales.fact.indexes[4]": (
                "the index of 月度 is given twice: keep one of them."
            ),
        },
    ),
    "no scope": (
        "data",
        "{mode: replace_scope, scope: [月度]}",
        "{mode: replace_scope}",
        {
            "data_sources.yml:9:18: domains.sales.load.mode": (
                "mode replace_scope needs a scope: the columns whose rows a file replaces."
            ),
        },
    ),
    "a scope of an append": (
        "data",
        "{mode: replace_scope, scope: [月度]}",
        "{mode: append, scope: [月度]}",
        {
            "data_sources.yml:9:33: domains.sales.load.scope": (
                "mode append has no scope. Take scope out, or use mode: replace_scope."
            ),
        },
    ),
    "a scope that stands twice": (
        "data",
        "scope: [月度]",
        "scope: [月度, 月度]",
        {
            "data_sources.yml:9:45: domains.sales.load.scope[1]": "column '月度' stands here twice. Keep one.",
        },
    ),
    "total rows in an unknown column": (
        "data",
        'patterns: ["*.csv"]}',
        'patterns: ["*.csv"], total_rows: [地区, 客户名]}',
        {
            "data_sources.yml:7:69: domains.sales.files.total_rows[1]": (
                "unknown column '客户名'. Did you mean '客户名称'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
        },
    ),
    "texts of total rows that no cell can have": (
        "data",
        'patterns: ["*.csv"]}',
        'patterns: ["*.csv"], total_rows: {columns: [地区, 地区], texts: ["", "合计 "]}}',
        {
            "data_sources.yml:7:79: domains.sales.files.total_rows.columns[1]": (
                "column '地区' stands here twice. Keep one."
            ),
            "data_sources.yml:7:92: domains.sales.files.total_rows.texts[0]": (
                "a text is needed: blank cells mark no total."
            ),
            "data_sources.yml:7:96: domains.sales.files.total_rows.texts[1]": (
                "text '合计 ' is not folded and would never match. Write '合计'."
            ),
        },
    ),
    "json in a fact": (
        "data",
        "      已付: boolean\n",
        "      已付: json\n",
        {
            "data_sources.yml:18:11: domains.sales.columns.已付": "type json is for reference tables only. Use text.",
        },
    ),
    "a lookup in an unknown table": (
        "data",
        "{table: 地区, match: {名称: 地区}, take: 地区代码}",
        "{table: 地方, match: {名称: 地区}, take: 地区代码}",
        {
            "data_sources.yml:15:42: domains.sales.columns.地区代码.lookup.table": (
                "unknown table '地方'. Did you mean '地区'? Use one of: 客户, 地区."
            ),
        },
    ),
    "a lookup in a table without a source": (
        "data",
        "{table: 地区, match: {名称: 地区}, take: 地区代码}",
        "{table: 客户, match: {名称: 地区}, take: 地区代码}",
        {
            "data_sources.yml:15:42: domains.sales.columns.地区代码.lookup.table": (
                "table '客户' has no source, so nothing can be looked up there. Give it a source."
            ),
        },
    ),
    "a lookup of an unknown column": (
        "data",
        "take: 地区代码}}",
        "take: 代码}}",
        {
            "data_sources.yml:15:69: domains.sales.columns.地区代码.lookup.take": (
                "unknown column '代码'. Did you mean '地区代码'? Use one of: 地区代码, 名称, 上级."
            ),
        },
    ),
    "a lookup by an unknown reference column": (
        "data",
        "match: {名称: 地区}",
        "match: {名字: 地区}",
        {
            "data_sources.yml:15:54: domains.sales.columns.地区代码.lookup.match.名字": (
                "unknown column '名字'. Did you mean '名称'? Use one of: 地区代码, 名称, 上级."
            ),
        },
    ),
    "a lookup by an unknown fact column": (
        "data",
        "match: {名称: 地区}",
        "match: {名称: 区}",
        {
            "data_sources.yml:15:58: domains.sales.columns.地区代码.lookup.match.名称": (
                "unknown column '区'. Did you mean '地区'? Use one of: 月度, 客户代码, 客户名称, 地区, 地区代码, "
                "金额, 数量, 已付."
            ),
        },
    ),
    "a lookup by a column of another type": (
        "data",
        "match: {名称: 地区}",
        "match: {名称: 数量}",
        {
            "data_sources.yml:15:58: domains.sales.columns.地区代码.lookup.match.名称": (
                "'数量' is integer but '名称' is text."
            ),
        },
    ),
    "a lookup into a column of another type": (
        "data",
        "地区代码: {type: text, lookup",
        "地区代码: {type: integer, lookup",
        {
            "data_sources.yml:15:72: domains.sales.columns.地区代码.lookup.take": (
                "'地区代码' is text but column '地区代码' is integer. Give both one type."
            ),
            "data_sources.yml:32:24: domains.sales.foreign_keys[1].source_column": (
                "column '地区代码' is integer but '地区'.地区代码 is text. Give both one type."
            ),
        },
    ),
    "a lookup by a column that is looked up": (
        "data",
        "      已付: boolean\n",
        "      区: {type: text, lookup: {table: 地区, match: {地区代码: 地区代码}, take: 名称}}\n",
        {
            "data_sources.yml:18:57: domains.sales.columns.区.lookup.match.地区代码": (
                "column '地区代码' is looked up itself. Match with a column of the file."
            ),
        },
    ),
    "a required column that is looked up": (
        "data",
        "地区代码: {type: text, lookup",
        "地区代码: {type: text, required: true, lookup",
        {
            "data_sources.yml:15:26: domains.sales.columns.地区代码.required": (
                "required is for columns of the file; this one is looked up. Take required out."
            ),
        },
    ),
    "an unknown key column": (
        "references",
        "    key: 地区代码\n",
        "    key: 代码\n",
        {
            "data_sources.yml:34:21: domains.sales.foreign_keys[1].target_key": (
                "地区代码: the key of '地区' is 代码. Use exactly that."
            ),
            "reference_sources.yml:19:10: reference_tables.地区.key": (
                "unknown column '代码'. Did you mean '地区代码'? Use one of: 地区代码, 名称, 上级."
            ),
        },
    ),
    "a key that stands twice": (
        "references",
        "    key: 地区代码\n",
        "    keys: [地区代码, 地区代码]\n",
        {
            "reference_sources.yml:16:29: reference_tables.客户.foreign_keys[0].column": (
                "the key of '地区' is 地区代码, 地区代码. Give one column for each."
            ),
            "reference_sources.yml:19:18: reference_tables.地区.keys[1]": (
                "key '地区代码' stands here twice. Keep one."
            ),
            "reference_sources.yml:22:29: reference_tables.地区.foreign_keys[0].column": (
                "the key of '地区' is 地区代码, 地区代码. Give one column for each."
            ),
        },
    ),
    "a json key": (
        "references",
        "columns: {地区代码: text, ",
        "columns: {地区代码: json, ",
        {
            "data_sources.yml:15:69: domains.sales.columns.地区代码.lookup.take": (
                "'地区代码' is json but column '地区代码' is text. Give both one type."
            ),
            "data_sources.yml:32:24: domains.sales.foreign_keys[1].source_column": (
                "column '地区代码' is text but '地区'.地区代码 is json. Give both one type."
            ),
            "reference_sources.yml:16:29: reference_tables.客户.foreign_keys[0].column": (
                "column '地区代码' is text but '地区'.地区代码 is json. Give both one type."
            ),
            "reference_sources.yml:19:10: reference_tables.地区.key": (
                "key '地区代码' is json. A key of another type is needed."
            ),
            "reference_sources.yml:22:29: reference_tables.地区.foreign_keys[0].column": (
                "column '上级' is text but '地区'.地区代码 is json. Give both one type."
            ),
        },
    ),
    "a source column mapped to an unknown column": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv, columns: {code: 代码}}",
        {
            "reference_sources.yml:21:55: reference_tables.地区.source.columns.code": (
                "unknown column '代码'. Did you mean '地区代码'? Use one of: 地区代码, 名称, 上级."
            ),
        },
    ),
    "two source columns mapped to one": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv, columns: {code: 名称, name: 名称}}",
        {
            "reference_sources.yml:21:65: reference_tables.地区.source.columns.name": (
                "'code' and 'name' are both mapped to '名称'. Keep one."
            ),
        },
    ),
    "incremental without a cursor": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv}\n    strategy: incremental",
        {
            "reference_sources.yml:22:15: reference_tables.地区.strategy": (
                "strategy incremental needs a cursor: the column that says what is new."
            ),
        },
    ),
    "an unknown cursor": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv}\n    cursor: 名字",
        {
            "reference_sources.yml:22:13: reference_tables.地区.cursor": (
                "unknown column '名字'. Did you mean '名称'? Use one of: 地区代码, 名称, 上级."
            ),
        },
    ),
    "a cursor with a bidirectional character": (
        "references",
        "{type: file, path: reference/regions.csv}",
        '{type: mysql, connection: LEGACY, table: a}\n    cursor: "a\\u202E"',
        {
            "reference_sources.yml:22:13: reference_tables.地区.cursor": (
                "column 'a\\u202e' holds U+202E, a control or bidirectional character. Take it out."
            ),
        },
    ),
    "an unknown dependency of a table": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv}\n    depends_on: [客人]",
        {
            "reference_sources.yml:22:18: reference_tables.地区.depends_on[0]": (
                "unknown table '客人'. Did you mean '客户'? Use one of: 客户."
            ),
        },
    ),
    "a table that depends on itself": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv}\n    depends_on: [地区]",
        {
            "reference_sources.yml:22:18: reference_tables.地区.depends_on[0]": (
                "table '地区' depends on itself. Take it out."
            ),
        },
    ),
    "a foreign key of a table with an unknown column": (
        "references",
        "{column: 上级, ",
        "{column: 上, ",
        {
            "reference_sources.yml:22:29: reference_tables.地区.foreign_keys[0].column": (
                "unknown column '上'. Did you mean '上级'? Use one of: 地区代码, 名称, 上级."
            ),
        },
    ),
    "a foreign key of a table to an unknown table": (
        "references",
        "{column: 上级, target_table: 地区}",
        "{column: 上级, target_table: 地方}",
        {
            "reference_sources.yml:22:47: reference_tables.地区.foreign_keys[0].target_table": (
                "unknown table '地方'. Did you mean '地区'? Use one of: 客户, 地区."
            ),
        },
    ),
    "a foreign key of a table with too many columns": (
        "references",
        "{column: 上级, target_table: 地区}",
        "{columns: [上级, 名称], target_table: 地区}",
        {
            "reference_sources.yml:22:30: reference_tables.地区.foreign_keys[0].columns": (
                "the key of '地区' is 地区代码. Give one column for each."
            ),
        },
    ),
    "a foreign key of a table with another type": (
        "references",
        "上级: text}",
        "上级: integer}",
        {
            "reference_sources.yml:22:29: reference_tables.地区.foreign_keys[0].column": (
                "column '上级' is integer but '地区'.地区代码 is text. Give both one type."
            ),
        },
    ),
    "a model that is used twice": (
        "references",
        "model: dim_region",
        "model: dim_customer",
        {
            "reference_sources.yml:18:12: reference_tables.地区.model": (
                "model 'dim_customer' is used twice: also in reference_tables.客户.model "
                "(config/reference_sources.yml:4). Rename one."
            ),
        },
    ),
    "a table that is used twice": (
        "data",
        "table: 销售}",
        "table: 客户}",
        {
            "data_sources.yml:8:37: domains.sales.fact.table": (
                "table '客户' is used twice: also in reference_tables.客户 (config/reference_sources.yml:3). "
                "Rename one."
            ),
        },
    ),
    "two domains with one table": (
        "data",
        "domains:\n",
        (
            "domains:\n  costs:\n    description: Costs\n    files: {patterns: [a]}\n    fact: {model: "
            "fct_sales, table: 销售}\n    columns: {a: text}\n"
        ),
        {
            "data_sources.yml:13:19: domains.sales.fact.model": (
                "model 'fct_sales' is used twice: also in domains.costs.fact.model (config/data_sources.yml:8). "
                "Rename one."
            ),
            "data_sources.yml:13:37: domains.sales.fact.table": (
                "table '销售' is used twice: also in domains.costs.fact.table (config/data_sources.yml:8). Rename one."
            ),
        },
    ),
    "a domain called like a batch of another": (
        "data",
        "domains:\n",
        (
            "domains:\n  sales_p1:\n    description: Costs\n    files: {patterns: [a]}\n    fact: {model: "
            "fct_costs, table: 成本}\n    columns: {a: text}\n"
        ),
        {
            "data_sources.yml:5:3: domains.sales_p1": (
                "domain 'sales_p1': parts of domain 'sales' bear such names. Choose another name."
            ),
        },
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), CASES.values(), ids=CASES.keys())
def test_is_refused(small: Any, file: str, old: str, new: str, says: dict[str, str]) -> None:
    count = "1 problem" if len(says) == 1 else f"{len(says)} problems"
    expected = [f"{count} in the configuration:", *(f"config/{place}: {message}" for place, message in says.items())]
    assert small.with_(file, old, new).refusal() == "\n".join(expected)
