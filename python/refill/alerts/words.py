"""An alert as a short text: a first line about the run, then a line for each event."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from refill.alerts.events import Alert, Event
from refill.config.alerts import PLACEHOLDER
from refill.quarantine.reasons import printable

Language = Literal["en", "zh"]
LONGEST = 4000  # bytes of UTF-8: the limit of the strictest service
NAMED = 10  # tables, domains or gates in a line

TEXTS: dict[str, dict[Language, str]] = {
    "run": {
        "en": "refill {project}: run {run}, exit code {exit_code}",
        "zh": "refill {project}：运行 {run}，退出码 {exit_code}",
    },
    "derived": {"en": "{count} new auto-derived rows: {details}", "zh": "新增自动生成记录 {count} 条：{details}"},
    "thresholds": {"en": "{count} limits crossed: {details}", "zh": "{count} 项指标超过上限：{details}"},
    "quarantine": {"en": "{count} more rows set aside: {details}", "zh": "隔离数据增加 {count} 行：{details}"},
    "degraded": {"en": "{count} sources not read: {details}", "zh": "{count} 个来源未能读取：{details}"},
    "gates": {"en": "{count} gates failed: {details}", "zh": "{count} 个闸门未通过：{details}"},
    "failed": {"en": "the run failed{details}", "zh": "运行失败{details}"},
    "see": {"en": "`refill status` and logs/refill.log say more", "zh": "详见 `refill status` 与 logs/refill.log"},
    "stages": {"en": " in {stages}", "zh": "，阶段 {stages}"},
    "files": {"en": ", {files} files refused", "zh": "，{files} 个文件被拒绝"},
    "refused": {"en": "refused", "zh": "被拒绝"},
    "unavailable": {"en": "unavailable", "zh": "不可用"},
    "more": {"en": "and {more} more", "zh": "等，另有 {more} 项"},
}


def message(alert: Alert, language: Language) -> str:
    """Return the text of an alert. Keys and words of errors are in it where the alert has them."""
    run = alert.run_id[:8] or "–"
    first = TEXTS["run"][language].format(project=printable(alert.project), run=run, exit_code=alert.exit_code)
    lines = [first, *(f"- {_line(event, language)}" for event in alert.events)]
    if any(event.kind == "failed" for event in alert.events):
        lines.append(f"- {TEXTS['see'][language]}")
    return shortened("\n".join(lines))


def shortened(text: str) -> str:
    """Return the beginning of a text that is too long for a service."""
    content = text.encode()
    return text if len(content) <= LONGEST else content[: LONGEST - 3].decode(errors="ignore") + "…"


def values(alert: Alert, text: str) -> dict[str, str]:
    """Return the values of a template's placeholders: names of the run, its text, and the count of each kind."""
    counts = dict.fromkeys(("derived", "thresholds", "quarantine", "degraded", "gates", "failed"), 0)
    counts |= {event.kind: event.count for event in alert.events}
    return {
        "project": alert.project,
        "run_id": alert.run_id,
        "exit_code": str(alert.exit_code),
        "text": text,
        **{kind: str(count) for kind, count in counts.items()},
    }


def filled(template: str, given: Mapping[str, str], escape: Callable[[str], str] = str) -> str:
    """Return the template with its values, each put in once and read as nothing but text."""
    return PLACEHOLDER.sub(lambda found: escape(given[found[1]]), template)


def _line(event: Event, language: Language) -> str:
    if event.kind == "failed":
        details = "".join(_failure(detail, language) for detail in event.details)
    else:
        shown = [_detail(event.kind, detail, language) for detail in event.details[:NAMED]]
        if len(event.details) > NAMED:
            shown.append(TEXTS["more"][language].format(more=len(event.details) - NAMED))
        details = ("、" if language == "zh" else ", ").join(shown)
    return TEXTS[event.kind][language].format(count=event.count, details=details)


def _failure(detail: Mapping[str, Any], language: Language) -> str:
    stages = TEXTS["stages"][language].format(stages=", ".join(detail["stages"])) if detail["stages"] else ""
    files = TEXTS["files"][language].format(files=detail["files"]) if detail.get("files") else ""
    return stages + files + _bracketed(detail.get("errors"), 400)


def _detail(kind: str, detail: Mapping[str, Any], language: Language) -> str:
    if kind == "thresholds":
        shown = [f"{n:.1%}" if detail["limit"] == "max_derived_ratio" else f"{n:g}" for n in _numbers(detail)]
        return f"{detail['table']} {detail['limit']} {shown[0]} > {shown[1]}"
    if kind == "degraded":
        status = TEXTS[detail["status"]][language]
        return f"{detail['table']} ({detail['source']}) {status}{_bracketed([detail.get('reason')], 200)}"
    if kind == "gates":
        return f"{detail['gate']} {detail['failing']}{_bracketed(detail.get('keys'))}"
    name = detail["table"] if kind == "derived" else detail["domain"]
    return f"{name} {detail['rows']}{_bracketed(detail.get('keys'))}"


def _numbers(detail: Mapping[str, Any]) -> tuple[float, float]:
    return detail["value"], detail["allowed"]


def _bracketed(texts: Any, most: int = 40) -> str:
    """Return keys or words of errors in brackets, each short and without characters that move a cursor."""
    shown = [printable(str(text), most) for text in texts or () if text]
    return f" ({', '.join(shown)})" if shown else ""
