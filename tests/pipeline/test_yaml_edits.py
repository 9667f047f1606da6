"""On a database that holds rows, a foreign key, a column and a domain are added by editing YAML and nothing else."""

from ..support.company import PRODUCTS, RETURNS, SALES
from ..support.project import Project, facts, failed_gates
from ..support.servers import only_on

pytestmark = only_on("server")

CHANNEL_TABLE = """
  渠道:
    model: dim_channel
    key: 渠道
    columns: {渠道: text, 首月: text}
"""
CHANNEL_KEY = """\
      - name: fk_channel
        source_column: 渠道
        target_table: 渠道
        target_key: 渠道
        backfill_columns: [{source: 月度, target: 首月, aggregation: {type: min}}]
"""
REGION_KEY = """\
      - name: fk_region
        source_column: 地区代码
        target_table: 地区
        target_key: 地区代码
"""
PRODUCT_KEY = """\
      - name: fk_product
        source_column: 产品
        target_table: product
        target_key: code
        on_missing: quarantine
"""
CUSTOMER_REGION = "          - {source: 地区代码, target: 地区代码, aggregation: {type: max_by, order_column: 金额}}\n"
VISITS = """
  visits:
    description: Visits to customers
    files: {patterns: ["visits*.csv"]}
    fact: {model: fct_visits, table: 拜访}
    columns: {客户: text, 公司: text, 日期: date}
    foreign_keys:
      - name: fk_visits_customer
        source_column: 客户
        target_table: 客户
        target_key: 客户号
        backfill_columns: [{source: 公司, target: 名称}]
"""
FOREIGN_KEYS = """
select conname, relname::text from pg_constraint join pg_class parent on parent.oid = confrelid
where conrelid = '销售明细'::regclass and contype = 'f' and convalidated order by 1
"""


def test_a_domain_a_column_and_a_foreign_key_are_added_by_editing_the_yaml(project: Project) -> None:
    project.edit("data_sources", REGION_KEY, "")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,网,009,新公司,S,P1,2\n")
    project.run()
    rows = project.query("select * from 销售明细 order by _row_number")
    assert [name for name, _ in project.query(FOREIGN_KEYS)] == ["fk_customer", "fk_product"]

    project.edit("data_sources", "      - name: fk_customer\n", REGION_KEY + "      - name: fk_customer\n")
    project.edit("data_sources", "      地区代码: text\n", "      地区代码: text\n      备注: text\n")
    project.append("data_sources", VISITS)
    project.write(
        "data/202412/sales.csv", SALES.replace("地区代码", "地区代码,备注") + "202412,直,001,长城公司,W,急,P1,3\n"
    )
    project.write("data/202412/visits.csv", "客户,公司,日期\n001,长城公司,2024-12-01\n010,更新公司,2024-12-02\n")
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}, "visits": {"loaded": 2}}
    assert project.query(FOREIGN_KEYS) == [("fk_customer", "客户"), ("fk_product", "product"), ("fk_region", "地区")]
    old = project.query("select * from 销售明细 where 月度 = '2024-11-01' order by _row_number")
    assert old == [(*row, None) for row in rows]
    assert project.query("select 地区代码, 备注 from 销售明细 order by 金额") == [("N", None), ("S", None), ("W", "急")]
    assert project.query("select 名称, _derived_from_domain from 客户 where 客户号 = '010'") == [("更新公司", "visits")]

    before = project.contents()
    project.run()
    assert project.contents() == before


def test_keys_of_loaded_facts_are_derived_when_a_foreign_key_is_added(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,网,009,新公司,N,P1,2\n")
    project.run()
    rows = project.query("select * from 销售明细 order by _row_number")
    project.append("reference_sources", CHANNEL_TABLE)
    project.edit("data_sources", "      - name: fk_product\n", CHANNEL_KEY + "      - name: fk_product\n")
    assert facts(project.run()) == {"sales": {}, "returns": {}}
    assert ("fk_channel", "渠道") in project.query(FOREIGN_KEYS)
    channels = project.query(
        'select 渠道, 首月::text, _source, _derived_from_batch from 渠道 order by 渠道 collate "C"'
    )
    assert channels == [("店", "2024-11-01", "auto_derived", 1), ("网", "2024-11-01", "auto_derived", 1)]
    assert project.query("select * from 销售明细 order by _row_number") == rows

    before = project.contents()
    project.run()
    assert project.contents() == before


def test_a_new_foreign_key_that_loaded_facts_do_not_satisfy_is_refused_with_the_keys(project: Project) -> None:
    project.edit("data_sources", PRODUCT_KEY, "")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,001,长城公司,N,P9,2\n")
    assert facts(project.run())["sales"] == {"loaded": 2}
    project.edit("data_sources", "  returns:\n", PRODUCT_KEY.replace("quarantine", "fail") + "  returns:\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\n")
    refused = project.run(exit_code=3)
    assert failed_gates(refused) == {"gate_sales_keys": ["fk_product: P9"]}
    assert facts(refused) == {"sales": {}, "returns": {"loaded": 1}}
    assert project.query("select count(*) from 销售明细") == [(2,)]

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    project.run()
    assert [name for name, _ in project.query(FOREIGN_KEYS)] == ["fk_customer", "fk_product", "fk_region"]


def test_loaded_facts_that_a_new_foreign_key_sets_aside_move_to_quarantine(project: Project) -> None:
    project.edit("data_sources", PRODUCT_KEY, "")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,001,长城公司,N,P9,2\n")
    assert facts(project.run())["sales"] == {"loaded": 2}
    project.edit("data_sources", "  returns:\n", PRODUCT_KEY + "  returns:\n")
    project.run()
    assert project.query("select 产品 from 销售明细") == [("P1",)]
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("sales")] == [(3, "missing_key:fk_product")]
    assert project.verify() == {}

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    assert facts(project.run())["sales"] == {"loaded": 1}
    assert project.query("select 产品 from 销售明细 order by 1") == [("P1",), ("P9",)]


def test_a_foreign_key_that_is_taken_out_of_the_yaml_no_longer_holds(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.run()
    project.edit("data_sources", REGION_KEY, "")
    project.edit("data_sources", CUSTOMER_REGION, "")
    project.write("data/202412/sales.csv", SALES + "202412,店,001,长城公司,ZZ,P1,2\n")
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
    assert project.query(FOREIGN_KEYS) == [("fk_customer", "客户"), ("fk_product", "product")]
    assert project.query("select 地区代码 from 销售明细 order by 金额") == [("N",), ("ZZ",)]
    assert project.query("select 地区代码 from 地区 order by 1") == [("N",), ("S",)]


def test_a_parent_column_that_no_facts_feed_stays_empty_in_derived_rows(project: Project) -> None:
    project.edit("data_sources", CUSTOMER_REGION, "")
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,N,P1,1\n")
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
    assert project.query("select 客户号, 名称, 地区代码 from 客户 where 客户号 = '009'") == [("009", "新公司", None)]


def test_a_scope_of_other_columns_is_refused(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.run()
    project.edit("data_sources", "scope: [月度, 渠道]", "scope: [月度]")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,2\n")
    (refusal,) = project.run(exit_code=3).errors
    assert "load.scope of domain sales is 月度 now; its loaded batches were delivered by 月度, 渠道" in refusal
    assert project.query("select 金额 from 销售明细") == [(1,)]

    project.edit("data_sources", "scope: [月度]", "scope: [月度, 渠道]")
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 1}


def test_appended_batches_are_not_doubled_when_the_mode_becomes_replace_scope(project: Project) -> None:
    scope = "    load: {mode: replace_scope, scope: [月度, 渠道]}\n"
    project.edit("data_sources", scope, "")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    project.run()

    project.edit("data_sources", "    fact: {model: fct_sales", scope + "    fact: {model: fct_sales")
    project.write("data/202411/sales_corrected.csv", SALES + "202411,店,001,长城公司,N,P1,11\n")
    stopped = project.run(exit_code=3)
    assert [e for e in stopped.errors if "load.mode of domain sales is replace_scope now" in e] == stopped.errors
    assert project.query("select count(*) from 销售明细") == [(1,)]

    project.edit("data_sources", scope, "")
    project.run()
    assert project.query("select count(*) from 销售明细") == [(2,)]
