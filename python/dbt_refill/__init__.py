"""dbt plugins (dbt loads every module whose name starts with `dbt_`): no run on stale models, and one run at a time."""

import os
from pathlib import Path
from typing import Any

import click
from dbt.flags import get_flags
from dbt.plugins.manager import dbtPlugin
from dbt_common.invocation import get_invocation_id

from refill.database.lock import run_lock
from refill.database.schemas import Schemas
from refill.database.target import EMBEDDED, SSL_OPTIONS, Target
from refill.project.fingerprint import CONFIG_FILES, fingerprint, recorded_fingerprint

READING = {"test"}
WRITING = {"build", "run", "seed", "snapshot", "clone", "run-operation"}


def _command() -> tuple[str, Path]:
    """Return the command of this call of dbt, and the project's folder."""
    flags = get_flags()  # type: ignore[no-untyped-call]  # dbt has no type for it
    return getattr(flags, "WHICH", ""), Path(getattr(flags, "PROJECT_DIR", None) or os.getcwd())


class RefusesStaleModels(dbtPlugin):
    """Stops the commands that change or judge the database when config/ has changed since `refill generate`."""

    def initialize(self) -> None:
        command, root = _command()
        if command not in READING | WRITING - {"run-operation"} or not (root / CONFIG_FILES[0]).exists():
            return
        if recorded_fingerprint(root) != fingerprint(root):
            raise ValueError(
                f"{' or '.join(CONFIG_FILES)} has changed since the models were generated. "
                "Run `refill generate`, then this again."
            )


class RefusesRetry(dbtPlugin):
    """Stops `dbt retry`, which reads the results that the last run wrote at its end: it cannot know of a killed run,
    and returns exit code 0.
    """

    def initialize(self) -> None:
        command, root = _command()
        if command == "retry" and (root / CONFIG_FILES[0]).exists():
            raise ValueError("dbt does not know of a run that was killed. Run `dbt build`: it loads what is pending.")


class KeepsRunsApart(dbtPlugin):
    """Holds the lock of the target's schema until the command ends; `dbt test` shares it with other tests."""

    def initialize(self) -> None:
        command, root = _command()
        context = click.get_current_context(silent=True)
        if command not in READING | WRITING or context is None or not (root / CONFIG_FILES[0]).exists():
            return
        target = _target(context.obj["profile"])
        lock = run_lock(target, Schemas(target.schema), get_invocation_id(), shared=command in READING)
        context.with_resource(lock)


def _target(profile: Any) -> Target:
    """Return dbt's own profile, whichever options it was chosen by."""
    given = profile.credentials
    return Target(
        name=profile.target_name,
        kind="embedded" if profile.target_name == EMBEDDED else "server",
        host=given.host,
        port=given.port,
        user=given.user,
        password=given.password,
        dbname=given.database,
        schema=given.schema,
        ssl={name: str(getattr(given, name)) for name in SSL_OPTIONS if getattr(given, name, None)},
    )


plugins = [RefusesStaleModels, RefusesRetry, KeepsRunsApart]
