"""The program is called as in the tests of the command line."""

from ..cli.conftest import refill

__all__ = ["refill"]
