"""A key that is a number: however it is written, and whatever its column rounds, it is one key."""

import pytest

from ..support.project import Project, failed_gates
from ..support.servers import only_on

pytestmark = only_on("server")

DATA = """\
version: 1
domains:
  cuts:
    description: What was cut, by size
    files: {path: "{YYYYMM}", patterns: ["*.csv"], on_many: all}
    fact: {model: fct_cuts, table: cuts}
    columns: {cut: {type: text, required: true}, size: "numeric(6,2)", label: text}
    foreign_keys:
      - name: fk_size
        source_column: size
        target_table: sizes
        target_key: size
        skip_patterns: ["9*"]
        backfill_columns: [{source: label, target: label}]
"""
REFERENCES = """\
version: 1
reference_tables:
  sizes:
    model: dim_sizes
    key: size
    columns: {size: "numeric(6,2)", label: text}
    source: {type: file, path: reference/sizes.csv}
"""
SIZES = "select cast(size as text), label, _source, _retired_at is not null from sizes order by sizes.size"


@pytest.fixture
def sizes(empty_project: Project) -> Project:
    empty_project.configure(DATA, REFERENCES)
    empty_project.write("reference/sizes.csv", 'size,label\n7,seven\n"1,234",many\n')
    empty_project.generate()
    return empty_project


def test_undo_takes_a_derived_row_back_whose_key_was_rounded(sizes: Project) -> None:
    sizes.run()
    before = sizes.query(SIZES)
    sizes.write("data/202411/cuts.csv", "cut,size,label\na,1.005,one\nb,1.234,more\nc,5.5%,small\nd,7.001,7\n")
    sizes.run()
    assert [row[0] for row in sizes.query(SIZES)] == ["0.06", "1.01", "1.23", "7.00", "1234.00"]
    assert sizes.verify() == {}
    outcome = sizes.run(undo=1)
    assert outcome.undone is not None
    assert outcome.undone.deleted == {"sizes": 3}
    assert sizes.query(SIZES) == before
    assert sizes.verify() == {}


def test_a_number_that_is_no_key_counts_as_none_to_verify(sizes: Project) -> None:
    sizes.write("data/202411/cuts.csv", "cut,size,label\na,1.005,one\nb,99,skipped\n")
    sizes.run()
    assert sizes.query("select cut, cast(size as text), _skipped from cuts order by 1") == [
        ("a", "1.01", None),
        ("b", None, {"size": "99"}),
    ]
    assert sizes.verify() == {}


def test_a_source_that_spells_its_keys_otherwise_changes_no_row(sizes: Project) -> None:
    sizes.run()
    before = sizes.query(SIZES)
    entries = sizes.query("select count(*) from audit")
    assert [row[0] for row in before] == ["7.00", "1234.00"]
    for content in ("size,label\n7.0,seven\n1234,many\n", "size,label\n+7,seven\n1234.001,many\n"):
        sizes.write("reference/sizes.csv", content)
        sizes.run()
        assert sizes.query(SIZES) == before
        assert sizes.query("select count(*) from audit") == entries


@pytest.mark.parametrize("fresh", [True, False])
def test_two_spellings_in_a_source_are_refused_and_named(sizes: Project, fresh: bool) -> None:
    if not fresh:
        sizes.run()
    before = [] if fresh else sizes.query(SIZES)
    sizes.write("reference/sizes.csv", "size,label\n7,seven\n8,eight\n7.0,Seven\n")
    stopped = sizes.run(exit_code=3)
    assert "1 key is there more than once: 7 ('7' in data row 1, '7.0' in data row 3)" in str(stopped.sources[0].reason)
    assert stopped.errors == []
    assert fresh or sizes.query(SIZES) == before


def test_two_spellings_in_a_seed_stop_what_refers_to_the_table(sizes: Project) -> None:
    sizes.edit("reference_sources", "{type: file, path: reference/sizes.csv}", "{type: seed, seed: sizes}")
    sizes.write("seeds/sizes.csv", "size,label\n7,seven\n8,eight\n7.0,Seven\n")
    sizes.write("data/202411/cuts.csv", "cut,size,label\na,7,\n")
    sizes.generate()
    stopped = sizes.run(exit_code=3)
    assert failed_gates(stopped) == {"unique_sizes": ["key is not unique: 7.00"]}
    sizes.write("seeds/sizes.csv", "size,label\n7.0,seven\n8,eight\n")
    sizes.run()
    assert [row[0] for row in sizes.query(SIZES)] == ["7.00", "8.00"]
