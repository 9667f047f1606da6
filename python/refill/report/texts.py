"""Every text of the report, in English and in Chinese."""

from typing import Any, NamedTuple

from refill.config.reasons import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Text(NamedTuple):
    """One text; `{name}` is replaced by a value."""

    en: str
    zh: str


TEXTS: dict[str, Text] = {
    "language": Text("English", "中文"),
    "title": Text("{project}: reference tables and loads", "{project}：参照表与加载情况"),
    "lead": Text(
        "How full the reference tables are, what waits for a review, and what was set aside.",
        "参照表是否齐全，哪些自动生成的记录待审核，哪些数据被隔离。",
    ),
    "made": Text("Made {at}, times in {zone}", "生成于 {at}，时区 {zone}"),
    "contents": Text("Contents", "目录"),
    "switch": Text("Language", "语言"),
    "figures": Text("In short", "概览"),
    "rows_total": Text("reference rows", "参照记录"),
    "share_authoritative": Text("of them authoritative", "其中权威记录"),
    "rows_open": Text("derived rows to review", "待审核的自动生成记录"),
    "rows_set_aside": Text("fact rows set aside", "被隔离的事实数据行"),
    "values_in_conflict": Text("values in conflict", "取值冲突"),
    "last_run": Text("last run", "最近一次运行"),
    "no_run_short": Text("none yet", "尚无"),
    "tables": Text("Reference tables", "参照表"),
    "tables_lead": Text(
        "Coverage: of the keys that a run's facts named, the share whose row is authoritative. Auto-derived: the share "
        "of a table's rows that came from the facts alone; the dashed line is its limit.",
        "覆盖率：一次运行的事实数据所引用的编码中，对应权威记录的比例。自动生成比例：表中仅由事实数据推导出的记录所占比例，"
        "虚线为该表的上限。",
    ),
    "no_tables": Text("No reference table is configured yet.", "尚未配置参照表。"),
    "table": Text("Table", "表"),
    "authoritative": Text("Authoritative", "权威"),
    "auto_derived": Text("Auto-derived", "自动生成"),
    "needs_review": Text("To review", "待审核"),
    "retired": Text("Retired", "已停用"),
    "total": Text("Total", "合计"),
    "conflicts": Text("Conflicts", "冲突"),
    "over_time": Text("Over time", "变化趋势"),
    "coverage": Text("Coverage", "覆盖率"),
    "derived_ratio": Text("Auto-derived ratio", "自动生成比例"),
    "coverage_alt": Text(
        "{table}: coverage by authoritative rows, {first} in the first of {runs} runs, {last} in the last",
        "{table}：权威记录覆盖率，{runs} 次运行中首次为 {first}，最近一次为 {last}",
    ),
    "ratio_alt": Text(
        "{table}: share of auto-derived rows, {first} in the first of {runs} runs, {last} in the last, limit {limit}",
        "{table}：自动生成记录比例，{runs} 次运行中首次为 {first}，最近一次为 {last}，上限 {limit}",
    ),
    "not_measured": Text("not measured yet", "尚无数据"),
    "over_limit": Text("over its limit of {limit}", "超过上限 {limit}"),
    "review": Text("Review queue", "审核队列"),
    "review_lead": Text(
        "Derived rows that nobody has reviewed, the heaviest first: by the share of a domain's weight column that "
        "rests on them, then by their fact rows.",
        "尚未审核的自动生成记录，影响大的在前：先按其所承载的权重列占比，再按事实数据行数。",
    ),
    "nothing_open": Text("Nothing waits for a review.", "没有待审核的记录。"),
    "rests": Text(
        "{share} of {column} ({domain}) rests on {keys} unreviewed rows of {table}.",
        "{domain} 的 {column} 中，有 {share} 依赖 {table} 的 {keys} 条未审核记录。",
    ),
    "queue_caption": Text(
        "{table}: {open} rows to review, {rows} fact rows rest on them",
        "{table}：{open} 条待审核，关联 {rows} 行事实数据",
    ),
    "queue_more": Text("The first {shown} of {open} rows are shown.", "仅列出 {open} 条中的前 {shown} 条。"),
    "derived_from": Text("Derived from", "来源域"),
    "derived_at": Text("Derived at", "生成时间"),
    "fact_rows": Text("Fact rows", "事实行数"),
    "share": Text("Share", "占比"),
    "all_open": Text("All open rows", "全部待审核记录"),
    "quarantine": Text("Set aside", "隔离数据"),
    "quarantine_lead": Text(
        "Rows that could not load, by reason. Every run tries them again. A row with two reasons counts for both.",
        "未能加载的数据行，按原因统计；每次运行都会重试。一行若有两个原因，则分别计数。",
    ),
    "nothing_set_aside": Text("Nothing is set aside.", "没有被隔离的数据。"),
    "domain": Text("Domain", "域"),
    "reason": Text("Reason", "原因"),
    "rows": Text("Rows", "行数"),
    "all_reasons": Text("Rows in all", "总行数"),
    "runs": Text("Last runs", "最近的运行"),
    "no_run": Text("No run yet.", "尚未运行。"),
    "run": Text("Run", "运行"),
    "began": Text("Began", "开始时间"),
    "seconds": Text("Seconds", "秒"),
    "exit_code": Text("Exit code", "退出码"),
    "loaded": Text("Loaded", "加载"),
    "run_set_aside": Text("Set aside", "隔离"),
    "derived": Text("Derived", "自动生成"),
    "degraded": Text("Sources not read", "未读取的来源"),
    "ended": Text("done", "完成"),
    "ended_error": Text("error", "错误"),
    "ended_refused": Text("refused", "拒绝"),
    "not_ended": Text("did not end", "未结束"),
    "refused": Text("refused", "被拒绝"),
    "unavailable": Text("unavailable", "不可用"),
    "lineage": Text("Lineage", "数据血缘"),
    "lineage_alt": Text("The way of the rows of {domain} from files to facts", "{domain} 的数据从文件到事实表的路径"),
    "no_domain": Text("No domain is configured yet.", "尚未配置域。"),
    "stage_files": Text("Files and sources", "文件与来源"),
    "stage_raw": Text("Raw and landing", "原始层与落地层"),
    "stage_staging": Text("Staging", "暂存层"),
    "stage_tables": Text("Reference tables", "参照表"),
    "stage_gate": Text("Gate", "闸门"),
    "stage_facts": Text("Facts, quarantine", "事实与隔离"),
}
"""By name. Every text has both languages: the type sees to it."""


def text(language: Language, name: str, **values: Any) -> str:
    """Return the text called `name`, with its values."""
    chosen: str = getattr(TEXTS[name], language)
    return chosen.format(**values)
