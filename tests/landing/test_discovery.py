"""Discovery of files: periods, versions, patterns, and files that are never taken."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from refill.config.models import Domain
from refill.errors import Refused, UsageError
from refill.landing.discovery import discover, period_of

NewDomain = Callable[..., Domain]
BOOK = "【for年金机构经营分析】24年11月年金规模收入数据 1209.xlsx"


def put(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


@pytest.fixture
def annuity(new_domain: NewDomain) -> Domain:
    return new_domain(
        "annuity_performance",
        {"月度": "month"},
        path="{YYYYMM}/收集数据/数据采集",
        patterns=["*规模*收入数据*.xlsx"],
        exclude=["~$*", "*.eml", "*回复*"],
        versions="highest_number",
        on_many="error",
    )


def found(domain: Domain, root: Path, period: str | None = None) -> list[tuple[str, str | None, int | None]]:
    return [
        (file.path.relative_to(root / "data").as_posix(), file.period, file.version)
        for file in discover(domain, root, period)
    ]


def test_the_highest_version_folder_with_a_match_wins_in_each_period(annuity: Domain, tmp_path: Path) -> None:
    base = tmp_path / "data"
    november, december = base / "202411/收集数据/数据采集", base / "202412/收集数据/数据采集"
    put(*(november / f"V{n}" / BOOK for n in (1, 2, 9, 10)), november / BOOK, december / BOOK)
    put(november / "V11" / f"~${BOOK}", november / "V11/回复规模收入数据.xlsx", november / "V12/规模收入数据.eml")
    put(november / "V13" / f".{BOOK}", november / "Vx" / BOOK, base / "202413/收集数据/数据采集" / BOOK)
    put(base / "2024111/收集数据/数据采集" / BOOK, base / "202410/别的" / BOOK)
    (november / "V14" / BOOK).mkdir(parents=True)
    assert found(annuity, tmp_path) == [
        (f"202411/收集数据/数据采集/V10/{BOOK}", "202411", 10),
        (f"202412/收集数据/数据采集/{BOOK}", "202412", None),
    ]
    assert found(annuity, tmp_path, "202412") == [(f"202412/收集数据/数据采集/{BOOK}", "202412", None)]
    assert found(annuity, tmp_path, "202310") == []


def test_two_matches_are_refused_naming_both(annuity: Domain, tmp_path: Path) -> None:
    folder = tmp_path / "data/202411/收集数据/数据采集/V2"
    put(folder / "规模收入数据1.xlsx", folder / "规模收入数据2.xlsx")
    with pytest.raises(Refused) as refusal:
        discover(annuity, tmp_path)
    assert str(refusal.value) == (
        f"{folder}/规模收入数据1.xlsx and {folder}/规模收入数据2.xlsx both match domain annuity_performance, "
        "which takes one file. Remove one, narrow `patterns`, or set `on_many` to newest or all."
    )


def test_the_newest_of_many_is_taken_by_time_and_then_by_name(new_domain: NewDomain, tmp_path: Path) -> None:
    paths = [tmp_path / "data" / name for name in ("a.csv", "b.csv", "c.csv")]
    put(*paths)
    for path, seconds in zip(paths, (5, 9, 9), strict=True):
        os.utime(path, (seconds, seconds))
    assert found(new_domain("facts", {"a": "text"}, on_many="newest"), tmp_path) == [("c.csv", None, None)]


def test_all_of_many_come_by_period_then_name(new_domain: NewDomain, tmp_path: Path) -> None:
    put(*(tmp_path / "data" / name for name in ("m202402/b.csv", "m202402/a.csv", "m202401/z.csv", "m2024/y.csv")))
    assert found(new_domain("facts", {"a": "text"}, path="m{YYYYMM}"), tmp_path) == [
        ("m202401/z.csv", "202401", None),
        ("m202402/a.csv", "202402", None),
        ("m202402/b.csv", "202402", None),
    ]


def test_patterns_match_decomposed_names_and_heed_case(new_domain: NewDomain, tmp_path: Path) -> None:
    put(tmp_path / "data/re\u0301sume\u0301.csv", tmp_path / "data/résumé.CSV")
    domain = new_domain("facts", {"a": "text"}, patterns=["rés*.csv"])
    assert [path for path, _, _ in found(domain, tmp_path)] == ["re\u0301sume\u0301.csv"]


def test_a_link_that_leads_out_is_refused_and_one_inside_is_not(new_domain: NewDomain, tmp_path: Path) -> None:
    put(tmp_path / "secret.csv", tmp_path / "data/a.csv")
    (tmp_path / "data/b.csv").symlink_to(tmp_path / "data/a.csv")
    domain = new_domain("facts", {"a": "text"})
    assert [path for path, _, _ in found(domain, tmp_path)] == ["a.csv", "b.csv"]
    (tmp_path / "data/c.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Refused, match=r"data/c\.csv: a link leads out of .*data\. Put the file itself there\."):
        discover(domain, tmp_path)


def test_a_folder_link_that_leads_out_is_refused(new_domain: NewDomain, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/a.csv", tmp_path / "data/x")
    (tmp_path / "data/in").symlink_to(tmp_path / "elsewhere")
    for path in ("in", "../elsewhere"):
        with pytest.raises(Refused, match="a link leads out"):
            discover(new_domain("facts", {"a": "text"}, path=path), tmp_path)


def test_a_missing_folder_is_refused(new_domain: NewDomain, tmp_path: Path) -> None:
    domain = new_domain("facts", {"a": "text"}, path="inbox")
    with pytest.raises(Refused, match=r"data: the folder is missing\. Make it, or correct `files\.root`"):
        discover(domain, tmp_path)
    (tmp_path / "data").mkdir()
    with pytest.raises(Refused, match=r"data/inbox: the folder is missing\. Make it, or correct `files\.path`"):
        discover(domain, tmp_path)


@pytest.mark.parametrize("period", ["202413", "2024-11", "24", "２０２４１１"])
def test_an_odd_period_is_wrong_usage(annuity: Domain, tmp_path: Path, period: str) -> None:
    with pytest.raises(UsageError, match="use a month as YYYYMM, such as 202411"):
        discover(annuity, tmp_path, period)


@pytest.mark.parametrize(
    ("path", "pattern", "file", "period"),
    [
        ("{YYYY}/{MM}", "*.csv", "2024/11/a.csv", "202411"),
        ("{YYYY}/{M}月", "*.csv", "2024/3月/a.csv", "202403"),
        ("{YYYY}年{M}月", "*.csv", "2024年11月/a.csv", "202411"),
        ("{YY}{MM}", "*.csv", "2411/a.csv", "202411"),
        (".", "*_{YYYYMM}*.csv", "a_b_202411_v2.csv", "202411"),
        (".", "sales {YYYY}-{MM}-{DD}.csv", "sales 2024-11-30.csv", "202411"),
        ("{YYYY}", "*{M}月*.csv", "2024/收入1月.csv", "202401"),
        ("{YYYY}", "*{M}月*.csv", "2024/收入11月.csv", "202411"),
        ("{YYYYMM}", "*{YYYYMM}.csv", "202411/a202411.csv", "202411"),
        (".", "[ab]?{YYYYMM}.csv", "b-202411.csv", "202411"),
    ],
)
def test_placeholders_say_the_period_together(
    new_domain: NewDomain, tmp_path: Path, path: str, pattern: str, file: str, period: str
) -> None:
    domain = new_domain("sales", {"a": "text"}, path=path, patterns=[pattern])
    put(tmp_path / "data" / file)
    assert found(domain, tmp_path) == [(file, period, None)]
    assert found(domain, tmp_path, period) == [(file, period, None)]
    assert found(domain, tmp_path, "199901") == []
    assert period_of(domain, tmp_path, tmp_path / "data" / file) == period


@pytest.mark.parametrize(
    ("path", "pattern", "file"),
    [
        ("{YYYYMM}", "*{YYYYMM}.csv", "202411/a202412.csv"),
        ("{YYYY}/{YYYYMM}", "*.csv", "2023/202411/a.csv"),
        ("{YYYY}/{MM}", "*.csv", "2024/13/a.csv"),
        (".", "*{YYYYMM}.csv", "a202413.csv"),
        ("{YYYY}*", "*.csv", "2024x/a.csv"),
    ],
)
def test_names_that_say_otherwise_are_no_files_of_the_domain(
    new_domain: NewDomain, tmp_path: Path, path: str, pattern: str, file: str
) -> None:
    domain = new_domain("sales", {"a": "text"}, path=path, patterns=[pattern])
    put(tmp_path / "data" / file)
    assert found(domain, tmp_path) == []


def test_files_of_one_folder_have_their_own_periods_and_versions(new_domain: NewDomain, tmp_path: Path) -> None:
    domain = new_domain("sales", {"a": "text"}, patterns=["*{YYYYMM}.csv"], versions="highest_number")
    files = ("a202411.csv", "b202412.csv", "V1/c202411.csv", "V2/d202411.csv", "V1/e202410.csv", "b202409.csv")
    put(*(tmp_path / "data" / name for name in files))
    assert found(domain, tmp_path) == [
        ("b202409.csv", "202409", None), ("V1/e202410.csv", "202410", 1),
        ("V2/d202411.csv", "202411", 2), ("b202412.csv", "202412", None),
    ]  # fmt: skip
