"""An error is one short paragraph on stderr with an exit code: 1 an error, 2 wrong usage, 3 refused on purpose."""

import pytest

from ..support.company import SALES
from ..support.project import Project
from .conftest import Answer, Refill


def said(answer: Answer, exit_code: int, *words: str) -> None:
    """One paragraph that holds all words; nothing on stdout."""
    assert (answer.exit_code, answer.out) == (exit_code, "")
    paragraph = answer.err.removesuffix("\n")
    assert paragraph.startswith("refill: ")
    assert "\n\n" not in paragraph
    assert "Traceback" not in paragraph
    assert [word for word in words if word not in paragraph] == []


def test_a_database_that_does_not_answer_is_an_error(refill: Refill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "/nowhere")
    monkeypatch.setenv("PGPASSWORD", "geheim")
    answer = refill("status", "--json")
    said(answer, 1, "/nowhere", "Check the server and the variables")
    assert "geheim" not in answer.err


def test_generated_models_that_differ_are_an_error_of_check(project: Project, refill: Refill) -> None:
    answer = refill("generate", "--check", "--json")
    assert answer.exit_code == 1
    assert not answer.document["ok"]
    assert not (project.root / "models").exists()


def test_wrong_usage_is_told_from_errors(refill: Refill) -> None:
    assert refill("run", "--no-such-option").exit_code == 2
    assert refill("nonsense").exit_code == 2
    said(refill("run", "--domain", "sale"), 2, "domain 'sale' is not configured", "sales, returns")
    said(refill("run", "--table", "没有"), 2, "reference table '没有' is not configured", "客户")
    said(refill("land", "--period", "2024-13"), 2, "use a month as YYYYMM")
    said(refill("status", "--target", "production"), 2, "no target 'production'", "embedded, server")
    said(refill("db", "down"), 2, "a server of your own")


def test_a_configuration_that_does_not_hold_together_is_refused_with_its_place(
    project: Project, refill: Refill
) -> None:
    project.edit("data_sources", "type: month", "type: monht")
    for command in ("validate", "generate", "run", "status"):
        said(refill(command, "--json"), 3, "data_sources.yml", "monht", "Did you mean 'month'?")
    assert not (project.root / "models").exists()


def test_outside_a_project_every_command_says_where_it_looked(project: Project, refill: Refill) -> None:
    outside = project.root.parent / "empty"
    outside.mkdir(exist_ok=True)
    said(refill("status", "--project-dir", str(outside)), 3, "no dbt_project.yml", "refill init")


def test_refused_files_are_exit_code_3_and_stop_no_other(project: Project, refill: Refill) -> None:
    project.write("data/202411/sales.csv", "渠道,客户号\n店,001\n")
    project.write("data/202411/sales_2.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    answer = refill("run", "--json")
    assert answer.exit_code == 3
    assert [(file["path"], file["status"]) for file in answer.document["files"]] == [
        ("data/202411/sales.csv", "refused"),
        ("data/202411/sales_2.csv", "landed"),
    ]
    assert "月度" in answer.document["files"][0]["reason"]
    assert answer.document["facts"][0]["loaded"] == 1


def test_a_lock_held_by_another_run_is_refused(project: Project, refill: Refill) -> None:
    other = project.server.connect()
    with other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended('refill run warehouse', 0))")
    said(refill("run", "--json"), 3, "Another run holds the lock of schema warehouse")
    other.close()


def test_v_shows_where_an_error_came_from(refill: Refill) -> None:
    answer = refill("status", "--target", "production", "-v")
    assert answer.exit_code == 2
    assert "Traceback" in answer.err


def test_no_value_of_a_cell_gets_into_a_log(project: Project, refill: Refill) -> None:
    project.write(
        "data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,Geheim1\n202411,店,Geheim2,Geheim3,N,P1,1\n"
    )
    assert refill("run").exit_code == 0
    logs = "".join(path.read_text(encoding="utf-8") for path in sorted((project.root / "logs").iterdir()))
    assert "run_id" in logs
    assert "Geheim" not in logs


def test_a_folder_that_cannot_be_written_is_named(project: Project, refill: Refill) -> None:
    project.write("models", "a file where a folder should be\n")
    said(refill("generate"), 1, f"{project.root / 'models'}", "Put that right, then run again")
