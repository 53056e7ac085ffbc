"""Opening: what is an archive or a message, and all the files in it, down to one bundle within the bundle."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from assistant.errors import FileProblem, FileTooLarge
from assistant.past.bundles.inside import Inside, bounded, not_opened
from assistant.past.bundles.message import attached, is_message
from assistant.past.bundles.zipped import members
from assistant.past.reader_choice import is_archive
from assistant.past.readers.zip_files import MOST_BYTES

_OTHER = {".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".msg"}
_MARKS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")


def is_bundle(name: str, data: bytes) -> bool:
    """Whether a file holds other files that may be reports, and is none itself."""
    return is_archive(name, data) or is_message(_suffix(name), data)


def inside(name: str, data: bytes, limit: int) -> tuple[Inside, ...]:
    """The files of a bundle by their paths; broken ones with their problem. FileProblem if it cannot be opened.

    `limit` is the number of bytes allowed of each file.
    """
    found: list[Inside] = []
    total = 0
    for one in _opened(name, data, limit, within=False):
        found.append(one)
        total += len(one.data)
        bounded(name, len(found))
        if total > MOST_BYTES:
            raise FileTooLarge(f"“{name}”里的文件解压后合计过大，没有打开。请分成几个再试。")
    return tuple(found)


def _opened(name: str, data: bytes, limit: int, *, within: bool) -> Iterator[Inside]:
    """The files of a bundle, those of the bundles in it under both names; what lies deeper is named and left."""
    for one in attached(name, data, limit) if is_message(_suffix(name), data) else members(name, data, limit):
        if one.problem is not None:
            yield one
        elif _suffix(one.name) in _OTHER or one.data.startswith(_MARKS):
            yield not_opened(one.name)
        elif not is_bundle(one.name, one.data):
            yield one
        elif within:
            yield not_opened(one.name)
        else:
            yield from _deeper(one, limit)


def _deeper(bundle: Inside, limit: int) -> Iterator[Inside]:
    try:
        for one in _opened(bundle.name, bundle.data, limit, within=True):
            yield Inside(f"{bundle.name}/{one.name}", one.data, one.problem)
    except FileProblem as problem:
        yield Inside(bundle.name, problem=problem)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
