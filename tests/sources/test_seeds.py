"""Rows of a seed whose key dbt reads as null are refused, naming the line, before a run reads anything."""

import pytest

from refill.errors import Refused
from refill.runs.seeds import check_seeds

from ..support.project import Project
from ..support.servers import only_on

REFERENCES = """
version: 1
reference_tables:
  codes:
    model: dim_code
    key: code
    columns: {code: text, name: text}
    source: {type: seed, seed: codes, columns: {theirs: code}}
"""
DATA = """
version: 1
domains:
  t:
    description: Test
    files: {patterns: ["*.csv"]}
    fact: {model: fct_t, table: t}
    columns: {code: text}
"""


@only_on("server")
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("K1,a\n007,b\n", None),
        ("nullable,a\nNULL0,b\n", None),
        (
            'K1,a\n,b\nNULL,c\n"",d\n  ,e\nnull,f\n',
            "seeds/codes.csv: 5 rows have no theirs (line 3, line 4, line 5, line 6, line 7).",
        ),
        ('"K\n1",a\nNull,b\n', "seeds/codes.csv: 1 row has no theirs (line 4)."),
    ],
)
def test_a_seed_without_a_key_is_refused(empty_project: Project, rows: str, said: str | None) -> None:
    project = empty_project
    project.configure(DATA, REFERENCES)
    project.write("seeds/codes.csv", f"theirs,name\n{rows}")
    problems = check_seeds(project.config, project.root)
    assert [problem.startswith(said or "") for problem in problems] == [True] * bool(said)
    if said:
        with pytest.raises(Refused) as refusal:
            project.run()
        assert said in str(refusal.value)
