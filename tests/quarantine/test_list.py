"""`refill quarantine list` says why rows are set aside: counts first, then the rows, in words."""

from typing import Any

import pytest

from ..cli.conftest import Refill
from ..support.company import PRODUCTS, RETURNS, SALES
from ..support.project import Project

SOLD = (
    "202411,店,001,长城公司,N,P1,1\n"
    "202411,店,001,长城公司,N,P8,2\n"
    "202411,店,001,=cmd|' /C calc'!A0,N,P9,x\n"
    "202411,网,001,长城公司,N,P9,\x1b[2J3\n"
)
SENT_BACK = "r1,001,长城公司,P1,1,\nr2,001,长城公司,P1,many,\n"


@pytest.fixture
def full(project: Project, refill: Refill) -> Refill:
    """After a run that has set aside three rows of one domain and one of the other."""
    project.write("data/202411/sales.csv", SALES.replace("金额", "金额,备注") + SOLD.replace("\n", ",嗯\n"))
    project.write("data/202411/returns.csv", RETURNS + SENT_BACK)
    project.run()
    return refill


def places(answer: Any) -> list[tuple[str, int, list[str]]]:
    return [(row["domain"], row["row"], row["reasons"]) for row in answer.document["rows"]]


def test_a_person_sees_counts_by_reason_and_then_the_rows(full: Refill) -> None:
    answer = full("quarantine", "list")
    assert (answer.exit_code, answer.err) == (0, "")
    assert [line.rstrip() for line in answer.out.splitlines()] == [
        "Set aside, by reason",
        "rows  domain   reason",
        "   3  sales    lacks its fk_product: product has no such 产品  missing_key:fk_product",
        "   2  sales    金额 is no numeric(12,2)                        type:金额",
        "   1  returns  pieces is no integer                            type:pieces",
        "Rows",
        "domain   batch  file                     sheet  row  reasons",
        "sales        1  data/202411/sales.csv             3  lacks its fk_product: product has no such 产品: P8",
        "sales        1  data/202411/sales.csv             4  金额 is no numeric(12,2): x",
        "                                                     lacks its fk_product: product has no such 产品: P9",
        "sales        1  data/202411/sales.csv             5  金额 is no numeric(12,2): \\x1b[2J3",
        "                                                     lacks its fk_product: product has no such 产品: P9",
        "returns      2  data/202411/returns.csv           3  pieces is no integer: many",
    ]

    shown = full("quarantine", "list", "--limit", "1").out
    assert shown.count("data/202411") == 1
    assert shown.endswith("3 more rows: --limit 4 shows them all, `refill quarantine export` writes them to a file.\n")
    assert "data/202411" not in full("quarantine", "list", "--limit", "0").out


def test_json_has_every_count_and_every_row_with_its_cells_of_those_that_are_chosen(full: Refill) -> None:
    document = full("quarantine", "list", "--json", "--domain", "sales").document
    assert document["total"] == 3
    assert document["reasons"] == [
        {
            "domain": "sales",
            "reason": "missing_key:fk_product",
            "words": "lacks its fk_product: product has no such 产品",
            "rows": 3,
        },
        {"domain": "sales", "reason": "type:金额", "words": "金额 is no numeric(12,2)", "rows": 2},
    ]
    assert document["rows"][1] == {
        "domain": "sales",
        "batch_id": 1,
        "file": "data/202411/sales.csv",
        "sheet": "",
        "row": 4,
        "cell": None,
        "reasons": ["type:金额", "missing_key:fk_product"],
        "words": ["金额 is no numeric(12,2)", "lacks its fk_product: product has no such 产品"],
        "cells": {
            "月度": "202411",
            "渠道": "店",
            "客户号": "001",
            "客户名称": "=cmd|' /C calc'!A0",
            "地区代码": "N",
            "产品": "P9",
            "金额": "x",
            "备注": "嗯",
        },
    }

    both = ["type:金额", "missing_key:fk_product"]
    sales = [("sales", 3, ["missing_key:fk_product"]), ("sales", 4, both), ("sales", 5, both)]
    returns = ("returns", 3, ["type:pieces"])
    chosen: dict[tuple[str, ...], list[Any]] = {
        (): [*sales, returns],
        ("--domain", "returns"): [returns],
        ("--domain", "returns", "--domain", "sales"): [*sales, returns],
        ("--reason", "type"): [*sales[1:], returns],
        ("--reason", "type:pieces", "--reason", "missing_key:fk_product"): [*sales, returns],
        ("--reason", "missing_key:fk_region"): [],
        ("--batch", "1"): sales,
        ("--batch", "2", "--reason", "missing_key"): [],
        ("--batch", "0"): [],
        ("--limit", "2"): sales[:2],
        ("--limit", "0"): [],
    }
    assert {given: places(full("quarantine", "list", "--json", *given)) for given in chosen} == chosen
    assert full("quarantine", "list", "--json", "--limit", "0").document["total"] == 4


def test_wrong_usage_says_what_there_is(refill: Refill) -> None:
    for given, words in (
        (("--domain", "sale"), "domain 'sale' is not configured. There are: sales, returns."),
        (
            ("--reason", "missing"),
            "reason 'missing': use one of type, required, null_key, blank_key, long_key, missing_key",
        ),
    ):
        answer = refill("quarantine", "list", *given)
        assert (answer.exit_code, answer.out) == (2, "")
        assert words in answer.err
    assert refill("quarantine", "list", "--limit", "-1").exit_code == 2


def test_a_quarantine_that_is_not_there_yet_is_said_kindly(project: Project, refill: Refill) -> None:
    never = refill("quarantine", "list")
    assert (never.exit_code, never.out) == (
        0,
        "Nothing is set aside: no run has loaded anything yet. `refill run` does.\n",
    )
    assert refill("quarantine", "list", "--json").document == {"ok": True, "total": 0, "reasons": [], "rows": []}


def test_a_row_that_has_lost_its_reasons_and_is_not_loaded_yet_is_listed_as_such(
    project: Project, refill: Refill
) -> None:
    """The facts of the run that judged it anew did not get in."""
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P9,2\n")
    project.run()
    project.query("alter table warehouse.销售明细 add constraint blocked check (false)")
    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    project.run(exit_code=1)
    document = refill("quarantine", "list", "--json").document
    words = "nothing keeps it any more: it loads in the next run"
    assert document["reasons"] == [{"domain": "sales", "reason": None, "words": words, "rows": 1}]
    assert places(refill("quarantine", "list", "--json")) == [("sales", 2, [])]
    assert refill("quarantine", "list").out.count(words) == 2
    project.query("alter table warehouse.销售明细 drop constraint blocked")
    project.run()
    assert refill("quarantine", "list").out == "Nothing is set aside.\n"
    assert refill("quarantine", "list", "--reason", "type").out == "No row that is set aside is of that kind.\n"
    assert project.query("select _row_number, 产品 from 销售明细") == [(2, "P9")]
