"""Calls of the program `refill`, as scripts make them."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg

from refill.project.project import Project


@dataclass(frozen=True)
class Program:
    """The programs of this environment, at work on one project and target; None is the profile's own target."""

    project: Project
    target: str | None

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the programs: the embedded database is found by the folder in PWD."""
        return {**os.environ, "PWD": self.project.pwd}

    @staticmethod
    def path(name: str) -> str:
        """Return a program that is installed beside the Python that runs this."""
        return str(Path(sys.executable).with_name(name))

    def refill(self, *arguments: str) -> tuple[dict[str, Any], bool]:
        """Return the JSON document of a command, and True if all of it went well.

        Raise dagster's Failure, with the message of the command, where it returns no document: an error, or a refusal
        of the whole. Another try would not help by itself.
        """
        target = ("--target", self.target) if self.target else ()
        command = [self.path("refill"), *arguments, "--json", *target, "--project-dir", str(self.project.root)]
        done = subprocess.run(
            command, cwd=self.project.root, env=self.environment, capture_output=True, text=True, check=False
        )
        if not done.stdout.strip():
            raise dg.Failure(
                done.stderr.strip() or f"refill ended with exit code {done.returncode}", allow_retries=False
            )
        return json.loads(done.stdout), done.returncode == 0
