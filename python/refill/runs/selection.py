"""The dbt nodes that a run needs: those of domains with something waiting, or all after a change of the project."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from refill.config.models import Config
from refill.database.warehouse import Warehouse
from refill.generate.quality import QUALITY, THRESHOLDS

# A build of everything, with no later run that left one of its stages undone: the debts of such a run, a snapshot for
# instance, show nowhere else. A refused file is no such thing.
LAST_GOOD = """
with runs as (
    select *, exit_code is not null and not summary @? '$.stages[*] ? (@.ok == false)' as is_whole from {runs}
)

select good.project_state
from runs as good
where good.built and good.is_whole
    and not exists (
        select 1
        from runs as later
        where later.started_at > good.started_at and later.run_id <> %s and not later.is_whole
    )
order by good.started_at desc limit 1
"""
PENDING = "select distinct domain from {pending_batches}"
# True if a domain has rows in quarantine; and if they may be judged otherwise now, or have been freed and wait for the
# facts to take them.
HELD = """
select
    exists (select 1 from {quarantine}),
    exists (select 1 from {quarantine} where _reasons is null)
        or not exists (
            select 1
            from {quarantine_inputs}
            where domain = %s and is_settled and inputs = {quarantine_inputs}(%s, invocation_id)
        )
"""
FORGET = "update {quarantine_inputs} set is_settled = false where is_settled"
UNMERGED = "select exists (select 1 from {syncs} where not merged and table_name = any(%s))"
# The reference tables that have changed since their history was last taken, no matter by which program.
OWED = """
select name
from unnest({tables}) as name
where exists (
    select 1
    from {audit} as entry
    where entry.table_name = name
        and entry.sequence > coalesce((select sequence from {snapshots} where table_name = name), 0)
)
"""


@dataclass(frozen=True)
class Selection:
    """`models`, with all that they need and all that is built on them, except the nodes in `left_out`."""

    models: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def selected_models(
    config: Config, domains: Sequence[str], tables: Sequence[str], references_only: bool
) -> Selection | None:
    """Return the models that the user's own limits ask for; None where there are none."""
    if references_only or tables:
        return Selection(tuple(config.tables[name].snapshot for name in (tables or config.tables)))
    return _models(config, domains, ()) if domains else None


def _models(config: Config, domains: Collection[str], owed: Iterable[str]) -> Selection:
    """Return the facts of the domains, and the snapshots of reference tables that they may change or that are `owed`.

    The staging of every other domain is left out, though reference tables read it: these look only at the staging of
    the run.
    """
    tables = dict.fromkeys(key.target_table for name in domains for key in config.domains[name].foreign_keys)
    facts = (config.domains[name].fact.model for name in domains)
    snapshots = (config.tables[table].snapshot for table in {**tables, **dict.fromkeys(owed)})
    return Selection((*facts, *snapshots), tuple(f"stg_{name}" for name in config.domains if name not in domains))


def waiting_models(warehouse: Warehouse, project_state: str, run_id: str) -> Selection | None:
    """Return the facts of the domains that have something waiting, and the histories that are owed; None where
    everything must be built.

    That is so after a change of the project, or of a source that no build has merged yet, and after a run that did not
    end well. `run_id` is the run that asks. A selection of no models means that there is nothing to do.
    """
    config = warehouse.config
    last = warehouse.rows(LAST_GOOD, [run_id])
    if not last or last[0][0] != project_state or warehouse.value(UNMERGED, [list(config.tables)]):
        return None
    pending = {name for (name,) in warehouse.rows(PENDING) if name in config.domains}
    held = _held(warehouse)
    waiting = _with_freed(config, pending | {name for name, changed in held.items() if changed}, held)
    return _models(config, [name for name in config.domains if name in waiting], _owed(warehouse))


def _owed(warehouse: Warehouse) -> list[str]:
    """Return the reference tables whose history is owed."""
    return [name for (name,) in warehouse.rows(OWED, tables=list(warehouse.config.tables))]


def arguments(selection: Selection | None) -> list[str]:
    """Return dbt's selection arguments for a selection; None is everything.

    A test runs only where all that it looks at is selected, so that no other domain's gate judges rows in passing. The
    validation of the reference tables is a question of its own: a run goes on with their rows as they are. The quality
    models are views: they are made with everything else, and not again for new rows. Thresholds are read after the
    build. dbt does not describe the whole project in target/manifest.json, twice: that takes as long as a domain.
    """
    if selection is None:
        return ["--exclude", "references_hold", f"tag:{THRESHOLDS}", "--no-write-json"]
    chosen = ["--select", *(f"+{model}+" for model in selection.models)]
    left_out = ["--exclude", f"tag:{QUALITY}", *selection.left_out]
    return [*chosen, *left_out, "--indirect-selection", "cautious", "--no-write-json"]


def forget_quarantine_inputs(warehouse: Warehouse) -> None:
    """Let the next run judge the whole quarantine anew: the last one did not go by the YAML."""
    with warehouse.transaction() as work:
        work.execute(FORGET)


def _held(warehouse: Warehouse) -> dict[str, bool]:
    """Return the domains that have rows in quarantine, and True for those that may be judged otherwise now."""
    held: dict[str, bool] = {}
    for name, domain in warehouse.config.domains.items():
        if warehouse.exists(warehouse.quarantine(domain)):
            inputs = list(warehouse.config.quarantine_inputs(domain))
            [(some, changed)] = warehouse.rows(HELD, [name, inputs], quarantine=warehouse.quarantine(domain))
            held |= {name: changed} if some else {}
    return held


def _with_freed(config: Config, waiting: set[str], held: Collection[str]) -> set[str]:
    """Return the domains, and those whose rows in quarantine their derived rows may free in this run."""
    tables = {key.target_table for name in waiting for key in config.domains[name].foreign_keys}
    freed = {
        name
        for name in held
        if name not in waiting and tables.intersection(config.quarantine_inputs(config.domains[name]))
    }
    return _with_freed(config, waiting | freed, held) if freed else waiting
