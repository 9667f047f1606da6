"""Values as people spell them, decimal commas in files of every format, and texts that are too long for a key."""

import datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from ..support.project import Project, facts
from ..support.servers import only_on

DATA = """
version: 1
domains:
  t:
    description: Test
    files: {patterns: ["t*"], on_many: all}
    fact: {model: fct_t, table: t}
    load: {mode: replace_scope, scope: [area]}
    decimal: ","
    columns:
      area: text
      code: text
      amount: numeric(18,4)
      pieces: integer
      rate: {type: "numeric(9,4)", decimal: "."}
      at: timestamp
    foreign_keys:
      - {name: fk_code, source_column: code, target_table: codes, target_key: code, derive_columns: [area]}
"""
REFERENCES = """
version: 1
reference_tables:
  codes:
    model: dim_code
    key: code
    columns: {code: text, area: text}
"""
HEADER = ["area", "code", "amount", "pieces", "rate", "at"]


def configured(project: Project) -> Project:
    project.configure(DATA, REFERENCES)
    return project


@only_on("server")
def test_a_decimal_comma_is_that_of_texts_and_numbers_are_what_they_are(empty_project: Project) -> None:
    project = configured(empty_project)
    project.write(
        "data/t1.csv",
        'area,code,amount,pieces,rate,at\nN,a,"0,125","1.234",0.5,2024/1/1 9:05\nN,b,"12,345","12.345,0",1.25,\n'
        'N,c,"12,5",7,"0,5",\nN,d,"-1.234.567,5 €",(3),5.5 %,45597.5\nN,e,"0.125",1,1,\n',
    )
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(["S", "x", 1234.5, 1234, 0.125, datetime.datetime(2024, 11, 1, 8)])
    book.active.append(["S", "y", "1.234,5", "1.234", "0.125", "2024-11-01T08:00:00Z"])
    book.active.append(["S", "z", 1.234, 5, 1.5, None])
    (project.root / "data").mkdir(exist_ok=True)
    book.save(project.root / "data/t2.xlsx")
    columns = {
        "area": ["W"],
        "code": ["p"],
        "amount": pa.array([1.234], pa.float64()),
        "pieces": [1234],
        "rate": pa.array([Decimal("0.1250")], pa.decimal128(9, 4)),
        "at": pa.array([datetime.datetime(2024, 11, 1, 8, tzinfo=datetime.UTC)], pa.timestamp("us", "UTC")),
    }
    pq.write_table(pa.table(columns), project.root / "data/t3.parquet")
    assert facts(project.run())["t"] == {"loaded": 7, "quarantined": 2}
    assert project.query("select code, amount::text, pieces, rate::text, at::text from t order by area, code") == [
        ("a", "0.1250", 1234, "0.5000", "2024-01-01 09:05:00"),
        ("b", "12.3450", 12345, "1.2500", None),
        ("d", "-1234567.5000", -3, "0.0550", "2024-11-01 12:00:00"),
        ("x", "1234.5000", 1234, "0.1250", "2024-11-01 08:00:00"),
        ("y", "1234.5000", 1234, "0.1250", "2024-11-01 08:00:00"),
        ("z", "1.2340", 5, "1.5000", None),
        ("p", "1.2340", 1234, "0.1250", "2024-11-01 08:00:00"),
    ]
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("t")] == [(4, "type:rate"), (6, "type:amount")]
    assert project.verify() == {}


@only_on("server")
def test_a_text_that_is_too_long_for_a_key_sets_its_row_aside_alone(empty_project: Project) -> None:
    project = configured(empty_project)
    long = "".join(chr(0x4E00 + n * 7 % 20_000) for n in range(3_000))
    rows = [["N", "ok"], ["N", long], [long, "two"], ["N", "计" * 667], ["N", "计" * 666], ["S", "three"]]
    text = "".join(f"{area},{code},1,1,1,\n" for area, code in rows)
    project.write("data/t1.csv", ",".join(HEADER) + "\n" + text)
    assert facts(project.run())["t"] == {"loaded": 3, "quarantined": 3}
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("t")] == [
        (3, "long_key:code"), (4, "long_key:area"), (5, "long_key:code")
    ]  # fmt: skip
    assert project.query("select length(code) from codes order by 1") == [(2,), (3,), (5,), (666,)]
    assert project.verify() == {}
    project.write("data/t1.csv", ",".join(HEADER) + "\nN,ok,1,1,1,\n")
    assert facts(project.run())["t"]["loaded"] == 1
    assert project.verify() == {}
