"""What each service is told: whole bodies, signatures at a fixed time, and nothing that a channel may not know."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from refill.alerts.events import SAMPLE, Alert, Event
from refill.alerts.messages import mail, post
from refill.config.alerts import Alerts, Channel, Email

NOW = datetime(2026, 11, 21, 8, 0, 0, 123000, tzinfo=UTC)
URL = "https://hooks.example/robot?access_token=t"
ALERT = Alert("company", "0123456789abcdef", 3, SAMPLE)
ENGLISH = """\
refill company: run 01234567, exit code 3
- 12 new auto-derived rows: plans 12
- 1 limits crossed: plans max_derived_ratio 12.0% > 10.0%
- 3 more rows set aside: orders 3
- 1 sources not read: plans (file) unavailable
- 1 gates failed: gate_orders_keys 2
- the run failed in build
- `refill status` and logs/refill.log say more"""
CHINESE = """\
refill company：运行 01234567，退出码 3
- 新增自动生成记录 12 条：plans 12
- 1 项指标超过上限：plans max_derived_ratio 12.0% ＞ 10.0%
- 隔离数据增加 3 行：orders 3
- 1 个来源未能读取：plans (file) 不可用
- 1 个闸门未通过：gate_orders_keys 2
- 运行失败，阶段 build
- 详见 `refill status` 与 logs/refill.log"""


def channel(kind: str, **settings: Any) -> Channel:
    found: Channel = Alerts.model_validate({"channels": [{"type": kind, "url_from": "URL", **settings}]}).channels[0]
    return found


def body(told: Channel, alert: Alert = ALERT, secret: str | None = None) -> Any:
    return json.loads(post(told, alert.meant_for(told), URL, secret, NOW).body)


def test_each_service_gets_the_body_that_it_takes() -> None:
    marked = ENGLISH.replace(">", "＞")
    assert body(channel("slack")) == {"text": ENGLISH.replace(">", "&gt;")}
    assert body(channel("feishu")) == {"msg_type": "text", "content": {"text": marked}}
    assert body(channel("feishu", language="zh")) == {"msg_type": "text", "content": {"text": CHINESE}}
    assert body(channel("wecom")) == {"msgtype": "markdown", "markdown": {"content": marked}}
    title = "refill company: run 01234567, exit code 3"
    text = marked.replace("\n", "\n\n", 1)
    assert body(channel("dingtalk")) == {"msgtype": "markdown", "markdown": {"title": title, "text": text}}
    assert body(channel("webhook", on=["derived", "gates"])) == {
        "project": "company",
        "run_id": "0123456789abcdef",
        "exit_code": 3,
        "text": "\n".join(ENGLISH.split("\n")[i] for i in (0, 1, 5)),
        "events": [
            {"kind": "derived", "count": 12, "details": [{"table": "plans", "rows": 12}]},
            {"kind": "gates", "count": 1, "details": [{"gate": "gate_orders_keys", "failing": 2}]},
        ],
    }


def test_signatures_are_those_that_the_services_compute() -> None:
    signed = post(channel("dingtalk", secret_from="S"), ALERT, URL, "secret", NOW).url
    assert signed == f"{URL}&timestamp=1795248000123&sign=fg5p0tTgBxuY9ws5aDwvbavkHs6TdpkDmC2Rfbm33po%3D"
    found = body(channel("feishu", secret_from="S"), secret="secret")
    assert (found["timestamp"], found["sign"]) == ("1795248000", "vVE1Nxu5HxWkQzMtLd/SSc20qwZDbHGPjeZ7cGQTSRw=")
    fixed = channel("webhook", secret_from="S", body={"n": "1"})
    assert (
        post(fixed, ALERT, URL, "secret", NOW).headers["X-Refill-Signature-256"]
        == "sha256=d19a1cbe017792cfc3fafedbbaaeee531afde5d4dbd97744dfc7f0716ab43bda"
    )


def test_keys_and_words_of_errors_go_only_where_they_may() -> None:
    secret_parts = ("P0001", "P0002", "P0003", "a sample")
    assert [part for part in secret_parts if part in json.dumps(body(channel("webhook")))] == []
    told = body(channel("webhook", keys=True))
    assert [part for part in secret_parts if part not in told["text"]] == []
    assert told["events"][0]["details"] == [{"table": "plans", "rows": 12, "keys": ["P0001", "P0002"]}]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("slack", "&lt;!channel&gt; [x](http://e.vil)"),
        ("feishu", "＜!channel＞ ［x］(http://e.vil)"),
        ("webhook", "<!channel> [x](http://e.vil)"),
    ],
)
def test_a_hostile_key_calls_nobody_and_leads_nowhere(kind: str, shown: str) -> None:
    keys = ["<!channel> [x](http://e.vil)", "a\nb\u202e{run_id}"]
    alert = Alert("company", "r", 0, (Event("derived", 2, ({"table": "plans", "rows": 2, "keys": keys},)),))
    text = json.dumps(body(channel(kind, keys=True), alert), ensure_ascii=False)
    assert shown in text
    assert "a\\\\nb\\\\u202e{run_id}" in text


def test_a_template_puts_values_in_and_runs_nothing() -> None:
    told = channel("slack", template="<b> {project} {derived}/{gates}: {run_id} {exit_code} { {")
    assert body(told) == {"text": "<b> company 12/1: 0123456789abcdef 3 { {"}
    own = channel("webhook", body={"a": ["{project}", 1, None, {"b": "{quarantine} rows"}]}, template="{project}{text}")
    hostile = Alert("{run_id}", "r", 0, SAMPLE[2:3])
    assert body(own, hostile) == {"a": ["{run_id}", 1, None, {"b": "3 rows"}]}


def test_a_channel_hears_of_what_it_wants_from_the_number_on_that_it_says() -> None:
    told = channel("webhook", on=["derived", "quarantine"], at_least={"derived": 13, "quarantine": 3})
    assert [event.kind for event in ALERT.meant_for(told).events] == ["quarantine"]


def test_a_long_message_is_cut_within_what_services_take() -> None:
    many = tuple({"table": "表" * 400, "rows": 1, "keys": ["键" * 400] * 20} for _ in range(30))
    text = body(channel("wecom", keys=True), Alert("company", "r", 0, (Event("derived", 30, many),)))
    assert 3900 < len(text["markdown"]["content"].encode()) <= 4000


def test_a_letter_has_one_line_in_each_header() -> None:
    told = channel("email", sender="refill@example.org", to=["a@example.org", "b@example.org"])
    assert isinstance(told, Email)
    letter = mail(told, Alert("com\r\nBcc: x@e.vil", "r", 0, SAMPLE[2:3]), NOW)
    letter_id = letter["Message-ID"]
    assert letter_id.endswith("@example.org>")
    assert {name: str(value) for name, value in letter.items() if name != "Message-ID"} == {
        "From": "refill@example.org",
        "To": "a@example.org, b@example.org",
        "Subject": "refill com\\r\\nBcc: x@e.vil: run r, exit code 0",
        "Date": "Sat, 21 Nov 2026 08:00:00 +0000",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
        "MIME-Version": "1.0",
    }
    assert letter.get_content().endswith("- 3 more rows set aside: orders 3\n")
