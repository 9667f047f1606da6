"""One server is enough, and the program is called as in the tests of the command line."""

import pytest

from ..cli.conftest import postgres, refill
from ..support.project import Project

__all__ = ["postgres", "refill"]

SCOPED = "    load: {mode: replace_scope"


@pytest.fixture
def project(project: Project) -> Project:
    """The small company, which keeps raw rows of sales for 24 months."""
    project.edit("data_sources", SCOPED, f"    retain: {{raw: 24 months}}\n{SCOPED}")
    return project
