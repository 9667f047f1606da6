"""The reasons of rows that are set aside: `kind:name`, and the same in words.

`name` is a column or a foreign key; of a rejected row it is what the reader says.
"""

from enum import StrEnum
from typing import Literal, NamedTuple

from refill.config.models import Domain, ForeignKey

Language = Literal["en", "zh"]


class Reason(StrEnum):
    """The kinds of reasons. The macro `reasons` has those of staging and of the quarantine model."""

    TYPE = "type"
    REQUIRED = "required"
    NULL_KEY = "null_key"
    BLANK_KEY = "blank_key"
    LONG_KEY = "long_key"
    MISSING_KEY = "missing_key"
    REJECTED_KEY = "rejected_key"
    REOPENED_KEY = "reopened_key"
    REJECTED = "rejected"

    @property
    def is_of_key(self) -> bool:
        """True if it names a foreign key; else it names a column."""
        return self in (Reason.MISSING_KEY, Reason.REJECTED_KEY, Reason.REOPENED_KEY)

    def of(self, name: str) -> str:
        """Return the reason as the quarantine has it."""
        return f"{self}:{name}"


class Words(NamedTuple):
    """A reason in both languages, as the end of a sentence that begins with the row."""

    en: str
    zh: str


READY = Words("nothing keeps it any more: it loads in the next run", "已无阻碍：下次运行时加载")
WORDS = {
    Reason.TYPE: Words("{name} is no {type}", "{name} 不符合其类型"),
    Reason.REQUIRED: Words("{name} is empty, and is required", "必填列 {name} 为空"),
    Reason.NULL_KEY: Words("{name} is empty, and a row without this key is set aside", "键 {name} 为空，按规则隔离"),
    Reason.BLANK_KEY: Words("{name} is blank, and may not be", "键 {name} 为空白，不允许"),
    Reason.LONG_KEY: Words("{name} has more than 2,000 bytes, too many for a key", "{name} 超过 2000 字节，不能作为键"),
    Reason.MISSING_KEY: Words(
        "lacks its {name}: {table} has no such {columns}", "{name}：参照表 {table} 中无此 {columns}"
    ),
    Reason.REJECTED_KEY: Words("{columns} was rejected by a steward ({name})", "{name}：{columns} 已被审核人拒绝"),
    Reason.REOPENED_KEY: Words(
        "the decision on {columns} was taken back ({name}): the next run judges the row anew",
        "{name}：对 {columns} 的决定已撤回，下次运行重新判断",
    ),
    Reason.REJECTED: Words("was rejected where it was read: {name}", "读取时被拒收：{name}"),
}
WITHOUT_KEY = WORDS | {Reason.MISSING_KEY: Words("lacks its {name}", "缺少 {name}")}
"""Those of a foreign key that the YAML has no longer."""


def parsed(reason: str) -> tuple[Reason | None, str]:
    """Return the kind, None where there is none such, and the name behind it."""
    kind, _, name = reason.partition(":")
    return (Reason(kind) if kind in list(Reason) else None), name


def columns_of(reason: str, domain: Domain) -> tuple[str, ...]:
    """Return the columns of the facts that a reason speaks of; none where the YAML has its foreign key no longer."""
    kind, name = parsed(reason)
    if kind is None:
        return ()
    if not kind.is_of_key:
        return () if kind is Reason.REJECTED else (name,)
    key = _key(domain, name)
    return key.source_columns if key else ()


def in_words(reason: str, domain: Domain, language: Language = "en") -> str:
    """Return a reason in words; any other text as it is. '' is the reason of a row that waits for nothing."""
    if not reason:
        return str(getattr(READY, language))
    kind, name = parsed(reason)
    if kind is None:
        return reason
    key, column = _key(domain, name), domain.columns.get(name)
    words = (WORDS if key or not kind.is_of_key else WITHOUT_KEY)[kind]
    return str(getattr(words, language)).format(
        name=name,
        type=column.type if column else "value of its type",
        table=key.target_table if key else "",
        columns=" / ".join(key.source_columns) if key else {"en": "key", "zh": "键"}[language],
    )


def _key(domain: Domain, name: str) -> ForeignKey | None:
    return next((key for key in domain.foreign_keys if key.name == name), None)
