"""The errors that a user sees. Each says the problem, the place and the remedy, in one short paragraph."""


class RefillError(Exception):
    """Something went wrong: a database that does not answer, a file that vanished. Exit code 1."""

    exit_code = 1


class Refused(RefillError):
    """Refused on purpose: bad input, a failed gate, a guard, a lock held by another run. Exit code 3."""

    exit_code = 3


class UsageError(RefillError):
    """The command line asks for something that cannot be. Exit code 2."""

    exit_code = 2
