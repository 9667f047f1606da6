"""A copy of the example project in a scratch folder, and its programs."""

import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.data import Delivery
from benchmarks.measure import Run, measure
from benchmarks.server import REPOSITORY, Server

PROGRAMS = Path(sys.executable).parent
COPIED = ("dbt_project.yml", "profiles.yml", "selectors.yml", "config", "models", "snapshots", "seeds", "reference")
PATTERNS = {"annuity_performance": "*规模明细.csv", "annuity_income": "*收入明细.csv"}
STAGES = {"stg": "stage", "dim": "derive", "gate": "gate", "quarantine": "gate", "fct": "fact"}


def words(size: int) -> str:
    """1000000 as 1M."""
    return f"{size // 10**6}M" if size >= 10**6 else f"{size // 1000}k" if size >= 1000 else str(size)


class Project:
    """A project folder and the database of `server` that it writes to."""

    def __init__(self, root: Path, server: Server, database: str) -> None:
        self.root, self.server, self.database = root, server, database

    def make(self, form: str = "csv") -> None:
        """The example project anew, for workbooks or for one csv file a domain."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        for name in COPIED:
            there = REPOSITORY / name
            (shutil.copytree if there.is_dir() else shutil.copy)(there, self.root / name)
        (self.root / "macros").symlink_to(REPOSITORY / "macros")
        path = self.root / "config" / "data_sources.yml"
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
        for domain, pattern in PATTERNS.items():
            if form == "csv":
                config["domains"][domain]["files"] |= {"patterns": [pattern], "sheets": []}
        path.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def receive(self, delivery: Delivery, facts: bool = True) -> None:
        """Reference files and seeds in place of those that are there; the fact files too, beside others."""
        for name in ("reference", "seeds"):
            shutil.copytree(delivery.root / name, self.root / name, dirs_exist_ok=True)
        if facts:
            shutil.copytree(delivery.root / "data", self.root / "data", dirs_exist_ok=True, copy_function=os.link)

    def forget(self) -> None:
        """No fact files, and an empty database; what dbt has parsed stays."""
        shutil.rmtree(self.root / "data", ignore_errors=True)
        (self.root / "data").mkdir()
        self.server.create(self.database)

    def remove(self) -> None:
        shutil.rmtree(self.root)

    def refill(self, *arguments: str) -> Run:
        """`refill … --json`, measured. Raises Failed where the exit code is not 0."""
        return self._run("refill", *arguments, "--target", "server", "--json")

    def run(self, *options: str) -> Run:
        """`refill run`, with the seconds of its stages: land, sync, and of dbt's nodes stage, derive, gate and fact.

        Nodes run side by side, so a stage's seconds are the sum of its nodes'.
        """
        done = self.refill("run", *options)
        return replace(done, stages=self._stages(done.answer))

    def _stages(self, answer: Any) -> dict[str, float]:
        seconds = {stage["name"]: stage["seconds"] for stage in answer["stages"]}
        found = {name: seconds[name] for name in ("land", "sync", "build") if name in seconds}
        if answer["built"]:
            path = self.root / "target" / "run_results.json"
            for result in json.loads(path.read_text(encoding="utf-8"))["results"]:
                stage = STAGES.get(result["unique_id"].split(".")[2].split("_")[0], "other nodes")
                found[stage] = found.get(stage, 0.0) + result["execution_time"]
        return found

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
