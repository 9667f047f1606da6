"""The types of alerts.yml: channels and their alerts. Addresses and secrets are names of variables of the
environment.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, JsonValue, StrictBool, StrictInt

from refill.config.problems import listed, unknown
from refill.config.types import Frozen

Kind = Literal["derived", "thresholds", "quarantine", "degraded", "gates", "failed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PLACEHOLDERS = ("project", "run_id", "exit_code", "text", *KINDS)
PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
ADDRESS = re.compile(r"[!-;=?A-~]+@[A-Za-z0-9.-]+")  # no blanks, no brackets, no line breaks


def _variable(name: str) -> str:
    if not VARIABLE.fullmatch(name):  # any other text may be a secret, and is not shown
        raise ValueError("not the name of an environment variable, such as ALERTS_URL. Put the value itself into one")
    return name


def _address(address: str) -> str:
    if not ADDRESS.fullmatch(address):
        raise ValueError(f"{address!r} is no e-mail address. Use one such as stewards@example.org")
    return address


def _template(text: str) -> str:
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            raise ValueError(unknown("placeholder", name, PLACEHOLDERS))
    return text


def _body(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    _check_texts(value)
    return value


def _check_texts(value: JsonValue) -> None:
    if isinstance(value, str):
        _template(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            _check_texts(item)


Variable = Annotated[str, AfterValidator(_variable)]
Address = Annotated[str, AfterValidator(_address)]
Template = Annotated[str, AfterValidator(_template)]


class AtLeast(Frozen):
    """The least count of a kind that is alerted."""

    derived: StrictInt = Field(default=1, ge=1, description="New auto-derived rows.")
    thresholds: StrictInt = Field(default=1, ge=1, description="Limits that were crossed.")
    quarantine: StrictInt = Field(default=1, ge=1, description="Rows by which the quarantine has grown.")
    degraded: StrictInt = Field(default=1, ge=1, description="Sources that were not read.")
    gates: StrictInt = Field(default=1, ge=1, description="Gates that failed.")
    failed: StrictInt = Field(default=1, ge=1, description="1: a run that failed.")


class Channel(Frozen):
    """A receiver of alerts, and the alerts that go there."""

    type: str
    url_from: Variable = Field(description="The environment variable that holds the address.")
    secret_from: Variable | None = Field(
        default=None, description="The environment variable that holds the secret: it signs, or logs in by SMTP."
    )
    on: tuple[Kind, ...] = Field(default=KINDS, min_length=1, description="What is told. Default: everything.")
    at_least: AtLeast = Field(default=AtLeast(), description="By kind the number from which on it is told. Default: 1.")
    template: Template | None = Field(
        default=None, description=f"The message, with {{name}} for a value: {listed(PLACEHOLDERS)}."
    )
    language: Literal["en", "zh"] = Field(default="en", description="Of the message that has no template.")
    keys: StrictBool = Field(
        default=False,
        description="Lets keys of reference rows and the words of errors out; numbers and names go always.",
    )


class Webhook(Channel):
    """JSON to any address. With a secret the header X-Refill-Signature-256 has the HMAC-SHA256 of the body."""

    type: Literal["webhook"]
    body: Annotated[dict[str, JsonValue], AfterValidator(_body)] | None = Field(
        default=None, description="The JSON body, in whose texts {name} stands for a value. Default: refill's own."
    )


class Slack(Channel):
    type: Literal["slack"]


class Feishu(Channel):
    type: Literal["feishu"]


class Dingtalk(Channel):
    type: Literal["dingtalk"]


class Wecom(Channel):
    type: Literal["wecom"]


class Email(Channel):
    """The address is smtp://user@host:587, with STARTTLS, or smtps://user@host:465; the secret is the password."""

    type: Literal["email"]
    sender: Address = Field(description="Whose name the message bears.")
    to: tuple[Address, ...] = Field(min_length=1, description="Who gets it.")
    starttls: StrictBool = Field(
        default=True, description="false: smtp:// without encryption, and without a login, for a relay of one's own."
    )


AnyChannel = Annotated[Webhook | Slack | Feishu | Dingtalk | Wecom | Email, Field(discriminator="type")]


class Alerts(Frozen):
    """alerts.yml. Without channels nothing is sent."""

    channels: tuple[AnyChannel, ...] = Field(default=(), description="Where alerts go, and which.")
