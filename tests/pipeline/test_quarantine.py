"""Rows that may not load are set aside whole, with every reason, and leave when nothing keeps them."""

from ..support.company import PRODUCTS, RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")

CUSTOMER_KEY = """\
        target_key: 客户号
        skip_patterns: ["IN*"]
        backfill_columns:
          - {source: 客户名称"""


def test_a_row_whose_key_is_missing_waits_and_leaves_once_when_the_authoritative_row_arrives(project: Project) -> None:
    project.write(
        "data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n202411,店,001, 长城公司 ,N,ｐ９,20\n"
    )
    assert facts(project.run()) == {"sales": {"loaded": 1, "quarantined": 1}, "returns": {}}
    raw = {
        "月度": "202411",
        "渠道": "店",
        "客户号": "001",
        "客户名称": " 长城公司 ",
        "地区代码": "N",
        "产品": "ｐ９",
        "金额": "20",
    }
    assert project.quarantine("sales") == [("data/202411/sales.csv", 3, "missing_key:fk_product", raw)]

    before = project.contents()
    assert facts(project.run()) == {"sales": {}, "returns": {}}
    assert project.contents() == before

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
    assert project.quarantine("sales") == []
    assert project.query("select _batch_id, _row_number, 产品, 金额 from 销售明细 order by 2") == [
        (1, 2, "P1", 10),
        (1, 3, "P9", 20),
    ]

    before = project.contents()
    assert facts(project.run()) == {"sales": {}, "returns": {}}
    assert project.contents() == before


def test_bad_values_set_their_row_aside_and_the_rest_loads(project: Project) -> None:
    project.write(
        "data/202411/returns.csv",
        RETURNS
        + "r1,001,长城公司,P1,2,2024-11-05\n"
        + "r2,001,长城公司,P1,2.5,2024-11-05\n"
        + "r3,001,长城公司,P1,2,2024-11-31\n"
        + ",001,长城公司,P1,many,soon\n"
        + "空白,001,长城公司,P9,1,\n"
        + 'r6,001,长城公司,P1,"1,200",2024年11月6日\n',
    )
    assert facts(project.run()) == {"sales": {}, "returns": {"loaded": 2, "quarantined": 4}}
    assert project.query("select order_no, pieces, returned_on::text from returns order by 1") == [
        ("r1", 2, "2024-11-05"),
        ("r6", 1200, "2024-11-06"),
    ]
    same = {"customer": "001", "customer_name": "长城公司"}
    file = "data/202411/returns.csv"
    assert project.quarantine("returns") == [
        (
            file,
            3,
            "type:pieces",
            {"order_no": "r2", **same, "product": "P1", "pieces": "2.5", "returned_on": "2024-11-05"},
        ),
        (
            file,
            4,
            "type:returned_on",
            {"order_no": "r3", **same, "product": "P1", "pieces": "2", "returned_on": "2024-11-31"},
        ),
        (
            *(file, 5, "required:order_no\ntype:pieces\ntype:returned_on"),
            {**same, "product": "P1", "pieces": "many", "returned_on": "soon"},
        ),
        (
            *(file, 6, "required:order_no\nmissing_key:fk_returns_product"),
            {"order_no": "空白", **same, "product": "P9", "pieces": "1"},
        ),
    ]


def test_a_required_column_that_cannot_be_read_is_not_empty(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "soon,店,001,长城公司,N,P1,1\n-,店,001,长城公司,N,P1,2\n")
    assert facts(project.run()) == {"sales": {"quarantined": 2}, "returns": {}}
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("sales")] == [
        (2, "type:月度"),
        (3, "required:月度"),
    ]


def test_a_row_without_a_key_loads_or_is_set_aside_as_the_yaml_says(project: Project) -> None:
    project.edit("data_sources", CUSTOMER_KEY, "        on_null: quarantine\n" + CUSTOMER_KEY)
    no_region, no_customer = "202411,店,001,长城公司,,P1,1\n", "202411,店,-,,N,P1,2\n"
    project.write("data/202411/sales.csv", SALES + no_region + no_customer)
    assert facts(project.run()) == {"sales": {"loaded": 1, "quarantined": 1}, "returns": {}}
    assert project.query("select 客户号, 地区代码, 金额 from 销售明细") == [("001", None, 1)]
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("sales")] == [(3, "null_key:客户号")]

    project.edit("data_sources", "        on_null: quarantine\n", "")
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
    assert project.quarantine("sales") == []


def test_a_text_that_is_no_key_by_pattern_makes_no_reference_row_and_its_fact_loads_without(project: Project) -> None:
    project.write(
        "data/202411/sales.csv", SALES + "202411,店,IN0123456789ABCDEF,散客,N,P1,1\n202411,店,ＩＮ７,散客,N,P1,2\n"
    )
    assert facts(project.run()) == {"sales": {"loaded": 2}, "returns": {}}
    assert project.query("select 客户号, _skipped from 销售明细 order by 金额") == [
        (None, {"客户号": "IN0123456789ABCDEF"}),
        (None, {"客户号": "IN7"}),
    ]
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",)]


def test_a_blank_key_is_set_aside_where_blanks_may_not_be_skipped_and_a_skipped_text_is_none(project: Project) -> None:
    project.edit("data_sources", CUSTOMER_KEY, "        skip_blank_values: false\n" + CUSTOMER_KEY)
    rows = "202411,店,001,长城公司,N,P1,1\n202411,店,　,,N,P1,2\n202411,店,IN7,散客,N,P1,3\n"
    project.write("data/202411/sales.csv", SALES + rows)
    assert facts(project.run()) == {"sales": {"loaded": 2, "quarantined": 1}, "returns": {}}
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("sales")] == [(3, "blank_key:客户号")]
    assert project.query("select 客户号, _skipped from 销售明细 where 金额 = 3") == [(None, {"客户号": "IN7"})]


def test_a_parent_that_is_set_aside_holds_up_no_other_row_of_the_same_key(project: Project) -> None:
    """The new customer's largest sale names an unknown region: the customer is made without a region."""
    project.edit(
        "data_sources", "        target_table: 地区\n", "        target_table: 地区\n        on_missing: quarantine\n"
    )
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,N,P1,1\n202411,店,009,新公司,ZZ,P1,5\n")
    assert facts(project.run()) == {"sales": {"loaded": 1, "quarantined": 1}, "returns": {}}
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("sales")] == [(3, "missing_key:fk_region")]
    assert project.query("select 名称, 地区代码, _derived_columns from 客户 where 客户号 = '009'") == [
        ("新公司", None, ["名称"])
    ]
