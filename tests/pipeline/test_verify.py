"""Each invariant of `verify` sees what breaks it, and names it."""

from dataclasses import dataclass

import pytest

from refill.database.lock import run_lock
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.project.project import find_project

from ..support import company
from ..support.company import RETURNS, SALES
from ..support.project import Project
from ..support.servers import only_on

pytestmark = only_on("server")


@dataclass(frozen=True)
class Damage:
    """A change of the database, its repair, and a part of the words of `verify` in between."""

    does: str
    undoes: str
    says: dict[str, str]


FACT = 'warehouse."销售明细"'
WITHOUT_TRIGGERS = "set session_replication_role = replica; "
DAMAGES = {
    "a fact row is gone": Damage(
        f"create table kept as select * from {FACT} where _row_number = 2; delete from {FACT} where _row_number = 2",
        f"insert into {FACT} select * from kept; drop table kept",
        {
            "conservation": "batch 1 (data/202411/sales.csv ): 4 rows delivered, 4 in raw; 1 in the fact, "
            "1 in quarantine, 1 rejected or skipped (1 in the ledger), 1 nowhere, while 0 are superseded",
        },
    ),
    "a fact row is in the part of others": Damage(
        "insert into parts (part, domain, is_shared, rows) overriding system value values (99, 'sales', false, 0);"
        " create table warehouse_partitions.other partition of warehouse.销售明细 for values in (99);"
        f" update {FACT} set _part = 99 where _row_number = 2",
        f"update {FACT} set _part = 1 where _row_number = 2; drop table warehouse_partitions.other;"
        " delete from parts where part = 99",
        {"conservation": "4 rows delivered, 4 in raw; 1 in the fact"},
    ),
    "an amount is changed": Damage(
        f"update {FACT} set 金额 = 金额 + 1 where _row_number = 2",
        f"update {FACT} set 金额 = 金额 - 1 where _row_number = 2",
        {"conservation": "batch 1: 金额 adds up to 9.00 in the fact, delivered were 8.00"},
    ),
    "an amount in quarantine is changed": Damage(
        "update warehouse_quarantine.sales set _raw = jsonb_set(_raw, '{金额}', '\"30\"')",
        "update warehouse_quarantine.sales set _raw = jsonb_set(_raw, '{金额}', '\"3\"')",
        {"conservation": "batch 1: 金额 adds up to 30.00 in the quarantine, delivered were 3.00"},
    ),
    "a raw row of a batch is gone": Damage(
        "create table kept as select * from warehouse_raw.sales where _row_number = 5;"
        " delete from warehouse_raw.sales where _row_number = 5",
        "insert into warehouse_raw.sales select * from kept; drop table kept",
        {"conservation": "4 rows delivered, 3 in raw"},
    ),
    "an undone batch has no raw rows": Damage(
        "insert into batches"
        " (domain, part, file, sheet, sha256, rows, rejected, skipped, columns, unknown_columns, undone_at)"
        " select domain, part, file, sheet, 'other', rows, rejected, skipped, columns, unknown_columns, now()"
        " from batches where batch_id = 2",
        "delete from batches where sha256 = 'other'",
        {"conservation": "(data/202411/returns.csv ): 1 rows delivered, 0 in raw"},
    ),
    "a batch is loaded, but its loading is not written down": Damage(
        "create table kept as select * from loads where batch_id = 2; delete from loads where batch_id = 2",
        "insert into loads select * from kept; drop table kept",
        {"conservation": "batch 2: 1 rows in returns, but it is not loaded"},
    ),
    "a foreign key is gone": Damage(
        f"alter table {FACT} drop constraint fk_region",
        f"alter table {FACT} add constraint fk_region foreign key (地区代码) references 地区 (地区代码)",
        {"references": "销售明细 (地区代码): no valid foreign key fk_region to 地区 in the database"},
    ),
    "a foreign key is that of another column": Damage(
        f"alter table {FACT} drop constraint fk_region, add column other text,"
        " add constraint fk_region foreign key (other) references 地区 (地区代码)",
        f"alter table {FACT} drop column other,"
        " add constraint fk_region foreign key (地区代码) references 地区 (地区代码)",
        {"references": "销售明细 (地区代码): no valid foreign key fk_region to 地区 in the database"},
    ),
    "a foreign key is not validated": Damage(
        "alter table 客户 drop constraint fk_customer_parent, add constraint fk_customer_parent"
        " foreign key (地区代码) references 地区 (地区代码) not valid",
        "alter table 客户 validate constraint fk_customer_parent",
        {"references": "客户 (地区代码): no valid foreign key  to 地区 in the database"},
    ),
    "a fact names a row that does not exist": Damage(
        WITHOUT_TRIGGERS + f"update {FACT} set 客户号 = '404' where _row_number = 2",
        WITHOUT_TRIGGERS + f"update {FACT} set 客户号 = '001' where _row_number = 2",
        {"references": "销售明细 (客户号): 1 rows name no row of 客户, such as 404"},
    ),
    "two keys fold to one": Damage(
        "insert into 地区 select ' N', 名称, _source, _needs_review, _derived_from_domain, _derived_from_batch,"
        " _derived_at, _derived_columns, _retired_at, _created_at, _updated_at from 地区 where 地区代码 = 'N'",
        "delete from 地区 where 地区代码 = ' N'",
        {"uniqueness": "地区: key N is there 2 times", "idempotence": ""},
    ),
    "a row ceases to be authoritative": Damage(
        "update 地区 set _source = 'auto_derived' where 地区代码 = 'N'",
        "update 地区 set _source = 'authoritative' where 地区代码 = 'N'; " + "select set_config('x.y', '', false)",
        {"rank": "地区 N: no longer authoritative since 20", "idempotence": ""},
    ),
    "a row is changed behind the log's back": Damage(
        WITHOUT_TRIGGERS + "update 地区 set 名称 = '别处' where 地区代码 = 'S'",
        WITHOUT_TRIGGERS + "update 地区 set 名称 = '南方' where 地区代码 = 'S'",
        {"audit": "地区 S: is otherwise in the log", "idempotence": ""},
    ),
    "a trigger is switched off": Damage(
        "alter table 地区 disable trigger audit_update",
        "alter table 地区 enable trigger audit_update",
        {"audit": "地区: a trigger that writes the log is missing or switched off"},
    ),
    "a row of a source is gone": Damage(
        "create table kept as select * from product where code = 'P2'; delete from product where code = 'P2'",
        "insert into product select * from kept; drop table kept",
        {"idempotence": "dim_product: another run would write 1 rows"},
    ),
    "the staging is from before the models": Damage(
        "alter table warehouse_staging.keys_sales rename to kept",
        "alter table warehouse_staging.kept rename to keys_sales",
        {"idempotence": "dim_customer: what it reads has not been made since it was changed (relation"},
    ),
    "an older batch holds a scope": Damage(
        "update scopes set superseded_by = 2 where batch_id = 1 and scope like '%网%'",
        "update scopes set superseded_by = null where batch_id = 1 and scope like '%网%'",
        {"order": "of batch 1 is superseded by 2, but no newer batch has it", "conservation": ""},
    ),
    "a collation finds different texts equal": Damage(
        "create collation lenient (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
        " create table loose (name text collate lenient)",
        "drop table loose; drop collation lenient",
        {"order": "loose: column name has collation lenient, which finds different texts equal"},
    ),
    "a partition is detached": Damage(
        "alter table warehouse_raw.sales detach partition warehouse_raw.sales_p1",
        "alter table warehouse_raw.sales attach partition warehouse_raw.sales_p1 for values in (1)",
        {"conservation": "4 rows delivered, 0 in raw", "cleanliness": "warehouse_raw.sales_p1 is no part of a table"},
    ),
    "something is left of a build": Damage(
        "create table warehouse_staging.stg_sales__dbt_backup (); create table warehouse_raw.sales_p77 ()",
        "drop table warehouse_staging.stg_sales__dbt_backup, warehouse_raw.sales_p77",
        {
            "cleanliness": "warehouse_staging.stg_sales__dbt_backup is left of a build; "
            "warehouse_raw.sales_p77 is no part of a table"
        },
    ),
}


@pytest.fixture
def loaded(empty_project: Project) -> Project:
    company.move_in(empty_project)
    empty_project.write(
        "data/202411/sales.csv",
        SALES + "202411,店,001,长城公司,N,P1,3\n202411,网,009,新公司,S,P1,5\n202411,店,001,长城公司,N,P9,3\n,,,,,,\n",
    )
    empty_project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\n")
    empty_project.run()
    empty_project.run()
    return empty_project


def test_each_invariant_sees_what_breaks_it(loaded: Project) -> None:
    assert loaded.verify() == {}
    wrong = {}
    for what, damage in DAMAGES.items():
        loaded.query(damage.does)
        found = loaded.verify()
        seen = set(found) - {"rank"} == set(damage.says) - {"rank"}
        if not seen or any(part not in found.get(name, "") for name, part in damage.says.items()):
            wrong[what] = found
        loaded.query(damage.undoes)
    assert wrong == {}
    assert set(loaded.verify()) == {"rank"}  # the log forgets nothing


def test_a_session_that_a_killed_run_left_is_named_and_a_run_under_way_is_none(project: Project) -> None:
    project.run()
    worker = project.server.connect()
    with run_lock(read_target(find_project(project.root), "server"), Schemas("warehouse"), invocation="killed"):
        with worker.cursor() as cursor:
            cursor.execute("select warehouse_ledger.join_run('warehouse', 'killed')")
        assert project.verify() == {}
    left = project.verify()["cleanliness"]
    assert left.startswith(f"backend {worker.info.backend_pid} (")
    assert left.endswith("is at work for a run that has ended; the next run ends it")
    worker.close()


def test_the_audit_log_tells_who_changed_what_and_takes_no_entries_by_hand(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,N,P1,1\n")
    run = project.run()
    project.query(
        "update 客户 set 等级 = 'C' where 客户号 = '009'; update 客户 set 客户号 = '900' where 客户号 = '001'"
    )
    entries = project.query(
        "select key ->> '客户号', operation, before ->> '等级', after ->> '等级', actor, invocation_id is not null"
        " from audit where table_name = '客户' order by sequence"
    )
    user = project.server.user
    assert run.exit_code == 0
    assert entries == [
        ("001", "insert", None, "A", user, True),
        ("002", "insert", None, "B", user, True),
        ("009", "insert", None, None, user, True),
        ("009", "update", None, "C", user, False),
        ("001", "delete", "A", None, user, False),
        ("900", "insert", None, "A", user, False),
    ]
    for statement in (
        "insert into audit (table_name, key, operation) values ('客户', '{}', 'insert')",
        "update audit set actor = 'nobody'",
        "delete from audit",
        "truncate audit",
        "truncate 客户 cascade",
    ):
        with pytest.raises(Exception, match="audit log"):
            project.query(statement)
    project.query(
        "update 客户 set 客户号 = '001' where 客户号 = '900'; update 客户 set 等级 = null where 客户号 = '009'"
    )
    project.run()
