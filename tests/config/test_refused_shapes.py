"""Keys and values that do not have their shape.

Each case changes one thing in the small configuration: the file, the text there, the text in its place, and the
places and messages of the refusal, all of them.
"""

from __future__ import annotations

from typing import Any

import pytest

from refill.config.aggregations import RULES

CASES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "an unknown key of a domain": (
        "data",
        "    load: ",
        "    loads: ",
        {
            "data_sources.yml:9:5: domains.sales.loads": (
                "unknown key 'loads'. Did you mean 'load'? Use one of: description, files, fact, load, retain, "
                "null_tokens, decimal, weight, columns, foreign_keys."
            ),
        },
    ),
    "an age of raw rows": (
        "data",
        "    load: ",
        "    retain: {raw: 2 moons}\n    load: ",
        {
            "data_sources.yml:9:19: domains.sales.retain.raw": (
                "'2 moons': use an age such as 24 months, 8 weeks or 400 days, from 1 to 999, or forever."
            ),
        },
    ),
    "an age of nothing, in the defaults": (
        "data",
        'files: {exclude: ["~$*"]}',
        'files: {exclude: ["~$*"]}\n  retain: {raw: 0 days}',
        {
            "data_sources.yml:4:17: defaults.retain.raw": (
                "'0 days': use an age such as 24 months, 8 weeks or 400 days, from 1 to 999, or forever."
            ),
        },
    ),
    "what nothing is kept of": (
        "data",
        "    load: ",
        "    retain: {facts: 2 years}\n    load: ",
        {"data_sources.yml:9:14: domains.sales.retain.facts": "unknown key 'facts'. Use one of: raw."},
    ),
    "an unknown key in the defaults": (
        "data",
        'files: {exclude: ["~$*"]}',
        'files: {excludes: ["~$*"]}',
        {
            "data_sources.yml:3:11: defaults.files.excludes": (
                "unknown key 'excludes'. Did you mean 'exclude'? Use one of: root, path, patterns, exclude, "
                "sheets, header_row, header_rows, merged_cells, on_many, versions, encoding, delimiter, total_rows."
            ),
        },
    ),
    "a name of a domain": (
        "data",
        "    description: Sales\n",
        "    description: Sales\n    name: sales\n",
        {
            "data_sources.yml:7:5: domains.sales.name": "unknown key 'name'. The name is the key above it.",
        },
    ),
    "an unknown key of a column": (
        "data",
        "      已付: boolean\n",
        "      已付: {type: boolean, requierd: true}\n",
        {
            "data_sources.yml:18:27: domains.sales.columns.已付.requierd": (
                "unknown key 'requierd'. Did you mean 'required'? Use one of: type, required, aliases, lookup, "
                "case, cells, decimal, description."
            ),
        },
    ),
    "an unknown key of a foreign key": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        prioriti: 1\n",
        {
            "data_sources.yml:24:9: domains.sales.foreign_keys[0].prioriti": (
                "unknown key 'prioriti'. Did you mean 'priority'? Use one of: name, source_columns, "
                "target_table, target_keys, mode, on_missing, on_null, skip_blank_values, skip_patterns, "
                "priority, depends_on, backfill_columns, source_column, target_key, derive_columns, "
                "allow_auto_register."
            ),
        },
    ),
    "an unknown key of an aggregation": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: {type: last, order_column: 金额}}\n",
        {
            "data_sources.yml:26:66: domains.sales.foreign_keys[0].backfill_columns[0].aggregation.order_column": (
                "unknown key 'order_column'. Use one of: type."
            ),
        },
    ),
    "an unknown key of a source": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: reference/regions.csv, sheets: [a]}",
        {
            "reference_sources.yml:21:55: reference_tables.地区.source.sheets": (
                "unknown key 'sheets'. Did you mean 'sheet'? Use one of: type, name, columns, required, strategy, "
                "cursor, guard, schedule, path, sheet, encoding."
            ),
        },
    ),
    "an empty domain": (
        "data",
        "domains:\n",
        "domains:\n  costs:\n",
        {
            "data_sources.yml:5:9: domains.costs": "empty: use a map of keys and values.",
        },
    ),
    "a domain without a fact": (
        "data",
        "    fact: {model: fct_sales, table: 销售}\n",
        "",
        {
            "data_sources.yml:5:3: domains.sales": "fact is missing.",
        },
    ),
    "no patterns": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "{YYYYMM}"}',
        {
            "data_sources.yml:7:5: domains.sales.files": "patterns is missing.",
        },
    ),
    "empty patterns": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "{YYYYMM}", patterns: []}',
        {
            "data_sources.yml:7:41: domains.sales.files.patterns": "empty: at least one is needed.",
        },
    ),
    "patterns as text": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "{YYYYMM}", patterns: "*.csv"}',
        {
            "data_sources.yml:7:41: domains.sales.files.patterns": "'*.csv': use a list, such as [a, b].",
        },
    ),
    "an unknown type of column": (
        "data",
        "      已付: boolean\n",
        "      已付: bool\n",
        {
            "data_sources.yml:18:11: domains.sales.columns.已付": (
                "unknown type 'bool'. Did you mean 'boolean'? Use one of: text, month, date, timestamp, integer, "
                "boolean, numeric(p,s), json (reference tables only)."
            ),
        },
    ),
    "a numeric without its scale": (
        "data",
        "      已付: boolean\n",
        "      已付: {type: numeric(18)}\n",
        {
            "data_sources.yml:18:18: domains.sales.columns.已付.type": (
                "unknown type 'numeric(18)'. Did you mean 'numeric(p,s)'? Use one of: text, month, date, "
                "timestamp, integer, boolean, numeric(p,s), json (reference tables only)."
            ),
        },
    ),
    "a numeric whose comma ends the value": (
        "data",
        "      已付: boolean\n",
        "      已付: {type: numeric(18,4)}\n",
        {
            "data_sources.yml:18:18: domains.sales.columns.已付.type": (
                "unknown type 'numeric(18'. Inside {…} a type with a comma goes in quotes: \"numeric(18,4)\"."
            ),
            "data_sources.yml:18:29: domains.sales.columns.已付.4)": (
                "unknown key '4)'. Use one of: type, required, aliases, lookup, case, cells, decimal, description."
            ),
        },
    ),
    "a number as a column": (
        "data",
        "      已付: boolean\n",
        "      已付: 5\n",
        {
            "data_sources.yml:18:11: domains.sales.columns.已付": (
                "use a type, such as text, or a map, such as {type: text}."
            ),
        },
    ),
    "a column without a type": (
        "data",
        "      已付: boolean\n",
        "      已付: {required: true}\n",
        {
            "data_sources.yml:18:7: domains.sales.columns.已付": "type is missing.",
        },
    ),
    "a yes for true": (
        "data",
        "      已付: boolean\n",
        "      已付: {type: boolean, required: yes}\n",
        {
            "data_sources.yml:18:37: domains.sales.columns.已付.required": "'yes': use true or false.",
        },
    ),
    "a number as a null token": (
        "data",
        "    description: Sales\n",
        "    description: Sales\n    null_tokens: [0]\n",
        {
            "data_sources.yml:7:19: domains.sales.null_tokens[0]": '0 is not text here. Put it in quotes: "0".',
        },
    ),
    "text as a priority": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        '        priority: "1"\n',
        {
            "data_sources.yml:24:19: domains.sales.foreign_keys[0].priority": "'1': use a whole number.",
        },
    ),
    "an unknown policy": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        on_missing: registre\n",
        {
            "data_sources.yml:24:21: domains.sales.foreign_keys[0].on_missing": (
                "unknown value 'registre'. Did you mean 'register'? Use one of: register, quarantine, fail."
            ),
        },
    ),
    "an unknown policy for nulls": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        on_null: register\n",
        {
            "data_sources.yml:24:18: domains.sales.foreign_keys[0].on_null": (
                "unknown value 'register'. Use one of: allow, quarantine, fail."
            ),
        },
    ),
    "an unknown mode": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        mode: insert_mising\n",
        {
            "data_sources.yml:24:15: domains.sales.foreign_keys[0].mode": (
                "unknown value 'insert_mising'. Did you mean 'insert_missing'? Use one of: insert_missing, "
                "fill_null_only."
            ),
        },
    ),
    "an empty mode": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        mode: []\n",
        {
            "data_sources.yml:24:15: domains.sales.foreign_keys[0].mode": "empty: at least one is needed.",
        },
    ),
    "an unknown load mode": (
        "data",
        "mode: replace_scope",
        "mode: replace",
        {
            "data_sources.yml:9:18: domains.sales.load.mode": (
                "unknown value 'replace'. Did you mean 'replace_scope'? Use one of: append, replace_scope."
            ),
        },
    ),
    "an unknown aggregation": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: {type: concat_distinkt}}\n",
        {
            "data_sources.yml:26:53: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "unknown type 'concat_distinkt'. Did you mean 'concat_distinct'? Use one of: " + ", ".join(RULES) + "."
            ),
        },
    ),
    "an aggregation as text": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: last}\n",
        {
            "data_sources.yml:26:53: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "'last': use a map, such as {type: …}."
            ),
        },
    ),
    "an aggregation without its type": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: {order_column: 金额}}\n",
        {
            "data_sources.yml:26:53: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "type is missing."
            ),
        },
    ),
    "max_by without order_column": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: {type: max_by}}\n",
        {
            "data_sources.yml:26:40: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "order_column is missing."
            ),
        },
    ),
    "a constant without its value": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 名称, aggregation: {type: constant}}\n",
        {
            "data_sources.yml:26:26: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "value is missing."
            ),
        },
    ),
    "a constant that is a list": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 名称, aggregation: {type: constant, value: [a]}}\n",
        {
            "data_sources.yml:26:63: domains.sales.foreign_keys[0].backfill_columns[0].aggregation.value": (
                "use text, a number, true or false."
            ),
        },
    ),
    "a template without its text": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 名称, aggregation: {type: template}}\n",
        {
            "data_sources.yml:26:26: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "template is missing."
            ),
        },
    ),
    "a foreign key without a source": (
        "data",
        "        source_column: 客户代码\n",
        "",
        {
            "data_sources.yml:20:9: domains.sales.foreign_keys[0]": "source_column is missing.",
        },
    ),
    "a foreign key without a target key": (
        "data",
        "        target_key: 客户代码\n",
        "",
        {
            "data_sources.yml:20:9: domains.sales.foreign_keys[0]": "target_key is missing.",
        },
    ),
    "both forms of a source column": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        source_columns: [客户代码]\n",
        {
            "data_sources.yml:20:9: domains.sales.foreign_keys[0]": (
                "source_column and source_columns are both given: keep one of them."
            ),
        },
    ),
    "fewer keys than columns": (
        "data",
        "source_column: 客户代码",
        "source_columns: [客户代码, 地区]",
        {
            "data_sources.yml:20:9: domains.sales.foreign_keys[0]": (
                "source columns: 2, target keys: 1. Give one for each."
            ),
        },
    ),
    "a policy in both forms": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        on_missing: fail\n        allow_auto_register: false\n",
        {
            "data_sources.yml:20:9: domains.sales.foreign_keys[0]": (
                "allow_auto_register and on_missing are both given: keep on_missing."
            ),
        },
    ),
    "derive_columns as text": (
        "data",
        "        target_key: 地区代码\n",
        "        target_key: 地区代码\n        derive_columns: 名称\n",
        {
            "data_sources.yml:31:9: domains.sales.foreign_keys[1]": (
                "derive_columns: use a list of column names, such as [a, b]."
            ),
        },
    ),
    "a number in derive_columns": (
        "data",
        "        target_key: 地区代码\n",
        "        target_key: 地区代码\n        derive_columns: [名称, 5]\n",
        {
            "data_sources.yml:35:30: domains.sales.foreign_keys[1].derive_columns[1]": (
                '5 is not text here. Put it in quotes: "5".'
            ),
        },
    ),
    "a table without a key": (
        "references",
        "    key: 地区代码\n",
        "",
        {
            "reference_sources.yml:17:3: reference_tables.地区": "key is missing.",
        },
    ),
    "a table without columns": (
        "references",
        "    columns: {地区代码: text, 名称: text, 上级: text}\n",
        "    columns: {}\n",
        {
            "reference_sources.yml:20:14: reference_tables.地区.columns": "empty: at least one is needed.",
        },
    ),
    "an unknown source": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: sqlite, path: a}",
        {
            "reference_sources.yml:21:13: reference_tables.地区.source": (
                "unknown type 'sqlite'. Use one of: file, http, manual, mysql, none, postgres, seed."
            ),
        },
    ),
    "a source by the name of decisions": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: reference/regions.csv, name: manual}",
        {
            "reference_sources.yml:21:61: reference_tables.地区.source.name": (
                "name 'manual' is that of stewards' decisions. Choose another."
            ),
        },
    ),
    "decisions with what is for sources that are read": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: manual, required: true}",
        {
            "reference_sources.yml:21:28: reference_tables.地区.source.required": (
                "required is for sources that are read; decisions are in the ledger. Take it out."
            ),
        },
    ),
    "a source without a type": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{path: a.csv}",
        {
            "reference_sources.yml:21:13: reference_tables.地区.source": "type is missing.",
        },
    ),
    "a negative guard": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: reference/regions.csv}\n    guard: {min_rows: -1}",
        {
            "reference_sources.yml:22:23: reference_tables.地区.guard.min_rows": "-1: use a number of at least 0.",
        },
    ),
    "a guard over one": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: reference/regions.csv}\n    guard: {max_retire_ratio: 20}",
        {
            "reference_sources.yml:22:31: reference_tables.地区.guard.max_retire_ratio": (
                "20: use a number of at most 1.0."
            ),
        },
    ),
    "a guard in quotes": (
        "references",
        "{type: file, path: reference/regions.csv}",
        '{type: file, path: reference/regions.csv}\n    guard: {max_retire_ratio: "0.2"}',
        {
            "reference_sources.yml:22:31: reference_tables.地区.guard.max_retire_ratio": "'0.2': use a number.",
        },
    ),
    "a foreign key between tables without a column": (
        "references",
        "{column: 上级, target_table: 地区}",
        "{target_table: 地区}",
        {
            "reference_sources.yml:22:20: reference_tables.地区.foreign_keys[0]": "column is missing.",
        },
    ),
    "a list that extends and replaces": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "{YYYYMM}", patterns: ["*.csv"], exclude: ["+a*", "b*"]}',
        {
            "data_sources.yml:7:61: domains.sales.files.exclude": (
                "some items begin with + and some do not. Begin all with + to extend the defaults, or none to replace."
            ),
        },
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), CASES.values(), ids=CASES.keys())
def test_is_refused(small: Any, file: str, old: str, new: str, says: dict[str, str]) -> None:
    count = "1 problem" if len(says) == 1 else f"{len(says)} problems"
    expected = [f"{count} in the configuration:", *(f"config/{place}: {message}" for place, message in says.items())]
    assert small.with_(file, old, new).refusal() == "\n".join(expected)
