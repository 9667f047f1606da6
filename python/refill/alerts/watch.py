"""Watches a run from before it begins, and sends its alerts when it has ended, well or not."""

import os
from contextlib import closing
from typing import Any

import psycopg2
import structlog

from refill.alerts.events import Alert, Result, of_error, of_outcome
from refill.alerts.table_status import Statuses, new_keys, statuses
from refill.config.alerts import Alerts
from refill.config.load import load_alerts
from refill.database.connection import connect
from refill.errors import RefillError, UsageError
from refill.runs.job import Outcome
from refill.runs.workspace import Workspace

UNREADABLE = (RefillError, psycopg2.Error, OSError)
log = structlog.get_logger()


class Watch:
    """One run. It is made before the run; nothing that fails here fails the run. Without channels it does nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.results: list[Result] = []
        self._alerts = self._read(workspace)
        self._before = self._status_before() if self._alerts.channels else None

    def ended(self, outcome: Outcome) -> list[Result]:
        """Tell of a run that came to its end, with any exit code."""
        if self._alerts.channels:
            try:
                alert = self._alert(outcome)
            except UNREADABLE as error:
                self._give_up(error)
            else:
                self.results += _send(self._alerts, alert)
        return self.results

    def failed(self, error: Exception) -> list[Result]:
        """Tell of a run that an error has ended; not of a call that asks for the impossible."""
        if self._alerts.channels and not isinstance(error, UsageError):
            exit_code = error.exit_code if isinstance(error, RefillError) else RefillError.exit_code
            run_id = str(structlog.contextvars.get_contextvars().get("run_id", ""))
            alert = of_error(self._workspace.project.name, run_id, exit_code, " ".join(str(error).split()))
            self.results += _send(self._alerts, alert)
        return self.results

    def _read(self, workspace: Workspace) -> Alerts:
        config_dir = workspace.project.config_dir  # raises where there is no project, as the run itself would
        try:
            return load_alerts(config_dir)
        except UNREADABLE as error:
            self._give_up(error)
            return Alerts()

    def _status_before(self) -> Statuses | None:
        """Return the state, None where it cannot be read: the database is down, or the run will refuse the YAML."""
        try:
            return self._statuses("") if self._workspace.database_answers else None
        except UNREADABLE:
            return None

    def _alert(self, outcome: Outcome) -> Alert:
        workspace = self._workspace
        keys: dict[str, list[str]] = {}
        after = Statuses({}, {})
        if not workspace.config.is_empty:
            after = self._statuses(outcome.run_id)
            with closing(connect(workspace.target)) as connection:
                for row in outcome.references:
                    if row["derived"]:
                        table = workspace.config.tables[row["table"]]
                        keys[table.name] = new_keys(workspace.on(connection), table, outcome.run_id)
        return of_outcome(workspace.project.name, workspace.config, outcome, self._before, after, keys)

    def _statuses(self, run_id: str) -> Statuses:
        workspace = self._workspace
        with closing(connect(workspace.target)) as connection:
            return statuses(workspace.on(connection), run_id)

    def _give_up(self, error: Exception) -> None:
        self.results.append(Result("alerts", "failed", " ".join(str(error).split())))
        log.info("alert", channel="alerts", status="failed", reason=type(error).__name__)


def _send(alerts: Alerts, alert: Alert) -> list[Result]:
    from refill.alerts.send import send  # with requests, a tenth of what a run imports; few runs send anything

    return send(alerts, alert, os.environ)


def documents(results: list[Result]) -> list[dict[str, Any]]:
    """Return the results in the form of `--json`."""
    return [{"channel": r.channel, "status": r.status, "reason": r.reason} for r in results]
