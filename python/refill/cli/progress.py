"""The present work, on one line of stderr."""

from types import TracebackType

from rich.console import Console
from rich.status import Status

WORDS = {
    "validate": "Checking the configuration",
    "generate": "Generating models",
    "database": "Starting the database",
    "sync": "Syncing authoritative sources",
    "land": "Landing files",
    "undo": "Taking the batch back",
    "build": "Building",
    "verify": "Verifying",
    "export": "Exporting",
}


class Progress:
    """A line with the present stage; silent where stderr is no terminal."""

    def __init__(self, shown: bool, color: bool) -> None:
        self._status = Status("", console=Console(stderr=True, no_color=not color)) if shown else None

    def __enter__(self) -> "Progress":
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def __call__(self, stage: str, what: str) -> None:
        if self._status:
            self._status.update(f"{WORDS.get(stage, stage)}{': ' if what else ' …'}{what}")
