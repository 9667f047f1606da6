"""Names that dbt_project.yml may still have from an earlier version, and what to write in their place."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from refill.errors import Refused
from refill.project.project import PROJECT_FILE

MATERIALIZATIONS = {"permanent": "managed_table", "frozen": "staging_table", "lasting": "replaced_view"}


def former_names(root: Path) -> list[str]:
    """Return the edits that bring dbt_project.yml up to date, a sentence each, in the order of its lines.

    The former names still work. Raise Refused where the file cannot be read.
    """
    path = root / PROJECT_FILE
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refused(f"{path} cannot be read: {' '.join(str(error).split())}. Correct the file.") from error
    return [
        f"{PROJECT_FILE}, line {value.start_mark.line + 1}: the materialization {value.value} has a new name. "
        f"Write {key.value}: {MATERIALIZATIONS[value.value]}"
        for key, value in _settings(tree)
        if key.value in ("materialized", "+materialized") and value.value in MATERIALIZATIONS
    ]


def _settings(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.ScalarNode]]:
    """Yield each key that has a plain value, with it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                yield key, value
            yield from _settings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _settings(item)
