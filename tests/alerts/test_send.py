"""Sending: to a real web server and a real mail server, with failures that are results and hold no secret."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from refill.alerts import send as sending
from refill.alerts.events import SAMPLE, Alert, Result
from refill.alerts.send import send
from refill.config.alerts import Alerts

from .conftest import Hooks, listening

ALERT = Alert("company", "0123456789abcdef", 0, SAMPLE)
TOKEN = "s3cr3t-token"


def results(environment: dict[str, str], *channels: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    found: list[Result] = send(Alerts.model_validate({"channels": channels}), ALERT, environment)
    assert TOKEN not in repr(found)
    return [(result.channel, result.status, result.reason) for result in found]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PAUSE", 0.01)


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_every_failure_is_told_in_words_and_tried_once_more_where_that_may_help(
    hooks: Hooks, encrypted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 1.0)
    hooks.answers = {
        "/broken": (500, b""),
        "/gone": (404, b""),
        "/moved": (302, b""),
        "/refusing": (200, b'{"errcode": 310000, "errmsg": "' + TOKEN.encode() + b'"}'),
    }
    names = ("good", "broken", "gone", "moved", "refusing", "slow")
    environment = {name.upper(): f"{hooks.url}/{name}?key={TOKEN}" for name in names}
    environment |= {"CLOSED": f"http://127.0.0.1:{closed_port()}/{TOKEN}", "ODD": f"ftp://{TOKEN}", "EMPTY": ""}
    with listening(encrypted) as secure:
        environment["SECURE"] = f"{secure.url}/{TOKEN}"
        variables = [*(name.upper() for name in names), "CLOSED", "SECURE", "ODD", "EMPTY"]
        found = results(environment, *({"type": "wecom", "url_from": name} for name in variables))
    assert found == [
        ("wecom 1", "sent", None),
        ("wecom 2", "failed", "it answered 500"),
        ("wecom 3", "failed", "it answered 404"),
        ("wecom 4", "failed", "it answered 302"),
        ("wecom 5", "failed", "it answered with the error code 310000"),
        ("wecom 6", "failed", "no answer within 1 s"),
        ("wecom 7", "failed", "the connection was refused or lost"),
        ("wecom 8", "failed", "its certificate or encryption is not accepted"),
        ("wecom 9", "failed", "ODD holds no address that begins with http:// or https://"),
        ("wecom 10", "not_set", "the environment variable EMPTY is not set"),
    ]
    tries = {name: hooks.paths.count(f"/{name}?key={TOKEN}") for name in names}
    assert tries == {"good": 1, "broken": 2, "gone": 1, "moved": 1, "refusing": 1, "slow": 2}
    assert TOKEN not in "".join(capfd.readouterr())


class Mailbox:
    """What a mail server took: sender, recipients and content of each letter."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


@contextmanager
def mail_server(encrypted: ssl.SSLContext | None) -> Iterator[tuple[Mailbox, int]]:
    """Takes letters; with encryption only after STARTTLS and a login of `user` with the token."""
    mailbox = Mailbox()

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"user", TOKEN.encode())
        return AuthResult(success=right, handled=False)

    guarded = {"tls_context": encrypted, "require_starttls": True, "auth_required": True, "authenticator": check}
    controller = Controller(mailbox, "127.0.0.1", closed_port(), **(guarded if encrypted else {}))
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()


def test_letters_go_through_starttls_and_a_login_or_plain_to_a_relay(
    encrypted: ssl.SSLContext, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    letter = {"type": "email", "sender": "refill@example.org", "to": ["a@example.org"], "on": ["quarantine"]}
    with mail_server(encrypted) as (mailbox, port), mail_server(None) as (relay, relay_port):
        environment = {
            "MAIL": f"smtp://user@127.0.0.1:{port}",
            "PASSWORD": TOKEN,
            "WRONG": "x",
            "RELAY": f"smtp://127.0.0.1:{relay_port}",
            "OPEN": f"smtp://user:{TOKEN}@127.0.0.1:{relay_port}",
        }
        to_server = {**letter, "url_from": "MAIL", "secret_from": "PASSWORD"}
        untrusted = ("email 1", "failed", "its certificate or encryption is not accepted")
        assert results(environment, to_server) == [untrusted]
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert results(
            environment,
            to_server,
            {**to_server, "secret_from": "WRONG"},
            {**letter, "url_from": "RELAY"},
            {**letter, "url_from": "RELAY", "starttls": False},
            {**letter, "url_from": "OPEN", "starttls": False},
        ) == [
            ("email 1", "sent", None),
            ("email 2", "failed", "the mail server does not accept the login"),
            ("email 3", "failed", "the mail server did not take it (SMTPNotSupportedError)"),
            ("email 4", "sent", None),
            ("email 5", "failed", "a login needs encryption: leave starttls true, or use smtps://"),
        ]
    for box in (mailbox, relay):
        ((sender, recipients, content),) = box.letters
        assert (sender, recipients) == ("refill@example.org", ["a@example.org"])
        read = message_from_bytes(content, policy=policy.default)
        assert read["Subject"] == "refill company: run 01234567, exit code 0"
        assert read.get_content().splitlines() == [read["Subject"], "- 3 more rows set aside: orders 3"]
