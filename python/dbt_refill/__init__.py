"""A dbt plugin (dbt loads every module whose name starts with `dbt_`): no run on models older than their YAML."""

import os
from pathlib import Path

from dbt.flags import get_flags
from dbt.plugins.manager import dbtPlugin

from refill.fingerprint import CONFIG_FILES, fingerprint, recorded_fingerprint

CHANGING = {"build", "run", "test", "seed", "snapshot", "retry", "clone"}


class RefusesStaleModels(dbtPlugin):
    """Stops the commands that change or judge the database when config/ has changed since `refill generate`."""

    def initialize(self) -> None:
        flags = get_flags()  # type: ignore[no-untyped-call]  # dbt does not say
        root = Path(getattr(flags, "PROJECT_DIR", None) or os.getcwd())
        if getattr(flags, "WHICH", None) not in CHANGING or not (root / CONFIG_FILES[0]).exists():
            return
        if recorded_fingerprint(root) != fingerprint(root):
            raise ValueError(
                f"{' or '.join(CONFIG_FILES)} has changed since the models were generated. "
                "Run `refill generate`, then this again."
            )


plugins = [RefusesStaleModels]
