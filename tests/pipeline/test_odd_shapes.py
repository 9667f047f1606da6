"""Names with quotes, blanks, braces, percent signs; domains without foreign keys; files without rows."""

from decimal import Decimal

from ..support.company import RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("embedded")

DATA = """\
version: 1
domains:
  odd:
    description: It's "odd" 100% {of} the time, 客户
    files: {patterns: ["odd*.csv"], on_many: all}
    fact: {model: fct_odd, table: "销售 100%'s {x}"}
    load: {mode: replace_scope, scope: ["it's", "100%"]}
    columns:
      "it's": {type: text, case: lower}
      "100%": text
      "金额(元)": "numeric(10,2)"
      "select": text
      "a b": integer
      "%s": text
      "back\\\\slash": text
    foreign_keys:
      - name: fk_odd
        source_columns: ["select", "it's"]
        target_table: "维 %s 'q'"
        target_keys: ["k%", "k's"]
        skip_patterns: ["50%*", "a_b'?"]
        backfill_columns:
          - {source: "金额(元)", target: "sum(元)", aggregation: {type: sum}}
          - {target: tmpl, aggregation: {type: template, template: "it's {100%} %s {select}"}}
          - {target: const, aggregation: {type: constant, value: "50% 'q' \\\\ x"}}
      - {name: fk_other, source_column: "%s", target_table: other, target_key: id, on_missing: quarantine}
"""
REFERENCES = """\
version: 1
reference_tables:
  "维 %s 'q'":
    model: dim_odd
    keys: ["k%", "k's"]
    columns: {"k%": text, "k's": {type: text, case: lower}, "sum(元)": "numeric(10,2)", tmpl: text, const: text}
  other:
    model: dim_other
    key: id
    columns: {id: text, "%d": text}
    source: {type: file, path: "reference/other 100%.csv"}
"""
HEADER = "it's,100%,金额(元),select,a b,%s,back\\slash\n"


def test_names_may_hold_quotes_blanks_braces_and_percent_signs(empty_project: Project) -> None:
    project = empty_project
    project.configure(DATA, REFERENCES)
    project.write("reference/other 100%.csv", "id,%d\n1,100%s\n")
    project.write(
        "data/odd.csv",
        HEADER
        + "X'y,50%,1.5,k1,3,1,b\\s\n"
        + "x'Y,50%,2.5,k1,3,1,\n"
        + "z,,,50%x,x,2,\n"  # its key is none, its number is none, and the other table has no 2
        + "z,,,a_b'c,1,,\n"
        + "z,,,axb'c,1,,\n",  # the underscore of a pattern is an underscore
    )
    assert facts(project.run()) == {"odd": {"loaded": 4, "quarantined": 1}}
    made = project.query('select * from "维 %s \'q\'" order by "k%"')
    assert [row[:5] for row in made] == [
        ("axb'c", "z", None, "it's  %s axb'c", "50% 'q' \\ x"),
        ("k1", "x'y", Decimal("4.00"), "it's 50% %s k1", "50% 'q' \\ x"),
    ]
    assert project.query('select "select", _skipped from "销售 100%\'s {x}" order by _row_number') == [
        *(("k1", None), ("k1", None)),
        *((None, {"select": "a_b'c"}), ("axb'c", None)),
    ]
    raw = {"it's": "z", "select": "50%x", "a b": "x", "%s": "2"}
    assert project.quarantine("odd") == [("data/odd.csv", 4, "type:a b\nmissing_key:fk_other", raw)]
    assert project.verify() == {}

    project.write("data/odd.csv", HEADER + "X'y,50%,1.5,k1,3,1,b\\s\n")
    assert facts(project.run()) == {"odd": {"loaded": 1, "superseded": 2}}
    assert project.verify() == {}


def test_a_domain_may_have_no_foreign_key_and_a_file_no_rows(project: Project) -> None:
    text = (project.root / "config/data_sources.yml").read_text(encoding="utf-8")
    project.write("config/data_sources.yml", text[: text.index("    foreign_keys:\n      - name: fk_returns_customer")])
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\n")
    project.write("data/202411/returns_empty.csv", RETURNS)
    project.write("data/202411/sales.csv", SALES + ",,,,,,\n")
    assert facts(project.run()) == {"sales": {"skipped": 1}, "returns": {"loaded": 1}}
    assert project.query("select batch_id, rows, skipped from batches order by 1") == [(1, 1, 1), (2, 1, 0), (3, 0, 0)]
    before = project.contents()
    assert facts(project.run()) == {"sales": {}, "returns": {}}
    assert project.contents() == before
