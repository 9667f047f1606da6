"""One server is enough, and the program is called as in the tests of the command line."""

from ..cli.conftest import postgres, refill

__all__ = ["postgres", "refill"]
