"""A private copy of a file in memory, which no other program can change while it is read."""

import hashlib
import os
from typing import BinaryIO

from refill.errors import Refused

READ_BYTES = 1 << 20
MOST_BYTES = 256 << 20


def copied(file: BinaryIO, where: str) -> tuple[int, str]:
    """Return a file descriptor of the copy, which the caller closes, and the SHA-256 of its bytes in hexadecimal."""
    digest = hashlib.sha256()
    copy = os.memfd_create("refill")
    try:
        file.seek(0)
        with open(copy, "wb", closefd=False) as whole:  # writes all that it gets
            while data := file.read(READ_BYTES):
                digest.update(data)
                whole.write(data)
                if file.tell() > MOST_BYTES:
                    raise Refused(
                        f"{where}: the file has more than {MOST_BYTES >> 20} MB. Deliver it as csv or parquet."
                    )
    except BaseException:  # whatever ends this: only this function has the copy yet
        os.close(copy)
        raise
    return copy, digest.hexdigest()
