"""What the tables hold must fit into the YAML: else nothing is written, and the message says what to do."""

import pytest

from refill.database.schema_changes import problems
from refill.errors import Refused
from refill.runs.job import Outcome

from ..cli.conftest import Refill
from ..support.company import RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")

SHELVES = """
  货架:
    model: dim_shelf
    key: 架号
    columns: {架号: text, 层: integer}
    source: {type: file, path: reference/shelves.csv}
"""
OTHER = "Put the type back, or give the column of the new type another name."
EDITS = [
    (
        ("data_sources", '"numeric(12,2)"', '"numeric(12,4)"'),
        "Table 销售明细: column 金额 is numeric(12,2) in the database and numeric(12,4) in the YAML, "
        f"which may not hold its values. {OTHER}",
    ),
    (
        ("data_sources", "pieces: integer", "pieces: text"),
        "Table returns: column pieces is integer in the database and text in the YAML, "
        f"which may not hold its values. {OTHER}",
    ),
    (
        ("data_sources", "渠道: text", "渠道: integer"),
        "Table 销售明细: column 渠道 is text in the database and integer in the YAML, and load.scope names it: "
        "a correction would not find what it replaces. Put the type back, or give the domain another name and "
        "deliver its files again.",
    ),
    (
        ("reference_sources", "层: integer", '层: "numeric(8,0)"'),
        "Table 货架: column 层 is integer in the database and numeric(8,0) in the YAML, "
        f"which may not hold its values. {OTHER}",
    ),
    (
        ("reference_sources", "key: 架号", "keys: [架号, 层]"),
        "Table 货架: its key is 架号 in the database and 架号, 层 in the YAML. Put the key back, or give the table "
        "and its model another name: a new table is filled from its source and from the facts.",
    ),
    (
        ("reference_sources", "  货架:", "  架子:"),
        "Reference table 架子 is not there, but the history of its model is (snap_shelf). Put the name back, or "
        "give the model another name too: a new table is filled from its source and from the facts.",
    ),
    (
        ("data_sources", "table: 销售明细", "table: 销售"),
        "Domain sales: its loaded facts are in table 销售明细, and fact.table is 销售. Put the name back, or give "
        "the domain another name too and deliver its files again.",
    ),
    (
        ("data_sources", "  sales:", "  turnover:"),
        "Table 销售明细 holds facts of domain sales, and fact.table of domain turnover names it. Put the name of "
        "the domain back, or give the new one a table of its own.",
    ),
]
READ_BY_A_VIEW = (
    "Table 销售明细: column 金额 is numeric(12,2) in the database and numeric(14,2) in the YAML, and sums reads it. "
    "Drop what reads it, run again, and make it anew."
)
DROPPED = (
    "Domain returns: batches of it are loaded, but table returns, which held them, is not there. Restore it; or "
    "delete the rows of the domain from warehouse_ledger.loads, so that its batches load again."
)


def found(project: Project) -> list[str]:
    connection = project.server.connect()
    try:
        return problems(project.warehouse(connection))
    finally:
        connection.close()


def test_each_change_that_could_lose_values_is_refused_with_what_to_do(project: Project, refill: Refill) -> None:
    project.append("reference_sources", SHELVES)
    project.write("reference/shelves.csv", "架号,层\nA,1\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\n")
    project.run()
    assert found(project) == []
    for (name, old, new), message in EDITS:
        project.edit(name, old, new)
        assert found(project) == [message]
        project.edit(name, new, old)

    before = project.contents()
    project.edit("data_sources", '"numeric(12,2)"', '"numeric(12,4)"')
    project.edit("data_sources", "pieces: integer", "pieces: text")
    project.write("data/202412/sales.csv", SALES + "202412,店,009,新公司,W,P1,2\n")
    with pytest.raises(Refused) as refused:
        project.run()
    assert str(refused.value) == f"{EDITS[0][1]} {EDITS[1][1]}"
    assert project.contents() == before
    assert refill("land").exit_code == 0
    before = project.contents()
    by_dbt = project.shell("dbt", "build", "--target", "server", **project.server.environment)
    assert by_dbt.returncode != 0
    assert " ".join(EDITS[0][1].split()) in " ".join(by_dbt.stdout.split())
    assert project.contents() == before

    project.edit("data_sources", '"numeric(12,4)"', '"numeric(14,2)"')
    project.edit("data_sources", "pieces: text", "pieces: integer")
    project.query("create view sums as select sum(金额) from 销售明细")
    assert found(project) == [READ_BY_A_VIEW]
    project.query("drop view sums")
    assert facts(project.run())["sales"] == {"loaded": 1}
    project.query("create table held as select * from returns; drop table returns")
    assert found(project) == [DROPPED]
    project.query("delete from loads where domain = 'returns'; drop table held")
    assert facts(project.run())["returns"] == {"loaded": 1}


def test_a_migration_that_fails_at_its_end_leaves_every_table_as_it_was(project: Project) -> None:
    project.edit("data_sources", "地区代码: text\n", "地区代码: text\n      等级: integer\n")
    project.edit("reference_sources", "等级: text", '等级: text, 额度: "numeric(6,2)"')
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1.005\n")
    project.run()
    project.edit("data_sources", '"numeric(12,2)"', '"numeric(14,4)"')
    project.edit("data_sources", "      等级: integer\n", "      备注: text\n")
    project.edit("reference_sources", '额度: "numeric(6,2)"', '额度: "numeric(8,4)", 城市: text')
    project.query("alter table 销售明细 alter column 等级 set default 0; update 销售明细 set 等级 = 1")
    project.query("alter table 销售明细 alter column 等级 set not null")
    before = project.query(COLUMNS), of_dbt(project)
    failed = failing_at(project, "客户")
    assert (failed.migrations, project.query(COLUMNS), of_dbt(project)) == ([], *before)
    failed = failing_at(project, "销售明细")
    assert failed.migrations == MIGRATIONS[:2]
    kept = [row for row in project.query(COLUMNS) if "销售明细" in row[0]]
    assert kept == [row for row in before[0] if "销售明细" in row[0]]
    assert project.query("select 金额::text, 等级 from 销售明细") == [("1.01", 1)]

    assert project.run().migrations == MIGRATIONS[2:]
    assert project.query("select 金额::text, 等级, 备注 from 销售明细") == [("1.0050", 1, None)]


def of_dbt(project: Project) -> dict[str, str]:
    """The tables that dbt fills; what refill lands has its new column before dbt begins."""
    schemas = ("warehouse.", "warehouse_partitions.", "warehouse_snapshots.", "warehouse_quarantine.")
    return {name: digest for name, digest in project.contents().items() if name.startswith(schemas)}


def failing_at(project: Project, table: str) -> Outcome:
    """A run in which the commit of that table's migration fails."""
    project.query(FAILING.format(table=table))
    failed = project.run(exit_code=1)
    (error,) = failed.errors
    assert "at the end of the transaction" in error
    project.query("drop function warehouse_ledger.fail cascade")
    return failed


MIGRATIONS = [
    "客户: column 城市 added (text)",
    "客户: column 额度 widened from numeric(6,2) to numeric(8,4)",
    "销售明细: column 备注 added (text)",
    "销售明细: column 等级 (integer) may be empty: the YAML has it no longer",
    "销售明细: column 金额 widened from numeric(12,2) to numeric(14,4)",
]
FAILING = """
create function warehouse_ledger.fail() returns trigger language plpgsql
as 'begin raise exception ''at the end of the transaction''; end';
create constraint trigger at_the_end after insert on warehouse_ledger.changes deferrable initially deferred
for each row when (new.relation = 'warehouse.{table}') execute function warehouse_ledger.fail()
"""
COLUMNS = """
select attrelid::regclass::text, attname::text, format_type(atttypid, atttypmod), attnotnull
from pg_attribute join pg_class on pg_class.oid = attrelid
where relkind in ('r', 'p') and relnamespace::regnamespace::text ~ '^warehouse(_partitions|_snapshots)?$' and attnum > 0
order by attrelid, attnum
"""
