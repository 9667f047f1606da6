"""`refill prune` names the batches that are old enough, and drops their rows."""

from ..cli.conftest import Refill
from ..support.company import RETURNS, SALES
from ..support.project import Project
from .test_retain import NOVEMBER, age, raw_batches


def test_prune_says_what_is_old_and_drops_what_nothing_needs(refill: Refill, project: Project) -> None:
    project.write("data/202410/sales.csv", SALES + "202410,店,001,长城公司,N,P9,1\n")
    project.write("data/202411/sales.csv", NOVEMBER)
    project.write("data/202411/returns.csv", RETURNS + "r1,001,,P1,1,\n")
    project.run()
    assert refill("prune").out == "No raw rows are older than `retain` says.\n"
    age(project, 1, 2, 3)
    project.query("delete from staged")
    since = project.query("select loaded_at from loads where batch_id = 1")[0][0]
    held = {
        "batch_id": 1, "domain": "sales", "file": "data/202410/sales.csv", "sheet": "", "rows": 1,
        "since": str(since), "policy": "24 months", "part": 1, "needed": "1 of its rows are in quarantine",
    }  # fmt: skip
    planned = refill("prune", "--dry-run", "--json")
    dropped = {**held, "batch_id": 2, "file": "data/202411/sales.csv", "rows": 3, "needed": None}
    assert planned.document == {"ok": True, "dropped": [dropped], "needed": [held], "stopped": None}
    assert raw_batches(project) == ["returns 3", "sales 1", "sales 2"]
    assert refill("prune", "--domain", "returns").out == "No raw rows are older than `retain` says.\n"
    assert (
        refill("prune").out.split()
        == (
            f"Raw rows dropped batch 2 (sales, data/202411/sales.csv): 3 rows, since {since:%Y-%m-%d %H:%M} "
            f"Old enough, but needed batch 1 (sales, data/202410/sales.csv): 1 row, since {since:%Y-%m-%d %H:%M}; "
            "1 of its rows are in quarantine"
        ).split()
    )
    assert raw_batches(project) == ["returns 3", "sales 1"]
    assert "Loaded batches whose raw rows were dropped: sales 1" in refill("status").out
    unknown = refill("prune", "--domain", "sale")
    assert (unknown.exit_code, unknown.err) == (
        2,
        "refill: domain 'sale' is not configured. There are: sales, returns.\n",
    )
