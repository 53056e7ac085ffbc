"""Files damaged on purpose, each way by a seed of its own, and what may be said of it."""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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
def without_privileges(*folders: Path) -> Iterator[None]:
    """As a user who owns these folders and is not root, whom no permission would stop."""
    if os.geteuid() != 0:
        yield
        return
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "nobody")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
