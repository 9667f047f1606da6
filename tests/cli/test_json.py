"""--json prints one document on stdout and nothing else there, with the keys that scripts rely on."""

from ..support.company import SALES
from ..support.project import Project
from .conftest import Refill

GOOD = SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,009,新公司,W,P9,2\n202411,店,009,新公司,W,P1,x\n"
RUN = {"run_id", "ok", "exit_code", "seconds", "stages", "files", "references", "facts", "gates"}
FILE = {"path", "domain", "sheet", "batch_id", "rows", "status", "reason"}
REFERENCE = {"table", "authoritative", "inserted", "filled", "promoted", "retired", "needs_review", "total"}
FACT = {"domain", "loaded", "quarantined", "rejected", "superseded", "skipped"}


def test_the_documents_have_the_keys_of_the_contract(project: Project, refill: Refill) -> None:
    project.write("data/202411/sales.csv", GOOD)
    generated = refill("generate", "--json").document
    assert generated["ok"]
    assert "missing: models/generated/facts/fct_sales.sql" in generated["changes"]
    assert refill("validate", "--json").document == {
        "ok": True,
        "problems": [],
        "edits": [],
        "domains": ["sales", "returns"],
        "reference_tables": ["product", "地区", "客户"],
    }
    synced = refill("sync", "--json").document
    assert [(table["table"], table["status"], table["rows"]) for table in synced["tables"]] == [
        ("product", "seed", 0),
        ("地区", "synced", 2),
        ("客户", "synced", 2),
    ]
    landed = refill("land", "--json").document
    assert [(f["path"], f["domain"], f["rows"], f["status"]) for f in landed["files"]] == [
        ("data/202411/sales.csv", "sales", 3, "landed")
    ]

    done = refill("run", "--json").document
    assert RUN - set(done) == set()
    assert (done["ok"], done["exit_code"]) == (True, 0)
    assert [set(stage) for stage in done["stages"]] == [{"name", "seconds", "ok"}] * len(done["stages"])
    assert [stage["name"] for stage in done["stages"]] == ["validate", "generate", "sync", "land", "build"]
    (file,) = done["files"]
    assert FILE - set(file) == set()
    assert (file["status"], file["batch_id"]) == ("already_loaded", 1)
    assert [REFERENCE - set(row) for row in done["references"]] == [set()] * 3
    assert done["facts"][0] == {
        "domain": "sales",
        "loaded": 1,
        "quarantined": 2,
        "rejected": 0,
        "superseded": 0,
        "skipped": 0,
    }
    assert [FACT - set(row) for row in done["facts"]] == [set()] * 2
    assert {gate["name"] for gate in done["gates"]} >= {"gate_sales_keys", "gate_returns_keys", "sound_customer"}
    assert all(gate["ok"] for gate in done["gates"])

    status = refill("status", "--json").document
    counts = ("authoritative", "auto_derived", "needs_review", "retired", "total")
    assert status["references"] == {
        "product": dict(zip(counts, (2, 0, 0, 0, 2), strict=True)),
        "地区": dict(zip(counts, (2, 1, 1, 0, 3), strict=True)),
        "客户": dict(zip(counts, (2, 1, 1, 0, 3), strict=True)),
    }
    assert status["domains"] == {
        "sales": {
            "pending_batches": 0,
            "loaded_batches": 1,
            "dropped_batches": 0,
            "fact_rows": 1,
            "quarantined_rows": 2,
            "rejected_rows": 0,
        },
        "returns": {
            "pending_batches": 0,
            "loaded_batches": 0,
            "dropped_batches": 0,
            "fact_rows": 0,
            "quarantined_rows": 0,
            "rejected_rows": 0,
        },
    }
    verified = refill("verify", "--json").document
    assert verified["ok"]
    assert [(set(i), i["name"], i["ok"]) for i in verified["invariants"]] == [
        ({"name", "ok", "detail"}, name, True)
        for name in (
            *("conservation", "references", "uniqueness", "rank"),
            *("idempotence", "audit", "order", "cleanliness"),
        )
    ]
    assert refill("generate", "--check", "--json").document == {"ok": True, "changes": []}
    assert f"/{project.server.dbname}" in refill("db", "url", "--json").document["url"]


def test_a_failed_gate_is_in_the_document_with_its_keys(project: Project, refill: Refill) -> None:
    key = "target_table: product\n        target_key: code\n        on_missing: "
    text = (
        (project.root / "config" / "data_sources.yml")
        .read_text(encoding="utf-8")
        .replace(key + "quarantine", key + "fail")
    )
    project.write("config/data_sources.yml", text)
    many = "".join(f"202411,店,001,长城公司,N,X{n:02},1\n" for n in range(25))
    project.write("data/202411/sales.csv", SALES + many)
    stopped = refill("run", "--json")
    assert stopped.exit_code == 3
    document = stopped.document
    assert (document["ok"], document["exit_code"]) == (False, 3)
    (gate,) = [gate for gate in document["gates"] if not gate["ok"]]
    keys = [f"fk_product: X{n:02}" for n in range(20)]
    failing = {"failing_keys": keys, "failing_rows": [1] * 20, "failing_count": 25}
    assert gate == {"name": "gate_sales_keys", "ok": False, **failing}

    shown = refill("run")
    assert shown.exit_code == 3
    assert "✗ gate_sales_keys failed: 25 keys" in shown.out
    assert "fk_product: X00 (1 row)" in shown.out
    assert "    and 5 more\n" in shown.out


def test_quiet_prints_nothing_and_a_person_gets_a_summary(project: Project, refill: Refill) -> None:
    project.write("data/202411/sales.csv", GOOD)
    shown = refill("run")
    assert shown.exit_code == 0
    assert [word for word in ("Reference tables", "客户", "Facts", "gates passed") if word not in shown.out] == []
    assert "Nothing new" in refill("run").out
    project.write("data/202412/sales.csv", GOOD.replace("202411", "202412"))
    quiet = refill("run", "--quiet")
    assert (quiet.exit_code, quiet.out, quiet.err) == (0, "", "")
    assert "\x1b[" not in shown.out
    assert shown.err == ""
