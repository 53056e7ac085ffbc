"""Files damaged on purpose, each way by a seed of its own, and what may be said of it."""

import ctypes
import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CAPABILITIES_V3 = 0x20080522
_ABOVE_PERMISSIONS = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of linux/capability.h: what lets root read and write whatever it likes."""
_NAMES = re.compile(r"“[^”]*”|NIANBAO_\w+|nianbao archive reindex")
"""What is no Chinese in a sentence, and still meant for whoever reads it."""


def is_sentence(said: str) -> bool:
    """Whether it is one message in Chinese, with nothing of a library's English in it."""
    return said.endswith("。") and "\n" not in said and not re.search(r"[A-Za-z]", _NAMES.sub("", said))


def chance_of(*seed: object) -> random.Random:
    """The same damage every time."""
    return random.Random(" ".join(map(str, seed)))  # noqa: S311 - no secret


def random_bytes(file: Path, chance: random.Random) -> None:
    """Nothing of the file is left."""
    file.write_bytes(chance.randbytes(file.stat().st_size or 400))


def truncated(file: Path, chance: random.Random) -> None:
    """The file ends early."""
    os.truncate(file, chance.randrange(1, max(file.stat().st_size, 2)))


def emptied(file: Path, chance: random.Random) -> None:
    """The file has no bytes."""
    del chance
    os.truncate(file, 0)


def scattered(file: Path, chance: random.Random) -> None:
    """Bytes here and there are others."""
    content = bytearray(file.read_bytes())
    for _ in range(min(len(content), chance.choice([3, 40, 400]))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    file.write_bytes(content)


def a_page(file: Path, chance: random.Random) -> None:
    """A block of the disk in the middle of the file is not what was written."""
    content = bytearray(file.read_bytes())
    at = chance.randrange(max(len(content) // 4096, 1)) * 4096
    content[at : at + 4096] = chance.randbytes(min(4096, len(content) - at))
    file.write_bytes(content)


def gone(file: Path, chance: random.Random) -> None:
    """The file is not there."""
    del chance
    file.unlink()


def a_folder(file: Path, chance: random.Random) -> None:
    """A folder stands in its place, with something in it."""
    del chance
    file.unlink()
    file.mkdir()
    (file / "x").write_text("x")


WAYS: tuple[Callable[[Path, random.Random], None], ...] = (
    random_bytes,
    truncated,
    emptied,
    scattered,
    a_page,
    gone,
    a_folder,
)


@contextmanager
def without_privileges() -> Iterator[None]:
    """As somebody whom permissions stop: root is stopped by none, and for a while gives that privilege up.

    Root stays root, since the checkout itself may be nobody else's to read.
    """
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)()

    def must(result: int) -> None:
        if result != 0:
            raise OSError(ctypes.get_errno(), "capabilities")

    must(libc.capget(header, held))
    effective = held[0]
    held[0] = effective & ~_ABOVE_PERMISSIONS
    must(libc.capset(header, held))
    try:
        yield
    finally:
        held[0] = effective
        must(libc.capset(header, held))
