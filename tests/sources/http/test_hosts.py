"""The hosts that refill asks, and the credentials that it sends there: nothing leads them elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from refill.config.source import Unavailable

from ...support.api import Api, Call
from ...support.patience import PATIENCE
from .plans import CELLS, ROWS, TOKEN, read, refusal, source


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({"MDM_TOKEN": TOKEN}, f"Bearer {TOKEN}"),
        ({"MDM_USER": "loader", "MDM_PASSWORD": "pä:ss"}, "Basic bG9hZGVyOnDDpDpzcw=="),
        ({}, None),
    ],
    ids=["a token", "user and password", "open to all"],
)
def test_credentials_come_from_the_environment_and_never_from_netrc(
    api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], header: str | None
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login other password other\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.delenv("MDM_TOKEN")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    read(source())
    assert [call.headers.get("Authorization") for call in api.calls] == [header]


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"MDM_TOKEN": TOKEN}, "Correct MDM_TOKEN."),
        ({"MDM_USER": "loader", "MDM_PASSWORD": TOKEN}, "Correct MDM_USER and MDM_PASSWORD."),
        ({}, "Correct MDM_TOKEN, or MDM_USER and MDM_PASSWORD."),
    ],
    ids=["a token", "user and password", "open to all"],
)
@pytest.mark.parametrize("status", [401, 403])
def test_wrong_credentials_are_told_by_their_variables(
    api: Api, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], says: str, status: int
) -> None:
    monkeypatch.delenv("MDM_TOKEN")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    api.answer = lambda call: call.send(status, f"wrong: {TOKEN}".encode())
    said = f"http MDM, /v1/plans, page 1: status {status}: the API does not let refill in. {says}"
    assert refusal(source(), Unavailable) == said
    assert len(api.calls) == 1


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"MDM_URL": ""}, "MDM_URL is not set. Set it to the address of the API, such as https://mdm.example/api."),
        (
            {"MDM_URL": f"https://loader:{TOKEN}@mdm.example"},
            "MDM_URL is no address that can be asked. Use https://, a host in ASCII, perhaps a port and a path; "
            "a user and a password go into MDM_USER and MDM_PASSWORD.",
        ),
        (
            {"MDM_URL": f"https://mdm.example?key={TOKEN}"},
            "MDM_URL holds ? or #. Put the parameters into the YAML, under `parameters`.",
        ),
        (
            {"MDM_URL": "http://mdm.example"},
            "MDM_URL begins with http://, which anybody on the way can read and change. Use https://, or set "
            "MDM_ALLOW_HTTP=1.",
        ),
        (
            {"MDM_TOKEN": f"{TOKEN}\n"},
            "MDM_TOKEN holds a space, a line break or a character that is not ASCII. Take it out.",
        ),
        (
            {"MDM_USER": "loader"},
            "MDM_TOKEN is set, and so are MDM_USER and MDM_PASSWORD. Set the one or the other.",
        ),
        (
            {"MDM_TOKEN": "", "MDM_USER": "loader"},
            "MDM_USER and MDM_PASSWORD go together, and the user has no colon. Set both.",
        ),
        ({"MDM_CA": "/nowhere"}, "MDM_CA names no file. Give a file of certificates in PEM format."),
    ],
)
def test_variables_that_do_not_make_a_connection_are_named(
    api: Api, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], says: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert refusal(source()) == f"http MDM, /v1/plans: {says}"


def test_an_unreachable_host_is_unavailable(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    end = "4 times in a row. Sync again later, or have the API at MDM_URL looked at."
    monkeypatch.setenv("MDM_URL", "http://127.0.0.1:1")
    assert refusal(source(), Unavailable) == f"http MDM, /v1/plans, page 1: it takes no connection, {end}"
    monkeypatch.setenv("MDM_URL", "https://mdm.invalid")
    said = f"http MDM, /v1/plans, page 1: the name of its host is not known, {end}"
    assert refusal(source(), Unavailable) == said
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    said = f"http MDM, /v1/plans, page 1: the proxy that the environment names gives no connection, {end}"
    assert refusal(source(), Unavailable) == said


def test_a_host_of_this_machine_is_asked_without_a_proxy(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert read(source()) == (["code", "name"], CELLS)


def redirect(call: Call, target: str) -> None:
    call.send(302, Location=target)


@pytest.mark.parametrize(
    ("lead", "settings"),
    [
        (redirect, {}),
        (lambda call, target: call.json(ROWS, Link=f"<{target}>; rel=next"), {"paging": {"type": "link"}}),
        (
            lambda call, target: call.json({"items": ROWS, "next": target}),
            {"records": "items", "paging": {"type": "link", "field": "next"}},
        ),
    ],
    ids=["a redirect", "a Link header", "a field"],
)
def test_nothing_leads_to_another_host(
    api: Api, other: Api, lead: Callable[[Call, str], None], settings: dict[str, Any]
) -> None:
    other.calls.clear()
    port = api.url.rpartition(":")[2]
    for target in (
        f"{other.url}/v1/plans?k={TOKEN}",
        f"//{other.url.removeprefix('http://')}/",
        f"http://x:{TOKEN}@127.0.0.1:{port}/",
        f"https://127.0.0.1:{port}/",
        f"http://localhost:{port}/",
        "file:///etc/passwd",
        f"{api.url}@{other.url.removeprefix('http://')}/",
        f"{api.url}\\@{other.url.removeprefix('http://')}/",
        "http://[/",
    ):
        api.answer = lambda call, target=target: lead(call, target)
        assert "page 1: the answer leads to " in refusal(source(**settings))
    assert other.calls == []


@pytest.mark.parametrize("target", ["/api/all?a=b", "all?a=b", "/api\\all?a=b", "/api/%0d%0aX: y\x01 计?a=b"])
def test_a_redirect_on_the_same_host_is_followed(api: Api, target: str) -> None:
    where = target.encode().decode("latin-1")
    api.answer = lambda call: call.json(ROWS) if call.query else redirect(call, where)
    assert read(source()) == (["code", "name"], CELLS)
    assert api.queries() == [{}, {"a": "b"}]
    assert "X" not in api.calls[1].headers


def test_the_body_of_a_redirect_is_not_read(api: Api) -> None:
    gone_on, ended = Event(), Event()

    def answer(call: Call) -> None:
        if call.query:
            call.json(ROWS)
        else:
            call.start(302, Location="?a=b", Content_Length=str(2 << 30))
            gone_on.wait(PATIENCE)
            ended.set()

    api.answer = answer
    assert read(source()) == (["code", "name"], CELLS)
    assert not ended.is_set()
    gone_on.set()


def test_redirects_in_a_circle_are_refused(api: Api) -> None:
    api.answer = lambda call: redirect(call, call.path)
    assert refusal(source()) == "http MDM, /v1/plans, page 1: more than 5 redirects. Correct `path`."


def test_a_further_host_is_asked_where_the_yaml_names_it_and_gets_no_credentials(api: Api, other: Api) -> None:
    other.calls.clear()
    other.answer = lambda call: call.json(ROWS)
    api.answer = lambda call: redirect(call, f"{other.url}/signed?x=1")
    assert read(source(hosts=[other.url.removeprefix("http://")])) == (["code", "name"], CELLS)
    assert [(call.query, call.headers.get("Authorization")) for call in other.calls] == [({"x": "1"}, None)]


def test_nothing_secret_is_logged(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    api.answer = lambda call: call.json([], X=TOKEN) if len(api.calls) > 1 else call.send(500, TOKEN.encode())
    read(source())
    assert len(api.calls) == 2
    assert TOKEN not in caplog.text
