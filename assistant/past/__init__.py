"""Past reports: any published file → a Report, with findings for whatever could not be read for certain."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from assistant import settings
from assistant.errors import FileEmpty, FileMissing, FileTooLarge, FileTypeUnknown, FileUnreadable
from assistant.past.organ import Organ, describe
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.past.bundles.inside import Inside
    from assistant.past.edited import Edited

__all__ = ["Organ", "describe", "files_in", "read", "read_bytes", "read_edited", "read_edited_bytes"]


def read(path: Path, *, limit: int | None = None) -> Report:
    """Read a report from a file; raises a FileProblem with a sentence a clerk can act on.

    `limit` is the number of bytes allowed, the setting's by default.
    """
    name, data = _content(Path(path), limit)
    return read_bytes(name, data, limit=limit)


def read_edited(path: Path, *, limit: int | None = None) -> "Edited":
    """Read a Word file with what people tracked and remarked in it; raises a FileProblem like `read`."""
    name, data = _content(Path(path), limit)
    return read_edited_bytes(name, data, limit=limit)


def _content(path: Path, limit: int | None) -> tuple[str, bytes]:
    """A file's name and content; FileProblem."""
    allowed = settings.load().upload_limit if limit is None else limit
    try:
        if path.is_dir():
            raise FileMissing(f"“{path.name}”是文件夹，请指定其中的文件。")
        if path.stat().st_size > allowed:
            raise _too_large(path.name, allowed)
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(f"没有找到文件“{path.name}”，请检查路径和文件名。") from None
    except OSError as problem:
        raise FileUnreadable(
            f"无法打开文件“{path.name}”，请检查是否有读取权限，或者是否正被其他程序占用。"
        ) from problem
    return path.name, data


def read_bytes(name: str, data: bytes, *, limit: int | None = None) -> Report:
    """Read a report from a file's name and content, or the one in a bundle; raises a FileProblem like `read`."""
    from assistant.past.bundles.choosing import the_one
    from assistant.past.bundles.opening import inside, is_bundle

    allowed = settings.load().upload_limit if limit is None else limit
    if len(data) > allowed:
        raise _too_large(name, allowed)
    if is_bundle(name, data):
        return the_one(name, inside(name, data, allowed), _one)
    return _one(name, data)


def files_in(name: str, data: bytes, *, limit: int | None = None) -> "tuple[Inside, ...]":
    """The files of a zip archive or mail message that may be reports, by their paths in it; any other file by itself.

    A file that cannot be had comes with its problem; FileProblem if the archive itself cannot be opened. `limit` is the
    number of bytes allowed of each, the setting's by default.
    """
    from assistant.past.bundles.inside import Inside
    from assistant.past.bundles.opening import inside, is_bundle

    allowed = settings.load().upload_limit if limit is None else limit
    if not is_bundle(name, data):
        return (Inside(name, data),)
    if len(data) > allowed:
        raise _too_large(name, allowed)
    if files := inside(name, data, allowed):
        return files
    raise FileTypeUnknown(f"“{name}”里没有可以读取的年报文件。请检查是否选错了文件。")


def _one(name: str, data: bytes) -> Report:
    """The report of a file that is no bundle."""
    from assistant.past.reader_choice import open_document
    from assistant.past.recognise import recognise

    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise FileEmpty(f"文件“{name}”是空的，请检查是否选错了文件。")
    opened = open_document(name, data)
    return opened if isinstance(opened, Report) else recognise(opened, PurePath(name).stem)


def read_edited_bytes(name: str, data: bytes, *, limit: int | None = None) -> "Edited":
    """The same from a file's name and content; FileTypeUnknown for what is no Word file."""
    from assistant.past.edited import edited
    from assistant.past.reader_choice import open_edited

    _must_fit(name, data, limit)
    opened, before = open_edited(name, data)
    return edited(opened, before, Path(name).stem)


def _must_fit(name: str, data: bytes, limit: int | None) -> None:
    """FileTooLarge, FileEmpty."""
    allowed = settings.load().upload_limit if limit is None else limit
    if len(data) > allowed:
        raise _too_large(name, allowed)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise FileEmpty(f"文件“{name}”是空的，请检查是否选错了文件。")


def _too_large(name: str, allowed: int) -> FileTooLarge:
    size = f"{allowed / 1024 / 1024:.0f} MB" if allowed >= 1024 * 1024 else f"{allowed} 字节"
    return FileTooLarge(f"文件“{name}”超过 {size} 的上限，请压缩其中的图片或者拆分后再试。")
