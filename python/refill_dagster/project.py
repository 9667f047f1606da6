"""For `dagster dev -m refill_dagster.project`: the project that the shell is in, or that of REFILL_PROJECT_DIR."""

import os

from refill_dagster import definitions

defs = definitions(os.environ.get("REFILL_PROJECT_DIR", "."))
