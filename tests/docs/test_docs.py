"""The documents stay true: their commands exist, their YAML loads, their links lead somewhere, no option is left out.

YAML blocks say in their info string what they are: `complete=FILE` is a whole file, `append=FILE` goes to the end of
one of the example company's, `alerts=FILE` is a whole alerts.yml, `excerpt=FILE` is in it as it is, `refused=FILE`
is refused in the words of `message`.
"""

import json
import re
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from refill.cli import app
from refill.config.load import ConfigError, load_alerts, load_config
from refill.config.schema import json_schemas

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DECISIONS.md", "benchmarks/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
FENCED = re.compile(r"^```(\S*)(?: ([^\n]*))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
COMMON = {"project_dir", "target", "as_json", "quiet", "no_color", "verbose", "help"}
COMMANDS = app.Group(name="refill", commands={name: app.command(name) for name in app.COMMANDS})


class Block(NamedTuple):
    """A fenced block: its language, the rest of its info string, and its lines."""

    language: str
    info: str
    text: str


def blocks(document: Path) -> list[Block]:
    return [Block(*match.groups("")) for match in FENCED.finditer(document.read_text(encoding="utf-8"))]


def tagged(document: Path, tag: str) -> list[tuple[str, str]]:
    """The file and the text of each block with the tag."""
    return [(b.info.removeprefix(f"{tag}="), b.text) for b in blocks(document) if b.info.startswith(f"{tag}=")]


def prose(document: Path) -> str:
    return FENCED.sub("", document.read_text(encoding="utf-8"))


def every(tag: str) -> list[Any]:
    return [pytest.param(d, *found, id=f"{d.name}-{n}") for d in DOCUMENTS for n, found in enumerate(tagged(d, tag))]


def named(documents: list[Path]) -> list[Any]:
    return [pytest.param(document, id=document.name) for document in documents]


def command_lines(document: Path) -> Iterator[str]:
    """Every call of refill, in shell blocks and inline. Lines between a heredoc's marks are no commands."""
    for block in blocks(document):
        if block.language in ("sh", "console"):
            shell = re.sub(r"<<'(\w+)'\n.*?^\1$", "", block.text, flags=re.DOTALL | re.MULTILINE)
            for line in shell.splitlines():
                yield from re.findall(r"(?:^|\$ |&& |\| )(?:\.venv/bin/)?(refill(?= |$)[^|&<>]*)", line)
    yield from (code for code in INLINE.findall(prose(document)) if re.match(r"refill [a-z]", code))
    yield from re.findall(r"^#+ (refill [a-z ]+)$", prose(document), flags=re.MULTILINE)


def leaves(group: Any, path: str = "refill") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield from leaves(command, f"{path} {name}") if hasattr(command, "commands") else [(f"{path} {name}", command)]


def parse(line: str) -> None:
    """Parses a command line as the program would, without running it. Raises where it would not be accepted."""
    words = [word for word in shlex.split(line, comments=True)[1:] if word != "--help"]
    command: Any = COMMANDS
    while hasattr(command, "commands") and words:
        command = command.commands[words.pop(0)]
    if not hasattr(command, "commands"):
        needed = [p for p in command.params if p.required]
        command.make_context(command.name, words or ["1"] * len(needed))


@pytest.mark.parametrize("document", named(DOCUMENTS))
def test_every_command_line_is_one_that_the_program_takes(document: Path) -> None:
    refused = []
    for line in command_lines(document):
        try:
            parse(line)
        except Exception as error:  # whatever is wrong with it, the assertion shows
            refused.append(f"{line}: {error!r}")
    assert refused == []


def test_a_command_line_that_does_not_exist_would_be_found() -> None:
    for line in ("refill frobnicate", "refill run --no-such-option", "refill db sideways"):
        with pytest.raises(Exception, match=r"frobnicate|no-such-option|sideways"):
            parse(line)


def test_the_scheduled_commands_are_ones_that_the_program_takes_in_the_documented_order() -> None:
    folder = ROOT / "examples" / "scheduling"
    lines = [line for path in sorted(folder.iterdir()) for line in path.read_text(encoding="utf-8").splitlines()]
    commands = [found for line in lines for found in re.findall(r"\.venv/bin/(refill [^&]*[^& ])", line)]
    for command in commands:
        parse(command)
    sync, facts = "refill sync --quiet", "refill run --no-sync --quiet"
    check = ["refill run --references-only --no-sync --quiet", "refill sync --check --quiet"]
    night = [sync, *check, facts]
    # the crontab by hours and as a chain, then the units: check, the chain, run, sync
    assert commands == [*night, *night, *check, *night, facts, sync]
    starts = [line for line in lines if line.startswith("OnCalendar=")]
    assert starts == [f"OnCalendar=*-*-* {hour}:00:00 Asia/Shanghai" for hour in ("02", "01", "03", "01")]


@pytest.mark.parametrize(("path", "command"), [pytest.param(*leaf, id=leaf[0]) for leaf in leaves(COMMANDS)])
def test_every_command_and_option_has_its_place_in_the_reference(path: str, command: Any) -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n## {path}\n" in text
    section = text.split(f"\n## {path}\n")[1].split("\n## ")[0]
    own = [p for p in command.params if p.name not in COMMON]
    names = [p.opts[0] if p.opts[0].startswith("-") else (p.metavar or p.name).strip("[].") for p in own]
    assert [name for name in names if name.upper() not in section.upper()] == []


def test_every_key_and_every_choice_of_the_yaml_is_in_the_reference() -> None:
    words = set(re.findall(r"[\w]+", " ".join(INLINE.findall(prose(ROOT / "docs" / "configuration.md")))))
    wanted: set[str] = set()
    for schema in json_schemas().values():
        wanted |= set(_words(json.loads(schema)))
    assert sorted(wanted - words) == []


def _words(schema: Any) -> Iterator[str]:
    """The keys and the choices that a JSON Schema knows."""
    if isinstance(schema, list):
        for item in schema:
            yield from _words(item)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (
            value
            for value in [schema.get("const"), *schema.get("enum", [])]
            if isinstance(value, str) and re.search(r"\w", value)
        )
        for value in schema.values():
            yield from _words(value)


def test_every_complete_configuration_loads(tmp_path: Path) -> None:
    found = {document: dict(tagged(document, "complete")) for document in DOCUMENTS}
    whole = {document: files for document, files in found.items() if files}
    assert whole
    for document, files in whole.items():
        config = load_config(_written(tmp_path / document.stem, files))
        assert config.domains
        assert config.tables


def test_the_refused_configuration_is_refused_in_the_words_of_the_document(tmp_path: Path) -> None:
    document = ROOT / "docs" / "configuration.md"
    files = dict(tagged(document, "complete")) | dict(tagged(document, "refused"))
    with pytest.raises(ConfigError) as refusal:
        load_config(_written(tmp_path, files))
    shown = [block.text for block in blocks(document) if block.info == "message"]
    assert shown == [f"refill: {refusal.value}\n"]


@pytest.mark.parametrize(("document", "path", "text"), every("table"))
def test_every_reference_table_loads(document: Path, path: str, text: str, tmp_path: Path) -> None:
    files = {"config/data_sources.yml": "version: 1\n", path: f"version: 1\nreference_tables:\n{text}"}
    assert load_config(_written(tmp_path, files)).tables


@pytest.mark.parametrize(("document", "path", "text"), every("alerts"))
def test_every_file_of_alerts_loads(document: Path, path: str, text: str, tmp_path: Path) -> None:
    assert load_alerts(_written(tmp_path, {path: text})).channels


def _written(root: Path, files: dict[str, str]) -> Path:
    (root / "config").mkdir(parents=True)
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    return root / "config"


@pytest.mark.parametrize(("document", "path", "text"), every("excerpt"))
def test_every_excerpt_stands_in_its_file(document: Path, path: str, text: str) -> None:
    assert text in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", named([d for d in DOCUMENTS if tagged(d, "append")]))
def test_the_edits_of_a_document_fit_the_example_company_step_by_step(document: Path, tmp_path: Path) -> None:
    config = Path(shutil.copytree(ROOT / "config", tmp_path / "config"))
    before = load_config(config)
    steps = tagged(document, "append")
    for path, text in steps:
        with (tmp_path / path).open("a", encoding="utf-8") as file:
            file.write("\n" + text)
        load_config(config)
    after = load_config(config)
    assert len(after.domains) > len(before.domains)
    assert len(after.tables) > len(before.tables)


@pytest.mark.parametrize("document", named(DOCUMENTS))
def test_every_yaml_block_says_what_it_is(document: Path) -> None:
    tags = ("alerts=", "complete=", "append=", "excerpt=", "refused=", "table=")
    assert [b.text for b in blocks(document) if b.language == "yaml" and not b.info.startswith(tags)] == []


@pytest.mark.parametrize("document", named(DOCUMENTS))
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    broken = []
    for link in LINK.findall(prose(document)):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def _anchors(document: Path) -> set[str]:
    """The anchors that a forge makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", prose(document), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150
    assert lines.index("```text") < 30, textwrap.shorten("the first real output stands on the first screen", 80)
