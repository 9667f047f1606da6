"""`refill explain` tells the life of one row: what changed it, and the file and row that each value came from."""

from datetime import datetime
from typing import Any

from refill.explain.row import explain

from ..cli.conftest import Refill
from ..support.company import CUSTOMERS, REFERENCES, SALES
from ..support.project import Project

NAMES = ("名称", "地区代码", "等级", "渠道", "产品数", "简介", "标签", "批号", "首月")
COLUMNS = (
    "{客户号: text, 名称: text, 地区代码: text, 等级: text, 渠道: text, 产品数: integer, 简介: text, 标签: json, "
    "批号: text, 首月: month}"
)
RULES = """\
          - {source: 渠道, target: 渠道, aggregation: {type: concat_distinct}}
          - {source: 产品, target: 产品数, aggregation: {type: count_distinct}}
          - {target: 简介, aggregation: {type: template, template: "{客户名称} ({渠道})"}}
          - {target: 标签, aggregation: {type: json_append, template: "{渠道}"}}
          - {target: 批号, aggregation: {type: constant, value: 新}}
          - {source: 月度, target: 首月, aggregation: {type: min}}
"""
SOURCES = """\
sources:
      - {type: file, name: crm, path: reference/customers.csv}
      - {type: file, name: board, path: reference/board.csv}
"""
FIRST = """\
202411,店,００9,,N,P1,5
202411,店,009,泰山公司,S,P2,-
202411,网,009,华山公司,N,P1,7
202411,网,001,长城公司,N,P1,1
"""
SENT_BACK = "order_no,customer,customer_name,product,pieces,returned_on\nr1,009,恒山公司,P1,1,\nr2,008,衡山公司,P1,1,\n"
BOARD = "客户号,名称,地区代码,等级\n"
LAND = "data/202411/sales.csv"


def cells(document: Any) -> dict[str, tuple[Any, ...]]:
    """Per column its value, its origin, the foreign key, how many rows hold it, and the first of them."""
    return {
        cell["column"]: (
            *(cell["value"], cell["origin"], cell["foreign_key"], cell["rows"]),
            [(row["file"], row["row"], row["stands"], row["part"]) for row in cell["first"]],
        )
        for cell in document["cells"]
    }


def lives(document: Any) -> list[tuple[Any, ...]]:
    """Per entry what happened, the batch, and the columns that changed."""
    return [(e["what"], e["batch"], [c["column"] for c in e["changes"]]) for e in document["life"]]


def at(*rows: int, stands: str = "loaded", file: str = LAND) -> list[tuple[Any, ...]]:
    return [(file, row, stands, None) for row in rows]


def test_a_row_is_told_from_its_first_file_to_its_source_and_at_any_moment(project: Project, refill: Refill) -> None:
    project.configure(
        (project.root / "config/data_sources.yml")
        .read_text(encoding="utf-8")
        .replace("order_column: 金额}}\n", "order_column: 金额}}\n" + RULES),
        REFERENCES.replace("{客户号: text, 名称: text, 地区代码: text, 等级: text}", COLUMNS).replace(
            "source: {type: file, path: reference/customers.csv}", SOURCES
        ),
    )
    project.write("reference/board.csv", BOARD + "001,,,A\n")
    project.write(LAND, SALES + FIRST)
    project.write("data/202411/returns.csv", SENT_BACK)
    project.run()
    copies = [copied(project)]

    derived = refill("explain", "客户", " ００9", "--json").document
    assert lives(derived) == [("derived", 1, ["客户号", *(n for n in NAMES if n != "等级")])]
    assert cells(derived) == {
        "客户号": ("009", "facts", "fk_customer", 3, at(2)),
        "名称": ("泰山公司", "facts", "fk_customer", 1, at(3)),
        "地区代码": ("N", "facts", "fk_customer", 2, at(4)),
        "等级": (None, "empty", None, 0, []),
        "渠道": ("店+网", "facts", "fk_customer", 3, at(2, 3, 4)),
        "产品数": (2, "facts", "fk_customer", 3, at(2, 3, 4)),
        "简介": (
            "泰山公司 (店)",
            "facts",
            "fk_customer",
            3,
            [(LAND, 3, "loaded", "客户名称"), (LAND, 2, "loaded", "渠道")],
        ),
        "标签": (["店", "网"], "facts", "fk_customer", 3, at(2, 3, 4)),
        "批号": ("新", "facts", "fk_customer", 3, at(2)),
        "首月": ("2024-11-01", "facts", "fk_customer", 3, at(2)),
    }
    assert [(c["column"], c["kept"], c["other"]) for c in derived["conflicts"]] == [
        ("名称", "泰山公司", "华山公司"),
        ("名称", "泰山公司", "恒山公司"),
    ]
    other = refill("explain", "客户", "008", "--json").document
    assert cells(other)["名称"] == (
        "衡山公司",
        "facts",
        "fk_returns_customer",
        1,
        at(3, file="data/202411/returns.csv"),
    )

    project.query("update 客户 set 等级 = 'C' where 客户号 = '009'")
    copies.append(copied(project))
    project.write("reference/customers.csv", CUSTOMERS + "００9,嵩山公司,,\n")
    project.write("reference/board.csv", BOARD + "009,岱山公司,,D\n")
    project.write("data/202411/sales_2.csv", SALES + "202411,店,001,长城公司,N,P1,5\n202411,网,001,长城公司,N,P1,5\n")
    project.run()
    copies.append(copied(project))

    promoted = refill("explain", "客户", "009", "--json").document
    assert lives(promoted)[1:] == [("changed by hand", None, ["等级"]), ("promoted", None, ["名称", "等级"])]
    assert [e["run_id"] for e in promoted["life"]] == [project.outcomes[0].run_id, None, project.outcomes[1].run_id]
    now = cells(promoted)
    assert now["名称"] == ("嵩山公司", "source", None, 0, [])
    assert now["渠道"] == ("店+网", "facts", "fk_customer", 3, at(2, 3, 4, stands="superseded"))
    assert promoted["row"]["_source"] == "authoritative"
    sources = {
        c["column"]: (c["source"], c["name"], c["read_at"] is not None) for c in promoted["cells"] if c["source"]
    }
    assert sources == {"名称": ("file", "crm", True), "等级": ("file", "board", True)}

    for moment, rows in copies:
        assert replayed(project, moment, sorted({key for _, found in copies for key in found})) == rows
    shown = refill("explain", "客户", "009", "--at", copies[1][0].isoformat())
    assert shown.out.splitlines()[0].startswith("客户 009: auto-derived, needs review at ")
    assert "by hand" in shown.out
    assert "promoted" not in shown.out
    assert "batch 1 (superseded), rows 2, 3, 4" in shown.out
    answers_to_odd_questions(project, refill)


def test_a_change_is_of_a_run_only_where_that_made_it(project: Project, refill: Refill) -> None:
    """Neither a decision after its end is a run's, nor a change by hand while nothing says that it has ended."""
    project.write(LAND, SALES + FIRST)
    project.write("data/202411/returns.csv", SENT_BACK)
    run_id = project.run().run_id
    project.query("select approve('客户', '{\"客户号\": \"008\"}', null, 'Lin', null, null)")
    told = refill("explain", "客户", "008", "--json").document
    assert [(e["what"], e["run_id"]) for e in told["life"]] == [("derived", run_id), ("approved", None)]

    project.query("update runs set finished_at = null; update 客户 set 等级 = 'C' where 客户号 = '009'")
    told = refill("explain", "客户", "009", "--json").document
    assert [(e["what"], e["run_id"]) for e in told["life"]] == [("derived", run_id), ("changed by hand", None)]


def copied(project: Project) -> tuple[datetime, dict[str, Any]]:
    """The moment, and the table as it is then."""
    rows = project.query(
        "set local timezone = 'UTC'; select 客户号, jsonb_strip_nulls(to_jsonb(held)) from 客户 as held"
    )
    return project.query("select clock_timestamp()")[0][0], dict(rows)


def replayed(project: Project, moment: datetime, keys: list[str]) -> dict[str, Any]:
    """The rows under the keys at a moment, as the audit log tells them."""
    connection = project.server.connect()
    try:
        found = {key: explain(project.warehouse(connection), "客户", [key], moment) for key in keys}
    finally:
        connection.close()
    return {key: _without_nulls(one.content) for key, one in found.items() if one.content is not None}


def _without_nulls(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value is not None}


def answers_to_odd_questions(project: Project, refill: Refill) -> None:
    """Unknown names and keys are answered with near ones; a merged key with the one in its place."""
    for arguments, code, message in (
        (("客户", "0009"), 2, "客户 0009: no such row has been there. Did you mean 009?"),
        (("客户", "zz"), 2, "客户 zz: no such row has been there. Look at the key, or at the time."),
        (("客户", "1", "2"), 2, "客户: its key is 客户号. Give 1 values, not 2."),
        (("客户", " "), 2, "客户: ' ' is no 客户号, which is text."),
        (("客", "009"), 2, "unknown reference table '客'. Did you mean '客户'? Use one of: product, 地区, 客户."),
        (("客户", "009", "--at", "then"), 2, "--at 'then': use a time such as 2026-11-21 or 2026-11-21T08:30:00."),
    ):
        answer = refill("explain", *arguments)
        assert (answer.exit_code, answer.err, answer.out) == (code, f"refill: {message}\n", "")
    project.query(
        "insert into decisions (table_name, key, decision, target, decided_by, note)"
        """ values ('客户', '{"客户号": "9"}', 'merge', '{"客户号": "009"}', 'Lin', 'a typing error')"""
    )
    shown = refill("explain", "客户", "9").out
    assert shown.splitlines()[0] == "客户 9: no such row, merged into 009"
    assert "decision 1, merge into 009, by Lin: a typing error" in shown
