"""dlt, at its quickest: Arrow tables of texts, sent by COPY. `python -m benchmarks.ways.dlt_load FILE…`."""

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import dlt
import pyarrow as pa
import pyarrow.csv

from benchmarks.ways.raw import header

SETTINGS = {"SCHEMA__NAMING": "direct", "RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR"}


def main(arguments: list[str]) -> int:
    """Load into tables with the names of the sheets, in the database of PostgreSQL's own variables."""
    os.environ |= SETTINGS
    place = {name: quote(os.environ[f"PG{name}"], safe="") for name in ("HOST", "PORT", "USER", "PASSWORD", "DATABASE")}
    url = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{DATABASE}".format(**place)
    with tempfile.TemporaryDirectory() as folder:
        pipeline = dlt.pipeline(
            "benchmark", pipelines_dir=folder, destination=dlt.destinations.postgres(url), dataset_name="raw"
        )
        for path in map(Path, arguments):
            types = dict.fromkeys(header(path), pa.string())
            options = pa.csv.ConvertOptions(column_types=types, strings_can_be_null=True)
            table = pa.csv.read_csv(path, convert_options=options)
            name = path.stem.rsplit("_", 1)[1]
            pipeline.run(table, table_name=name, write_disposition="replace", loader_file_format="csv")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
