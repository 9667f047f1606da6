"""Tables and numbers as answers show them."""

from rich.table import Table


def table(title: str, *columns: str) -> Table:
    """Return a table with a heading and without lines; the first column is text, the others are numbers."""
    shown = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for number_of, column in enumerate(columns):
        shown.add_column(column, justify="right" if number_of else "left", overflow="fold")
    return shown


def number(count: int) -> str:
    """Return `1,234`, and a dot for none."""
    return f"{count:,}" if count else "·"


def percent(ratio: float | None) -> str:
    """Return `94.2 %`, and a dot where there is nothing to compare."""
    return "·" if ratio is None else f"{100 * ratio:.1f} %"


def counted(count: int, thing: str) -> str:
    """Return `1 row`, `2 rows`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
