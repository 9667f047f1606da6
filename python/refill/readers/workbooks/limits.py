"""The memory and the time that the process of one workbook may take."""

import resource

MEGABYTE = 1 << 20
LEAST_MEMORY = 320 * MEGABYTE
MOST_MEMORY = 1100 * MEGABYTE
MEMORY_PER_BYTE = 4
LEAST_SECONDS = 8
BYTES_PER_SECOND = 4 * MEGABYTE


def limit() -> None:
    """Allow what every workbook may take, no core dump and no file."""
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(kind, (0, 0))
    _allow(LEAST_MEMORY, LEAST_SECONDS)


def allow(size: int, times: int = 1) -> None:
    """Allow what so many bytes of cells take, read so many `times`, from now on."""
    spent = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
    memory = min(LEAST_MEMORY + MEMORY_PER_BYTE * size, MOST_MEMORY)
    _allow(memory, spent + LEAST_SECONDS + times * size // BYTES_PER_SECOND)


def _allow(memory: int, seconds: int) -> None:
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
