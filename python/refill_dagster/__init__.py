"""refill in Dagster: `dbt-refill[dagster]`. A project's sources, files and dbt models as assets, and the nightly jobs.

Everything is done by the programs `refill` and `dbt`, whose exit codes and JSON scripts rely on too. So locks, gates
and guards are the same as from a shell.
"""

from refill_dagster.definitions import definitions

__all__ = ["definitions"]
