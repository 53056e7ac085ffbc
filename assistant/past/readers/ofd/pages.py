"""Pages: an OFD file's documents → their pages in order, each with its templates, its resources and its size."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from assistant.errors import FileUnreadable
from assistant.past.readers.ofd.geometry import numbers
from assistant.past.readers.ofd.package import Package, child, children, local, words

_A4 = (0.0, 0.0, 210.0, 297.0)
_ASIDE = {"Watermark", "Stamp", "Link"}
"""Annotations that say nothing of the report, even where they hold letters."""


@dataclass(frozen=True)
class SourcePage:
    """A page: what is drawn on it from the back to the front, and its breadth and height in millimetres.

    `media` are the paths of pictures, `composites` what is drawn in several places, by their numbers.
    `noted` is whether somebody wrote on it afterwards.
    """

    contents: tuple[Element, ...]
    wide: float
    tall: float
    media: Mapping[str, str]
    composites: Mapping[str, Element]
    noted: bool


def titles(package: Package) -> tuple[str, ...]:
    """What the documents in the file call themselves."""
    bodies = children(package.root(), "DocBody")
    return tuple(title for body in bodies if (title := words(child(child(body, "DocInfo"), "Title"))))


def paths(package: Package) -> Iterator[tuple[str, Element, Element]]:
    """Every page of every document: the path of its document, that document's root, and the page's line in it."""
    for at, body in enumerate(children(package.root(), "DocBody"), 1):
        path = package.beside("", _newest(package, body) or words(child(body, "DocRoot")))
        root = package.tree(path, f"第 {at} 个文档")
        for page in children(child(root, "Pages"), "Page"):
            yield path, root, page


def _newest(package: Package, body: Element) -> str:
    """Where the document of the version in force begins; "" where the file keeps no versions."""
    for version in children(child(body, "Versions"), "Version"):
        if version.get("Current") == "true":
            path = package.beside("", version.get("BaseLoc", ""))
            return "/" + package.beside(path, words(child(package.tree(path, "当前版本的说明"), "DocRoot")))
    return ""


class Source:
    """Makes the pages of a file, keeping what several of them use."""

    def __init__(self, package: Package) -> None:
        """Nothing is read before it is asked for."""
        self._package = package
        self._resources: dict[str, tuple[dict[str, str], dict[str, Element]]] = {}
        self._noted: dict[str, set[str]] = {}

    def page(self, path: str, root: Element, page: Element, number: int) -> SourcePage:
        """The page on a line of a document; FileUnreadable if a part of it is missing or it has no size."""
        package, common = self._package, child(root, "CommonData")
        own_path = package.beside(path, page.get("BaseLoc", ""))
        own = package.tree(own_path, f"第 {number} 页的内容")
        back: list[Element] = []
        front: list[Element] = []
        templates = {one.get("ID"): one for one in children(common, "TemplatePage")}
        for use in children(own, "Template"):
            template = templates.get(use.get("TemplateID"))
            location = template.get("BaseLoc", "") if template is not None else ""
            drawn = package.tree(package.beside(path, location), f"第 {number} 页的模板")
            order = use.get("ZOrder") or (template.get("ZOrder") if template is not None else None)
            (front if order == "Foreground" else back).append(drawn)
        area = child(child(own, "Area"), "PhysicalBox")
        area = area if area is not None else child(child(common, "PageArea"), "PhysicalBox")
        wide, tall = (numbers(words(area), 4) or _A4)[2:]
        if wide <= 0 or tall <= 0:
            raise FileUnreadable(f"OFD 第 {number} 页的页面大小为 0，无法读取。请用 OFD 阅读器打开后另存一份再试。")
        media, composites = self._of_document(path, common)
        for line in children(own, "PageRes"):
            more = self._resource(package.beside(own_path, words(line)))
            media, composites = {**media, **more[0]}, {**composites, **more[1]}
        contents = tuple(content for one in (*back, own, *front) for content in children(one, "Content"))
        return SourcePage(contents, wide, tall, media, composites, page.get("ID", "") in self._notes(path, root))

    def _of_document(self, path: str, common: Element | None) -> tuple[dict[str, str], dict[str, Element]]:
        media: dict[str, str] = {}
        composites: dict[str, Element] = {}
        for line in children(common, "PublicRes", "DocumentRes"):
            more = self._resource(self._package.beside(path, words(line)))
            media |= more[0]
            composites |= more[1]
        return media, composites

    def _resource(self, path: str) -> tuple[dict[str, str], dict[str, Element]]:
        """A list of resources; an absent one is empty, since it may hold fonts alone."""
        if path not in self._resources:
            media: dict[str, str] = {}
            composites: dict[str, Element] = {}
            if self._package.data(path) is not None:
                root = self._package.tree(path, "资源清单")
                base = self._package.beside(path, root.get("BaseLoc") or ".")
                for group in root:
                    for one in children(group, "MultiMedia"):
                        media[one.get("ID", "")] = self._package.beside(f"{base}/", words(child(one, "MediaFile")))
                    for one in children(group, "CompositeGraphicUnit"):
                        composites[one.get("ID", "")] = one
            self._resources[path] = media, composites
        return self._resources[path]

    def _notes(self, path: str, root: Element) -> set[str]:
        """The numbers of the pages on which annotations hold words."""
        if path not in self._noted:
            self._noted[path] = set()
            listed = words(child(root, "Annotations"))
            where = self._package.beside(path, listed)
            if listed and self._package.data(where) is not None:
                for page in children(self._package.tree(where, "批注清单"), "Page"):
                    file = self._package.beside(where, words(child(page, "FileLoc")))
                    if self._package.data(file) is not None and _says(self._package.tree(file, "批注")):
                        self._noted[path].add(page.get("PageID", ""))
        return self._noted[path]


def _says(annotations: Element) -> bool:
    """Whether an annotation that is seen holds words."""
    return any(
        local(part) == "TextCode" and words(part)
        for one in children(annotations, "Annot")
        if one.get("Type") not in _ASIDE and one.get("Visible") != "false"
        for part in one.iter()
    )
