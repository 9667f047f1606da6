"""A project whose dbt_project.yml has the materializations' former names runs as it did."""

from refill.project.former_names import MATERIALIZATIONS

from ..support.company import SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")  # names of dbt_project.yml are the same everywhere


def test_former_names_of_materializations_still_work(project: Project) -> None:
    path = project.root / "dbt_project.yml"
    text = path.read_text(encoding="utf-8").replace("\n        +enabled: false", "")
    for former, name in MATERIALIZATIONS.items():
        assert f"+materialized: {name}" in text
        text = text.replace(f"+materialized: {name}", f"+materialized: {former}")
    path.write_text(text, encoding="utf-8")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    outcome = project.run()
    assert facts(outcome)["sales"]["loaded"] == 1
    assert project.query("select count(*) from warehouse_quality.quality_thresholds where is_crossed") == [(0,)]
    project.write("data/202412/sales.csv", SALES + "202412,店,009,新公司,N,P1,1\n")
    project.run()
    assert project.query("select count(*) from 销售明细") == [(2,)]
    project.verify()
