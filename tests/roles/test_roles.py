"""Roles on a real server, after a real run: the rights of each on every object, and their real effects."""

import secrets
from collections.abc import Callable, Iterator

import psycopg2
import pytest

from refill.database.grants import ROLES, grants_sql
from refill.database.schemas import Schemas
from refill.errors import Refused, UsageError

from ..cli.conftest import Refill
from ..support.company import SALES
from ..support.project import Project
from ..support.servers import Server

# Usage (u) and creation (c) in a schema; then select (r), insert (a), update (w), delete (d), truncate (D), references
# (x) and triggers (t) on every table in it, as PostgreSQL abbreviates them. `own` is all of these.
SCHEMAS = """
              owner  loader  transformer  steward  reader  auditor
target        uc     -       uc           u        u       u
raw           uc     uc      u            -        -       u
landing       uc     uc      u            -        -       u
ledger        uc     u       u            u        -       u
staging       uc     -       uc           -        -       -
quarantine    uc     -       uc           u        -       u
partitions    uc     -       uc           -        -       -
seeds         uc     -       uc           -        -       u
snapshots     uc     -       uc           u        u       u
quality       uc     -       uc           u        u       u
"""
TABLES = """
              owner  loader  transformer  steward  reader  auditor
target        own    -       own          r        r       r
raw           own    own     r            -        -       r
landing       own    own     r            -        -       r
staging       own    -       own          -        -       -
quarantine    own    -       own          r        -       r
partitions    own    -       own          -        -       -
seeds         own    -       own          -        -       r
snapshots     own    -       own          r        r       r
quality       own    -       own          r        r       r
"""
LEDGER = """
              owner  loader  transformer  steward  reader  auditor
audit         own    -       r            r        -       r
batches       own    ra      rw           r        -       r
changes       own    -       ra           r        -       r
conflicts     own    -       ra           r        -       r
coverage      own    -       raw          r        -       r
decisions     own    -       r            r        -       r
deliveries    own    raw     r            r        -       r
dropped       own    -       r            r        -       r
loads         own    r       rawd         r        -       r
merged_rows   own    -       r            r        -       r
quarantine_inputs own -    rawd         r        -       r
parts         own    raw     r            r        -       r
pending_batches own -      r            r        -       r
part_tables      own -     r            r        -       r
row_changes   own    -       r            r        -       r
runs          own    -       raw          r        -       r
scopes        own    r       rawd         r        -       r
snapshots     own    -       raw          r        -       r
staged        own    -       rawd         r        -       r
staged_scopes own    r       rawd         r        -       r
sync_log      own    ra      r            r        -       r
syncs         own    raw     raw          r        -       r
version       own    r       r            r        -       r
"""
FOR_BUILDS = {"audit_changes", "audit_guard", "catch_up_audit", "join_run", "keep_audit", "replace_view"}
FOR_STEWARDS = {"approve", "reject", "merge_key", "reopen"}
ON_TABLES = """
select n.nspname, c.relname, array_agg(
    (
        select coalesce(string_agg(letter, '' order by place), '')
        from unnest(
            array['r', 'a', 'w', 'd', 'D', 'x', 't'],
            array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']
        ) with ordinality as verbs (letter, verb, place)
        where has_table_privilege(role, c.oid, verb)
    )
    order by roles.place
)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
cross join unnest(%s) with ordinality as roles (role, place)
where n.nspname like 'warehouse%%' and c.relkind in ('r', 'p', 'v', 'm')
group by 1, 2
order by 1, 2
"""
ON_SCHEMAS = """
select n.nspname, concat(
    case when has_schema_privilege(role, n.oid, 'usage') then 'u' end,
    case when has_schema_privilege(role, n.oid, 'create') then 'c' end
)
from pg_namespace n cross join unnest(%s) with ordinality as roles (role, place)
where n.nspname like 'warehouse%%' order by 1, place
"""
ON_FUNCTIONS = """
select f.proname, role
from pg_proc f cross join unnest(%s) as role
where f.pronamespace = 'warehouse_ledger'::regnamespace and has_function_privilege(role, f.oid, 'execute')
"""
OWN = "rawdDxt"


@pytest.fixture
def with_quality() -> bool:
    return True  # their schema has its rights too


@pytest.fixture
def prefix(server: Server) -> Iterator[str]:
    """What the roles of this test are called; they and their logins go when its database has gone."""
    name = f"t{secrets.token_hex(4)}"
    yield name
    connection = server.connect()
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolname like %s", [f"{name}%"])
        for (role,) in cursor.fetchall():
            cursor.execute(f"drop role {role}")
    connection.close()


@pytest.fixture
def login(prefix: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Make a user as docs/roles.md says, a member of one role alone, connected from then on."""
    with monkeypatch.context() as environment:

        def become(role: str) -> str:
            name, password = f"{prefix}_{role}_login", secrets.token_hex(8)
            project.query(f"create role {name} login noinherit password '{password}' in role {prefix}_{role}")
            project.query(f"alter role {name} set role = {prefix}_{role}")
            environment.setenv("PGUSER", name)
            environment.setenv("PGPASSWORD", password)
            return name

        yield become


def expected(table: str) -> dict[str, list[str]]:
    """A matrix as it is written above, by the name of its row."""
    lines = [line.split() for line in table.strip().splitlines()]
    assert lines[0] == list(ROLES)
    return {name: [cell.replace("own", OWN).replace("-", "") for cell in cells] for name, *cells in lines[1:]}


def found(project: Project, prefix: str) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """The three matrices as the database answers. Where the tables of a schema differ, the table is named too."""
    roles = [f"{prefix}_{role}" for role in ROLES]
    schemas: dict[str, list[str]] = {}
    for schema, may in project.query(ON_SCHEMAS, roles):
        schemas.setdefault(schema.removeprefix("warehouse_").replace("warehouse", "target"), []).append(may)
    tables: dict[str, list[str]] = {}
    ledger: dict[str, list[str]] = {}
    for schema, table, may in project.query(ON_TABLES, roles):
        place = schema.removeprefix("warehouse_").replace("warehouse", "target")
        if place == "ledger":
            ledger[table] = may
        elif tables.setdefault(place, may) != may:
            tables[f"{place}.{table}"] = may
    return schemas, tables, ledger


def functions(project: Project, prefix: str) -> dict[str, set[str]]:
    """The functions of the ledger that each role may call, but for those that everybody there may."""
    may: dict[str, set[str]] = {role: set() for role in ("public", *ROLES)}
    for function, role in project.query(ON_FUNCTIONS, ["public", *(f"{prefix}_{role}" for role in ROLES)]):
        may[role.removeprefix(f"{prefix}_")].add(function)
    everybody = may["loader"] & may["transformer"] & may["steward"] & may["auditor"]
    assert {"fold", "try_numeric", "audit_key"} <= everybody
    assert may["steward"] - everybody == FOR_STEWARDS & may["owner"]
    return {role: names - everybody for role, names in may.items()}


def check_matrix(project: Project, prefix: str) -> None:
    schemas, tables, ledger = found(project, prefix)
    assert schemas == expected(SCHEMAS)
    assert tables == expected(TABLES)
    assert {name: ledger[name] for name in expected(LEDGER)} == expected(LEDGER)
    assert {may[ROLES.index("reader")] for may in ledger.values()} == {""}
    may = functions(project, prefix)
    assert (may["public"], may["loader"], may["reader"], may["auditor"]) == (set(), set(), set(), set())
    assert may["transformer"] == may["owner"] - FOR_STEWARDS
    assert may["transformer"] >= FOR_BUILDS


def attempt(project: Project, role: str, statement: str) -> str:
    """What the database says to a statement of a role: the rows, or the refusal. Nothing stays."""
    connection = project.server.connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"set role {role}")
            cursor.execute(statement)
            return str(cursor.fetchall()) if cursor.description else f"{cursor.rowcount} rows"
    except psycopg2.errors.InsufficientPrivilege as error:
        return str(error).splitlines()[0]
    finally:
        connection.close()


ATTEMPTS = [
    ("reader", 'select count(*) from warehouse."销售明细"', "[(2,)]"),
    ("reader", "select count(*) from warehouse_snapshots.snap_customer", "[(3,)]"),
    ("reader", "select count(*) > 0 from warehouse_quality.quality_reference_tables", "[(True,)]"),
    ("reader", 'update warehouse."销售明细" set 金额 = 0', "permission denied for table 销售明细"),
    ("reader", "select * from warehouse_ledger.audit", "permission denied for schema warehouse_ledger"),
    ("reader", "select * from warehouse_raw.sales", "permission denied for schema warehouse_raw"),
    ("steward", "select count(*) from warehouse_quarantine.sales", "[(1,)]"),
    ("steward", "update warehouse.客户 set 名称 = 'x'", "permission denied for table 客户"),
    ("steward", "insert into warehouse_ledger.decisions default values", "permission denied for table decisions"),
    ("auditor", "select count(*) from warehouse_raw.sales", "[(3,)]"),
    ("auditor", "delete from warehouse_ledger.audit", "permission denied for table audit"),
    ("loader", "select * from warehouse.客户", "permission denied for schema warehouse"),
    ("loader", "select * from warehouse_ledger.audit", "permission denied for table audit"),
    ("transformer", "update warehouse.客户 set 等级 = 'Z' where 客户号 = '001'", "1 rows"),
    ("transformer", "insert into warehouse_ledger.audit default values", "permission denied for table audit"),
    ("transformer", "delete from warehouse_raw.sales", "permission denied for table sales"),
]


def test_each_role_may_do_what_the_matrix_says_and_lands_and_builds_with_no_other_right(
    prefix: str, project: Project, refill: Refill, login: Callable[[str], str]
) -> None:
    project.write(
        "data/202411/sales.csv",
        SALES + "202411,店,001,长城公司,N,P1,5\n202411,店,009,泰山公司,N,P2,3\n202411,网,002,,S,P9,1\n",
    )
    project.run()
    applied = refill("db", "grants", "--apply", "--prefix", prefix, "--json")
    assert applied.document == {"ok": True, "roles": [f"{prefix}_{role}" for role in ROLES]}
    check_matrix(project, prefix)
    said = [(role, what, attempt(project, f"{prefix}_{role}", what)) for role, what, _ in ATTEMPTS]
    assert said == ATTEMPTS

    login("loader")
    project.write("data/202412/sales.csv", SALES + "202412,店,010,衡山公司,S,P1,4\n")
    project.write("reference/customers.csv", "客户号,名称,地区代码,等级\n001,长城集团,N,A\n002,黄河公司,S,B\n")
    landed = refill("land", "--json")
    assert [(f["path"], f["status"], f["batch_id"]) for f in landed.document["files"]][1:] == [
        ("data/202412/sales.csv", "landed", 2)
    ]
    assert [t["status"] for t in refill("sync", "--json").document["tables"]] == ["seed", "unchanged", "synced"]

    builder = login("transformer")
    nodes = project.dbt("build")
    assert set(nodes.values()) == {"success", "pass", "warn"}  # a third of the clients is derived
    assert project.query('select count(*) from warehouse."销售明细"') == [(3,)]
    by = "select operation, count(*) from audit where actor = %s group by 1 order by 1"
    assert project.query(by, builder) == [("insert", 1), ("update", 1)]
    check_matrix(project, prefix)
    assert attempt(project, f"{prefix}_reader", 'select count(*) from warehouse."销售明细"') == "[(3,)]"

    project.edit("data_sources", "    load: {mode", "    retain: {raw: 1 day}\n    load: {mode")
    project.query("update loads set loaded_at = loaded_at - interval '1 week' where batch_id = 2; delete from staged")
    pruned = refill("prune", "--json")
    assert (pruned.exit_code, pruned.document["stopped"]) == (3, "permission denied for table dropped")
    login("steward")
    told = refill("explain", "客户", "010", "--json").document["cells"][0]
    assert told["note"] == "the raw tables are not yours to read: sales"
    project.edit("data_sources", "      渠道: text\n", "      渠道: text\n      门店: text\n")
    refused = refill("status")
    assert refused.exit_code == 3
    assert "this user may not change that: permission denied for schema warehouse_raw" in refused.err
    project.edit("data_sources", "      门店: text\n", "")
    owning = ", ".join(f"{prefix}_{role}" for role in ("owner", "loader", "transformer"))
    project.query(
        "; ".join([f"reassign owned by {owning} to current_user", *(f"drop owned by {prefix}_{r}" for r in ROLES)])
    )
    assert found(project, prefix)[0] == {name: [""] * len(ROLES) for name in expected(SCHEMAS)}


def test_print_gives_what_apply_executes_and_odd_names_are_refused() -> None:
    printed = grants_sql(Schemas('odd "name"'), "etl")
    assert '"odd ""name""_raw"' in printed
    assert "'odd \"name\"_raw', 'etl_loader'" in printed
    assert "{" not in printed
    for prefix in ("", "Refill", "a b", 'x"', "1a", "a" * 42):
        with pytest.raises(UsageError, match="use small letters"):
            grants_sql(Schemas("warehouse"), prefix)
    with pytest.raises(Refused, match=r"its name holds \$refill\$"):
        grants_sql(Schemas("a$refill$b"), "refill")
