"""The descriptions of the quality models and their columns, and of the ledger's tables that they read."""

from refill.config.row_changes import BUILT

Described = tuple[str, dict[str, str]]

_PLACE = {
    "table_name": "The reference table.",
    "key": "The key of its row, as a json object.",
}
_RUN_COUNTS = {
    **{str(change): change.words for change in BUILT},
    "needs_review": "Rows that waited for a review when the run ended.",
    "loaded": "Facts loaded.",
    "quarantined": "Rows of these files that were set aside.",
    "rejected": "Rows that could not be read.",
    "superseded": "Facts that a newer delivery replaced.",
    "skipped": "Blank rows, repeated headers and totals.",
}
_COVERAGE = {
    "run_id": "The run.",
    "domain": "The domain.",
    "foreign_key": "The foreign key of the domain.",
    "table_name": "The reference table that it names.",
    "keys": "How many distinct keys the facts had.",
    "authoritative": "Those that a source knew.",
    "derived": "Those whose row had been derived before.",
    "inserted": "Those whose row this run derived.",
    "blank_rows": "Rows without a key.",
    "skipped_rows": "Rows whose text is no key, by the skip patterns.",
    "noted_at": "When the run counted.",
}
_CONFLICT = {
    **_PLACE,
    "column_name": "The column on which two origins disagree.",
    "kept": "The value that counted.",
    "kept_from": "Where it came from.",
    "other": "The value that did not.",
    "other_from": "Where that came from.",
    "noted_at": "When it was noted.",
}

DESCRIPTIONS: dict[str, Described] = {
    "reference_tables": (
        "Each reference table at the end of each day, from its first row to today, replayed from the audit log.",
        {
            "table_name": "The reference table.",
            "day": "The day, in the time zone of the YAML.",
            "total": "All rows.",
            "authoritative": "Rows with `_source` authoritative, retired ones too.",
            "auto_derived": "Rows with `_source` auto_derived.",
            "needs_review": "Rows that waited for a review.",
            "retired": "Rows that their source no longer had.",
            "derived_ratio": "auto_derived as a part of total; null where the table was empty.",
            "oldest_open": "When the oldest of the rows that waited was derived; null where none waited.",
        },
    ),
    "thresholds": (
        "What is too much, as `review` in the YAML says: derived rows, open reviews, their age. One row per rule and "
        "reference table.",
        {
            "rule": "derived_ratio, open_reviews or review_age.",
            "table_name": "The reference table.",
            "found": "The derived part of all rows; the rows that wait; the days that the oldest has waited.",
            "allowed": "max_derived_ratio, max_open or max_age_days.",
            "is_crossed": "Whether more is found than is allowed.",
        },
    ),
    "coverage": (
        "Which part of the keys that facts bring is known: per run, domain and foreign key.",
        {
            **_COVERAGE,
            "authoritative_share": "authoritative as a part of keys.",
            "missing": "Those that are in no table.",
            "derived_share": "derived and inserted as a part of keys.",
            "is_latest": "Whether this is the last that is known of the foreign key.",
        },
    ),
    "runs": (
        "What each run did.",
        {
            "run_id": "The run.",
            "started_at": "When it began.",
            "finished_at": "When it ended; null while it is under way, and where it was cut short.",
            "seconds": "How long it took.",
            "exit_code": "0 done, 3 refused on purpose, else an error.",
            "outcome": "done, refused, failed, or unfinished.",
            "built_everything": "Whether dbt was asked to build everything.",
            **_RUN_COUNTS,
            "failed_gates": "The gates that failed, joined by commas.",
            "sources_read": "Attempts to read an authoritative source.",
            "sources_failed": "Those that were refused or found no answer.",
        },
    ),
    "conflicts": (
        "Cells on which two origins disagreed, and what they hold now.",
        {
            **_CONFLICT,
            "value_now": "What the cell holds now, by the audit log.",
            "stands": "Whether that is still the value that was kept.",
        },
    ),
    "weight": (
        "How much rests on reference rows that nobody has reviewed: per domain and reference table. It reads every "
        "fact when it is asked.",
        {
            "domain": "The domain.",
            "table_name": "The reference table.",
            "weight_column": "The column that the domain names as its weight; null where it names none.",
            "unreviewed_rows": "Rows of the reference table that wait for a review.",
            "fact_rows": "Facts that rest on one of them.",
            "all_fact_rows": "All facts.",
            "weight": "The sum of the weight of the facts that rest on one of them.",
            "whole_weight": "The sum of the weight of all facts.",
            "share_of_facts": "fact_rows as a part of all_fact_rows.",
            "share_of_weight": "weight as a part of whole_weight.",
            "says": "The same as a sentence.",
        },
    ),
}

LEDGER: dict[str, Described] = {
    "audit": (
        "Every change of a reference row, whoever made it, in order.",
        {
            "sequence": "The order of the changes.",
            **_PLACE,
            "operation": "insert, update or delete.",
            "before": "The row as json; null where there was none.",
            "after": "The row as json; null where there is none.",
            "actor": "The database user.",
            "invocation_id": "The dbt invocation; null for a change by hand.",
            "cause": "Such as `undo of batch 5`; null in a build.",
            "changed_at": "When.",
        },
    ),
    "coverage": ("Which part of the keys that facts brought was known, run by run.", _COVERAGE),
    "runs": (
        "One row per refill run.",
        {
            "run_id": "The run.",
            "project_state": "A hash of the YAML, models, macros and seeds.",
            "started_at": "When it began.",
            "finished_at": "When it ended; null where it did not.",
            "exit_code": "The exit code.",
            "built": "Whether dbt was asked to build everything.",
            "summary": "What it changed, as json.",
        },
    ),
    "sync_log": (
        "One row per attempt to read an authoritative source.",
        {
            "sequence": "The order of the attempts.",
            "run_id": "The run; null for an attempt outside a run.",
            "table_name": "The reference table.",
            "source": "The name of the source; empty where the table has one.",
            "status": "synced, unchanged, not_due, refused, unavailable or seed.",
            "rows": "Rows that were read.",
            "seconds": "How long it took.",
            "reason": "Why it failed.",
            "started_at": "When it began.",
        },
    ),
    "conflicts": (
        "Cells on which two origins disagreed, each once.",
        {"sequence": "The order of the conflicts.", **_CONFLICT, "invocation_id": "The dbt invocation."},
    ),
}
