"""The package: an OFD file's parts by their path, each bounded in size, and parsed without entities or network."""

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from assistant.errors import FileEncrypted, FileTooLarge, FileUnreadable
from assistant.past.readers.zip_files import check_zip, holds

MOST_PART = 24 * 1024 * 1024  # a page with an object for every one of 3,000 letters has under a megabyte
DAMAGED = "OFD 文件已损坏，无法读取。请用 OFD 阅读器打开检查，另存一份或者导出为 PDF 后再试。"
_ROOT = "OFD.xml"
_LOCKED = {"encryptions.xml", "decryptseed.dat", "entriesmap.dat"}
"""Parts that only an encrypted file has (GM/T 0099)."""


def is_ofd(data: bytes) -> bool:
    """Whether a zip file is an OFD document."""
    return holds(data, _ROOT)


def local(element: Element) -> str:
    """An element's name without its namespace, which writers spell in several ways; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    for child in element if element is not None else ():
        if local(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def words(element: Element | None) -> str:
    """An element's text without the blanks around it; "" where there is no element."""
    return (element.text or "").strip() if element is not None else ""


class Package:
    """An OFD file opened."""

    def __init__(self, data: bytes) -> None:
        """FileEncrypted for a locked file, FileTooLarge for one that unpacks to too much, FileUnreadable otherwise."""
        check_zip(data, "OFD 阅读器")
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {self._spelled(name): name for name in self._zip.namelist()}
        if any(posixpath.basename(name) in _LOCKED for name in self._names):
            raise FileEncrypted("OFD 文件已加密，无法读取。请用 OFD 阅读器输入密码打开，取消加密后重新保存再试。")

    def root(self) -> Element:
        """The part everything begins at."""
        return self.tree(_ROOT, "入口文件 OFD.xml")

    def beside(self, path: str, location: str) -> str:
        """The path of what a part at `path` names by `location`: from the root with a slash before it, else from it."""
        location = location.strip().replace("\\", "/")
        return posixpath.normpath(
            location.lstrip("/") if location.startswith("/") else posixpath.join(posixpath.dirname(path), location)
        )

    def data(self, path: str) -> bytes | None:
        """A part's bytes; None if there is none at that path, as for any path that leads out of the file."""
        name = self._names.get(self._spelled(path))
        if name is None:
            return None
        if self._zip.getinfo(name).file_size > MOST_PART:
            raise FileTooLarge("OFD 文件中有一部分大得不像年度报告，没有打开。请拆分或者导出为 PDF 后再试。")
        return self._zip.read(name)

    def tree(self, path: str, what: str) -> Element:
        """A part that must be there, parsed; `what` names it in the sentence if it is not."""
        data = self.data(path)
        if data is None:
            raise FileUnreadable(
                f"OFD 文件不完整，缺少{what}，无法读取。请重新下载，或者用 OFD 阅读器打开后另存一份再试。"
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
        if root.getroottree().docinfo.internalDTD is not None:  # what its entities stand for would be lost from words
            raise FileUnreadable("OFD 文件中有 XML 实体定义，正常的 OFD 文件没有，没有打开。请换用原来的文件再试。")
        return root

    @staticmethod
    def _spelled(name: str) -> str:
        """A path as it is looked for: written on systems that tell neither slashes nor cases apart."""
        return posixpath.normpath(name.replace("\\", "/")).casefold()
