"""`refill report`: what it reads is right, and the page is one file that shows it in both languages."""

import json
import os
import shutil
import subprocess
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from refill.config.models import Config
from refill.database.connection import connect
from refill.database.target import read_target
from refill.project.project import find_project
from refill.report import texts
from refill.report.lineage import lineage
from refill.report.read import Report, read

from ..cli.conftest import Refill
from ..support.company import CUSTOMERS, SALES
from ..support.project import Project

HOSTILE = "<script>alert('x')</script>"
SECTIONS = ("tables", "review", "quarantine", "runs", "lineage")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def report_of(project: Project) -> Report:
    found = find_project(project.root)
    connection = connect(read_target(found, "server"))
    try:
        return read(project.warehouse(connection))
    finally:
        connection.close()


@pytest.fixture
def grown(project: Project) -> Project:
    """After two runs: derived rows with facts on them, one under a hostile key, rows set aside, a source refused."""
    weighed = "load: {mode: replace_scope, scope: [月度, 渠道]}"
    project.edit("data_sources", weighed, f"{weighed}\n    weight: 金额")
    project.write(
        "data/202411/sales.csv",
        SALES + "202411,店,001,长城公司,N,P1,50\n202411,店,009,新公司,W,P1,30\n202411,店,001,长城公司,N,P9,x\n",
    )
    project.run()
    project.write("reference/customers.csv", CUSTOMERS.replace("002", "001"))
    project.write("data/202412/sales.csv", SALES + f"202412,店,{HOSTILE},另一家,N,P1,20\n202412,网,009,新公司,W,P2,0\n")
    project.run(exit_code=3)
    project.query("delete from coverage")
    for outcome, keys, authoritative in zip(project.outcomes, (2, 4), (1, 1), strict=True):
        project.query(
            "insert into coverage values (%s, 'sales', 'fk_customer', '客户', %s, %s, 1, 1, 0, 0, now())",
            outcome.run_id,
            keys,
            authoritative,
        )
    return project


def plain(report: Report) -> dict[str, Any]:
    """The report without its times, and numbers as Python has them."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: bare(item)
                for key, item in value.items()
                if key not in ("at", "started_at", "derived_at", "seconds")
            }
        return [bare(item) for item in value] if isinstance(value, list) else value

    whole: dict[str, Any] = json.loads(json.dumps(bare(asdict(report)), default=float))
    return whole


def check_what_is_read(grown: Project) -> None:
    first, second = (outcome.run_id for outcome in grown.outcomes)
    report = report_of(grown)
    names = ("name", "authoritative", "auto_derived", "needs_review", "retired", "total", "max_derived_ratio")
    assert plain(report) == {
        "tables": [
            dict(zip(names, ("product", 2, 0, 0, 0, 2, 0.1), strict=True)),
            dict(zip(names, ("地区", 2, 1, 1, 0, 3, 0.1), strict=True)),
            dict(zip(names, ("客户", 2, 2, 2, 0, 4, 0.1), strict=True)),
        ],
        "ratios": {
            "product": [{"share": 0.0}, {"share": 0.0}],
            "地区": [{"share": 0.333333}, {"share": 0.333333}],
            "客户": [{"share": 0.333333}, {"share": 0.5}],
        },
        "coverage": {"product": [], "地区": [], "客户": [{"share": 0.5}, {"share": 0.25}]},
        "queues": [
            {
                "table": "地区",
                "keys": ["地区代码"],
                "open": 1,
                "rows": 2,
                "weights": {"sales": 30.0},
                "weighed": [
                    {
                        "domain": "sales",
                        "column": "金额",
                        "foreign_key": "fk_region",
                        "keys": 1,
                        "part": 30.0,
                        "whole": 100.0,
                    }
                ],
                "top": [{"key": ["W"], "domain": "sales", "rows": 2, "weights": {"sales": 30.0}, "share": 0.3}],
            },
            {
                "table": "客户",
                "keys": ["客户号"],
                "open": 2,
                "rows": 3,
                "weights": {"sales": 50.0},
                "weighed": [
                    {
                        "domain": "sales",
                        "column": "金额",
                        "foreign_key": "fk_customer",
                        "keys": 2,
                        "part": 50.0,
                        "whole": 100.0,
                    }
                ],
                "top": [
                    {"key": ["009"], "domain": "sales", "rows": 2, "weights": {"sales": 30.0}, "share": 0.3},
                    {"key": [HOSTILE], "domain": "sales", "rows": 1, "weights": {"sales": 20.0}, "share": 0.2},
                ],
            },
        ],
        "set_aside": [
            {"domain": "sales", "reason": "missing_key:fk_product", "rows": 1},
            {"domain": "sales", "reason": "type:金额", "rows": 1},
        ],
        "quarantined": {"sales": 1, "returns": 0},
        "runs": [
            {
                "run_id": second,
                "exit_code": 3,
                "loaded": 2,
                "quarantined": 0,
                "derived": 1,
                "degraded": [["客户", "", "refused"]],
            },
            {"run_id": first, "exit_code": 0, "loaded": 2, "quarantined": 1, "derived": 2, "degraded": []},
        ],
        "conflicts": {},
    }
    seconds = "select extract(epoch from finished_at - started_at) from runs order by started_at desc"
    assert [run.seconds for run in report.runs] == [float(found) for (found,) in grown.query(seconds)]


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, and the text of each language."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"en": [], "zh-Hans": []}
        self._within = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag == "main":
            self._within = dict(attributes)["lang"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._within = "" if tag == "main" else self._within

    def handle_data(self, data: str) -> None:
        if self._within and data.strip():
            self.texts[self._within].append(data.strip())

    def all(self, name: str) -> list[str]:
        """Every value that the attribute has."""
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


def check_page(page: Page) -> None:
    """No script, no address, and everything that a blind reader needs."""
    assert [tag for tag, _ in page.tags if tag in ("script", "iframe", "object", "embed", "link", "img", "base")] == []
    assert [link for link in [*page.all("href"), *page.all("src")] if not link.startswith("#")] == []
    assert [a for _, attributes in page.tags for a in attributes if a.startswith("on")] == []
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.all("href")} <= set(ids)
    counts = {name: sum(tag == name for tag, _ in page.tags) for name in ("table", "caption")}
    assert counts["table"] == counts["caption"]
    assert [attributes for tag, attributes in page.tags if tag == "th" and "scope" not in attributes] == []


def test_the_page_is_one_file_in_two_languages_that_shows_and_escapes_what_the_runs_left(
    grown: Project, refill: Refill
) -> None:
    check_what_is_read(grown)
    answer = refill("report", "--json")
    path = grown.root / "target" / "report.html"
    assert answer.document == {"ok": True, "path": str(path), "bytes": path.stat().st_size}
    assert path.stat().st_size < 150_000
    text = path.read_text(encoding="utf-8")
    assert "://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    page = Page(path)
    check_page(page)
    for language, words in page.texts.items():
        assert words.count(HOSTILE) == 1, language
        assert [word for word in words if word.startswith("{")] == []
    english, chinese = (" ".join(words) for words in page.texts.values())
    assert "30 % of 金额 (sales) rests on 1 unreviewed rows of 地区." in english
    assert "sales 的 金额 中，有 50 % 依赖 客户 的 2 条未审核记录。" in chinese
    assert "lacks its fk_product: product has no such 产品" in english
    assert "fk_product：参照表 product 中无此 产品" in chinese
    assert "客户: coverage by authoritative rows, 50 % in the first of 2 runs, 25 % in the last" in english
    assert "客户: refused" in english
    assert "客户: 被拒绝" in chinese
    in_chromium(path, "en")

    refill("report", "--lang", "zh", "--out", str(path))
    in_chromium(path, "zh")
    for name in ("report.txt", "."):
        refused = refill("report", "--out", name)
        assert (refused.exit_code, refused.out) == (2, "")


def in_chromium(path: Path, language: str) -> None:
    """The browser shows the chosen language, with nothing to complain about. Its picture lies beside the page."""
    browser = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if browser is None:
        missing = "no Chromium: install Debian's package chromium"
        pytest.fail(missing) if os.environ.get("REFILL_REQUIRE_SERVERS") else pytest.skip(missing)
    profile = path.parent / "chromium"
    picture = path.with_suffix(".png")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command += ["--enable-logging=stderr", "--window-size=1200,2000", "--virtual-time-budget=2000"]
    shown = subprocess.run(
        [*command, f"--screenshot={picture}", "--dump-dom", path.as_uri()], capture_output=True, text=True, timeout=60
    )
    shutil.rmtree(profile, ignore_errors=True)
    assert shown.returncode == 0, shown.stderr
    assert [line for line in shown.stderr.splitlines() if "CONSOLE" in line] == []
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f'id="show-{language}" class="switch" checked' in shown.stdout
    assert [s for s in SECTIONS for lang in ("en", "zh") if f'<section id="{lang}-{s}">' not in shown.stdout] == []


def test_a_database_and_a_configuration_without_anything_give_a_page_too(project: Project, refill: Refill) -> None:
    path = project.root / "target" / "report.html"
    refill("report", "--quiet")
    page = Page(path)
    check_page(page)
    for word in ("Nothing waits for a review.", "Nothing is set aside.", "No run yet."):
        assert page.texts["en"].count(word) == 1
    project.configure("version: 1\n", "version: 1\n")
    refill("report", "--quiet")
    page = Page(path)
    check_page(page)
    assert page.texts["zh-Hans"].count("尚未配置参照表。") == 1
    assert page.texts["zh-Hans"].count("尚未配置域。") == 1


def test_every_text_is_there_in_both_languages_and_is_used() -> None:
    folder = Path(texts.__file__).parent
    code = "".join((folder / name).read_text(encoding="utf-8") for name in ("page.html", "page.py"))
    for name, text in texts.TEXTS.items():
        assert text.en, name
        assert text.zh, name
        assert sorted(texts_places(text.en)) == sorted(texts_places(text.zh)), name
        assert f"'{name}'" in code or f'"{name}"' in code or name in ("refused", "unavailable"), name


def texts_places(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def test_the_lineage_has_every_step_of_a_domain(project: Project) -> None:
    config: Config = project.config
    graph = lineage(config, config.domains["sales"])
    assert [(node.name, node.label, node.column, node.line) for node in graph.nodes] == [
        ("files", "sales*.csv", (0, 0), 0),
        ("raw", "sales", (1, 0), 0),
        ("staging", "stg_sales", (2, 0), 0),
        ("gate", "gate_sales", (4, 0), 0),
        ("facts", "销售明细", (5, 0), 0),
        ("quarantine", "quarantine_sales", (5, 0), 1),
        ("table product", "product", (3, 0), 1),
        ("source product", "seed products", (0, 0), 1),
        ("landing product", "landing_product", (1, 0), 1),
        ("table 地区", "地区", (3, 0), 2),
        ("source 地区", "reference/regions.yml", (0, 0), 2),
        ("landing 地区", "landing_region", (1, 0), 2),
        ("table 客户", "客户", (3, 1), 3),
        ("source 客户", "reference/customers.csv", (0, 0), 3),
        ("landing 客户", "landing_customer", (1, 0), 3),
    ]
    assert set(graph.edges) == {
        *(("files", "raw"), ("raw", "staging"), ("staging", "gate"), ("gate", "facts"), ("gate", "quarantine")),
        *((f"source {name}", f"landing {name}") for name in config.tables),
        *((f"landing {name}", f"table {name}") for name in config.tables),
        *((f"table {name}", "gate") for name in config.tables),
        *(("staging", "table 地区"), ("staging", "table 客户"), ("table 地区", "table 客户")),
    }
