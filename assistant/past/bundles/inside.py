"""A file inside an archive or a message, under its path there."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.errors import FileProblem, FileTooLarge, FileTypeUnknown
from assistant.past.reader_choice import is_named_readable

MOST_FILES = 500  # a city's departments and towns are some two hundred
_ARCHIVES = {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".eml", ".msg"}
_LEFT_BY_SYSTEMS = {"__macosx", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Inside:
    """A file by its path in the bundle: its bytes, or why they cannot be had."""

    name: str
    data: bytes = b""
    problem: FileProblem | None = None


def counts(name: str) -> bool:
    """Whether a file may be a report, or hold one: what systems leave behind does not, nor a picture of a logo."""
    path = PurePosixPath(name)
    if any(part.casefold() in _LEFT_BY_SYSTEMS or part.startswith((".", "~$")) for part in path.parts):
        return False
    return is_named_readable(name) or path.suffix.lower() in _ARCHIVES


def not_opened(name: str) -> Inside:
    """An archive within an archive within an archive, or of another kind than zip."""
    message = f"“{name}”是压缩包或者邮件里的压缩文件，没有打开。请解压后把其中的年报单独存入。"
    return Inside(name, problem=FileTypeUnknown(message))


def too_large(name: str) -> Inside:
    """A file that is larger than any that is taken."""
    return Inside(name, problem=FileTooLarge(f"“{name}”解压后超过文件大小的上限，没有打开。请压缩其中的图片后再试。"))


def bounded(name: str, count: int) -> None:
    """FileTooLarge for a bundle of more files than are taken at once."""
    if count > MOST_FILES:
        raise FileTooLarge(f"“{name}”中有 {count} 个文件，超过一次 {MOST_FILES} 个的上限，请分成几个再试。")
