"""What lies in the folders: csv files of facts, and of authoritative rows."""

from dataclasses import dataclass

Line = tuple[str, ...]
FIRST_LINE = 2  # the header is line 1


@dataclass(frozen=True)
class File:
    """A csv file: its header and its lines. Equal bytes are equal files."""

    header: Line
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(",".join(line) + "\n" for line in (self.header, *self.lines))

    @property
    def rows(self) -> dict[int, dict[str, str]]:
        """The rows that can be read, by line number."""
        return {
            number: dict(zip(self.header, line, strict=True))
            for number, line in enumerate(self.lines, FIRST_LINE)
            if not _is_ragged(self, line) and not _is_blank(line)
        }

    @property
    def rejected(self) -> int:
        """Lines with more or fewer cells than the header."""
        return sum(_is_ragged(self, line) for line in self.lines)

    @property
    def skipped(self) -> int:
        """Blank lines."""
        return sum(not _is_ragged(self, line) and _is_blank(line) for line in self.lines)


def _is_ragged(file: File, line: Line) -> bool:
    return len(line) != len(file.header)


def _is_blank(line: Line) -> bool:
    return not any(line)


@dataclass
class Disk:
    """The facts' files by path, and the source of each reference table."""

    facts: dict[str, File]
    sources: dict[str, File]
