"""What lies beside the shelf and can be made again: known by a digest, and removed whatever stands in its place."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path], folder: Path) -> str:
    """A digest of the names and contents of files in a folder. Libraries read damaged ones wrongly, or die of them."""
    seed = hashlib.blake2b(digest_size=16)
    for file in sorted(files):
        content = file.read_bytes()
        seed.update(f"{file.relative_to(folder).as_posix()}:{len(content)}\n".encode())
        seed.update(content)
    return seed.hexdigest()


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all that is in it; nothing happens if there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
