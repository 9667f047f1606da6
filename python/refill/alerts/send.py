"""Sending alerts to their channels, all at once, each within its time; a failure is a result and no error.

No message, log or result holds an address or a secret: reasons are words of this module.
"""

import json
import logging
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import requests
import structlog
import urllib3

from refill.alerts import messages
from refill.alerts.events import Alert, Result
from refill.config.alerts import Alerts, Channel, Email

TIMEOUT = 10.0  # seconds, for each try
PAUSE = 0.5  # seconds before the second try
LONGEST_ANSWER = 65536  # bytes

log = structlog.get_logger()


class _NotSent(Exception):
    """The reason why a try failed, in words that hold no secret; `again` if another try may help."""

    def __init__(self, reason: str, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


def send(alerts: Alerts, alert: Alert, environment: Mapping[str, str]) -> list[Result]:
    """Tell every channel its alerts, by addresses and secrets of `environment`. Raise nothing for failures."""
    logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # its warnings name addresses
    names = [f"{channel.type} {number}" for number, channel in enumerate(alerts.channels, start=1)]
    results: dict[str, Result] = {}

    def work(name: str, channel: Channel) -> None:
        results[name] = _tell(name, channel, alert.meant_for(channel), environment)

    threads = [
        threading.Thread(target=work, args=pair, daemon=True) for pair in zip(names, alerts.channels, strict=True)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 2 * TIMEOUT + PAUSE + 1
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    given = [results.get(name, Result(name, "failed", "it did not end in time")) for name in names]
    for result in given:
        log.info("alert", channel=result.channel, status=result.status, reason=result.reason)
    return given


def _tell(name: str, channel: Channel, alert: Alert, environment: Mapping[str, str]) -> Result:
    if not alert.events:
        return Result(name, "nothing")
    for variable in (channel.url_from, channel.secret_from):
        if variable is not None and not environment.get(variable):
            return Result(name, "not_set", f"the environment variable {variable} is not set")
    url = environment[channel.url_from].strip()
    secret = environment[channel.secret_from] if channel.secret_from else None
    try:
        try:
            _try(channel, alert, url, secret)
        except _NotSent as failure:
            if not failure.again:
                raise
            time.sleep(PAUSE)
            _try(channel, alert, url, secret)
    except _NotSent as failure:
        return Result(name, "failed", str(failure))
    return Result(name, "sent")


def _try(channel: Channel, alert: Alert, url: str, secret: str | None) -> None:
    """Try once. Raise _NotSent."""
    now = datetime.now(UTC)
    try:
        if isinstance(channel, Email):
            _mail(channel, alert, url, secret, now)
        else:
            _post(messages.post(channel, alert, _checked(url, channel, ("http", "https")), secret, now))
    except (requests.exceptions.SSLError, ssl.SSLError):
        raise _NotSent("its certificate or encryption is not accepted") from None
    except (requests.exceptions.Timeout, TimeoutError):
        raise _NotSent(f"no answer within {TIMEOUT:g} s", again=True) from None
    except smtplib.SMTPAuthenticationError:
        raise _NotSent("the mail server does not accept the login") from None
    except smtplib.SMTPResponseException as error:
        raise _NotSent(f"the mail server answered {error.smtp_code}", again=400 <= error.smtp_code < 500) from None
    except smtplib.SMTPException as error:
        raise _NotSent(f"the mail server did not take it ({type(error).__name__})") from None
    except socket.gaierror:
        raise _NotSent("its host is not known", again=True) from None
    except (requests.exceptions.ConnectionError, OSError):
        raise _NotSent("the connection was refused or lost", again=True) from None
    except (ValueError, urllib3.exceptions.HTTPError) as error:
        raise _NotSent(f"it could not be sent ({type(error).__name__})") from None


def _checked(url: str, channel: Channel, schemes: tuple[str, ...]) -> str:
    parts = urlsplit(url)
    if parts.scheme not in schemes or not parts.hostname:
        raise _NotSent(
            f"{channel.url_from} holds no address that begins with {' or '.join(f'{s}://' for s in schemes)}"
        )
    return url


def _post(request: messages.Post) -> None:
    with requests.post(
        request.url,
        data=request.body,
        headers=request.headers,
        timeout=TIMEOUT,
        allow_redirects=False,  # an address that moves is not the intended one
        stream=True,
    ) as answer:
        if not 200 <= answer.status_code < 300:
            again = answer.status_code == 429 or answer.status_code >= 500
            raise _NotSent(f"it answered {answer.status_code}", again)
        content = answer.raw.read(LONGEST_ANSWER, decode_content=True)
    code = _own_code(content)
    if code:
        raise _NotSent(f"it answered with the error code {code}")


def _own_code(content: bytes) -> int:
    """Return the error code by which 飞书, 钉钉 and 企业微信 refuse with status 200; 0 where there is none."""
    try:
        answer = json.loads(content)
    except ValueError:
        return 0
    codes = [answer.get(name) for name in ("code", "errcode", "StatusCode")] if isinstance(answer, dict) else []
    return next((code for code in codes if isinstance(code, int) and code), 0)


def _mail(channel: Email, alert: Alert, url: str, password: str | None, now: datetime) -> None:
    parts = urlsplit(_checked(url, channel, ("smtp", "smtps")))
    encrypted = parts.scheme == "smtps" or channel.starttls
    user = unquote(parts.username) if parts.username else None
    password = password or (unquote(parts.password) if parts.password else None)
    if user and not encrypted:
        raise _NotSent("a login needs encryption: leave starttls true, or use smtps://")
    own = channel.sender.rpartition("@")[2]
    context = ssl.create_default_context()
    host = str(parts.hostname)
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, own, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 587, own, timeout=TIMEOUT)
    with server:
        if parts.scheme == "smtp" and channel.starttls:
            server.starttls(context=context)
        if user:
            server.login(user, password or "")
        server.send_message(messages.mail(channel, alert, now))
