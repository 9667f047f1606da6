"""Tables that hold rows follow the YAML: they gain columns and keys, types become wider, removed columns stay."""

from ..support.company import CUSTOMERS, PRODUCTS, REGIONS, RETURNS, SALES
from ..support.project import Project, facts, failed_gates
from ..support.servers import only_on

STORES = """
  仓库:
    model: dim_store
    key: 仓号
    columns: {仓号: integer, 上级: integer, 面积: "numeric(6,2)", 启用: date}
    source: {type: file, path: reference/stores.csv}
    foreign_keys: [{column: 上级, target_table: 仓库}]
  货架:
    model: dim_shelf
    key: 架号
    columns: {架号: text, 仓号: integer}
    source: {type: file, path: reference/shelves.csv}
    foreign_keys: [{column: 仓号, target_table: 仓库}]
"""
STORE_KEY = """\
      - name: fk_returns_store
        source_column: store
        target_table: 仓库
        target_key: 仓号
"""
REGION_KEY = """\
      - name: fk_region
        source_column: 地区代码
        target_table: 地区
        target_key: 地区代码
"""
CUSTOMER_REGION = "    foreign_keys:\n      - {column: 地区代码, target_table: 地区}\n"
TYPES = """
select distinct c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relkind in ('r', 'p') and c.relnamespace in ('warehouse'::regnamespace, 'warehouse_snapshots'::regnamespace)
    and (c.relname, a.attname) in (
        ('仓库', '仓号'), ('仓库', '上级'), ('仓库', '面积'), ('仓库', '启用'), ('货架', '仓号'),
        ('snap_store', '仓号'), ('snap_store', '面积'), ('snap_store', '启用'), ('snap_shelf', '仓号')
    )
"""
KEYS = """
select conname::text, c.relname::text, convalidated, conparentid <> 0
from pg_constraint join pg_class c on c.oid = conrelid
where contype = 'f' and c.relnamespace in ('warehouse'::regnamespace, 'warehouse_partitions'::regnamespace)
"""


def keys(project: Project, *names: str) -> list[tuple[str, str, bool, bool]]:
    """The foreign keys of those names: table or partition, whether it is valid, whether it is its table's."""
    return sorted(row for row in project.query(KEYS) if row[0] in names)


def with_stores(project: Project) -> None:
    """A tree of stores with numbers as keys, shelves in them, and returns that name them."""
    project.append("reference_sources", STORES)
    project.edit("data_sources", "      pieces: integer\n", "      pieces: integer\n      store: integer\n")
    project.append("data_sources", STORE_KEY)
    project.write("reference/stores.csv", "仓号,上级,面积,启用\n1,,100.005,2024-01-01\n2,1,1.5,\n")
    project.write("reference/shelves.csv", "架号,仓号\nA,1\nB,2\n")


@only_on("server")
def test_wider_types_reach_facts_references_and_their_history(project: Project) -> None:
    with_stores(project)
    sales = SALES + "202411,店,001,长城公司,N,P1,1.2345\n202411,店,001,长城公司,N,P1,2.5\n"
    project.write("data/202411/sales.csv", sales + "202411,店,001,长城公司,N,P1,123456789012.5\n")
    returns = RETURNS.replace("pieces", "pieces,store") + "r1,001,长城公司,P1,1,1,2024-11-30\n"
    returns += "r2,001,长城公司,P1,1.5,3,\nr3,001,长城公司,P1,2,3,2024-11-30 12:30\n"
    project.write("data/202411/returns.csv", returns)
    first = project.run()
    assert facts(first) == {"sales": {"loaded": 2, "quarantined": 1}, "returns": {"loaded": 1, "quarantined": 2}}
    assert (first.migrations, first.kept) == ([], [])

    project.edit("data_sources", '"numeric(12,2)"', '"numeric(16,4)"')
    project.edit("data_sources", "pieces: integer", 'pieces: "numeric(20,2)"')
    project.edit("data_sources", "store: integer", 'store: "numeric(18,0)"')
    project.edit("data_sources", "returned_on: date", "returned_on: timestamp")
    wider = STORES.replace("integer", '"numeric(18,0)"').replace("(6,2)", "(8,3)").replace("date", "timestamp")
    project.edit("reference_sources", STORES.lstrip("\n"), wider.lstrip("\n"))
    second = project.run()
    assert facts(second) == {"sales": {"loaded": 1}, "returns": {"loaded": 2}}
    assert second.migrations == [
        "returns: column pieces widened from integer to numeric(20,2)",
        "returns: column returned_on widened from date to timestamp",
        "returns: column store widened from integer to numeric(18,0)",
        "仓库: column 上级 widened from integer to numeric(18,0)",
        "仓库: column 仓号 widened from integer to numeric(18,0)",
        "仓库: column 启用 widened from date to timestamp",
        "仓库: column 面积 widened from numeric(6,2) to numeric(8,3)",
        "货架: column 仓号 widened from integer to numeric(18,0)",
        "销售明细: column 金额 widened from numeric(12,2) to numeric(16,4)",
    ]
    amounts = project.query("select 金额::text from 销售明细 order by _row_number")
    assert amounts == [("1.2345",), ("2.5000",), ("123456789012.5000",)]
    assert project.query("select pieces::text, store::text, returned_on::text from returns order by _row_number") == [
        ("1.00", "1", "2024-11-30 00:00:00"),
        ("1.50", "3", None),
        ("2.00", "3", "2024-11-30 12:30:00"),
    ]
    assert project.query("select 仓号::text, 上级::text, 面积::text, 启用::text from 仓库 order by 1") == [
        ("1", None, "100.005", "2024-01-01 00:00:00"),
        ("2", "1", "1.500", None),
        ("3", None, None, None),
    ]
    history = "select 仓号::text, 面积::text, dbt_valid_to is null from warehouse_snapshots.snap_store order by 1, 3"
    assert project.query(history) == [
        ("1", "100.010", False),
        ("1", "100.005", True),
        ("2", "1.500", True),
        ("3", None, True),
    ]
    assert sorted(name for (name,) in project.query(TYPES)) == [
        "snap_shelf.仓号 numeric(18,0)",
        "snap_store.仓号 numeric(18,0)",
        "snap_store.启用 timestamp without time zone",
        "snap_store.面积 numeric(8,3)",
        "仓库.上级 numeric(18,0)",
        "仓库.仓号 numeric(18,0)",
        "仓库.启用 timestamp without time zone",
        "仓库.面积 numeric(8,3)",
        "货架.仓号 numeric(18,0)",
    ]
    assert keys(project, "fk_returns_store", "fk_store_parent", "fk_shelf_parent") == [
        ("fk_returns_store", "returns", True, False),
        ("fk_returns_store", "returns_p2", True, True),
        ("fk_shelf_parent", "货架", True, False),
        ("fk_store_parent", "仓库", True, False),
    ]
    before = project.contents()
    assert project.run().migrations == []
    assert project.contents() == before


@only_on("embedded")
def test_gained_keys_are_validated_on_every_partition_and_between_reference_tables(project: Project) -> None:
    project.edit("data_sources", REGION_KEY, "")
    project.edit("reference_sources", CUSTOMER_REGION, "")
    project.write("reference/customers.csv", CUSTOMERS + "003,长江公司,Q,\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.write("data/202412/sales.csv", SALES + "202412,店,009,新公司,W,P1,2\n")
    project.run()

    project.edit("data_sources", "      - name: fk_customer\n", REGION_KEY + "      - name: fk_customer\n")
    project.edit("reference_sources", "    strategy: merge\n", "    strategy: merge\n" + CUSTOMER_REGION)
    project.write("data/202501/sales.csv", SALES + "202501,店,001,长城公司,N,P1,3\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {"sound_customer": ["fk_customer_parent: no such parent: Q"]}
    assert (stopped.migrations, facts(stopped)["sales"]) == ([], {})

    project.write("reference/regions.yml", REGIONS + "- {地区代码: Q, 名称: 中部}\n")
    done = project.run()
    assert facts(done)["sales"] == {"loaded": 1}
    assert done.migrations == ["客户: foreign key fk_customer_parent added", "销售明细: foreign key fk_region added"]
    assert keys(project, "fk_region", "fk_customer_parent") == [
        ("fk_customer_parent", "客户", True, False),
        ("fk_region", "销售明细", True, False),
        ("fk_region", "销售明细_p1", True, True),
    ]
    assert project.query("select 地区代码 from 地区 order by 1") == [("N",), ("Q",), ("S",), ("W",)]
    before = project.contents()
    assert project.run().migrations == []
    assert project.contents() == before


@only_on("server")
def test_a_row_in_quarantine_brings_the_value_of_a_column_that_the_yaml_gained(project: Project) -> None:
    header = SALES.replace("地区代码", "地区代码,数量")
    rows = "202411,店,001,长城公司,N,5,P1,1\n202411,店,001,长城公司,N,6,P9,2\n"
    project.write("data/202411/sales.csv", header + rows)
    project.run()
    project.edit("data_sources", "      地区代码: text\n", '      地区代码: text\n      数量: "numeric(8,2)"\n')
    assert project.run().migrations == ["销售明细: column 数量 added (numeric(8,2))"]
    assert project.verify() == {}

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    assert facts(project.run())["sales"] == {"loaded": 1}
    assert project.query("select 产品, 数量::text from 销售明细 order by 1") == [("P1", None), ("P9", "6.00")]


PRODUCT_KEY = """\
      - name: fk_product
        source_column: 产品
        target_table: product
        target_key: code
        on_missing: quarantine
"""
PRODUCT_TABLE = """\
  product:
    model: dim_product
    key: code
    columns: {code: {type: text, case: upper}, name: text}
    source: {type: seed, seed: products}
"""


@only_on("embedded")
def test_what_the_yaml_loses_is_kept_and_reported_and_comes_back_into_use(project: Project) -> None:
    project.edit("data_sources", "      地区代码: text\n", "      地区代码: text\n      备注: text\n")
    header = SALES.replace("地区代码", "地区代码,备注")
    project.write("data/202411/sales.csv", header + "202411,店,001,长城公司,N,急,P1,1\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\n")
    project.run()
    configured = [(project.root / "config" / f"{name}_sources.yml").read_text(encoding="utf-8") for name in FILES]

    returns = configured[0][configured[0].index("  returns:\n") :]
    project.edit("data_sources", returns, "")
    project.edit("data_sources", PRODUCT_KEY, "")
    project.edit("data_sources", "      备注: text\n", "")
    project.edit("reference_sources", PRODUCT_TABLE, "")
    project.edit("reference_sources", ", 等级: text", "")
    project.write("data/202412/sales.csv", header + "202412,店,001,长城公司,N,缓,P9,2\n202412,店,008,新公司,N,,P1,3\n")
    second = project.run()
    assert facts(second) == {"sales": {"loaded": 2}}
    assert second.migrations == ["销售明细: foreign key fk_product dropped"]
    assert second.kept == KEPT
    assert project.query("select 备注, 产品 from 销售明细 order by 金额") == [("急", "P1"), (None, "P9"), (None, "P1")]
    levels = [("001", "A"), ("002", "B"), ("008", None)]
    assert project.query("select 客户号, 等级 from 客户 order by 1") == levels
    assert project.query("select count(*) from returns") == [(1,)]
    before = project.contents()
    assert (project.run().kept, project.contents()) == (KEPT, before)

    project.configure(*configured)
    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    project.write("data/202501/sales.csv", header + "202501,店,001,长城公司,N,平,P1,4\n")
    back = project.run()
    assert facts(back) == {"sales": {"loaded": 1}, "returns": {}}
    assert (back.migrations, back.kept) == (["销售明细: foreign key fk_product added"], [])
    assert project.query("select 备注 from 销售明细 order by 金额") == [("急",), (None,), (None,), ("平",)]
    assert project.query("select 客户号, 等级 from 客户 order by 1") == levels


FILES = ("data", "reference")
KEPT = ["销售明细: column 备注 (text)", "客户: column 等级 (text)", "table product", "table returns"]


@only_on("embedded")
def test_models_take_other_names_and_a_key_points_at_another_table(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,009,新公司,W,P1,2\n")
    project.run()
    regions = project.query("select * from 地区 order by 1")
    rows = project.query("select * from 销售明细 order by _row_number")

    project.edit("data_sources", "model: fct_sales", "model: fct_turnover")
    project.edit("reference_sources", "model: dim_region", "model: dim_area")
    project.edit("reference_sources", "  客户:\n    model: dim_customer", "  顾客:\n    model: dim_client")
    text = (project.root / "config" / "data_sources.yml").read_text(encoding="utf-8")
    project.write("config/data_sources.yml", text.replace("target_table: 客户", "target_table: 顾客"))
    project.append("reference_sources", NAMES)
    project.edit("data_sources", REGION_KEY, NAME_KEY)
    done = project.run()
    assert facts(done) == {"sales": {}, "returns": {}}
    assert done.migrations == [
        "returns: foreign key fk_returns_customer added",
        "returns: foreign key fk_returns_customer dropped",
        "销售明细: foreign key fk_customer added",
        "销售明细: foreign key fk_customer dropped",
        "销售明细: foreign key fk_region added",
        "销售明细: foreign key fk_region dropped",
    ]
    names = [("新公司", "auto_derived"), ("长城公司", "auto_derived")]
    assert sorted(project.query("select 名称, _source from 名录")) == names
    assert project.query("select * from 地区 order by 1") == regions
    said = "select 客户号, 名称, 地区代码, 等级, _source, _derived_from_batch from {} order by 1"
    assert project.query(said.format("顾客")) == project.query(said.format("客户"))
    assert done.kept == ["table 客户"]
    assert project.query("select * from 销售明细 order by _row_number") == rows
    before = project.contents()
    assert (project.run().migrations, project.contents()) == ([], before)


NAMES = """
  名录:
    model: dim_name
    key: 名称
    columns: {名称: text}
"""
NAME_KEY = """\
      - name: fk_region
        source_column: 客户名称
        target_table: 名录
        target_key: 名称
"""
