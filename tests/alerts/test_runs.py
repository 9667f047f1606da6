"""`refill run` tells its channels what it did, and ends as it would without them."""

import pytest

from refill.alerts.table_status import Statuses, TableStatus, statuses

from ..cli.conftest import Refill
from ..support.company import CUSTOMERS, SALES
from ..support.project import Project
from .conftest import Hooks

ALERTS = """\
version: 1
channels:
  - {type: webhook, url_from: HOOK, keys: true}
  - {type: slack, url_from: BROKEN}
  - {type: feishu, url_from: NOT_THERE}
  - {type: dingtalk, url_from: HOOK, on: [gates]}
"""
WRONG = [
    "refill: 7 problems in the configuration:",
    "config/alerts.yml:3:5: channels[0]: unknown type 'telegram'. "
    "Use one of: webhook, slack, feishu, dingtalk, wecom, email.",
    "config/alerts.yml:4:29: channels[1].url_from: not the name of an environment variable, such as ALERTS_URL. "
    "Put the value itself into one.",
    "config/alerts.yml:5:40: channels[2].on[0]: unknown value 'derivd'. Did you mean 'derived'? "
    "Use one of: derived, thresholds, quarantine, degraded, gates, failed.",
    "config/alerts.yml:5:49: channels[2].templat: unknown key 'templat'. Did you mean 'template'? "
    "Use one of: type, url_from, secret_from, on, at_least, template, language, keys.",
    "config/alerts.yml:6:43: channels[3].body: unknown placeholder 'run'. Did you mean 'run_id'? "
    "Use one of: project, run_id, exit_code, text, derived, thresholds, quarantine, degraded, gates, failed.",
    "config/alerts.yml:7:43: channels[4].sender: 'a@b\\nBcc: c@d' is no e-mail address. "
    "Use one such as stewards@example.org.",
    "config/alerts.yml:7:64: channels[4].to: empty: at least one is needed.",
]


def test_a_run_tells_what_it_did_and_a_failing_channel_changes_nothing(
    project: Project, refill: Refill, hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", f"{hooks.url}/hook")
    monkeypatch.setenv("BROKEN", f"{hooks.url}/t0ken")
    monkeypatch.delenv("NOT_THERE", raising=False)
    hooks.answers = {"/t0ken": (500, b"")}
    project.write("config/alerts.yml", ALERTS)
    project.write("reference/customers.csv", CUSTOMERS.replace("002", "001"))
    rows = "202411,店,001,长城公司,N,P1,50\n202411,店,009,新公司,W,P1,30\n202411,店,001,长城公司,N,P1,x\n"
    project.write("data/202411/sales.csv", SALES + rows)
    ran = refill("run", "--json")
    assert (ran.exit_code, ran.document["exit_code"]) == (3, 3)
    assert ran.document["alerts"] == [
        {"channel": "webhook 1", "status": "sent", "reason": None},
        {"channel": "slack 2", "status": "failed", "reason": "it answered 500"},
        {"channel": "feishu 3", "status": "not_set", "reason": "the environment variable NOT_THERE is not set"},
        {"channel": "dingtalk 4", "status": "nothing", "reason": None},
    ]
    assert ran.err == (
        "refill: alert: ✗ slack 2: it answered 500\n"
        "refill: alert: ✗ feishu 3: the environment variable NOT_THERE is not set\n"
    )
    told = hooks.bodies["/hook"]
    assert (told["project"], told["run_id"], told["exit_code"]) == ("refill", ran.document["run_id"], 3)
    reason = ran.document["sources"][-1]["reason"]
    over = {"limit": "max_derived_ratio", "allowed": 0.1}
    assert told["events"] == [
        {
            "kind": "derived",
            "count": 3,
            "details": [
                {"table": "地区", "rows": 1, "keys": ["W"]},
                {"table": "客户", "rows": 2, "keys": ["001", "009"]},
            ],
        },
        {
            "kind": "thresholds",
            "count": 2,
            "details": [
                {"table": "地区", "value": 0.3333, **over},
                {"table": "客户", "value": 1.0, **over},
            ],
        },
        {"kind": "quarantine", "count": 1, "details": [{"domain": "sales", "rows": 1, "total": 1}]},
        {
            "kind": "degraded",
            "count": 1,
            "details": [{"table": "客户", "source": "file", "status": "refused", "reason": reason}],
        },
        {"kind": "failed", "count": 1, "details": [{"stages": [], "files": 0, "errors": []}]},
    ]
    log = (project.root / "logs" / "refill.log").read_text(encoding="utf-8")
    assert "slack 2" in log
    assert "t0ken" not in log + ran.out + ran.err

    project.edit("data_sources", "version: 1", "version: 9")
    broken = refill("run")
    assert (broken.exit_code, broken.out) == (3, "")
    (event,) = hooks.bodies["/hook"]["events"]
    assert (event["kind"], event["details"][0]["errors"][0][:31]) == ("failed", "1 problem in the configuration:")


def test_without_the_file_nothing_happens_and_a_wrong_one_is_refused_by_validate(
    project: Project, refill: Refill, monkeypatch: pytest.MonkeyPatch, hooks: Hooks
) -> None:
    assert refill("alert", "test").exit_code == 3
    wrong = """\
    version: 1
    channels:
      - {type: telegram, url_from: HOOK}
      - {type: slack, url_from: "https://hooks.example/t0ken"}
      - {type: slack, url_from: HOOK, on: [derivd], templat: x}
      - {type: webhook, url_from: HOOK, body: {a: ["{run}"]}}
      - {type: email, url_from: MAIL, sender: "a@b\\nBcc: c@d", to: []}
    """
    project.write("config/alerts.yml", wrong)
    refused = refill("validate")
    assert refused.exit_code == 3
    assert refused.err.splitlines() == WRONG
    assert "t0ken" not in refused.err

    monkeypatch.setenv("HOOK", f"{hooks.url}/hook")
    project.write("config/alerts.yml", "version: 1\nchannels: [{type: slack, url_from: HOOK}]\n")
    assert refill("validate").exit_code == 0
    assert refill("alert", "test", "--json").document == {
        "ok": True,
        "alerts": [{"channel": "slack 1", "status": "sent", "reason": None}],
    }
    assert hooks.bodies["/hook"]["text"].startswith("refill refill: run sample, exit code 0\n")


def status(project: Project, run_id: str = "") -> Statuses:
    connection = project.server.connect()
    try:
        return statuses(project.warehouse(connection), run_id)
    finally:
        connection.close()


def test_the_age_of_a_table_is_that_of_its_open_rows_and_a_run_that_was_killed_is_not_the_last(
    project: Project,
) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,008,八号,N,P1,1\n")
    first = project.run().run_id
    project.query("""select approve('客户', '{"客户号": "008"}', null, 'Lin', null, null)""")
    project.write("data/202412/sales.csv", SALES + "202412,店,009,九号,N,P1,x\n")
    killed = project.run().run_id
    project.query("update runs set finished_at = null where run_id = %s", killed)

    now = status(project)
    assert now.tables["客户"] == TableStatus(4, 1, 1, derived_at(project, "009"))
    assert now.quarantined == {"sales": 1, "returns": 0}
    ((began,),) = project.query("select started_at from runs where run_id = %s", first)
    assert (now.last_run, status(project, first).last_run) == (began, None)


def derived_at(project: Project, customer: str) -> object:
    return project.query("select _derived_at from 客户 where 客户号 = %s", customer)[0][0]
