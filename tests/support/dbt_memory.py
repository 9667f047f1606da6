"""What dbt makes of the same text once in a program, kept for all runs of a test process: pure functions, no more.

A template and the code that Jinja compiles of it, the macros that it calls, a query with its ephemeral models. A third
of a small run goes there, over and over.
"""

import functools
from collections.abc import Callable
from typing import Any


def remember_texts() -> None:
    """Let dbt remember, from now on, in this process."""
    from dbt import compilation
    from dbt_common import behavior_flags
    from dbt_common.clients import jinja
    from dbt_common.tests import enable_test_caching

    enable_test_caching()
    if not hasattr(jinja.MacroFuzzEnvironment.compile, "__wrapped__"):
        jinja.MacroFuzzEnvironment.compile = _compiled_once(jinja.MacroFuzzEnvironment.compile)  # type: ignore
        compilation.inject_ctes_into_sql = _injected_once(compilation.inject_ctes_into_sql)
        source = behavior_flags.BehaviorFlagRendered._default_source  # looks through the stack, for each flag
        behavior_flags.BehaviorFlagRendered._default_source = staticmethod(functools.cache(source))


def _compiled_once(compile_: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[tuple[Any, ...], Any] = {}

    @functools.wraps(compile_)
    def compiled(environment: Any, source: Any, *arguments: Any, **named: Any) -> Any:
        if not isinstance(source, str):
            return compile_(environment, source, *arguments, **named)
        key = (type(environment), source, arguments, tuple(named.items()))
        if key not in kept:
            kept[key] = compile_(environment, source, *arguments, **named)
        return kept[key]

    return compiled


def _injected_once(inject: Callable[..., str]) -> Callable[..., str]:
    kept: dict[tuple[Any, ...], str] = {}

    @functools.wraps(inject)
    def injected(query: str, ctes: list[Any]) -> str:
        key = (query, tuple((cte.id, cte.sql) for cte in ctes))
        if key not in kept:
            kept[key] = inject(query, ctes)
        return kept[key]

    return injected
