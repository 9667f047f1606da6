"""Many domains: 50 and 200 of them, with four foreign keys each, to the same four reference tables."""

from functools import partial
from typing import Any

from benchmarks.bench import REFILL, Bench, Cases, Way
from benchmarks.measure import Run
from benchmarks.project import Project

COUNTS = (50, 200)
TABLES = {"客户": "client", "产品": "product", "机构": "organization", "渠道": "channel"}
ROWS = 20
MONTHS = ("202411", "202412")


def domains(bench: Bench) -> Cases:
    """Return by number of domains: generating the models, the first run with a file for each, then runs with nothing
    new, with one file of one domain, and a plain `dbt build` of everything with nothing to do.
    """
    found: Cases = {}
    for count in COUNTS:
        project = Project(bench.work / "domains", bench.server, REFILL)
        project.make_with(configuration(count))
        project.forget()
        for number in range(count):
            _deliver(project, number, MONTHS[0])
        steps: dict[str, Way] = {
            "refill generate": partial(project.refill, "generate"),
            "refill run, all domains new": project.run,
            "refill run, nothing to do": project.run,
            "refill run, one new file": partial(_one_more, project),
            "dbt build, nothing to do": partial(project.dbt, "build"),
        }
        found[f"{count} domains"] = bench.take_turns(f"{count} domains", 1, steps)
        project.refill("verify")
        project.remove()
    bench.clear()
    return found


def configuration(count: int) -> dict[str, Any]:
    """Return both YAML files of a project with so many domains."""
    tables = {
        name: {
            "description": f"{name}, derived from the facts alone",
            "model": f"dim_{model}",
            "key": f"{name}号",
            "columns": {f"{name}号": "text", f"{name}名称": "text"},
            "source": {"type": "none"},
        }
        for name, model in TABLES.items()
    }
    keys = [
        {
            "name": f"fk_{model}",
            "source_column": f"{name}号",
            "target_table": name,
            "target_key": f"{name}号",
            "derive_columns": [f"{name}名称"],
        }
        for name, model in TABLES.items()
    ]
    columns = {"月度": {"type": "month", "required": True}, "金额": "numeric(18,4)"}
    columns |= {f"{name}{what}": "text" for name in TABLES for what in ("号", "名称")}
    made = {
        f"domain_{number:03}": {
            "description": f"Facts number {number}",
            "files": {"root": "data", "path": "{YYYYMM}", "patterns": [f"domain_{number:03}.csv"]},
            "fact": {"model": f"fct_domain_{number:03}", "table": f"事实{number:03}"},
            "load": {"mode": "replace_scope", "scope": ["月度"]},
            "columns": columns,
            "foreign_keys": keys,
        }
        for number in range(count)
    }
    return {
        "data_sources": {"version": 1, "domains": made},
        "reference_sources": {"version": 1, "reference_tables": tables},
    }


def _one_more(project: Project) -> Run:
    _deliver(project, 0, MONTHS[1])
    return project.run()


def _deliver(project: Project, number: int, month: str) -> None:
    """Write rows of a month whose keys are partly those of other domains."""
    folder = project.root / "data" / month
    folder.mkdir(parents=True, exist_ok=True)
    header = ["月度", "金额", *(f"{name}{what}" for name in TABLES for what in ("号", "名称"))]
    lines = [header]
    for row in range(ROWS):
        keys = [cell for name in TABLES for cell in (f"{name}{number + row:04}", f"{name}之{number + row}")]
        lines.append([month, f"{row}.5", *keys])
    text = "".join(",".join(line) + "\n" for line in lines)
    (folder / f"domain_{number:03}.csv").write_text(text, encoding="utf-8")
