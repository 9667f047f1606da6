"""Rows that load, rows that are set aside, or a refusal with what to write: what becomes of each file of the cases."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from refill.errors import Refused
from refill.quarantine.read import Quarantine, QuarantineFilter
from refill.runs.seeds import check_seeds
from refill.sources.file import FileSource, read_file

from ..support.project import Project
from ..support.servers import only_on

HERE = Path(__file__).parent
FILES = HERE / "files"
REFUSED = {
    "big5.csv": "'T1,台北市,1' in big5",
    "cp1251.csv": "byte 21, in line 2, is not utf-8 text",
    "cp1252_de.csv": "'M1,Müller GmbH,1' in cp1252",
    "cp1252_fr.csv": "'F1,Société Générique,1' in cp1252",
    "cp1252_key.csv": "'Köln,x,1' in cp1252",
    "cp1252_pound.csv": "'F1,Cost £100 – net,1' in cp1252",
    "dupextra.csv": "both mean 'note'",
    "duphdr.csv": "both mean 'name'",
    "euckr.csv": "'K1,서울,1' in cp949",
    "pre.csv": "Row 3 has the headers: write `header_row: 3`.",
    "quoteopen.csv": "a quote is opened in record 2 and never closed",
    "semi.csv": 'write `delimiter: ";"` under `files` of domain t in data_sources.yml.',
    "sjis.csv": "'J1,東京都,1' in cp932",
    "title.xlsx": "Row 3 has the headers: write `header_row: 3`.",
    "utf16_tab.csv": 'write `delimiter: "\\t"` under `files` of domain t in data_sources.yml.',
    "utf16le_nobom.csv": "the header of column A holds a NUL character",
}
# Files whose rows tell of nothing but their code and amount, and the rows that are set aside.
ROWS: dict[str, tuple[dict[str | None, str | None], list[int]]] = {
    "apos.csv": ({"'007": "1"}, []),
    "backslash_q.csv": ({"B2": "2"}, [2]),
    "bom_quoted.csv": ({"Q1": "1"}, []),
    "cr.csv": ({"R1": "1", "R2": "2"}, []),
    "ctrlz.csv": ({"Z1": "1"}, [3]),
    "dash.csv": ({"P1": "1"}, []),
    "double_bom.csv": ({"Q1": "1"}, []),
    "embedded_nl.csv": ({"E1": "1", "E2": "2"}, []),
    "eqquote.csv": ({"007": "1"}, []),
    "err_helper.xlsx": ({"EH1": "1", "EH2": "2"}, []),
    "err_scratch.xlsx": ({"ES1": "1"}, []),
    "foot.csv": ({"P1": "1"}, [4]),
    "hidden_first.xlsx": ({"VIS1": "5"}, []),
    "long_key.csv": ({"OK1": "1"}, [3]),
    "merged.xlsx": ({"MG1": "1"}, [3, 4]),
    "mixed_eol.csv": ({"R1": "1", "R2": "2", "R3": "3"}, []),
    "nul.csv": ({"N2": "2"}, [2]),
    "nulpad.csv": ({"N1": "1"}, [3]),
    "numeric.csv": (
        {
            "n1": "1",
            "n2": "-1234.56",
            "n3": "-1234.56",
            "n4": "1234.5",
            "n7": "1234",
            "n9": "1234.5",
            "n10": "-5",
            "n11": "100000",
            "n14": "100",
            "n15": "0.125",
            "n20": "5",
            "n22": "1",
        },
        [6, 7, 9, 13, 14, 17, 18, 19, 20, 22, 24],
    ),
    "pq_ok.parquet": ({"007": "1.1", "中": None}, [4]),
    "pq_tz.parquet": ({}, [2, 3, 4]),  # for a number too large, and for NaN and infinity: the times are read
    "quote_in.csv": ({"Q1": "1", "Q2": "2"}, []),
    "quote_space.csv": ({}, [2]),
    "ragged.csv": ({"G2": "2", "G4": "4"}, [2, 4]),
    "selferr.xlsx": ({"SE1": None, "SE2": "5"}, []),
    "sep.csv": ({"S1": "1"}, []),
    "sepsemi.csv": ({"S1": "1"}, []),
    "slashN.csv": ({None: None}, []),
    "spill.xlsx": ({"SP1": "1"}, []),
    "trailcomma.csv": ({"T1": "1", "T2": "2"}, []),
    "trailcomma_data.csv": ({"T1": "1", "T2": "2"}, []),
    "utf16le_bom.csv": ({"U1": "1"}, []),
    "wb22.xlsx": ({"WB1": "1"}, []),
    "zeros.xlsx": ({"007": "1"}, []),
}
# The same of times: day and moment by code.
TIMES: dict[str, tuple[dict[str, tuple[str | None, str | None]], list[int]]] = {
    "dates.csv": (
        {
            "d2": ("2024-11-01", "2024-11-01 02:00:00"),
            "d3": ("2024-11-01", "2024-11-01 10:00:00.123457"),
            "d4": ("2024-11-01", "2024-11-01 12:00:00"),
            "d6": ("2024-11-01", "2024-11-01 10:30:00"),
            "d8": ("9999-12-31", "9999-12-31 23:59:59"),
            "d11": ("2024-01-01", "2024-01-01 09:05:00"),
        },
        [2, 6, 8, 10, 11, 13],
    ),
    "hr.csv": ({"HR1": (None, "2024-01-01 10:05:00"), "HR2": (None, "2024-01-01 09:05:00")}, []),
    "iso.xlsx": ({"IS1": ("2024-11-01", "2024-11-01 08:00:00")}, []),
    "ts_serial.xlsx": ({"TS1": ("2024-11-01", "2024-11-01 12:00:00")}, [3]),
}
OTHER = {"eu.csv", "err.xlsx", "lat.csv", "latkey.csv", "seed_null_keys.csv", "dupyaml.yml", "merge.yml", "nan.json"}
LOADED = """
select code, trim_scale(amount)::text, day::text, at::text
from t inner join batches as batch on batch.batch_id = t._batch_id
where batch.file = %s
"""


@pytest.fixture
def cases(empty_project: Project) -> Project:
    project = empty_project
    for path in (HERE / "config").iterdir():
        shutil.copy(path, project.root / "config" / path.name)
    project.write("reference/codes.csv", "code,name\nA,x\n")
    (project.root / "data/t/202411").mkdir(parents=True)
    return project


def set_aside(project: Project, names: set[str]) -> dict[str, list[int]]:
    """Return by file the rows that are set aside, in quarantine or by the reader."""
    found: dict[str, list[int]] = {name: [] for name in names}
    with (
        closing(project.server.connect()) as connection,
        Quarantine(warehouse := project.warehouse(connection), QuarantineFilter()) as held,
    ):
        for row in held.rows(warehouse.config.domains["t"]):
            found.setdefault(Path(row.file).name, []).append(row.row)
    return {name: sorted(rows) for name, rows in found.items()}


@only_on("server")
def test_every_file_gives_what_it_says_or_says_what_to_write(cases: Project) -> None:
    names = {*REFUSED, *ROWS, *TIMES}
    assert names | OTHER == {path.name for path in FILES.iterdir()}
    for name in names:
        shutil.copy(FILES / name, cases.root / "data/t/202411" / name)
    outcome = cases.run(exit_code=3)
    refused = {Path(file.path).name: str(file.reason) for file in outcome.files if file.status == "refused"}
    assert refused.keys() == REFUSED.keys()
    assert [name for name, said in REFUSED.items() if said not in refused[name]] == []
    loaded: dict[str, Any] = {name: cases.query(LOADED, f"data/t/202411/{name}") for name in (*ROWS, *TIMES)}
    amounts = {name: {code: amount for code, amount, _, _ in loaded[name]} for name in ROWS}
    assert amounts == {name: rows for name, (rows, _) in ROWS.items()}
    times = {name: {code: (day, at) for code, _, day, at in loaded[name]} for name in TIMES}
    assert times == {name: rows for name, (rows, _) in TIMES.items()}
    assert set_aside(cases, {*ROWS, *TIMES}) == {name: rows for name, (_, rows) in (ROWS | TIMES).items()}
    assert cases.verify() == {}


@only_on("server")
@pytest.mark.parametrize(
    ("name", "option", "codes"),
    [
        ("pre.csv", "header_row: 3", ["P1"]),
        ("title.xlsx", "header_row: 3", ["TT1"]),
        ("semi.csv", 'delimiter: ";"', []),
        ("utf16_tab.csv", 'delimiter: "\\t"', None),
        ("merged.xlsx", "merged_cells: fill", ["MG1"] * 3),
        ("cp1252_key.csv", "encoding: cp1252", ["Köln"]),
    ],
)
def test_what_the_message_says_is_enough(cases: Project, name: str, option: str, codes: list[str] | None) -> None:
    cases.edit("data_sources", "on_many: all}", f"on_many: all, {option}}}")
    shutil.copy(FILES / name, cases.root / "data/t/202411" / name)
    cases.run()
    found = [code for (code,) in cases.query("select code from t order by _row_number")]
    assert found == codes if codes is not None else found


@only_on("server")
def test_a_decimal_comma_reads_what_a_point_sets_aside(cases: Project) -> None:
    cases.edit("data_sources", "    description: reading test\n", '    description: reading test\n    decimal: ","\n')
    shutil.copy(FILES / "eu.csv", cases.root / "data/t/202411/eu.csv")
    cases.run()
    assert cases.query("select trim_scale(amount)::text from t order by _row_number") == [
        ("0.125",), ("12.345",), ("12.5",), ("-1",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lat.csv", "'M1,Müller' in cp1252"),
        ("latkey.csv", "byte 12, in line 2, is not utf-8 text"),
        ("dupyaml.yml", "line 1: 'code' is there twice"),
        ("merge.yml", "&b or *b names a value that is written elsewhere"),
        ("nan.json", "NaN is no value of JSON"),
    ],
)
def test_a_reference_file_that_is_not_sure_is_refused(name: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        list(read_file(FILES, FileSource(type="file", path=name))[0].rows)
    assert said in str(refusal.value)


def test_an_error_of_a_reference_file_concerns_its_column() -> None:
    source = FileSource(type="file", path="err.xlsx")
    table, _ = read_file(FILES, source, frozenset(["code", "name"]))
    assert [list(row)[:2] for row in table.rows] == [["A", "x"], ["B", "y"]]
    with pytest.raises(Refused, match=r"cell C2: the cell holds the error #N/A"):
        list(read_file(FILES, source, frozenset(["code", "note"]))[0].rows)


def test_a_seed_without_keys_is_refused(cases: Project) -> None:
    source = "{type: file, path: reference/codes.csv}"
    cases.edit("reference_sources", source, "{type: seed, seed: codes}")
    (cases.root / "seeds").mkdir(exist_ok=True)
    shutil.copy(FILES / "seed_null_keys.csv", cases.root / "seeds/codes.csv")
    (problem,) = check_seeds(cases.config, cases.root)
    assert problem.startswith("seeds/codes.csv: 4 rows have no code (line 3, line 4, line 5, line 6).")
