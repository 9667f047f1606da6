"""Names, paths, headers and values that cannot be.

Each case changes one thing in the small configuration: the file, the text there, the text in its place, and the
places and messages of the refusal, all of them.
"""

from __future__ import annotations

from typing import Any

import pytest

CASES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a control character in a column": (
        "data",
        "      已付: boolean\n",
        '      "a\\u0007b": text\n',
        {
            "data_sources.yml:18:7: domains.sales.columns.'a\\x07b'": (
                "column 'a\\x07b' holds U+0007, a control or bidirectional character. Take it out."
            ),
        },
    ),
    "a bidirectional character in a column": (
        "data",
        "      已付: boolean\n",
        '      "a\\u202Eb": text\n',
        {
            "data_sources.yml:18:7: domains.sales.columns.'a\\u202eb'": (
                "column 'a\\u202eb' holds U+202E, a control or bidirectional character. Take it out."
            ),
        },
    ),
    "a zero-width character in a table": (
        "references",
        "  地区:\n",
        '  "地\\u200B区":\n',
        {
            "data_sources.yml:15:42: domains.sales.columns.地区代码.lookup.table": (
                "unknown table '地区'. Did you mean '地\\u200b区'? Use one of: 客户, '地\\u200b区'."
            ),
            "data_sources.yml:33:23: domains.sales.foreign_keys[1].target_table": (
                "unknown table '地区'. Did you mean '地\\u200b区'? Use one of: 客户, '地\\u200b区'."
            ),
            "reference_sources.yml:16:49: reference_tables.客户.foreign_keys[0].target_table": (
                "unknown table '地区'. Did you mean '地\\u200b区'? Use one of: 客户, '地\\u200b区'."
            ),
            "reference_sources.yml:17:3: reference_tables.'地\\u200b区'": (
                "table '地\\u200b区' holds U+200B, a control or bidirectional character. Take it out."
            ),
            "reference_sources.yml:22:47: reference_tables.'地\\u200b区'.foreign_keys[0].target_table": (
                "unknown table '地区'. Did you mean '地\\u200b区'? Use one of: 客户, '地\\u200b区'."
            ),
        },
    ),
    "a NUL in a column": (
        "data",
        "      已付: boolean\n",
        '      "a\\0b": text\n',
        {
            "data_sources.yml:18:7: domains.sales.columns": (
                "'a\\x00b' holds a NUL character, which no database can store."
            ),
        },
    ),
    "an empty column": (
        "data",
        "      已付: boolean\n",
        '      "": text\n',
        {
            "data_sources.yml:18:7: domains.sales.columns.''": "column '': a name is needed.",
        },
    ),
    "a column of 64 bytes": (
        "data",
        "      已付: boolean\n",
        "      字字字字字字字字字字字字字字字字字字字字字a: text\n",
        {
            "data_sources.yml:18:7: domains.sales.columns.字字字字字字字字字字字字字字字字字字字字字a": (
                "column '字字字字字字字字字字字字字字字字字字字字字a': 64 bytes of UTF-8. Use at most 63."
            ),
        },
    ),
    "a column with white space around it": (
        "data",
        "      已付: boolean\n",
        '      " 已付": text\n',
        {
            "data_sources.yml:18:7: domains.sales.columns.' 已付'": (
                "column ' 已付': white space around it. Take it out."
            ),
        },
    ),
    "a column with a double quote": (
        "data",
        "      已付: boolean\n",
        "      'a\"b': text\n",
        {
            'data_sources.yml:18:7: domains.sales.columns.a"b': (
                "column 'a\"b' holds a double quote, which quoted names cannot. Take it out."
            ),
        },
    ),
    "a column with a leading underscore": (
        "references",
        "      总额: numeric(18,2)\n",
        "      总额: numeric(18,2)\n      _source: text\n",
        {
            "reference_sources.yml:16:7: reference_tables.客户.columns._source": (
                "column '_source': a leading underscore is kept for refill's own columns. Choose another name."
            ),
        },
    ),
    "a column called like a system column": (
        "data",
        "      已付: boolean\n",
        "      ctid: text\n",
        {
            "data_sources.yml:18:7: domains.sales.columns.ctid": (
                "column 'ctid': PostgreSQL has a system column of that name. Choose another name."
            ),
        },
    ),
    "a fact table over 50 bytes": (
        "data",
        "table: 销售}",
        "table: 销售销售销售销售销售销售销售销售销}",
        {
            "data_sources.yml:8:37: domains.sales.fact.table": (
                "table '销售销售销售销售销售销售销售销售销': 51 bytes of UTF-8. Use at most 50."
            ),
        },
    ),
    "a reference table over 50 bytes": (
        "references",
        "version: 1\nreference_tables:\n",
        (
            "version: 1\nreference_tables:\n  客户客户客户客户客户客户客户客户客: {model: dim_x, key: a, "
            "columns: {a: text}}\n"
        ),
        {
            "reference_sources.yml:3:3: reference_tables.客户客户客户客户客户客户客户客户客": (
                "table '客户客户客户客户客户客户客户客户客': 51 bytes of UTF-8. Use at most 50."
            ),
        },
    ),
    "a Chinese domain": (
        "data",
        "  sales:\n",
        "  销售:\n",
        {
            "data_sources.yml:5:3: domains.销售": (
                "domain '销售': use small ASCII letters, digits and _, beginning with a letter."
            ),
        },
    ),
    "a domain over 40 bytes": (
        "data",
        "  sales:\n",
        "  sales_sales_sales_sales_sales_sales_sales:\n",
        {
            "data_sources.yml:5:3: domains.sales_sales_sales_sales_sales_sales_sales": (
                "domain 'sales_sales_sales_sales_sales_sales_sales': 41 bytes. Use at most 40."
            ),
        },
    ),
    "a fact model without its prefix": (
        "data",
        "model: fct_sales",
        "model: sales",
        {
            "data_sources.yml:8:19: domains.sales.fact.model": (
                "model 'sales': begin it with fct_, such as fct_sales."
            ),
        },
    ),
    "a fact model in capitals": (
        "data",
        "model: fct_sales",
        "model: fct_Sales",
        {
            "data_sources.yml:8:19: domains.sales.fact.model": (
                "model 'fct_Sales': use small ASCII letters, digits and _, beginning with a letter."
            ),
        },
    ),
    "a reference model without its prefix": (
        "references",
        "model: dim_region",
        "model: region",
        {
            "reference_sources.yml:18:12: reference_tables.地区.model": (
                "model 'region': begin it with dim_, such as dim_region."
            ),
        },
    ),
    "a Chinese foreign key": (
        "data",
        "name: fk_region",
        "name: 地区",
        {
            "data_sources.yml:31:15: domains.sales.foreign_keys[1].name": (
                "foreign key '地区': use small ASCII letters, digits and _, beginning with a letter."
            ),
        },
    ),
    "a seed with an ending": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: seed, seed: regions.csv}",
        {
            "reference_sources.yml:21:32: reference_tables.地区.source.seed": (
                "seed 'regions.csv': use small ASCII letters, digits and _, beginning with a letter."
            ),
        },
    ),
    "a connection in small letters": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: mysql, connection: legacy, table: a}",
        {
            "reference_sources.yml:21:39: reference_tables.地区.source.connection": (
                "connection 'legacy': use the prefix of environment variables, such as LEGACY."
            ),
        },
    ),
    "an absolute root": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{root: /data, patterns: ["*.csv"]}',
        {
            "data_sources.yml:7:19: domains.sales.files.root": "path '/data': use a path relative to the project.",
        },
    ),
    "a path out of the project": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "../{YYYYMM}", patterns: ["*.csv"]}',
        {
            "data_sources.yml:7:19: domains.sales.files.path": (
                "path '../{YYYYMM}': '..' is not accepted. Use a path that stays below the project."
            ),
        },
    ),
    "a path with a backslash": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        "{path: 'a\\b', patterns: [\"*.csv\"]}",
        {
            "data_sources.yml:7:19: domains.sales.files.path": "path 'a\\\\b': use / between folders.",
        },
    ),
    "a pattern out of its folder": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: a, patterns: ["../*.csv"]}',
        {
            "data_sources.yml:7:33: domains.sales.files.patterns[0]": (
                "path '../*.csv': '..' is not accepted. Use a path that stays below the project."
            ),
        },
    ),
    "an unknown placeholder": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "{YYYYMM}/{WW}", patterns: ["*.csv"]}',
        {
            "data_sources.yml:7:19: domains.sales.files.path": (
                "path '{YYYYMM}/{WW}': placeholders are {YYYYMM}, {YYYY}, {YY}, {MM}, {M}, {DD}."
            ),
        },
    ),
    "placeholders that say no period": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: a, patterns: ["{YYYY}*.csv"]}',
        {
            "data_sources.yml:7:32: domains.sales.files.patterns": (
                "the placeholders say no period: {YYYYMM} does, or a year, {YYYY} or {YY}, and a month, {MM} or {M}."
            ),
        },
    ),
    "placeholders of sheets that nothing fills in": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: a, patterns: ["*.xlsx"], sheets: ["{M}月"]}',
        {
            "data_sources.yml:7:53: domains.sales.files.sheets[0]": (
                "{M}: path and patterns say no period to put there."
            ),
        },
    ),
    "a day in the name of a sheet": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: "{YYYYMM}", patterns: ["*.xlsx"], sheets: ["{DD}日"]}',
        {
            "data_sources.yml:7:62: domains.sales.files.sheets[0]": (
                "{DD}: the name of a sheet may hold {YYYYMM}, {YYYY}, {YY}, {MM}, {M}."
            ),
        },
    ),
    "a placeholder in a pattern": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{path: a, patterns: ["{month}.csv"]}',
        {
            "data_sources.yml:7:33: domains.sales.files.patterns[0]": (
                "path '{month}.csv': placeholders are {YYYYMM}, {YYYY}, {YY}, {MM}, {M}, {DD}."
            ),
        },
    ),
    "a drive": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: 'C:/a.csv'}",
        {
            "reference_sources.yml:21:32: reference_tables.地区.source.path": (
                "path 'C:/a.csv': use a path relative to the project."
            ),
        },
    ),
    "a file of an unknown kind": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.doc}",
        {
            "reference_sources.yml:21:32: reference_tables.地区.source.path": (
                "path 'a.doc': use a file that ends with .yml, .yaml, .json, .csv, .xlsx, .xls, .parquet."
            ),
        },
    ),
    "a sheet of a csv file": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv, sheet: 地区}",
        {
            "reference_sources.yml:21:39: reference_tables.地区.source.sheet": (
                "sheet is for .xlsx and .xls files only. Take it out."
            ),
        },
    ),
    "an encoding of a json file": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.json, encoding: utf-8}",
        {
            "reference_sources.yml:21:40: reference_tables.地区.source.encoding": (
                "encoding is for .csv files only. Take it out."
            ),
        },
    ),
    "an unknown encoding": (
        "references",
        "{type: file, path: reference/regions.csv}",
        "{type: file, path: a.csv, encoding: gb1803}",
        {
            "reference_sources.yml:21:49: reference_tables.地区.source.encoding": (
                "unknown encoding 'gb1803'. Did you mean 'gb18030'? Use one such as utf-8, gb18030, gbk, big5, utf-16."
            ),
        },
    ),
    "an encoding that is not of text": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{patterns: ["*.csv"], encoding: base64}',
        {
            "data_sources.yml:7:44: domains.sales.files.encoding": (
                "unknown encoding 'base64'. Use one such as utf-8, gb18030, gbk, big5, utf-16."
            ),
        },
    ),
    "a long delimiter": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{patterns: ["*.csv"], delimiter: "::"}',
        {
            "data_sources.yml:7:45: domains.sales.files.delimiter": (
                "delimiter '::': use one character, such as ',' or ';'."
            ),
        },
    ),
    "a sheet that stands twice": (
        "data",
        '{path: "{YYYYMM}", patterns: ["*.csv"]}',
        '{patterns: ["*.csv"], sheets: [a, a]}',
        {
            "data_sources.yml:7:46: domains.sales.files.sheets[1]": "sheet 'a' stands here twice. Keep one.",
        },
    ),
    "a null token that never matches": (
        "data",
        "    description: Sales\n",
        '    description: Sales\n    null_tokens: ["", "（空白）"]\n',
        {
            "data_sources.yml:7:23: domains.sales.null_tokens[1]": (
                "null token '（空白）' is not folded and would never match. Write '(空白)'."
            ),
        },
    ),
    "a pattern that never matches": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        '        skip_patterns: ["ＩＮ*"]\n',
        {
            "data_sources.yml:24:25: domains.sales.foreign_keys[0].skip_patterns[0]": (
                "pattern 'ＩＮ*' is not folded and would never match. Write 'IN*'."
            ),
        },
    ),
    "an alias of two columns": (
        "data",
        "      已付: boolean\n",
        "      已付: {type: boolean, aliases: [名称]}\n",
        {
            "data_sources.yml:18:37: domains.sales.columns.已付.aliases[0]": (
                "header '名称' of '已付' also means '客户名称': they are equal after folding and without white "
                "space. Keep one."
            ),
        },
    ),
    "an alias that equals a column after folding": (
        "data",
        "      已付: boolean\n",
        '      已付: {type: boolean, aliases: ["金\\n额"]}\n',
        {
            "data_sources.yml:18:37: domains.sales.columns.已付.aliases[0]": (
                "header '金\\n额' of '已付' also means '金额': they are equal after folding and without white "
                "space. Keep one."
            ),
        },
    ),
    "a column that equals another after folding": (
        "data",
        "      已付: boolean\n",
        '      "客户名称\u3000代码": text\n      客户 名称代码: text\n',
        {
            "data_sources.yml:19:7": (
                "domains.sales.columns.客户 名称代码: header '客户 名称代码' of '客户 名称代码' also means "
                "'客户名称\\u3000代码': they are equal after folding and without white space. Keep one."
            ),
        },
    ),
    "an alias of nothing": (
        "data",
        "      已付: boolean\n",
        '      已付: {type: boolean, aliases: [" "]}\n',
        {
            "data_sources.yml:18:37: domains.sales.columns.已付.aliases[0]": "alias ' ': a header is needed.",
        },
    ),
    "a reference column that equals another after folding": (
        "references",
        "      总额: numeric(18,2)\n",
        "      总额: numeric(18,2)\n      备-注: text\n      备－注: text\n",
        {
            "reference_sources.yml:17:7: reference_tables.客户.columns.备－注": (
                "column '备－注' equals '备-注' after folding. Rename one."
            ),
        },
    ),
    "a schedule of three fields": (
        "references",
        "{type: file, path: reference/regions.csv}",
        '{type: file, path: a.csv}\n    schedule: "0 1 *"',
        {
            "reference_sources.yml:22:15: reference_tables.地区.schedule": (
                "schedule '0 1 *': use five fields, such as '0 1 * * *', always or on_change."
            ),
        },
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), CASES.values(), ids=CASES.keys())
def test_is_refused(small: Any, file: str, old: str, new: str, says: dict[str, str]) -> None:
    count = "1 problem" if len(says) == 1 else f"{len(says)} problems"
    expected = [f"{count} in the configuration:", *(f"config/{place}: {message}" for place, message in says.items())]
    assert small.with_(file, old, new).refusal() == "\n".join(expected)
