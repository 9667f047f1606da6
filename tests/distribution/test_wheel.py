"""The wheel: its files, its dependencies, and its work where nothing else of refill is."""

import json
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

from refill.config.load import load_config

from ..init.test_init import with_the_example
from ..support.servers import REPOSITORY
from .conftest import Installed

pytestmark = pytest.mark.slow

PACKAGES = ("refill", "dbt_refill", "refill_dagster")
DATA = """\
version: 1
domains:
  orders:
    description: One row per order
    files: {path: "{YYYYMM}", patterns: ["orders*.csv"]}
    fact: {model: fct_orders, table: orders}
    columns: {order_number: text, product: text, product_name: text, amount: "numeric(18,2)"}
    foreign_keys:
      - name: fk_product
        source_column: product
        target_table: products
        target_key: code
        backfill_columns: [{source: product_name, target: name}]
"""
REFERENCES = """\
version: 1
reference_tables:
  products:
    model: dim_product
    key: code
    columns: {code: text, name: text}
    source: {type: file, path: reference/products.csv}
"""


def sources() -> set[str]:
    """The files that an installed refill needs, by their paths in the wheel."""
    found = {
        path.relative_to(REPOSITORY / "python").as_posix()
        for package in PACKAGES
        for path in (REPOSITORY / "python" / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    macros = {f"refill/project/dbt/{path.relative_to(REPOSITORY)}" for path in REPOSITORY.glob("macros/**/*.sql")}
    return {path for path in found if not path.startswith("refill/project/dbt/macros/")} | macros


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_it_holds_the_packages_with_their_sql_and_templates_and_nothing_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == sources()
    assert {f"{package}/py.typed" for package in PACKAGES} <= held
    assert metadata(installed.wheel)["Name"] == "dbt-refill"


def test_a_new_project_runs_on_the_embedded_database(installed: Installed) -> None:
    made = installed.call("refill", "init", "shop", cwd=installed.folder)
    assert (made.returncode, made.stderr) == (0, "")
    project = installed.folder / "shop"
    assert (project / "dbt_packages" / "refill").resolve() == installed.packages / "refill" / "project" / "dbt"
    (project / "config/data_sources.yml").write_text(DATA, encoding="utf-8")
    (project / "config/reference_sources.yml").write_text(REFERENCES, encoding="utf-8")
    (project / "reference/products.csv").write_text("code,name\nP1,Tea\n", encoding="utf-8")
    (project / "data/202411").mkdir()
    orders = "order_number,product,product_name,amount\n1,P1,Tea,2.50\n2,P2,Silk,10\n"
    (project / "data/202411/orders.csv").write_text(orders, encoding="utf-8")
    try:
        ran = installed.call("refill", "run", "--json", cwd=project)
        assert (ran.returncode, ran.stderr) == (0, "")
        document = json.loads(ran.stdout)
        assert [(row["domain"], row["loaded"]) for row in document["facts"]] == [("orders", 2)]
        assert [(row["authoritative"], row["derived"]) for row in document["references"]] == [(1, 1)]
        verified = installed.call("refill", "verify", cwd=project)
        assert verified.returncode == 0, verified.stdout
    finally:
        installed.call("refill", "db", "down", cwd=project)


def test_the_examples_of_a_new_project_are_sound_and_parse(installed: Installed) -> None:
    assert installed.call("refill", "init", "example", cwd=installed.folder).returncode == 0
    project = installed.folder / "example"
    with_the_example(project)
    config = load_config(project / "config")
    assert (list(config.domains), list(config.tables)) == (["orders"], ["families", "products"])
    assert installed.call("refill", "generate", cwd=project).returncode == 0
    code = "from dbt.cli.main import cli; cli()"
    parsed = installed.call(*("python", "-c", code, "--warn-error", "parse", "--show-all-deprecations"), cwd=project)
    assert parsed.returncode == 0, parsed.stdout
