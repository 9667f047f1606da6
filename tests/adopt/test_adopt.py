"""Tables that were there before refill: taken over with their rows, or refused whole."""

import re
from contextlib import closing
from typing import Any

import pytest

from refill.adopt.adopt import Adopted, adopt
from refill.database.ddl import prepare
from refill.database.lock import run_lock
from refill.database.schema_changes import problems
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.database.warehouse import Warehouse
from refill.errors import Refused, UsageError
from refill.project.project import find_project
from refill.sync.sync import SyncedTable, SyncRequest, sync

from ..cli.conftest import Refill
from ..support.company import SALES
from ..support.project import Project, facts
from ..support.servers import REPOSITORY, only_on

pytestmark = only_on("server")

LEGACY = """
create schema if not exists warehouse;
create table warehouse.地区 (地区代码 varchar(8) not null unique, 名称 varchar(20) not null, id serial primary key);
insert into warehouse.地区 (地区代码, 名称) values ('N', '北方'), ('S', '南方'), ('E', '东方');
create table warehouse.合同 (
    合同号 int primary key, 地区 int references warehouse.地区, 代码 varchar(8) references warehouse.地区 (地区代码)
);
insert into warehouse.合同 values (1, 1, 'N');
"""
CUSTOMERS = """
create table 客户 (客户号 text, 名称 text, 地区代码 text, 备注 text not null);
insert into 客户 values ('001', '长城公司', 'N', '老'), ('002', '', 'S', '老'), ('003', '长江公司', null, '新');
"""
REGION = Adopted(
    table="地区",
    rows=3,
    widened=["地区代码 from character varying(8) to text", "名称 from character varying(20) to text"],
    freed=["名称"],
    kept=["id (integer (32 bits))"],
)
CUSTOMER = Adopted(
    table="客户",
    rows=3,
    key="primary key",
    added=["等级"],
    freed=["备注"],
    kept=["备注 (text)"],
    foreign_keys=["fk_customer_parent"],
)
TRACKED = "_source, _needs_review, _derived_columns, _retired_at, _created_at = _updated_at"
CONSTRAINTS = """
select conrelid::regclass::text, conname::text, convalidated from pg_constraint
where conrelid in ('地区'::regclass, '客户'::regclass, '合同'::regclass) and contype <> 'n'
"""


def adopted(project: Project, table: str, **options: Any) -> Adopted:
    """`refill adopt TABLE` in this process."""
    target, schemas = read_target(find_project(project.root), "server"), Schemas("warehouse")
    connection = project.server.connect()
    try:
        prepare(Warehouse(connection, schemas, project.config))
        with run_lock(target, schemas):
            return adopt(Warehouse(connection, schemas, project.config), table, **options)
    finally:
        connection.close()


def refusal(project: Project, table: str, **options: Any) -> str:
    """Why a table is not adopted. Nothing has changed then."""
    with pytest.raises(UsageError):
        adopted(project, "no such table")  # but what refill keeps beside it is there
    before = project.contents(), project.query(SHAPE)
    with pytest.raises(Refused) as refused:
        adopted(project, table, **options)
    assert (project.contents(), project.query(SHAPE)) == before
    return str(refused.value)


SHAPE = """
select attrelid::regclass::text, attname::text, format_type(atttypid, atttypmod), attnotnull
from pg_attribute join pg_class on pg_class.oid = attrelid where relnamespace = 'warehouse'::regnamespace order by 1, 2
"""


def test_a_run_builds_on_adopted_tables_and_everything_of_theirs_stays(project: Project, refill: Refill) -> None:
    project.query(LEGACY + CUSTOMERS)
    project.write(
        "reference/regions.yml",
        "- {地区代码: N, 名称: 北方}\n- {地区代码: S, 名称: 华南}\n- {地区代码: E, 名称: 东方}\n",
    )
    project.write("reference/customers.csv", "客户号,名称,地区代码,等级\n001,长城公司,N,A\n002,黄河公司,S,\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,009,新公司,W,P1,2\n")
    with pytest.raises(Refused, match="Table 地区 is there, and refill has not made it"):
        project.run()
    assert refill("status", "--json").document["references"]["客户"]["total"] == 0

    assert adopted(project, "地区") == REGION
    assert adopted(project, "客户") == CUSTOMER
    untouched = ("authoritative", False, [], None, True)
    assert project.query(f"select 客户号, 名称, 地区代码, 等级, 备注, {TRACKED} from 客户 order by 1") == [
        ("001", "长城公司", "N", None, "老", *untouched),
        ("002", "", "S", None, "老", *untouched),
        ("003", "长江公司", None, None, "新", *untouched),
    ]
    assert project.query("select table_name, key, operation, before, cause from audit order by sequence") == [
        *[("地区", {"地区代码": code}, "insert", None, "adoption") for code in "ENS"],
        *[("客户", {"客户号": code}, "insert", None, "adoption") for code in ("001", "002", "003")],
    ]
    before = project.contents()
    assert adopted(project, "客户") == Adopted(table="客户", status="already")
    assert project.contents() == before

    done = project.run()
    assert (done.migrations, facts(done)["sales"]) == ([], {"loaded": 2})
    assert done.kept == ["地区: column id (integer (32 bits))", "客户: column 备注 (text)"]
    assert project.query("select 地区代码, 名称, id <= 3, _source from 地区 order by id") == [
        ("N", "北方", True, "authoritative"),
        ("S", "华南", True, "authoritative"),
        ("E", "东方", True, "authoritative"),
        ("W", None, False, "auto_derived"),
    ]
    assert project.query("select 客户号, 名称, 等级, 备注, _source from 客户 order by 1") == [
        ("001", "长城公司", "A", "老", "authoritative"),
        ("002", "黄河公司", None, "老", "authoritative"),
        ("003", "长江公司", None, "新", "authoritative"),
        ("009", "新公司", None, None, "auto_derived"),
    ]
    assert sorted(project.query(CONSTRAINTS)) == [
        ('"合同"', "合同_pkey", True),
        ('"合同"', "合同_代码_fkey", True),
        ('"合同"', "合同_地区_fkey", True),
        ('"地区"', "地区_pkey", True),
        ('"地区"', "地区_地区代码_key", True),
        ('"客户"', "fk_customer_parent", True),
        ('"客户"', "客户_pkey", True),
    ]
    project.query("insert into 客户 (客户号, 备注) values ('010', '手工')")  # as a program that knows nothing of refill
    assert project.query(f"select {TRACKED} from 客户 where 客户号 = '010'") == [untouched]


def test_the_first_sync_is_guarded_by_the_adopted_rows(project: Project) -> None:
    project.query(LEGACY)
    adopted(project, "地区")
    project.write("reference/regions.yml", "- {地区代码: N}\n")
    refused = project.run(exit_code=3, tables=("地区",))
    assert [source.reason for source in refused.sources] == [
        "reference/regions.yml: refused for reference table 地区, which stays as it was: "
        "the source no longer has 名称; 2 of 3 keys are gone, more than max_retire_ratio (0.5) allows: E, S "
        "(where that is right, sync the table with --accept-retire 2)."
    ]
    assert project.query(f"select 地区代码, 名称, {TRACKED} from 地区 order by id") == [
        (code, name, "authoritative", False, [], None, True)
        for code, name in (("N", "北方"), ("S", "南方"), ("E", "东方"))
    ]


def test_keys_are_folded_on_request_and_the_log_has_them_as_they_were(project: Project) -> None:
    project.query(LEGACY + CUSTOMERS)
    adopted(project, "地区")
    project.query("insert into 客户 values ('００４', '全角公司', 'N', ''), (e'005\\u200b', '零宽公司', 'E', '')")
    assert refusal(project, "客户") == (
        "Table 客户: 2 keys are not folded (客户号), and facts would not find them: '005\\u200b' → '005', "
        "'００４' → '004'. `refill adopt 客户 --fold` stores them folded."
    )
    assert adopted(project, "客户", folding=True).folded == 2
    assert project.query("select 客户号 from 客户 order by 1") == [
        (code,) for code in ("001", "002", "003", "004", "005")
    ]
    moved = "select key ->> '客户号', operation from audit where table_name = '客户' and key ->> '客户号' ~ '[45４]'"
    assert sorted(project.query(moved)) == [
        ("004", "insert"),
        ("005", "insert"),
        ("005\u200b", "delete"),
        ("005\u200b", "insert"),
        ("００４", "delete"),
        ("００４", "insert"),
    ]


REFUSALS = [
    (
        "alter table 客户 alter column 名称 type char(20)",
        "Table 客户: column 名称 is character(20) in the database and text in the YAML. Write what it is "
        "into the YAML, or change the column: `alter table … alter column … type text`.",
    ),
    (
        "alter table 客户 rename column 客户号 to 编号",
        "Table 客户 has no column 客户号, which is its key in the YAML. It has: 编号, 名称, 地区代码, 备注.",
    ),
    (
        "alter table 客户 add _source text",
        "Table 客户 has a column _source, the name of one that refill adds. Rename the column.",
    ),
    (
        "insert into 客户 values (null, '', null, ''), (' ', '', null, '')",
        "Table 客户: 2 rows stand without a key (客户号). Give each one, or delete it.",
    ),
    (
        "insert into 客户 values ('001', '', null, ''), ('００１', '', null, '')",
        "Table 客户: 1 key is there more than once when folded (客户号): '001'. Keep one row of each. "
        "Table 客户: 1 key is not folded (客户号), and facts would not find them: '００１' → '001'. "
        "`refill adopt 客户 --fold` stores them folded.",
    ),
    (
        "insert into 客户 values ('008', '', 'X', ''), ('009', '', 'Y', '')",
        "Table 客户: 2 values of 地区代码 have no row in 地区: 'X', 'Y'. Add the rows there, or correct "
        "the values here.",
    ),
    (
        "alter table 客户 add constraint fk_customer_parent check (true)",
        "Table 客户 has a constraint fk_customer_parent, the name of one that refill adds. Rename it.",
    ),
    (
        "create view longest as select 地区代码 as longest from 客户; alter table 客户 alter column 名称 "
        "type varchar(30); create view names as select 名称 from 客户",
        "Table 客户: column 名称 is character varying(30) in the database and text in the YAML, and "
        "names reads it. Drop what reads it, run again, and make it anew.",
    ),
    (
        "alter table 客户 add primary key (备注, 客户号); alter table 客户 add column 等级 text "
        "generated always as (备注) stored",
        "Table 客户: column 备注 is in the primary key, has no default and is not in the YAML, so no row "
        "could be added. Give it a default, or name it in the YAML. Table 客户: the database computes "
        "column 等级, and refill could not write it. Drop its expression.",
    ),
    (
        "alter table 客户 set unlogged",
        "warehouse.客户 is unlogged: a crash of the server would empty it. Run `alter table "
        '"warehouse"."客户" set logged`.',
    ),
    (
        "alter table 客户 rename to 顾客; create view 客户 as select * from 顾客",
        "warehouse.客户 is a view. Only an ordinary table can be taken over: rename it, and make a table "
        'of its rows: create table "warehouse"."客户" as select ….',
    ),
    (
        "create schema 旧; alter table 客户 set schema 旧",
        'There is no table warehouse.客户 to adopt. Schema 旧 has one: `alter table "旧"."客户" set '
        'schema "warehouse"` brings it here, with all that refers to it.',
    ),
    (
        "drop table 客户",
        "There is no table warehouse.客户 to adopt. refill makes it by itself in the next `refill run`.",
    ),
]


ANEW = """
do $$ begin
    if (select relkind from pg_class where oid = to_regclass('客户')) = 'v' then drop view 客户; end if;
end $$;
drop schema if exists 旧 cascade;
drop table if exists 客户, 顾客 cascade;
"""


def test_what_refill_could_not_keep_is_refused_and_nothing_has_changed(project: Project) -> None:
    project.query(LEGACY + CUSTOMERS)
    assert refusal(project, "客户") == "Table 客户 refers to 地区. Adopt that first: `refill adopt 地区`."
    adopted(project, "地区")
    for change, message in REFUSALS:
        project.query(ANEW + CUSTOMERS + change)
        assert refusal(project, "客户") == message
    with pytest.raises(
        UsageError, match=r"unknown reference table '客人'\. Did you mean '客户'\? Use one of: product, 地区, 客户\."
    ):
        adopted(project, "客人")


def test_a_table_is_given_back_as_documented_and_adopted_again_with_the_same_log(project: Project) -> None:
    project.query(LEGACY + CUSTOMERS)
    before = project.query("select * from 客户 order by 1")
    adopted(project, "地区")
    adopted(project, "客户")
    document = (REPOSITORY / "docs" / "adopt.md").read_text(encoding="utf-8")
    (statements,) = re.findall(r"^```sql\n(.*?)^```$", document, re.DOTALL | re.MULTILINE)
    project.query(statements.replace("组合计划", "客户").replace("fk_portfolio_parent", "fk_customer_parent"))
    assert project.query("select 客户号, 名称, 地区代码, 备注 from 客户 order by 1") == before
    assert [name for (_, name, _) in project.query(CONSTRAINTS) if "客户" in name or "customer" in name] == [
        "客户_pkey"
    ]
    assert project.query("select tgname from pg_trigger where tgrelid = '客户'::regclass and not tgisinternal") == []

    project.query("update 客户 set 名称 = '黄河公司' where 客户号 = '002'; delete from 客户 where 客户号 = '003'")
    again = adopted(project, "客户")
    assert (again.rows, again.key, again.foreign_keys) == (2, "kept", ["fk_customer_parent"])
    late = "select key ->> '客户号', operation from audit where table_name = '客户' and sequence > 6 order by sequence"
    assert project.query(late) == [("001", "update"), ("002", "update"), ("003", "delete")]


CITIES = """\
  cities:
    model: dim_city
    key: code
    columns: {code: text, name: text, pop: integer, amt: "numeric(12,2)"}
    sources:
      - {type: file, path: reference/fix.csv, name: fix, guard: {min_rows: 0}}
      - {type: file, path: reference/cities.csv, name: main}
"""
OLD_CITIES = """
create table cities (id serial primary key, code text not null, name text, pop int, amt numeric(12,2));
insert into cities (code, name, pop, amt) values ('A', 'Ahaven', 10, 1.5), ('B', 'Bham', 20, 2.25);
"""


def test_a_table_with_a_source_of_some_columns_is_adopted_and_its_sources_sync(project: Project) -> None:
    project.query("create schema if not exists warehouse;" + OLD_CITIES)
    project.append("reference_sources", CITIES)
    project.write("reference/fix.csv", "code,name\nB,Beham\n")
    project.write("reference/cities.csv", "code,name,pop,amt\nA,Ahaven,10,1.5\nB,Bham,20,2.25\n")
    schemas, connection = Schemas("warehouse"), project.server.connect()
    with closing(connection):
        prepare(Warehouse(connection, schemas, project.config))
        assert problems(Warehouse(connection, schemas, project.config)) == [
            "Table cities is there, and refill has not made it. Take it over with `refill adopt cities`, or give the "
            "reference table another name."
        ]
        # what has been read before is read once more: adopting puts the table's rows in its place
        sync(Warehouse(connection, schemas, project.config), project.root, SyncRequest(tables=("cities",)))
        assert adopted(project, "cities") == Adopted(
            table="cities",
            rows=2,
            key="unique constraint",
            widened=["pop from integer (32 bits) to integer (64 bits)"],
            kept=["id (integer (32 bits))"],
        )
        assert problems(Warehouse(connection, schemas, project.config)) == []
        assert sync(Warehouse(connection, schemas, project.config), project.root, SyncRequest(tables=("cities",))) == [
            SyncedTable("cities", "file", "synced", 1, "the source has no pop, amt", "fix"),
            SyncedTable("cities", "file", "synced", 2, None, "main"),
        ]
        project.write("reference/cities.csv", "code,name,amt\nA,Ahaven,1.5\nB,Bham,2.25\n")
        (_, main) = sync(Warehouse(connection, schemas, project.config), project.root, SyncRequest(tables=("cities",)))
        assert main.reason == (
            "reference/cities.csv: refused for reference table cities, which stays as it was: "
            "the source no longer has pop."
        )
