"""Which dbt nodes a run needs: those of domains with something waiting, or all after a change of the project."""

from collections.abc import Iterable, Sequence

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Config
from refill.database.query import exists, format_sql, rows, value
from refill.database.schemas import Schemas
from refill.generate.quality import QUALITY, THRESHOLDS
from refill.generate.snapshots import name as snapshot_name

# A build of everything, with no later run that left one of its stages undone: what such a run owes, a snapshot for
# instance, shows nowhere else. A refused file is no such thing.
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
PENDING = """
select distinct batches.domain
from {batches} as batches
where batches.undone_at is null
    and not exists (select 1 from {loads} as loads where loads.batch_id = batches.batch_id)
"""
UNMERGED = "select exists (select 1 from {syncs} where not merged and table_name = any(%s))"
# The reference tables that have changed since their history was last taken, by whomever.
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


def selected_models(
    config: Config, domains: Sequence[str], tables: Sequence[str], references_only: bool
) -> list[str] | None:
    """The models that the user's own limits ask for; None where there are none."""
    if references_only or tables:
        return [snapshot_name(config.tables[name]) for name in (tables or config.tables)]
    return _models(config, domains) or None


def _models(config: Config, domains: Iterable[str]) -> list[str]:
    """The facts of the domains, and the snapshots of the reference tables that they may change."""
    tables = dict.fromkeys(key.target_table for name in domains for key in config.domains[name].foreign_keys)
    facts = [config.domains[name].fact.model for name in domains]
    return [*facts, *(snapshot_name(config.tables[table]) for table in tables)]


def waiting_models(
    connection: Connection, schemas: Schemas, config: Config, project_state: str, run_id: str
) -> list[str] | None:
    """The facts of the domains that have something waiting, and the histories that are owed; None where everything must
    be built.

    That is so after a change of the project, or of a source that no build has merged yet, and after a run that did not
    end well. `run_id` is the run that asks. An empty list means that there is nothing to do.
    """
    last = rows(connection, format_sql(LAST_GOOD, runs=(schemas.ledger, "runs")), [run_id])
    unmerged = format_sql(UNMERGED, syncs=(schemas.ledger, "syncs"))
    if not last or last[0][0] != project_state or value(connection, unmerged, [list(config.tables)]):
        return None
    pending = {
        name
        for (name,) in rows(
            connection, format_sql(PENDING, batches=(schemas.ledger, "batches"), loads=(schemas.ledger, "loads"))
        )
    }
    waiting = [name for name in config.domains if name in pending or _has_quarantine(connection, schemas, name)]
    return list(dict.fromkeys([*_models(config, waiting), *_owed_snapshots(connection, schemas, config)]))


def _owed_snapshots(connection: Connection, schemas: Schemas, config: Config) -> list[str]:
    owed = sql.SQL(OWED).format(
        tables=sql.Literal(list(config.tables)),
        audit=sql.Identifier(schemas.ledger, "audit"),
        snapshots=sql.Identifier(schemas.ledger, "snapshots"),
    )
    return [snapshot_name(config.tables[name]) for (name,) in rows(connection, owed)]


def arguments(models: Sequence[str] | None) -> list[str]:
    """dbt's selection arguments for the models, all they need, and all that is built on them.

    A test runs only where all that it looks at is selected, so that no other domain's gate judges rows in passing. The
    validation of the reference tables is a question of its own: a run goes on with what they hold. The quality models
    are views: they are made with everything else, and not again for new rows. Thresholds are read after the build.
    """
    if models is None:
        return ["--exclude", "references_hold", f"tag:{THRESHOLDS}"]
    chosen = ["--select", *(f"+{model}+" for model in models)]
    return [*chosen, "--exclude", f"tag:{QUALITY}", "--indirect-selection", "cautious"]


def _has_quarantine(connection: Connection, schemas: Schemas, domain: str) -> bool:
    if not exists(connection, schemas.quarantine, domain):
        return False
    return bool(value(connection, format_sql("select exists (select 1 from {t})", t=(schemas.quarantine, domain))))
