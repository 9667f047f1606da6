"""Nothing depends on how the database compares text; test_idempotence shows the same of files and threads."""

from typing import Any

from ..support.company import RETURNS, SALES
from ..support.project import Project

SEEN: list[dict[str, list[tuple[Any, ...]]]] = []
"""What each server came to, where one process tests both: one compares text by Chinese rules, one by code points."""


def state(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    held = {domain: [(row[1], row[2]) for row in project.quarantine(domain)] for domain in ("sales", "returns")}
    return {
        "sales": project.query("select _batch_id, _row_number, 客户号, 产品, 金额 from 销售明细 order by 1, 2"),
        "returns": project.query("select _batch_id, _row_number, customer, product from returns order by 1, 2"),
        "regions": project.query(
            'select 地区代码 collate "C", 名称, _source, _derived_from_batch from 地区 order by 1'
        ),
        "customers": project.query(
            'select 客户号 collate "C", 名称, 地区代码, 等级, _source, _derived_from_domain, _derived_from_batch'
            " from 客户 order by 1"
        ),
        "scopes": project.query('select batch_id, scope collate "C", rows, superseded_by from scopes order by 1, 2'),
        "sales held": held["sales"],
        "returns held": held["returns"],
    }


def test_collations_change_nothing(project: Project) -> None:
    codes = ["a1", "A1", "甲", "乙", "丙", "_1", "-1", "ß", "ss", "é", "e\u0301", "Z", "z"]
    sales = "".join(f"202411,{c},{c},名{i},{c},P{i % 3},{i}\n" for i, c in enumerate(codes))
    more = "".join(f"202411,{c},{c},另{i},{c},P1,{9 - i}\n" for i, c in enumerate(reversed(codes)))
    project.write("data/202411/sales_a.csv", SALES + sales)
    project.write("data/202411/sales_b.csv", SALES + more[: more.index("\n", 60) + 1])
    project.write("data/202411/returns.csv", RETURNS + "".join(f"r,{c},退{c},P1,1,\n" for c in codes))
    project.run()
    SEEN.append(state(project))
    assert all(seen == SEEN[0] for seen in SEEN)
    assert [row[0] for row in SEEN[0]["regions"]] == [
        "-1",
        "A1",
        "N",
        "S",
        "Z",
        "_1",
        "a1",
        "ss",
        "z",
        "ß",
        "é",
        *"丙乙甲",
    ]
