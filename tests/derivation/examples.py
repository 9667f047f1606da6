"""Small cases by what they promise."""

from collections.abc import Callable
from typing import Any

from .cases import Batch, Case, Run
from .model import Cells

Facts = list[tuple[str | None, ...]]
FILL = ["insert_missing", "fill_null_only"]
FILE = {"source": {"type": "file", "path": "data/ref.csv"}}
TAGS = {"target": "标签", "aggregation": {"type": "json_append", "template": "{名称}"}}
NAME = {"source": "名称", "target": "名称"}
NOTE = {"source": "备注", "target": "备注"}
ABOVE = {"source": "父", "target": "上级"}
TREE = [{"column": "上级", "target_table": "ref"}]
BELOW_PAR = [{"column": "上级", "target_table": "par"}]
PAR: dict[str, Any] = {"key": "主键", "columns": {"主键": "text"}, **FILE}


def key(*mappings: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """A foreign key from 键 to the table."""
    fixed = {"name": "fk_ref", "source_column": "键", "target_table": "ref", "target_key": "代码"}
    return {**fixed, "mode": FILL, "backfill_columns": list(mappings), **settings}


def table(columns: dict[str, str], **settings: Any) -> dict[str, Any]:
    return {"key": "代码", "columns": {"代码": "text", **columns}, **settings}


def domain(columns: str, *keys: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return {"columns": dict.fromkeys(columns.split(), "text"), "foreign_keys": list(keys), **settings}


def run(domains: dict[str, Any], facts: Facts | dict[str, Facts], loaded: bool = True, **sources: list[Cells]) -> Run:
    """One batch for each domain: rows in the order of its columns. `facts` alone are those of domain a."""
    by_domain = facts if isinstance(facts, dict) else {"a": facts}
    batches = [
        Batch(name, tuple(dict(zip(domains[name]["columns"], row, strict=True)) for row in rows))
        for name, rows in by_domain.items()
    ]
    return Run(tuple(batches), dict(sources), loaded)


AGGREGATIONS: dict[str, dict[str, Any]] = {
    "第一": {"source": "名称"},
    "最后": {"source": "名称", "aggregation": {"type": "last"}},
    "最大者": {"source": "名称", "aggregation": {"type": "max_by", "order_column": "金额"}},
    "最小者": {"source": "名称", "aggregation": {"type": "min_by", "order_column": "金额"}},
    "众数": {"source": "名称", "aggregation": {"type": "mode"}},
    "全部": {"source": "名称", "aggregation": {"type": "concat_distinct"}},
    "顺序": {"source": "名称", "aggregation": {"type": "concat_distinct", "separator": ", ", "sort": False}},
    "个数": {"source": "名称", "aggregation": {"type": "count_distinct"}},
    "合计": {"source": "金额", "aggregation": {"type": "sum"}},
    "最小": {"source": "名称", "aggregation": {"type": "min"}},
    "最大": {"source": "名称", "aggregation": {"type": "max"}},
    "最大额": {"source": "金额", "aggregation": {"type": "max"}},
    "常数": {"aggregation": {"type": "constant", "value": "新客"}},
    "模板": {"aggregation": {"type": "template", "template": "客户_{名称}/{金额}"}},
    "标签": {"aggregation": {"type": "json_append", "template": "{名称}-{金额}"}},
}
KINDS = {"个数": "integer", "合计": "numeric(20,4)", "最大额": "numeric(20,1)", "标签": "json"}
TEXTS: list[str | None] = ["中", "Z", None, "a", "𠮷", "啊", "B", "é", "～", "Z", "é", "啊", "z", "阿"]
AMOUNTS: list[str | None] = [None, "7", "9", "7", None, "-2", "7", "-2", "10.05", "x", "3", "-2", None, "-2"]


def _every_aggregation_settles_ties_and_nulls_by_rule() -> Case:
    """Two deliveries, one key with rows in both, one with no value at all."""
    columns = {"键": "text", "名称": "text", "金额": "numeric(12,2)"}
    mappings = [{"target": target, **how} for target, how in AGGREGATIONS.items()]
    domains = {"a": {"columns": columns, "foreign_keys": [key(*mappings)]}}
    rows: Facts = [*zip("A" * len(TEXTS), TEXTS, AMOUNTS, strict=True), ("B", None, None), ("C", "x", "1")]
    halves = (run(domains, rows[:6], loaded=False), run(domains, rows[6:]))
    both = Run((*halves[1].batches, *halves[0].batches), {})
    return Case(domains, {"ref": table({name: KINDS.get(name, "text") for name in AGGREGATIONS})}, (both, *halves[1:]))


ORDERS: dict[str, tuple[str, list[str | None]]] = {
    "数": (
        "numeric(12,2)",
        ["-9999999999.99", "9999999999.99", "0", "-0.01", None, "0.01", "9.99", "10", "-10", "-9.99"],
    ),
    "整": ("integer", ["-999999999999999999", "999999999999999999", "9", "10", "-9", "-10", "0", None, "1", "-1"]),
    "日": ("date", ["1000-01-01", "9999-12-31", "1999-12-31", "2000-01-01", None, "2000-01-02", "1582-10-04"]),
    "月": ("month", [None, "1000-01", "9999-12", "2000-01", "1999-12"]),
    "时": ("timestamp", ["1000-01-01 00:00:00", "9999-12-31 23:59:59.999999", None, "1999-12-31 23:59:59.999999"]),
}
HARD = [
    "~",
    "0",
    "9",
    "",
    " ",
    "0000000000000000000",
    "9~",
    "'",
    "\\",
    '"',
    "%",
    "a" * 5000,
    "1\n2",
    "e\u0301",
    "𠮷",
    "null",
]


def _any_value_comes_out_exact_whatever_orders_it() -> Case:
    """Each order with each row as the largest and the smallest once; more than ten rows, so that 10 comes behind 9."""
    columns = {"键": "text", "文": "text", "真": "boolean", **{name: kind for name, (kind, _) in ORDERS.items()}}
    mappings, kinds = [], {}
    for source, kind in {n: k for n, k in columns.items() if n != "键"}.items():
        rules: list[dict[str, Any]] = [{"type": "first"}, {"type": "last"}]
        rules += [{"type": how, "order_column": order} for how in ("max_by", "min_by") for order in ORDERS]
        for number, rule in enumerate(rules):
            mappings.append({"source": source, "target": f"{source}{number}", "aggregation": rule})
            kinds[f"{source}{number}"] = kind
    mappings.append({"target": "模板", "aggregation": {"type": "template", "template": "{文}-{数}-{时}-{真}"}})
    mappings.append({"source": "文", "target": "顺序", "aggregation": {"type": "concat_distinct", "sort": False}})
    domains = {"a": {"columns": columns, "null_tokens": [""], "foreign_keys": [key(*mappings)]}}
    rows: Facts = []
    for first in range(12):  # a key for each rotation of the values against each other
        for row in range(12):
            place = first + row
            orders = [values[(place * (n + 1)) % len(values)] for n, (_, values) in enumerate(ORDERS.values())]
            text = HARD[(place + 3 * row) % len(HARD)] if row % 5 else None
            rows.append((f"K{first}", text or None, ["true", "false", None][place % 3], *orders))
    halves = (run(domains, rows[:70], loaded=False), run(domains, rows[70:]))
    both = Run((*halves[1].batches, *halves[0].batches), {})
    return Case(domains, {"ref": table({**kinds, "模板": "text", "顺序": "text"})}, (both, *halves[1:]))


def _a_source_takes_back_a_value_that_the_facts_have() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    first = run(domains, [], ref=[{"代码": "A", "名称": "x"}])
    second = run(domains, [("A", "y")], ref=[{"代码": "A", "名称": None}])
    return Case(domains, {"ref": table({"名称": "text"}, **FILE)}, (first, second))


def _a_source_that_repeats_a_derived_value_owns_it() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    tables = {"ref": table({"名称": "text"}, **FILE)}
    first = run(domains, [("A", "x")], ref=[{"代码": "A", "名称": None}])
    return Case(domains, tables, (first, run(domains, [], ref=[{"代码": "A", "名称": "x"}])))


def _a_value_that_a_source_once_owned_goes_with_it() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    tables = {"ref": table({"名称": "text"}, **FILE)}
    first = run(domains, [("A", "x")], ref=[{"代码": "A", "名称": "x"}])
    return Case(domains, tables, (first, run(domains, [], ref=[{"代码": "A", "名称": None}])))


def _a_row_is_retired_and_filled_at_once() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    first = run(domains, [], ref=[{"代码": "A", "名称": None}, {"代码": "B", "名称": "b"}])
    second = run(domains, [("A", "x")], ref=[{"代码": "B", "名称": "b"}])
    return Case(domains, {"ref": table({"名称": "text"}, **FILE)}, (first, second))


def _a_list_grows_while_its_row_is_promoted() -> Case:
    domains = {"a": domain("键 名称", key(TAGS))}
    first = run(domains, [("A", "y"), ("A", "z")])
    second = run(domains, [("A", "x"), ("A", "y")], ref=[{"代码": "A", "标签": None, "备注": "new"}])
    return Case(domains, {"ref": table({"标签": "json", "备注": "text"}, **FILE)}, (first, second))


def _a_list_that_a_source_owns_does_not_grow() -> Case:
    domains = {"a": domain("键 名称", key(TAGS))}
    first = run(domains, [("A", "y")], ref=[{"代码": "A", "标签": '["z"]'}])
    return Case(domains, {"ref": table({"标签": "json"}, **FILE)}, (first, run(domains, [("A", "x")])))


def _a_key_that_fills_needs_no_columns() -> Case:
    domains = {"a": domain("键 名称", key())}
    return Case(
        domains, {"ref": table({"名称": "text"}, **FILE)}, (run(domains, [("A", "x")], ref=[{"代码": "B"}]),) * 2
    )


def _nothing_to_join_is_null() -> Case:
    unsorted = {"type": "concat_distinct", "sort": False}
    domains = {
        "a": domain(
            "键 名称",
            key(
                {**NAME, "aggregation": unsorted},
                {**NOTE, "source": "名称", "aggregation": {"type": "concat_distinct"}},
            ),
        )
    }
    return Case(
        domains,
        {"ref": table({"名称": "text", "备注": "text"})},
        (run(domains, [("A", None), ("B", "y"), ("B", "x")]),),
    )


def _a_row_is_not_filled_with_a_parent_that_does_not_exist() -> Case:
    domains = {"a": domain("键 父", key(ABOVE))}
    first = run(domains, [("D", None)], ref=[{"代码": "A"}], par=[{"主键": "P"}])
    second = run(domains, [("A", "Z"), ("B", "Z"), ("C", "P"), ("D", "Z")])
    return Case(domains, {"ref": table({"上级": "text"}, foreign_keys=BELOW_PAR, **FILE), "par": PAR}, (first, second))


def _a_new_authoritative_row_is_not_filled_with_a_parent_that_does_not_exist() -> Case:
    domains = {"a": domain("键 父", key(ABOVE))}
    first = run(domains, [("A", "Z"), ("B", "P")], ref=[{"代码": "A"}, {"代码": "B"}], par=[{"主键": "P"}])
    return Case(domains, {"ref": table({"上级": "text"}, foreign_keys=BELOW_PAR, **FILE), "par": PAR}, (first,))


def _in_a_tree_a_parent_that_does_not_exist_is_left_out() -> Case:
    domains = {"a": domain("键 父", key(ABOVE))}
    first = run(domains, [("A", "B"), ("B", "Z"), ("C", "C"), ("D", "E"), ("E", "D"), ("F", "C"), ("G", None)])
    return Case(domains, {"ref": table({"上级": "text"}, foreign_keys=TREE)}, (first, run(domains, [("A", "G")])))


def _in_a_tree_facts_and_source_may_be_each_others_parents() -> Case:
    domains = {"a": domain("键 父", key(ABOVE))}
    rows: list[Cells] = [
        {"代码": "R", "上级": None},
        {"代码": "S", "上级": "A"},
        {"代码": "T", "上级": "Z"},
        {"代码": "U", "上级": "T"},
    ]
    first = run(domains, [("A", "R"), ("B", "T"), ("C", "S")], ref=rows)
    return Case(domains, {"ref": table({"上级": "text"}, foreign_keys=TREE, **FILE)}, (first,))


def _in_a_tree_a_key_that_nobody_inserts_is_no_parent() -> Case:
    domains = {
        "a": domain("键 父", key(ABOVE)),
        "b": domain("键 名称", key(NAME, mode="fill_null_only")),
    }
    first = run(domains, {"a": [("A", "B")], "b": [("B", "x"), ("A", "a")]})
    return Case(domains, {"ref": table({"上级": "text", "名称": "text"}, foreign_keys=TREE)}, (first,))


def _a_row_whose_key_names_a_parent_that_does_not_exist_waits() -> Case:
    domains = {"a": domain("键 父", {**key(), "source_columns": ["父", "键"], "target_keys": ["上级", "代码"]})}
    del domains["a"]["foreign_keys"][0]["source_column"], domains["a"]["foreign_keys"][0]["target_key"]
    below = {"keys": ["上级", "代码"], "columns": {"上级": "text", "代码": "text"}, "foreign_keys": BELOW_PAR, **FILE}
    first = run(domains, [("A", "P"), ("A", "Z"), ("B", "Ｐ")], ref=[{"上级": "Z", "代码": "C"}], par=[{"主键": "P"}])
    return Case(domains, {"ref": below, "par": PAR}, (first,))


def _parents_are_found_by_their_folded_key() -> Case:
    domains = {"a": domain("键 父", key(ABOVE))}
    first = run(
        domains, [("A", "Ｐ "), ("B", "p"), ("C", " \u200b")], ref=[{"代码": "R", "上级": " Ｐ"}], par=[{"主键": "P"}]
    )
    return Case(domains, {"ref": table({"上级": "text"}, foreign_keys=BELOW_PAR, **FILE), "par": PAR}, (first,))


def _a_blank_is_no_key_whatever_the_null_tokens() -> Case:
    domains = {"a": domain("键 名称", key(NAME), null_tokens=["-"])}
    return Case(
        domains, {"ref": table({"名称": "text"})}, (run(domains, [("\u3000", "x"), (" A", "  "), ("－", "y")]),)
    )


def _null_tokens_are_compared_as_the_column_is_folded() -> Case:
    columns = {"键": {"type": "text", "case": "lower"}, "名称": {"type": "text", "case": "upper"}}
    domains = {"a": {"columns": columns, "foreign_keys": [key(NAME)], "null_tokens": ["NA", "x"]}}
    facts: Facts = [("NA", "x"), ("na", "y"), ("A", "x"), ("a", "Y")]
    return Case(domains, {"ref": table({"名称": "text"})}, (run(domains, facts),))


def _a_list_may_be_one_fixed_text() -> Case:
    fixed = {"target": "标签", "aggregation": {"type": "json_append", "template": "固定"}}
    domains = {"a": domain("键", key(fixed))}
    return Case(domains, {"ref": table({"标签": "json"})}, (run(domains, [("A",), ("A",)]),))


def _a_table_may_have_a_parent_that_the_facts_do_not_name() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    tables = {"ref": table({"名称": "text", "上级": "text"}, foreign_keys=BELOW_PAR), "par": PAR}
    return Case(domains, tables, (run(domains, [("A", "x")], par=[{"主键": "P"}]),))


def _a_tree_may_have_facts_that_do_not_name_parents() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    tables = {"ref": table({"名称": "text", "上级": "text"}, foreign_keys=TREE)}
    return Case(domains, tables, (run(domains, [("A", "x")]),))


def _a_skipped_key_is_null_as_an_attribute_too() -> Case:
    domains = {
        "a": domain(
            "键 键2 名称",
            key(NAME, skip_patterns=["IN*"]),
            {**key({"source": "键", "target": "名称"}), "name": "fk_two", "source_column": "键2"},
        )
    }
    return Case(
        domains,
        {"ref": table({"名称": "text"})},
        (run(domains, [("ＩＮ1", "A", "x"), ("B", "C", "y"), ("MIN", "D", None)]),),
    )


def _a_table_that_nothing_feeds_stays_empty() -> Case:
    domains = {"a": domain("键 父", key(ABOVE, mode="fill_null_only"))}
    tables = {"ref": table({"上级": "text"}, foreign_keys=BELOW_PAR), "par": {**PAR, "source": {"type": "none"}}}
    return Case(domains, tables, (run(domains, [("A", "P")]),))


def _retired_and_back_again() -> Case:
    domains = {"a": domain("键 名称", key(NAME))}
    both: list[Cells] = [{"代码": "A", "名称": "x"}, {"代码": "B", "名称": None}]
    runs = (
        run(domains, [("B", "b"), ("C", "c")], ref=both),
        run(domains, [], ref=both[:1]),
        run(domains, [], ref=both),
    )
    return Case(domains, {"ref": table({"名称": "text"}, **FILE)}, runs)


def _the_lower_priority_number_wins_each_attribute_and_then_the_domain_name() -> Case:
    domains = {
        "b": domain("键 名称 备注", key(NAME, NOTE, priority=1)),
        "a": domain("键 名称 备注", key(NAME, NOTE, priority=2)),
        "c": domain("键 名称 备注", key(NAME, NOTE, priority=1)),
    }
    facts: dict[str, Facts] = {
        "a": [("A", "a", "a"), ("B", "a", "a")],
        "b": [("A", "b", None), ("C", None, None)],
        "c": [("A", "c", None), ("C", "c", "c")],
    }
    return Case(domains, {"ref": table({"名称": "text", "备注": "text"})}, (run(domains, facts),))


_MADE = (
    _every_aggregation_settles_ties_and_nulls_by_rule,
    _any_value_comes_out_exact_whatever_orders_it,
    _a_source_takes_back_a_value_that_the_facts_have,
    _a_source_that_repeats_a_derived_value_owns_it,
    _a_value_that_a_source_once_owned_goes_with_it,
    _a_row_is_retired_and_filled_at_once,
    _a_list_grows_while_its_row_is_promoted,
    _a_list_that_a_source_owns_does_not_grow,
    _a_key_that_fills_needs_no_columns,
    _nothing_to_join_is_null,
    _a_row_is_not_filled_with_a_parent_that_does_not_exist,
    _a_new_authoritative_row_is_not_filled_with_a_parent_that_does_not_exist,
    _in_a_tree_a_parent_that_does_not_exist_is_left_out,
    _in_a_tree_facts_and_source_may_be_each_others_parents,
    _in_a_tree_a_key_that_nobody_inserts_is_no_parent,
    _a_row_whose_key_names_a_parent_that_does_not_exist_waits,
    _parents_are_found_by_their_folded_key,
    _a_blank_is_no_key_whatever_the_null_tokens,
    _null_tokens_are_compared_as_the_column_is_folded,
    _a_list_may_be_one_fixed_text,
    _a_table_may_have_a_parent_that_the_facts_do_not_name,
    _a_tree_may_have_facts_that_do_not_name_parents,
    _a_skipped_key_is_null_as_an_attribute_too,
    _a_table_that_nothing_feeds_stays_empty,
    _retired_and_back_again,
    _the_lower_priority_number_wins_each_attribute_and_then_the_domain_name,
)

EXAMPLES: dict[str, Callable[[], Case]] = {make.__name__.strip("_").replace("_", " "): make for make in _MADE}
