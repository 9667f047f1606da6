"""A copy of the example project in a scratch folder, and its programs."""

import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.data import Delivery
from benchmarks.measure import Run, measure
from benchmarks.server import REPOSITORY, Server

PROGRAMS = Path(sys.executable).parent
SETTINGS = ("dbt_project.yml", "profiles.yml", "selectors.yml")
EXAMPLE = ("config", "models", "snapshots", "seeds", "reference")
PATTERNS = {"annuity_performance": "*规模明细.csv", "annuity_income": "*收入明细.csv"}
STAGES = {"stg": "stage", "dim": "derive", "gate": "gate", "quarantine": "gate", "fct": "fact"}


def _by_stage(seconds: Mapping[str, float]) -> dict[str, float]:
    """Return the seconds of dbt's nodes, summed up by the first word of their names."""
    found: dict[str, float] = {}
    for node, value in seconds.items():
        stage = STAGES.get(node.split("_")[0], "other nodes")
        found[stage] = found.get(stage, 0.0) + value
    return found


def words(size: int) -> str:
    """Return 1000000 as 1M."""
    return f"{size // 10**6}M" if size >= 10**6 else f"{size // 1000}k" if size >= 1000 else str(size)


class WithoutAnchors(yaml.SafeDumper):
    """Writes values that are used in several places out in each: refill refuses YAML with anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


class Project:
    """A project folder and the database of `server` that it writes to."""

    def __init__(self, root: Path, server: Server, database: str) -> None:
        self.root, self.server, self.database = root, server, database

    def make(self, form: str = "csv") -> None:
        """Make the example project anew, for workbooks or for one csv file a domain."""
        config = yaml.safe_load((REPOSITORY / "config" / "data_sources.yml").read_text(encoding="utf-8"))
        for domain, pattern in PATTERNS.items():
            if form == "csv":
                config["domains"][domain]["files"] |= {"patterns": [pattern], "sheets": []}
        self._begin()
        for name in EXAMPLE:
            shutil.copytree(REPOSITORY / name, self.root / name, dirs_exist_ok=True)
        self._write("data_sources", config)

    def make_with(self, configuration: Mapping[str, Any]) -> None:
        """Make a project with nothing but these files of config/, by name and content."""
        self._begin()
        for name, content in configuration.items():
            self._write(name, content)

    def _begin(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        (self.root / "config").mkdir(parents=True)
        for name in SETTINGS:
            shutil.copy(REPOSITORY / name, self.root)
        (self.root / "macros").symlink_to(REPOSITORY / "macros")

    def _write(self, name: str, content: Any) -> None:
        text = yaml.dump(content, Dumper=WithoutAnchors, allow_unicode=True, sort_keys=False)
        (self.root / "config" / f"{name}.yml").write_text(text, encoding="utf-8")

    def receive(self, delivery: Delivery, facts: bool = True) -> None:
        """Put reference files and seeds in place of those that are there; the fact files too, beside others."""
        for name in ("reference", "seeds"):
            shutil.copytree(delivery.root / name, self.root / name, dirs_exist_ok=True)
        if facts:
            shutil.copytree(delivery.root / "data", self.root / "data", dirs_exist_ok=True, copy_function=os.link)

    def forget(self) -> None:
        """Remove fact files, and empty the database; dbt's parsed state stays."""
        shutil.rmtree(self.root / "data", ignore_errors=True)
        (self.root / "data").mkdir()
        self.server.create(self.database)
        self.server.note_seconds(self.database)

    def remove(self) -> None:
        shutil.rmtree(self.root)

    def refill(self, *arguments: str) -> Run:
        """Run `refill … --json`, measured. Raise Failed where the exit code is not 0."""
        return self._run("refill", *arguments, "--target", "server", "--json")

    def run(self, *options: str) -> Run:
        """Run `refill run`, with the seconds of its stages: land, sync, and dbt's stage, derive, gate and fact.

        Nodes run side by side, so a stage's seconds are the sum of its nodes'; only a run of all domains has dbt write
        them down, others have `build` in their place. `sql` is that without dbt: the seconds of their statements on the
        server, where its log can be read.
        """
        position = self.server.log_size()
        self._results.unlink(missing_ok=True)
        done = self.refill("run", *options)
        stages = {stage["name"]: stage["seconds"] for stage in done.answer["stages"]}
        stages = {name: stages[name] for name in ("land", "sync", "build") if name in stages}
        if self._results.exists():
            stages |= _by_stage(self._nodes())
        return replace(done, stages=stages, sql=_by_stage(self.server.node_seconds(position)))

    @property
    def _results(self) -> Path:
        return self.root / "target" / "run_results.json"

    def _nodes(self) -> dict[str, float]:
        results = json.loads(self._results.read_text(encoding="utf-8"))["results"]
        return {result["unique_id"].split(".")[2]: result["execution_time"] for result in results}

    def dbt(self, *arguments: str) -> Run:
        return self._run("dbt", *arguments, "--target", "server", "--quiet")

    def _run(self, program: str, *arguments: str) -> Run:
        environment = {
            "PATH": f"{PROGRAMS}:/usr/bin:/bin",
            "HOME": str(self.root),
            "PWD": str(self.root),
            "LANG": "C.UTF-8",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            **self.server.environment(self.database),
        }
        return measure([str(PROGRAMS / program), *arguments], environment, self.root, self.server)
