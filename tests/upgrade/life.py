"""A project lives through a quarter with one version of refill, and is kept: its files, and a dump of its database.

    python -m tests.upgrade.life FOLDER [many]

makes it, or one of few events and 500 batches, with the refill of the interpreter that runs this, whatever version that
is: only programs are called. The next version's tests upgrade the states in the folders beside this file.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import xlsxwriter

from ..support.postmaster import PORT, USER, postmaster
from . import company
from .company import CHANNELS, CUSTOMERS, REGIONS, RETURNS, SALES, STOCK, VISITS, lines, regions

BINARIES = Path("/usr/lib/postgresql/15/bin")
PROGRAMS = Path(sys.executable).parent
KEPT = (
    "config",
    "data",
    "models",
    "reference",
    "seeds",
    "snapshots",
    "dbt_project.yml",
    "packages.yml",
    "profiles.yml",
)
# what another server, or another version of it, would not take
LEFT_OUT = re.compile(
    r"^(--.*|\\(un)?restrict .*|SET (default_tablespace|xmloption|idle_|lock_|statement_).*)?\n", re.M
)


class Life:
    """A project in `root`, and its database on the server whose socket is in `host`."""

    def __init__(self, root: Path, host: Path) -> None:
        self.root, self.host = root, host

    def refill(self, *command: str, code: int = 0) -> None:
        done = subprocess.run(
            [str(PROGRAMS / "refill"), *command, *(() if command[0] == "init" else ("--target", "server"))],
            cwd=self.root if self.root.exists() else self.root.parent,
            env={
                "PATH": f"{PROGRAMS}:/usr/bin:/bin",
                "HOME": str(self.root.parent),
                "LANG": "C.UTF-8",
                "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
                "REFILL_STEWARD": "lin",
                **environment(str(self.host), PORT, USER, "", "company"),
            },
            capture_output=True,
            text=True,
        )
        print(f"$ refill {' '.join(command)}\n{done.stdout}{done.stderr}", flush=True)
        assert done.returncode == code, f"exit code {done.returncode}, and {code} is wanted"

    def write(self, path: str, text: str) -> None:
        there = self.root / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(text, encoding="utf-8")

    def query(self, statement: str) -> None:
        connection = psycopg2.connect(host=str(self.host), port=PORT, user=USER, dbname="company")
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()


def environment(host: str, port: int, user: str, password: str, dbname: str) -> dict[str, str]:
    """What the target `server` and the source LEGACY read; both are in one database."""
    given = {"HOST": host, "PORT": str(port), "USER": user, "PASSWORD": password, "DATABASE": dbname}
    return {f"{prefix}{name}": value for prefix in ("PG", "LEGACY_") for name, value in given.items()} | {
        "PGSCHEMA": "warehouse",
        "LEGACY_SSLMODE": "prefer",
    }


def live(life: Life) -> None:
    """From `refill init` to a run that a gate has stopped, with files that have landed and wait."""
    _begin(life)
    _october(life)
    _november(life)
    _decide(life)
    _grow_old(life)
    _december(life)


def _begin(life: Life) -> None:
    life.refill("init", life.root.name)
    life.write("config/data_sources.yml", company.DATA)
    life.write("config/reference_sources.yml", company.REFERENCES)
    life.write("reference/regions.yml", regions(**REGIONS))
    life.write("reference/channels.csv", CHANNELS + "邮,邮购\n")
    life.write("reference/customers.csv", CUSTOMERS)
    life.write("reference/corrections.csv", company.CORRECTIONS)
    life.write("seeds/products.csv", company.PRODUCTS)
    profiles = (life.root / "profiles.yml").read_text(encoding="utf-8")
    life.write("profiles.yml", profiles.replace("threads: 4", "threads: 1"))  # the same numbers each time
    life.query("create schema warehouse;" + company.LEGACY)
    life.refill("db", "up")
    life.refill("adopt", "渠道")


def _october(life: Life) -> None:
    """All that it brings loads: its raw rows are dropped later."""
    life.write(
        "data/202410/sales.csv",
        lines(
            SALES,
            *("202410,店,001,长城公司,N,P1,10", "202410,店,003,泰山公司,S,P2,20", "202410,店,021,太行公司,S,P2,8.5"),
            *("202410,邮,002,黄河公司,S,p1,7", "202410,邮,022,燕山公司,N,P1,3", ",,,,,,", SALES, ",,,合计,,,48.5"),
        ),
    )
    life.write("data/202410/stock.csv", lines(STOCK, "202410,北,a1,7,12,2024-10-31 18:00,是", "202410,北,a2,7.0,3,,否"))
    life.refill("run")


def _november(life: Life) -> None:
    """A month with rows for every reason, its correction, a workbook, and sources that change."""
    life.write(
        "data/202411/sales.csv",
        lines(
            SALES,
            *(
                "202411,店,001,长城公司,N,P1,10",
                "202411,店,003,泰山有限公司,N,P2,21.50",
                "202411,店,004,华山公司,E,P9,30",
            ),
            *("202411,店,XX,不明,S,P2,100", "202411,网,IN7,散客,N,P2,5", "202411,网,001,长城公司,N,P1,many"),
            *("202411,网,O03,泰山公司,S,P1,4", "202411,网,XY,不详,S,P2,6", "202411,网,001,长城公司,N,P1,1,2,3"),
            *(",网,002,黄河公司,S,P1,7", "202411,邮,010,衡山公司,M,P1,9", "202411,邮,011,恒山 公司,E,P2,1"),
        ),
    )
    life.write(
        "data/202411/returns.csv",
        lines(
            RETURNS,
            *("r1,003,泰山公司,P1,1,2024-11-30", "r2,002,黄河公司,P2,2,2024-11-29", "r3,005,天山公司,P8,2,"),
            *("r4,002,,P2,x,2024-11-28", ",,,,,", "r9,空白,,P1,1,2024-11-27", "r10,XX,不明,P1,1,2024-11-27"),
            "r6,007,嵩山公司,P2,1,2024-11-26",
        ),
    )
    life.write("data/202411/visits.csv", lines(VISITS, "202411,A1,001,2", "202411,A2,099,1.5"))
    life.refill("run")
    life.write(
        "data/202411/sales_corrected.csv", lines(SALES, "202411,店,001,长城公司,N,P1,11", "202411,店,XX,不明,S,P2,90")
    )
    life.write("data/202411/stock.csv", lines(STOCK, "202411,南,b1,8,5,2024-11-30 18:00,是", "202411,北,a1,7,10,,"))
    book = life.root / "data/202411/returns.xlsx"
    with xlsxwriter.Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet("退货")
        for number, row in enumerate([RETURNS.split(","), ["r5", "003", "泰山公司", "P1", "3", "2024-12-01"]]):
            sheet.write_row(number, 0, row)
    life.write("reference/regions.yml", regions(N="北方区", E="东方"))
    life.write("reference/customers.csv", CUSTOMERS + "004,华山集团,E,C\n")
    life.query("insert into legacy.plans values (3, 'A3', '丙', true)")
    life.refill("run", code=3)  # two of four regions are gone
    life.refill("sync", "地区", "--accept-retire", "2")
    life.refill("run")


def _decide(life: Life) -> None:
    """Each kind of decision, and two that are taken back."""
    life.refill("review", "approve", "客户", "010", "--note", "seen")
    life.refill("review", "approve", "客户", "005", "--set", "等级=B")
    life.refill("review", "merge", "客户", "O03", "into", "003", "--note", "a zero, not an O")
    life.refill("review", "merge", "客户", "011", "into", "010")
    life.refill("review", "merge", "product", "P8", "into", "P1")
    life.refill("review", "reject", "客户", "XX", "--note", "nobody")
    life.refill("review", "reject", "客户", "XY", "--withdraw")
    life.refill("run")
    life.refill("review", "reopen", "客户", "XY")
    life.write("data/202411/stock_again.csv", lines(STOCK, "202411,西,c1,9,1,,"))
    life.refill("run")
    life.refill("undo", "9")


def _grow_old(life: Life) -> None:
    """October's raw rows go, and a merge finds facts without them."""
    life.query("update warehouse_ledger.loads set loaded_at = '1899-11-01 Z' where batch_id <= 2")
    life.query("update warehouse_ledger.batches set landed_at = '1899-11-01 Z' where batch_id <= 2")
    life.refill("run")
    life.refill("review", "merge", "客户", "022", "into", "021")


def _december(life: Life) -> None:
    """What waits: a month that a gate has stopped, and files that have only landed."""
    life.refill("review", "reject", "货架", "南 / b1", "--withdraw")
    life.write("data/202412/visits.csv", lines(VISITS, "202412,A3,010,1", "202412,A4,001,8"))
    life.write(
        "data/202412/sales.csv", lines(SALES, "202412,店,001,长城公司,N,P1,12", "202412,店,012,嵩山公司,N,P2,13")
    )
    life.refill("run", code=3)
    life.write("data/202412/sales_more.csv", lines(SALES, "202412,网,013,黄山公司,S,P1,14", "202412,网,XX,不明,S,P7,1"))
    life.write("data/202412/returns.csv", lines(RETURNS, "r11,022,燕山公司,P1,1,2024-12-03", "r12,014,庐山公司,P2,4,"))
    life.refill("land")
    life.refill("review", "reopen", "客户", "011")
    life.refill("review", "reopen", "product", "P8")
    life.refill("review", "reject", "客户", "007", "--withdraw")
    life.write("reference/regions.yml", regions(N="北方区"))
    life.refill("sync", "地区", "--accept-retire", "1")


def live_in_many_batches(life: Life) -> None:
    """Years of small files: 400 of stock, 90 of sales, and ten corrections."""
    _begin(life)
    months = [f"{year}{month:02}" for year in range(2015, 2025) for month in range(1, 13)][:100]
    for month in months:
        for place in "北南西东":
            life.write(
                f"data/{month}/stock_{place}.csv",
                lines(STOCK, f"{month},{place},a{month},7,12,,是", f"{month},{place},b1,,x,,"),
            )
    for month in months[:90]:
        life.write(
            f"data/{month}/sales.csv",
            lines(SALES, f"{month},店,0{month},公司{month},N,P1,1", f"{month},网,001,,N,P1,2"),
        )
    life.refill("run")
    for month in months[:10]:
        life.write(f"data/{month}/sales_corrected.csv", lines(SALES, f"{month},店,0{month},公司{month},S,P2,3"))
    life.refill("run")


def keep(life: Life, folder: Path) -> None:
    """Write dump.sql and project/ below `folder`, in place of older ones."""
    dumped = subprocess.run(
        [
            *(str(BINARIES / "pg_dump"), "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500"),
            *("--host", str(life.host), "--port", str(PORT), "--username", USER, "company"),
        ],
        env={"PGTZ": "UTC"},
        capture_output=True,
        text=True,
        check=True,
    )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "dump.sql").write_text(LEFT_OUT.sub("", dumped.stdout), encoding="utf-8")
    for name in KEPT:
        there = life.root / name
        if there.is_dir():
            shutil.copytree(there, folder / "project" / name)
        else:
            (folder / "project").mkdir(exist_ok=True)
            shutil.copy(there, folder / "project")


def main(folder: Path, is_long: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="refill-life-") as place, postmaster(BINARIES) as server:
        connection = psycopg2.connect(host=str(server.folder), port=PORT, user=USER, dbname="postgres")
        connection.autocommit = True
        connection.cursor().execute("create database company template template0 encoding 'UTF8'")
        connection.close()
        life = Life(Path(place) / "company", server.folder)
        if is_long:
            live_in_many_batches(life)
        else:
            live(life)
        keep(life, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] == ["many"])
