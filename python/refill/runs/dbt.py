"""dbt, in this process: importing it is most of what a small run costs, so that happens here and only when needed."""

import gc
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from refill.database.rehearsal import Rehearsal, dbt_works_in
from refill.database.target import Target
from refill.errors import RefillError
from refill.project.project import Project
from refill.runs.templates import templates_of

SHOWN_KEYS = 20
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Node:
    """The outcome of one model, seed or test. `refused`: a macro of refill stopped it on purpose, before the database
    had a say."""

    name: str
    kind: str
    ok: bool
    skipped: bool
    seconds: float
    message: str
    refused: bool
    sql: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Build:
    """The results of one dbt invocation."""

    invocation_id: str
    nodes: tuple[Node, ...]
    success: bool

    @property
    def ok(self) -> bool:
        return self.success and all(node.ok for node in self.nodes)


def dbt(
    project: Project,
    target: Target,
    arguments: Sequence[str],
    on_node: Progress | None = None,
    *,
    folder: Path | None = None,
    rehearsal: Rehearsal | None = None,
    results: bool = False,
) -> Build:
    """Run a dbt command such as ["build"] on the project, in this process, and return the outcome of each node.

    `folder`: dbt works there, in a copy of the project. `rehearsal`: dbt works on this connection, and on no other.
    `results`: write target/run_results.json, as dbt does with its manifest.json.
    Raise RefillError where dbt could not start: models that do not parse, a database that does not answer.
    """
    folder = folder or project.root
    arguments = [
        *arguments,
        *("--project-dir", str(folder)),
        # dbt parses everything anew where the option was not given the last time, or was
        *(("--target", target.name) if target.asked_for else ()),
        *("--log-path", str(project.logs_dir), "--log-level", "none"),
        *(("--threads", "1") if rehearsal else ()),
    ]
    shared = dbt_works_in(rehearsal) if rehearsal else nullcontext()
    with _as_from_a_shell_in(folder, project.pwd), _collecting_seldom():
        from dbt.artifacts.schemas.run import RunExecutionResult
        from dbt.cli.main import dbtRunner

        with templates_of(project.root, keep=folder == project.root), shared:
            outcome = dbtRunner(callbacks=[_listener(on_node)] if on_node else []).invoke(arguments)
    if outcome.exception is not None:
        raise RefillError(f"dbt could not run: {' '.join(str(outcome.exception).split())}")
    if results and isinstance(outcome.result, RunExecutionResult):
        with suppress(OSError):  # a full disk is told of by what must be written
            outcome.result.write(str(folder / "target" / "run_results.json"))
    nodes = list(getattr(outcome.result, "results", []))
    invocation = getattr(outcome.result, "args", {}).get("invocation_id", "") or _invocation_id()
    return Build(invocation, tuple(_node(result) for result in nodes), outcome.success)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom, while dbt is imported too: it keeps hundreds of thousands of objects, and looking
    through them is 7 % of a small run.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _invocation_id() -> str:
    from dbt_common.invocation import get_invocation_id

    return str(get_invocation_id())


def _node(result: Any) -> Node:
    status = str(result.status)
    message = " ".join(str(result.message or "").split())
    return Node(
        name=result.node.name,
        kind=str(result.node.resource_type),
        ok=status in ("success", "pass", "warn", "no-op"),
        skipped=status == "skipped",
        seconds=result.execution_time,
        message=HEADING.sub("", message).split(" > in macro ")[0].split(" compiled code at ")[0].strip(),
        refused=message.startswith("Compilation Error"),
        sql=getattr(result.node, "compiled_code", None),
    )


HEADING = re.compile(r"^\w+ Error in \w+ \S+ \([^)]*\) ")


def _listener(on_node: Progress) -> Callable[[Any], None]:
    def listen(event: Any) -> None:
        if event.info.name == "LogStartLine":
            on_node(event.data.description)

    return listen


@contextmanager
def _as_from_a_shell_in(folder: Path, pwd: str) -> Iterator[None]:
    """Let dbt see PWD and the folder of a shell: it names the embedded server's socket after PWD, and writes target/
    below.
    """
    before = os.environ.get("PWD"), os.getcwd()
    os.environ["PWD"] = pwd
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before[1])
        if before[0] is None:
            os.environ.pop("PWD", None)
        else:
            os.environ["PWD"] = before[0]
