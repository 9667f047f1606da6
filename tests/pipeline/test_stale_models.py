"""dbt does not change or judge the database by models that are older than their YAML."""

import pytest

from ..support.company import SALES
from ..support.project import Project
from ..support.servers import only_on

CHANGING = (("build",), ("run",), ("test",), ("seed",), ("snapshot",))
LOOKING = (("ls", "--output", "name"), ("compile",), ("docs", "generate"))

pytestmark = only_on("server")  # this is not the database's business


def test_dbt_refuses_models_that_are_older_than_the_yaml_where_it_would_use_them(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.run()
    project.edit("data_sources", "description: What was sold in a month, by channel", "description: Sales")
    before = project.contents()
    for command in CHANGING:
        with pytest.raises(Exception, match=r"(?s)has changed since the models were generated.*Run `refill generate`"):
            project.dbt(*command)
    for command in LOOKING:
        project.dbt(*command)
    assert project.contents() == before

    assert project.generate() != []
    project.dbt("build")
    assert project.contents() == before


def test_dbt_retry_is_refused_for_it_would_report_success_after_a_kill(project: Project) -> None:
    project.artifacts = True  # it would begin with run_results.json
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.run()
    with pytest.raises(Exception, match=r"dbt does not know of a run that was killed\. Run `dbt build`"):
        project.dbt("retry")
