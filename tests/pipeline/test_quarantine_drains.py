"""Every run tries the rows that are set aside again: a row leaves once, into the facts or as superseded."""

from decimal import Decimal

from ..support.company import PRODUCTS, RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")

AMOUNTS = "select _batch_id, _row_number, to_char(月度, 'YYYYMM'), 渠道, 金额::int from 销售明细 order by 1, 2"
SALES_POLICY = "source_column: 产品\n        target_table: product\n        target_key: code\n        on_missing: "
RETURNS_POLICY = SALES_POLICY.replace("产品", "product", 1)
TOKENS = '["", "-", "空白"]'


def reasons(project: Project, domain: str = "sales") -> list[tuple[int, str]]:
    return [(row, why) for _, row, why, _ in project.quarantine(domain)]


def sale(month: str, channel: str, amount: object, product: str = "P1") -> str:
    return f"{month},{channel},001,长城公司,N,{product},{amount}\n"


def test_rows_leave_one_by_one_as_their_reasons_go_and_a_batch_that_was_all_set_aside_loads(project: Project) -> None:
    rows = sale("202411", "店", 1, "P9") + sale("202411", "店", "x") + sale("202411", "店", "x", "P9")
    project.write("data/202411/sales.csv", SALES + rows)
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P9,1,\nr2,001,长城公司,P9,x,\n")
    assert facts(project.run()) == {"sales": {"quarantined": 3}, "returns": {"quarantined": 2}}
    assert project.query("select domain, batch_id from loads order by 2") == [("sales", 1), ("returns", 2)]

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")  # an authoritative row arrives
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {"loaded": 1}}
    assert project.query(AMOUNTS) == [(1, 2, "202411", "店", 1)]
    assert reasons(project) == [(3, "type:金额"), (4, "type:金额")]
    assert reasons(project, "returns") == [(3, "type:pieces")]

    project.edit("data_sources", TOKENS, TOKENS.replace("]", ', "x"]'))  # the YAML says what the text means
    project.generate()
    for _ in range(2):  # plain dbt drains it too, once
        assert set(project.dbt("build").values()) <= {"success", "pass"}
        amounts = [(2, 1), (3, None), (4, None)]
        assert project.query(AMOUNTS) == [(1, row, "202411", "店", amount) for row, amount in amounts]
        assert project.query("select order_no, pieces from returns order by 1") == [("r1", 1), ("r2", None)]
        assert reasons(project) + reasons(project, "returns") == []


def test_rows_leave_when_the_yaml_changes_its_policy_or_what_their_texts_are(project: Project) -> None:
    """A wider type, a skip pattern, a column no longer required, a key to register: each lets its own row go."""
    project.edit("data_sources", "      渠道: text\n", "      渠道: {type: text, required: true}\n")
    rows = [
        sale("202411", "店", "12345678901.5"),
        sale("202411", "店", 2, "TMP-1"),
        sale("202411", "", 3),
        sale("202411", "店", "4?", "P8"),
    ]
    project.write("data/202411/sales.csv", SALES + "".join(rows))
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\nr2,001,长城公司,P9,1,\n")
    assert facts(project.run()) == {"sales": {"quarantined": 4}, "returns": {"loaded": 1, "quarantined": 1}}
    assert reasons(project) == [
        *((2, "type:金额"), (3, "missing_key:fk_product"), (4, "required:渠道")),
        (5, "type:金额\nmissing_key:fk_product"),
    ]

    project.edit("data_sources", "      渠道: {type: text, required: true}\n", "      渠道: text\n")
    project.edit("data_sources", '"numeric(12,2)"', '"numeric(14,2)"')
    project.query("alter table 销售明细 alter column 金额 type numeric(14, 2)")
    project.edit("data_sources", SALES_POLICY, 'skip_patterns: ["TMP-*"]\n        ' + SALES_POLICY)
    project.edit("data_sources", RETURNS_POLICY + "quarantine", RETURNS_POLICY + "register")
    assert facts(project.run()) == {"sales": {"loaded": 3}, "returns": {"loaded": 1}}
    assert project.query("select _row_number, 渠道, 产品, 金额, _skipped from 销售明细 order by 1") == [
        (2, "店", "P1", Decimal("12345678901.50"), None),
        (3, "店", None, 2, {"产品": "TMP-1"}),
        (4, None, "P1", 3, None),
    ]
    assert reasons(project) == [(5, "type:金额\nmissing_key:fk_product")]
    assert project.query("select order_no, product from returns order by 1") == [("r1", "P1"), ("r2", "P9")]
    assert project.query("select code, _source, _derived_from_batch from product where code > 'P2'") == [
        ("P9", "auto_derived", 2)
    ]
    assert reasons(project, "returns") == []


def test_what_is_superseded_does_not_come_back_and_the_rest_of_its_batch_does(project: Project) -> None:
    rows = sale("202411", "店", 1) + "".join(sale("202411", channel, 2, "P9") for channel in ("店", "网", "直"))
    project.write("data/202411/sales.csv", SALES + rows)
    assert facts(project.run())["sales"] == {"loaded": 1, "quarantined": 3}
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 7))
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 2}
    assert reasons(project) == [(4, "missing_key:fk_product"), (5, "missing_key:fk_product")]
    assert project.query(AMOUNTS) == [(2, 2, "202411", "店", 7)]  # the first batch has no row in the fact any more

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")  # their key resolves as one of them is superseded
    project.write("data/202411/sales.csv", SALES + sale("202411", "网", 8))
    assert facts(project.run())["sales"] == {"loaded": 2, "superseded": 1}
    assert project.query(AMOUNTS) == [
        *((1, 5, "202411", "直", 2), (2, 2, "202411", "店", 7), (3, 2, "202411", "网", 8)),
    ]
    assert reasons(project) == []


def test_a_row_whose_scope_becomes_readable_is_of_that_scope_from_then_on(project: Project) -> None:
    """Delivered since, it leaves as superseded; else it takes the scope, until that is delivered again."""
    project.edit("data_sources", "{type: month, required: true}", "month")
    project.write("data/202411/sales_1.csv", SALES + sale("", "直", 8))
    rows = sale("?", "店", 1) + sale("?", "网", 2) + sale("?", "店", "x")
    rows += sale("202411", "?", 3) + sale("202411", "?", 4, "P9") + sale("?", "直", 9)
    project.write("data/202411/sales_2.csv", SALES + rows)
    assert facts(project.run())["sales"] == {"loaded": 2, "quarantined": 5}
    project.write("data/202411/sales_3.csv", SALES + sale("", "店", 5))
    assert facts(project.run())["sales"] == {"loaded": 1}

    project.edit("data_sources", TOKENS, TOKENS.replace("]", ', "?"]'))
    assert facts(project.run())["sales"] == {"loaded": 2, "superseded": 3}
    untouched, of_no_month = (2, 5, "202411", "?", 3), (2, 7, None, "直", 9)
    assert project.query(AMOUNTS) == [(2, 3, None, "网", 2), untouched, of_no_month, (3, 2, None, "店", 5)]
    assert reasons(project) == [(6, "missing_key:fk_product")]
    assert project.verify() == {}

    project.write("data/202411/sales_4.csv", SALES + sale("", "网", 6) + sale("202411", "", 7))
    assert facts(project.run())["sales"] == {"loaded": 2, "superseded": 2}
    assert project.query(AMOUNTS) == [
        *(untouched, of_no_month, (3, 2, None, "店", 5)),
        *((4, 2, None, "网", 6), (4, 3, "202411", None, 7)),
    ]
    assert reasons(project) == []
