"""No source: every row is derived. Written out, it is the same as no `source` at all."""

from typing import Literal

from refill.config.source import Source


class NoSource(Source):
    """The source of `source: {type: none}`."""

    type: Literal["none"]
