"""YAML that means harm, and YAML that is merely wrong: refused, never a crash."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refill.config.load import ConfigError, load_config

from ..support.effort import calls_of


def first_line(small: Any, data: str) -> str:
    return str(small.with_("data", "", data).refusal()).splitlines()[1]


def test_a_billion_laughs(small: Any) -> None:
    levels = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    harmless = small.with_("data", "", "version: 1\n" + "\n".join(re.sub(r"&\w+ |\*", "", level) for level in levels))
    bomb = small.with_("data", "", "version: 1\na0: &a0 lol\n" + "\n".join(levels))
    line = str(bomb.refusal()).splitlines()[1]
    assert (
        line == "config/data_sources.yml:2:1: a0: unknown key 'a0'. Use one of: version, defaults, domains, exposures."
    )
    assert "alias *a0: aliases are not accepted" in small.with_("data", "", "version: 1\na: [*a0]\n").refusal()
    assert calls_of(bomb.refusal) < 5 * calls_of(harmless.refusal)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")])
def test_deep_nesting(small: Any, opening: str, closing: str) -> None:
    line = first_line(small, f"version: 1\ndomains: {opening * 50_000}{closing * 50_000}\n")
    assert line.endswith(": more than 24 levels deep. The configuration needs no such depth.")


def test_deep_indentation(small: Any) -> None:
    text = "version: 1\n" + "".join(f"{' ' * level}a:\n" for level in range(2000))
    assert first_line(small, text) == (
        "config/data_sources.yml:26:25: more than 24 levels deep. The configuration needs no such depth."
    )


def test_a_tag_makes_no_object(small: Any, tmp_path: Path) -> None:
    target = tmp_path / "harm"
    data = f"version: 1\ndomains: !!python/object/apply:os.mkdir [{target}]\n"
    assert first_line(small, data) == (
        "config/data_sources.yml:2:10: domains: tag 'tag:yaml.org,2002:python/object/apply:os.mkdir': "
        "tags are not accepted. Leave it out; text goes in quotes."
    )
    assert not target.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("version: 1\n# 规模\n".encode("gb18030"), "2:1: not UTF-8. Save the file as UTF-8."),
        ("version: 1\n".encode("utf-16"), "1:1: not UTF-8. Save the file as UTF-8."),
        (b"version: 1\n\x00", "2:1: not valid YAML: control characters are not allowed."),
    ],
)
def test_bytes_that_are_no_text(small: Any, content: bytes, says: str) -> None:
    small.refusal()
    (small.folder / "config" / "data_sources.yml").write_bytes(content)
    with pytest.raises(ConfigError) as error:
        load_config(small.folder / "config")
    assert str(error.value) == f"1 problem in the configuration:\nconfig/data_sources.yml:{says}"


def test_a_byte_order_mark_and_windows_line_ends_are_read(small: Any) -> None:
    small.refusal()
    (small.folder / "config" / "data_sources.yml").write_bytes(small.data.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_config(small.folder / "config") == small.load()


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path / "config")
    assert str(error.value) == (
        "2 problems in the configuration:\n"
        "config/data_sources.yml:1:1: not found. `refill init` writes one to begin with.\n"
        "config/reference_sources.yml:1:1: not found. `refill init` writes one to begin with."
    )
    assert error.value.exit_code == 3


def test_problems_of_both_files_are_listed_at_once(small: Any) -> None:
    variant = small.with_("data", "source_column: 客户代码", "source_column: 客户").with_(
        "data", "type: month", "type: moth"
    )
    variant = variant.with_("references", "model: dim_region", "model: region")
    assert variant.refusal() == (
        "2 problems in the configuration:\n"
        "config/data_sources.yml:11:18: domains.sales.columns.月度.type: unknown type 'moth'. Did you mean 'month'? "
        "Use one of: text, month, date, timestamp, integer, boolean, numeric(p,s), json (reference tables only).\n"
        "config/reference_sources.yml:18:12: reference_tables.地区.model: model 'region': begin it with dim_, "
        "such as dim_region."
    )


ODD: list[Any] = [None, True, 0, -1, 1.5, "", "a", "+a", "{a}", "客户代码", [], {}, ["a", None], {"a": "b"}, [{}], [[]]]


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [path, *(place for key, below in items for place in places(below, (*path, key)))]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_in_any_place_is_accepted_or_refused(small: Any, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(["data", "references"]))
    tree = yaml.safe_load(getattr(small, file))
    path = data.draw(st.sampled_from(places(tree)[1:]))
    parent = tree = copy.deepcopy(tree)
    for segment in path[:-1]:
        parent = parent[segment]
    parent[path[-1]] = data.draw(st.sampled_from(ODD))
    refusal = small.with_(file, "", yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)).refusal()
    assert refusal == "accepted" or refusal.splitlines()[0].endswith("in the configuration:")
