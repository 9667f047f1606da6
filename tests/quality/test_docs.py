"""The documentation: everything has a description, and the page is safe and whole by itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from refill.config.load import load_config
from refill.database.target import read_target
from refill.errors import RefillError
from refill.generate.write import write
from refill.project.project import find_project
from refill.runs.dbt_docs import static_page, write_docs

from .conftest import Lived

TABLES = {"managed_table", "replaced_view", "staging_table", "seed", "snapshot"}
INDEX = """<html><head><link rel="shortcut icon" href="x.ico"/><script defer="defer">
n={manifest:"MANIFEST.JSON INLINE DATA",catalog:"CATALOG.JSON INLINE DATA"}</script></head><body></body></html>"""


def undescribed(manifest: dict[str, Any], catalog: dict[str, Any]) -> Iterator[str]:
    """What has no description: nodes, sources, exposures, macros that are shown, and columns of the database."""
    nodes = {**manifest["nodes"], **manifest["sources"], **manifest["exposures"]}
    held = {**catalog["nodes"], **catalog["sources"]}
    for unique_id, node in nodes.items():
        if not node["description"].strip() and node["resource_type"] != "operation":
            yield unique_id
        if "source_description" in node and not node["source_description"].strip():
            yield f"{unique_id}: its source"
        columns = {name: column["description"] for name, column in node.get("columns", {}).items()}
        for name in {*columns, *held.get(unique_id, {"columns": ()})["columns"]}:
            if not columns.get(name, "").strip():
                yield f"{unique_id}.{name}"
    for unique_id, macro in manifest["macros"].items():
        if macro["package_name"] == "refill" and macro["docs"]["show"] and not macro["description"].strip():
            yield unique_id


def test_every_table_column_test_source_exposure_and_macro_is_described(lived: Lived) -> None:
    project = find_project(lived.project.root)
    write(project.root, load_config(project.config_dir))
    path = write_docs(project, read_target(project, "server"), None)
    assert path == project.root / "target" / "docs.html"
    page = path.read_text(encoding="utf-8")
    data = re.search(r"\{manifest:(\{.*?\}),catalog:(\{.*?\})\},r=\{", page, re.DOTALL)
    assert data
    manifest, catalog = json.loads(data[1]), json.loads(data[2])
    kinds = {
        unique_id.split(".")[0] for unique_id in (*manifest["nodes"], *manifest["sources"], *manifest["exposures"])
    }
    assert kinds == {"model", "test", "seed", "snapshot", "source", "exposure", "operation"}
    tables = {n for n, node in manifest["nodes"].items() if node["config"]["materialized"] in TABLES}
    assert set(catalog["nodes"]) == tables
    assert sorted(undescribed(manifest, catalog)) == []


def test_a_text_ends_no_script_and_the_page_asks_for_nothing() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    page = static_page(INDEX, {"nodes": {"a": {"description": evil}}}, {"nodes": {}})
    assert page == (
        '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; "
        "script-src 'unsafe-eval' 'sha256-/KwLpC8jz+s04IYS0N4qSAef1ty6i9KhhNBUDdm3FsU='\"><script defer=\"defer\">\n"
        'n={manifest:{"nodes": {"a": {"description": "\\u003c/script>\\u003cscript>alert(1)\\u003c/script>'
        '\\u003cimg src=x onerror=alert(2)>"}}},catalog:{"nodes": {}}}</script></head><body></body></html>'
    )


def test_a_page_without_a_place_for_the_data_is_refused() -> None:
    with pytest.raises(RefillError, match="has no place for its data"):
        static_page("<html><head></head></html>", {}, {})
