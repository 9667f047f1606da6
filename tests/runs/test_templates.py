"""The macros' templates are kept between runs, and the kept ones are those that Jinja would make."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from dbt_common.clients.jinja import CallableMacroGenerator, MacroFuzzEnvironment, template_cache
from dbt_common.exceptions import CompilationError

from refill.runs import templates
from refill.runs.templates import KEPT, templates_of

MACRO = "{% macro greeting(name) %}hello, {{ name }}{% endmacro %}"
BROKEN = "{% macro greeting(name) %}hello, {{ name }{% endmacro %}"


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_cache, "file_cache", {})


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that Jinja compiles, from now on."""
    seen: list[str] = []
    compile_: Callable[..., Any] = MacroFuzzEnvironment.compile

    def noted(environment: Any, source: str, *arguments: Any, **named: Any) -> Any:
        seen.append(source)
        return compile_(environment, source, *arguments, **named)

    monkeypatch.setattr(MacroFuzzEnvironment, "compile", noted)
    return seen


def greeted(root: Path, text: str = MACRO, keep: bool = True) -> str:
    """What a process that begins now says with the macro of this text."""
    template_cache.file_cache = {}
    with templates_of(root, keep):
        macro = SimpleNamespace(name="greeting", macro_sql=text, original_file_path="greeting.sql")
        return str(CallableMacroGenerator(macro, {})("Wang"))


def test_a_macro_is_compiled_once_for_all_runs_until_it_changes(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "target").mkdir()
    assert [greeted(tmp_path) for _ in range(3)] == ["hello, Wang"] * 3
    assert compiled == [MACRO]
    changed = MACRO.replace("hello", "good day")
    assert greeted(tmp_path, changed) == "good day, Wang"
    assert greeted(tmp_path) == "hello, Wang"
    assert compiled == [MACRO, changed]


def test_what_a_run_has_compiled_stays_in_its_process_when_nothing_may_be_kept(
    tmp_path: Path, compiled: list[str]
) -> None:
    (tmp_path / "target").mkdir()
    greeted(tmp_path, keep=False)
    assert list(template_cache.file_cache) == compiled == [MACRO]
    assert list((tmp_path / "target").iterdir()) == []
    greeted(tmp_path / "nowhere")  # there is no folder to keep it in: no error


@pytest.mark.parametrize(
    "spoil", [lambda kept: kept[:-1], lambda kept: kept[:-1] + b"?", lambda _: b"", lambda _: b"x"]
)
def test_what_is_not_whole_is_compiled_anew(
    tmp_path: Path, compiled: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "target").mkdir()
    greeted(tmp_path)
    (tmp_path / KEPT).write_bytes(spoil((tmp_path / KEPT).read_bytes()))
    assert [greeted(tmp_path), greeted(tmp_path)] == ["hello, Wang"] * 2
    assert compiled == [MACRO, MACRO]


def test_what_another_version_of_jinja_has_compiled_is_not_used(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "target").mkdir()
    greeted(tmp_path)
    monkeypatch.setattr(templates, "version", lambda name: f"{jinja2.__version__}.post1")
    greeted(tmp_path)
    assert compiled == [MACRO, MACRO]


def test_of_many_texts_those_of_the_last_run_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "target").mkdir()
    monkeypatch.setattr(templates, "MOST", 2)
    texts = [MACRO.replace("hello", word) for word in ("hi", "welcome", "good day")]
    for text in texts:
        greeted(tmp_path, text)
    assert list(templates._read(tmp_path / KEPT)) == texts[-1:]


def test_a_macro_that_jinja_refuses_is_refused_as_without_it(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    with pytest.raises(CompilationError, match=r"unexpected '}'"):
        greeted(tmp_path, BROKEN)
    assert list((tmp_path / "target").iterdir()) == []
