"""Foreign keys and backfill columns that cannot work.

Each case changes one thing in the small configuration: the file, the text there, the text in its place, and the
places and messages of the refusal, all of them.
"""

from __future__ import annotations

from typing import Any

import pytest

CASES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a foreign key that stands twice": (
        "data",
        "name: fk_region",
        "name: fk_customer",
        {
            "data_sources.yml:31:15: domains.sales.foreign_keys[1].name": (
                "foreign key 'fk_customer' stands twice in this domain. Rename one."
            ),
        },
    ),
    "an unknown source column": (
        "data",
        "source_column: 客户代码",
        "source_column: 客户代吗",
        {
            "data_sources.yml:21:24: domains.sales.foreign_keys[0].source_column": (
                "unknown column '客户代吗'. Did you mean '客户代码'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
        },
    ),
    "an unknown target table": (
        "data",
        "target_table: 客户\n",
        "target_table: 客人\n",
        {
            "data_sources.yml:22:23: domains.sales.foreign_keys[0].target_table": (
                "unknown table '客人'. Did you mean '客户'? Use one of: 客户, 地区."
            ),
        },
    ),
    "an unknown target key": (
        "data",
        "target_key: 客户代码",
        "target_key: 代码",
        {
            "data_sources.yml:23:21: domains.sales.foreign_keys[0].target_key": (
                "代码: the key of '客户' is 客户代码. Use exactly that."
            ),
        },
    ),
    "a target key that is not the key": (
        "data",
        "target_key: 客户代码",
        "target_key: 名称",
        {
            "data_sources.yml:23:21: domains.sales.foreign_keys[0].target_key": (
                "名称: the key of '客户' is 客户代码. Use exactly that."
            ),
        },
    ),
    "too few target keys": (
        "references",
        "    key: 客户代码\n",
        "    keys: [客户代码, 名称]\n",
        {
            "data_sources.yml:23:21: domains.sales.foreign_keys[0].target_key": (
                "客户代码: the key of '客户' is 客户代码, 名称. Use exactly that."
            ),
        },
    ),
    "a source column that stands twice": (
        "data",
        "        source_column: 客户代码\n        target_table: 客户\n        target_key: 客户代码\n",
        (
            "        source_columns: [客户代码, 客户代码]\n        target_table: 客户\n        target_keys: "
            "[客户代码, 客户代码]\n"
        ),
        {
            "data_sources.yml:21:32: domains.sales.foreign_keys[0].source_columns[1]": (
                "column '客户代码' stands here twice. Keep one."
            ),
            "data_sources.yml:23:29: domains.sales.foreign_keys[0].target_keys[1]": (
                "key '客户代码' stands here twice. Keep one."
            ),
        },
    ),
    "a key of another type": (
        "data",
        "      客户代码: text\n",
        "      客户代码: integer\n",
        {
            "data_sources.yml:21:24: domains.sales.foreign_keys[0].source_column": (
                "column '客户代码' is integer but '客户'.客户代码 is text. Give both one type."
            ),
        },
    ),
    "an unknown dependency": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        depends_on: [fk_regoin]\n",
        {
            "data_sources.yml:24:22: domains.sales.foreign_keys[0].depends_on[0]": (
                "unknown foreign key 'fk_regoin'. Did you mean 'fk_region'? Use one of: fk_region."
            ),
        },
    ),
    "a foreign key that depends on itself": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        depends_on: [fk_customer]\n",
        {
            "data_sources.yml:24:22: domains.sales.foreign_keys[0].depends_on[0]": (
                "foreign key 'fk_customer' depends on itself. Take it out."
            ),
        },
    ),
    "a dependency that stands twice": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        depends_on: [fk_region, fk_region]\n",
        {
            "data_sources.yml:24:33: domains.sales.foreign_keys[0].depends_on[1]": (
                "foreign key 'fk_region' stands here twice. Keep one."
            ),
        },
    ),
    "two columns mapped to one target": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 地区代码}\n",
        {
            "data_sources.yml:27:36: domains.sales.foreign_keys[0].backfill_columns[1].target": (
                "two columns are mapped to '地区代码'. Keep one."
            ),
        },
    ),
    "a target that is mapped and derived": (
        "data",
        '        skip_patterns: ["IN*"]\n',
        "        derive_columns: [地区代码]\n",
        {
            "data_sources.yml:24:26: domains.sales.foreign_keys[0].derive_columns[0]": (
                "two columns are mapped to '地区代码'. Keep one."
            ),
        },
    ),
    "a mapping that overwrites the key": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 客户代码}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "would overwrite the key '客户代码', which is the fact's '客户代码'. Take it out."
            ),
        },
    ),
    "an aggregation that overwrites the key": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户代码, target: 客户代码, aggregation: {type: max}}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "would overwrite the key '客户代码', which is the fact's '客户代码'. Take it out."
            ),
        },
    ),
    "an unknown source": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名, target: 名称}\n",
        {
            "data_sources.yml:26:22: domains.sales.foreign_keys[0].backfill_columns[0].source": (
                "unknown column '客户名'. Did you mean '客户名称'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
        },
    ),
    "an unknown target": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名字}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "unknown column '名字'. Did you mean '名称'? Use one of: 客户代码, 名称, 地区代码, 邮箱, 备注, "
                "标签, 首购, 订单数, 总额."
            ),
        },
    ),
    "an unknown column in derive_columns": (
        "data",
        "        target_key: 地区代码\n",
        "        target_key: 地区代码\n        derive_columns: [地区, 名称]\n",
        {
            "data_sources.yml:35:26: domains.sales.foreign_keys[1].derive_columns[0]": (
                "unknown column '地区'. Did you mean '地区代码'? Use one of: 地区代码, 名称, 上级."
            ),
            "data_sources.yml:35:30: domains.sales.foreign_keys[1].derive_columns[1]": (
                "unknown column '名称'. Did you mean '客户名称'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
        },
    ),
    "an unknown order_column": (
        "data",
        "order_column: 金额",
        "order_column: 金",
        {
            "data_sources.yml:27:84: domains.sales.foreign_keys[0].backfill_columns[1].aggregation.order_column": (
                "unknown column '金'. Did you mean '金额'? Use one of: 月度, 客户代码, 客户名称, 地区, 地区代码, "
                "金额, 数量, 已付."
            ),
        },
    ),
    "an order_column that is text": (
        "data",
        "order_column: 金额",
        "order_column: 地区",
        {
            "data_sources.yml:27:84: domains.sales.foreign_keys[0].backfill_columns[1].aggregation.order_column": (
                "order_column '地区' is text. Use one of numeric, integer, date, month, timestamp."
            ),
        },
    ),
    "an unknown column in a template": (
        "data",
        "客户_{客户名称}",
        "客户_{客户}",
        {
            "data_sources.yml:29:66: domains.sales.foreign_keys[0].backfill_columns[3].aggregation.template": (
                "unknown column '客户'. Did you mean '客户名称'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
        },
    ),
    "a template with a lonely brace": (
        "data",
        "客户_{客户名称}",
        "客户_{客户名称",
        {
            "data_sources.yml:29:66: domains.sales.foreign_keys[0].backfill_columns[3].aggregation.template": (
                "template '客户_{客户名称': a brace has no partner. Write {column}."
            ),
        },
    ),
    "an unknown column in a json_append": (
        "data",
        '"{地区}"',
        '"{区}"',
        {
            "data_sources.yml:30:69: domains.sales.foreign_keys[0].backfill_columns[4].aggregation.template": (
                "unknown column '区'. Did you mean '地区'? Use one of: 月度, 客户代码, 客户名称, 地区, 地区代码, "
                "金额, 数量, 已付."
            ),
        },
    ),
    "no source": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 名称}\n",
        {
            "data_sources.yml:26:13: domains.sales.foreign_keys[0].backfill_columns[0]": (
                "aggregation first needs a source. Only constant, template, json_append have none."
            ),
        },
    ),
    "two mappings in one domain that are wrong": (
        "data",
        "{source: 客户名称, target: 名称}",
        "{source: 客户名, target: 名字}",
        {
            "data_sources.yml:26:22: domains.sales.foreign_keys[0].backfill_columns[0].source": (
                "unknown column '客户名'. Did you mean '客户名称'? Use one of: 月度, 客户代码, 客户名称, 地区, "
                "地区代码, 金额, 数量, 已付."
            ),
            "data_sources.yml:26:35: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "unknown column '名字'. Did you mean '名称'? Use one of: 客户代码, 名称, 地区代码, 邮箱, 备注, "
                "标签, 首购, 订单数, 总额."
            ),
        },
    ),
    "no source of a sum": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 名称, aggregation: {type: sum}}\n",
        {
            "data_sources.yml:26:13: domains.sales.foreign_keys[0].backfill_columns[0]": (
                "aggregation sum needs a source. Only constant, template, json_append have none."
            ),
        },
    ),
    "a source of a constant": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: {type: constant, value: a}}\n",
        {
            "data_sources.yml:26:22: domains.sales.foreign_keys[0].backfill_columns[0].source": (
                "aggregation constant reads no source. Take source out."
            ),
        },
    ),
    "a source of a template": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 名称, aggregation: {type: template, template: a}}\n",
        {
            "data_sources.yml:26:22: domains.sales.foreign_keys[0].backfill_columns[0].source": (
                "aggregation template reads no source. Take source out."
            ),
        },
    ),
    "a sum of text": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 总额, aggregation: {type: sum}}\n",
        {
            "data_sources.yml:26:53: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "sum of '客户名称', which is text. Only numbers have a sum."
            ),
        },
    ),
    "a largest boolean": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 已付, target: 名称, aggregation: {type: max}}\n",
        {
            "data_sources.yml:26:51: domains.sales.foreign_keys[0].backfill_columns[0].aggregation": (
                "max of '已付', which is boolean. Use first, last or mode."
            ),
        },
    ),
    "text into an integer": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 订单数}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "first gives text, but '订单数' is integer. Give it another type."
            ),
        },
    ),
    "text into a date": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 首购}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "first gives text, but '首购' is date. Give it another type."
            ),
        },
    ),
    "numeric into an integer": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 金额, target: 订单数, aggregation: {type: sum}}\n",
        {
            "data_sources.yml:26:34: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "sum gives numeric, but '订单数' is integer. Give it another type."
            ),
        },
    ),
    "a month into an integer": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 月度, target: 订单数, aggregation: {type: min}}\n",
        {
            "data_sources.yml:26:34: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "min gives month, but '订单数' is integer. Give it another type."
            ),
        },
    ),
    "a count into a date": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 首购, aggregation: {type: count_distinct}}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "count_distinct gives integer, but '首购' is date. Give it another type."
            ),
        },
    ),
    "joined text into a numeric": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 金额, target: 总额, aggregation: {type: concat_distinct}}\n",
        {
            "data_sources.yml:26:34: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "concat_distinct gives text, but '总额' is numeric(18,2). Give it another type."
            ),
        },
    ),
    "a constant of another type": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 订单数, aggregation: {type: constant, value: 新客}}\n",
        {
            "data_sources.yml:26:64: domains.sales.foreign_keys[0].backfill_columns[0].aggregation.value": (
                "constant '新客' does not fit '订单数', which is integer."
            ),
        },
    ),
    "a constant that is no date": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 首购, aggregation: {type: constant, value: 2024-13-01}}\n",
        {
            "data_sources.yml:26:63: domains.sales.foreign_keys[0].backfill_columns[0].aggregation.value": (
                "constant '2024-13-01' does not fit '首购', which is date."
            ),
        },
    ),
    "a constant that is too large": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 总额, aggregation: {type: constant, value: 10000000000000000}}\n",
        {
            "data_sources.yml:26:63: domains.sales.foreign_keys[0].backfill_columns[0].aggregation.value": (
                "constant 10000000000000000 does not fit '总额', which is numeric(18,2)."
            ),
        },
    ),
    "first into json": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 客户名称, target: 标签}\n",
        {
            "data_sources.yml:26:36: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "'标签' is json, which only json_append fills."
            ),
            "data_sources.yml:30:22: domains.sales.foreign_keys[0].backfill_columns[4].target": (
                "two columns are mapped to '标签'. Keep one."
            ),
        },
    ),
    "json_append into text": (
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {target: 名称, aggregation: {type: json_append, template: a}}\n",
        {
            "data_sources.yml:26:22: domains.sales.foreign_keys[0].backfill_columns[0].target": (
                "json_append makes json, but '名称' is text. Make it json."
            ),
        },
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), CASES.values(), ids=CASES.keys())
def test_is_refused(small: Any, file: str, old: str, new: str, says: dict[str, str]) -> None:
    count = "1 problem" if len(says) == 1 else f"{len(says)} problems"
    expected = [f"{count} in the configuration:", *(f"config/{place}: {message}" for place, message in says.items())]
    assert small.with_(file, old, new).refusal() == "\n".join(expected)


def test_a_number_that_is_too_long_for_its_target_is_refused(small: Any) -> None:
    wide = small.with_("data", "      金额: numeric(18,4)\n", "      金额: numeric(20,2)\n")
    mapped = wide.with_(
        "data",
        "          - {source: 客户名称, target: 名称}\n",
        "          - {source: 金额, target: 总额, aggregation: {type: max}}\n",
    )
    assert mapped.refusal() == (
        "1 problem in the configuration:\n"
        "config/data_sources.yml:26:34: domains.sales.foreign_keys[0].backfill_columns[0].target: "
        "'金额' has 18 digits before the point, but '总额' is numeric(18,2). Give it a wider type."
    )
