"""The database that profiles.yml names, read as dbt reads it but without importing dbt, which takes seconds."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from refill.errors import Refused, UsageError
from refill.project.project import Project, read_yaml

EMBEDDED = "embedded"
SSL_OPTIONS = ("sslmode", "sslcert", "sslkey", "sslrootcert")


@dataclass(frozen=True)
class Target:
    """One output of profiles.yml. `host` of the embedded kind is the folder of the Unix socket.

    `asked_for`: dbt by itself would take another.
    """

    name: str
    kind: Literal["embedded", "server"]
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    dbname: str
    schema: str
    ssl: Mapping[str, str] = field(default_factory=dict)
    asked_for: bool = False


def read_target(project: Project, name: str | None = None) -> Target:
    """Return the target called `name`, else the one of DBT_TARGET, else the profile's own default.

    Look for profiles.yml in DBT_PROFILES_DIR, or else in the project, then in ~/.dbt. Only the chosen target is
    rendered, so variables that others need may be unset. Raise UsageError for a target that the profile lacks, and
    Refused for a file that cannot be used.
    """
    path = _profiles_path(project)
    render = _renderer({**os.environ, "PWD": project.pwd})
    profile = read_yaml(path).get(project.profile)
    outputs = profile.get("outputs") if isinstance(profile, dict) else None
    if not isinstance(profile, dict) or not isinstance(outputs, dict):
        raise Refused(f"{path}: profile {project.profile!r} with `outputs` not found. dbt_project.yml asks for it.")
    default = render(profile.get("target", "default"), f"{path}: {project.profile}.target")
    by_itself = os.environ.get("DBT_TARGET") or str(default)
    chosen = name or by_itself
    if not isinstance(outputs.get(chosen), dict):
        raise UsageError(f"{path}: no target {chosen!r}. Use one of: {', '.join(map(str, outputs))}.")
    place = f"{path}: target {chosen}"
    fields = {key: render(value, f"{place}, {key}") for key, value in outputs[chosen].items()}
    return replace(_target(chosen, fields, place), asked_for=chosen != by_itself)


def _profiles_path(project: Project) -> Path:
    asked = os.environ.get("DBT_PROFILES_DIR")
    folders = [Path(asked)] if asked else [project.root, Path.home() / ".dbt"]
    for folder in folders:
        if (folder / "profiles.yml").is_file():
            return folder / "profiles.yml"
    raise Refused(f"No profiles.yml in {' or '.join(map(str, folders))}. Copy it from a project that has one.")


def _md5(text: str) -> str:
    """Return dbt's local_md5. It names a folder and guards nothing."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _renderer(environment: Mapping[str, str]) -> Callable[[Any, str], Any]:
    """Return a function that renders one value of profiles.yml with the few names of dbt's that profiles use."""
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    def env_var(variable: str, default: object = None) -> object:
        value = environment.get(variable, default)
        if value is None:
            raise KeyError(variable)
        return value

    jinja = SandboxedEnvironment(undefined=StrictUndefined)
    jinja.globals.update(env_var=env_var, local_md5=_md5)
    for filter_name in ("as_number", "as_native", "as_bool", "as_text"):
        jinja.filters[filter_name] = lambda value: value

    def render(value: Any, place: str) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return jinja.from_string(value).render()
        except KeyError as error:
            raise Refused(f"{place}: the environment variable {error.args[0]} is not set. Set it.") from None
        except TemplateError as error:
            raise Refused(f"{place}: {error}. refill knows env_var, local_md5 and as_number in profiles.yml.") from None

    return render


def _target(name: str, fields: Mapping[str, Any], place: str) -> Target:
    """Check the rendered fields of one output. The password never appears in a message."""
    if fields.get("type") != "postgres":
        raise Refused(f"{place}: type {fields.get('type')!r} is not known. refill works on `postgres`.")
    values = {**fields, "password": fields.get("password", fields.get("pass", ""))}
    values["dbname"] = fields.get("dbname", fields.get("database"))
    for key in ("host", "user", "dbname", "schema"):
        if not isinstance(values.get(key), str) or not values[key]:
            raise Refused(f"{place}: `{key}` is missing. Give it.")
    try:
        port = int(values.get("port", 5432))
    except (TypeError, ValueError):
        raise Refused(f"{place}: `port` is not a number. Give a number such as 5432.") from None
    if name == EMBEDDED and not values["host"].startswith("/"):
        raise Refused(f"{place}: `host` is not a folder. Keep the line of the profiles.yml that came with the project.")
    return Target(
        name=name,
        kind="embedded" if name == EMBEDDED else "server",
        host=values["host"],
        port=port,
        user=values["user"],
        password=str(values["password"] or ""),
        dbname=values["dbname"],
        schema=values["schema"],
        ssl={key: str(values[key]) for key in SSL_OPTIONS if values.get(key)},
    )
