"""The request of each service: address, headers and body, signed where there is a secret. It sends nothing."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Any
from urllib.parse import quote

from pydantic import JsonValue

from refill.alerts.events import Alert
from refill.alerts.words import filled, message, shortened, values
from refill.config.alerts import Channel, Dingtalk, Email, Feishu, Slack, Webhook, Wecom
from refill.quarantine.reasons import printable

MARKUP = str.maketrans("<>[]", "＜＞［］")  # no mentions and no links out of names and keys
SIGNATURE = "X-Refill-Signature-256"


@dataclass(frozen=True)
class Post:
    """An HTTP request. Its address is a secret of its own."""

    url: str = field(repr=False)
    body: bytes
    headers: dict[str, str] = field(repr=False)


def post(channel: Channel, alert: Alert, url: str, secret: str | None, now: datetime) -> Post:
    """Return the request that tells a channel of the alert. `alert` is already limited to the channel's events."""
    if isinstance(channel, Dingtalk) and secret:
        url = _dingtalk_signed(url, secret, now)
    body = _body(channel, alert)
    if isinstance(channel, Feishu) and secret:
        timestamp = str(int(now.timestamp()))
        body = {"timestamp": timestamp, "sign": _feishu_sign(timestamp, secret), **body}
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if isinstance(channel, Webhook) and secret:
        headers[SIGNATURE] = "sha256=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()
    return Post(url, content, headers)


def mail(channel: Email, alert: Alert, now: datetime) -> EmailMessage:
    """Return the message; texts in its headers are one line each."""
    text = _text(channel, alert)
    letter = EmailMessage(policy=SMTP)
    letter["From"] = channel.sender
    letter["To"] = ", ".join(channel.to)
    letter["Subject"] = printable(message(alert, channel.language).split("\n")[0], 120)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=channel.sender.rpartition("@")[2])
    letter.set_content(text)
    return letter


def _body(channel: Channel, alert: Alert) -> dict[str, Any]:
    if isinstance(channel, Webhook):
        text = _text(channel, alert)
        if channel.body is not None:
            return {key: _put_in(item, values(alert, text)) for key, item in channel.body.items()}
        events = [{"kind": e.kind, "count": e.count, "details": list(e.details)} for e in alert.events]
        run = {"project": alert.project, "run_id": alert.run_id, "exit_code": alert.exit_code}
        return {**run, "text": text, "events": events}
    if isinstance(channel, Slack):
        return {"text": _text(channel, alert, _for_slack)}
    text = _text(channel, alert, lambda given: given.translate(MARKUP))
    if isinstance(channel, Feishu):
        return {"msg_type": "text", "content": {"text": text}}
    title = text.split("\n")[0]
    if isinstance(channel, Dingtalk):
        return {"msgtype": "markdown", "markdown": {"title": title, "text": text.replace("\n", "\n\n", 1)}}
    if isinstance(channel, Wecom):
        return {"msgtype": "markdown", "markdown": {"content": text}}
    raise TypeError(f"no message for a channel of type {channel.type}")


def _text(channel: Channel, alert: Alert, escape: Callable[[str], str] = str) -> str:
    """Return the message of a channel: its template, or refill's own. Values are escaped, the template is not."""
    text = message(alert, channel.language)
    if channel.template is None:
        return shortened(escape(text))
    return shortened(filled(channel.template, values(alert, text), escape))


def _put_in(value: JsonValue, given: Mapping[str, str]) -> JsonValue:
    if isinstance(value, str):
        return filled(value, given)
    if isinstance(value, list):
        return [_put_in(item, given) for item in value]
    if isinstance(value, dict):
        return {key: _put_in(item, given) for key, item in value.items()}
    return value


def _for_slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _feishu_sign(timestamp: str, secret: str) -> str:
    """Return the signature of 飞书, which signs nothing, with timestamp and secret as the key."""
    return base64.b64encode(hmac.new(f"{timestamp}\n{secret}".encode(), b"", hashlib.sha256).digest()).decode()


def _dingtalk_signed(url: str, secret: str, now: datetime) -> str:
    """Return the address with the signature of 钉钉: of timestamp and secret, with the secret as the key."""
    timestamp = str(int(now.timestamp() * 1000))
    signed = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{url}{'&' if '?' in url else '?'}timestamp={timestamp}&sign={quote(base64.b64encode(signed), safe='')}"
