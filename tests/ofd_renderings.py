"""OFD renderings: the pages of a printed rendering written as OFD, in the ways its writers write them.

The letters and rules are taken from the PDF with their places; what the file looks like inside is the style's.
"""

import io
import itertools
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pdfplumber
from broken_renderings import headed, pdf
from renderings import Layout, Rendering, pdf_file

from assistant.report import Report

MM = 25.4 / 72
Char = dict[str, Any]


@dataclass(frozen=True)
class Style:
    """How a writer sets an OFD: see OFDS for what each is met in."""

    text: str = "line"
    """A text object for each "line" or "char", or one with "bare" text codes that say no steps."""
    groups: bool = False
    """Whether equal steps are written as groups, "g 12 3.5"."""
    scaled: bool = False
    """Whether objects are written in points, and scaled by their CTM."""
    filled: bool = False
    """Whether rules are thin filled rectangles."""
    lying: bool = False
    """Whether what is printed across lies on its side on an upright page."""
    template: bool = False
    """Whether the rules stand on a template page."""
    composite: bool = False
    """Whether a page's content is one composite object."""
    prefix: str = "ofd:"
    space: str = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    absolute: bool = False
    """Whether parts are named from the file's root."""
    documents: int = 1
    """Into how many documents of one file the pages are put."""


def write(data: bytes, style: Style) -> bytes:
    """The PDF's pages as an OFD."""
    with pdfplumber.open(io.BytesIO(data)) as printed:
        pages = [_Sheet(page, style) for page in printed.pages]
    size = -(-len(pages) // style.documents)
    parts: dict[str, str] = {}
    for number in range(style.documents):
        parts |= _document(f"Doc_{number}", pages[number * size : (number + 1) * size], style)
    roots = "".join(
        f"<DocBody><DocInfo><Title>报告</Title></DocInfo><DocRoot>Doc_{number}/Document.xml</DocRoot></DocBody>"
        for number in range(style.documents)
    )
    parts["OFD.xml"] = f'<OFD Version="1.1" DocType="OFD">{roots}</OFD>'
    return packed({name: spaced(text, style) for name, text in parts.items()})


def small(content: str, **parts: str | bytes) -> dict[str, str | bytes]:
    """The parts of an OFD of one page with these objects on it; `parts` by their path stand beside or instead."""
    style = Style()
    document = (
        "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
        "<DocumentRes>DocumentRes.xml</DocumentRes></CommonData>"
        '<Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages>'
        "<Annotations>Annotations.xml</Annotations></Document>"
    )
    media = '<MultiMedia ID="4" Type="Image"><MediaFile>a.png</MediaFile></MultiMedia>'
    whole: dict[str, str | bytes] = {
        "OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": document,
        "Doc_0/DocumentRes.xml": f'<Res BaseLoc="Res"><MultiMedias>{media}</MultiMedias></Res>',
        "Doc_0/Pages/Page_0/Content.xml": f"<Page><Content><Layer>{content}</Layer></Content></Page>",
        **parts,
    }
    return {name: spaced(part, style) if isinstance(part, str) else part for name, part in whole.items()}


def said(text: str, y: float, more: str = "", code: str = "") -> str:
    """A text object of one line, `y` millimetres from the top of the page."""
    words = code or f'<TextCode X="0" Y="4.4">{text}</TextCode>'
    return f'<TextObject Boundary="25 {y} {5 * len(text)} 5" Size="5" {more}>{words}</TextObject>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts of a file zipped."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def spaced(text: str, style: Style) -> str:
    """A part with every element under the style's prefix, and the namespace on its root."""
    text = re.sub(r"<(/?)([A-Z])", rf"<\1{style.prefix}\2", text)
    text = re.sub(r"^<(\S+?)([\s>])", rf"<\1 {style.space}\2", text, count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _document(folder: str, pages: Sequence["_Sheet"], style: Style) -> dict[str, str]:
    parts: dict[str, str] = {}
    lines, templates, composites = "", "", ""
    root = f"/{folder}/" if style.absolute else ""
    for number, page in enumerate(pages):
        content, use, whole = page.text() + page.rules(), "", f"0 0 {page.wide} {page.tall}"
        if style.template:
            path = f"Tpls/Tpl_{number}/Content.xml"
            parts[f"{folder}/{path}"] = f"<Page><Content><Layer>{page.rules()}</Layer></Content></Page>"
            templates += f'<TemplatePage ID="{900 + number}" BaseLoc="{root}{path}"/>'
            content, use = page.text(), f'<Template TemplateID="{900 + number}" ZOrder="Background"/>'
        if style.composite:
            unit = f'<CompositeGraphicUnit ID="{700 + number}" Width="{page.wide}" Height="{page.tall}">'
            composites += f"{unit}<Content>{content}</Content></CompositeGraphicUnit>"
            content = f'<CompositeObject ID="8" ResourceID="{700 + number}" Boundary="{whole}"/>'
        body = f'<Content><Layer Type="Body" ID="1">{content}</Layer></Content>'
        path = f"Pages/Page_{number}/Content.xml"
        parts[f"{folder}/{path}"] = f"<Page>{use}<Area><PhysicalBox>{whole}</PhysicalBox></Area>{body}</Page>"
        lines += f'<Page ID="{number + 1}" BaseLoc="{root}{path}"/>'
    units = f"<CompositeGraphicUnits>{composites}</CompositeGraphicUnits>"
    parts[f"{folder}/DocumentRes.xml"] = f'<Res BaseLoc="Res">{units}</Res>'
    area = "<PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
    common = f"{area}<DocumentRes>{root}DocumentRes.xml</DocumentRes>{templates}"
    parts[f"{folder}/Document.xml"] = f"<Document><CommonData>{common}</CommonData><Pages>{lines}</Pages></Document>"
    return parts


class _Sheet:
    """A printed page and how its objects are written."""

    def __init__(self, page: Any, style: Style) -> None:
        self.style = style
        self.chars: list[Char] = list(page.chars)
        self.edges = [(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in page.edges]
        self.across, self.down = float(page.width), float(page.height)
        wide, tall = (self.down, self.across) if style.lying else (self.across, self.down)
        self.wide, self.tall = round(wide * MM, 3), round(tall * MM, 3)

    def text(self) -> str:
        groups = [[char] for char in self.chars] if self.style.text == "char" else _runs(self.chars)
        return "".join(self._object(run) for run in groups)

    def _object(self, run: Sequence[Char]) -> str:
        first, size = run[0], run[0]["size"]
        foot = first["bottom"] - 0.12 * size
        steps = [after["x0"] - before["x0"] for before, after in itertools.pairwise(run)]
        words = escape("".join(char["text"] for char in run))
        deltas = "" if self.style.text == "bare" else self._deltas(steps)
        whole = f"0 0 {self.wide} {self.tall}"
        a, b, c, d, e, f = first["matrix"]
        if abs(b) > 0.01:  # printed aslant, or on its side
            size = (first["x1"] - first["x0"]) / abs(b) if abs(a) < 0.01 else first["adv"]
            ctm = f"{a:.5f} {-b:.5f} {-c:.5f} {d:.5f} {e * MM:.5f} {(self.down - f) * MM:.5f}"
            return _text(whole, size * MM, 0, 0, words, ctm=ctm)
        if self.style.lying:  # its lines run up the page
            ctm = f"0 {-MM:.6f} {MM:.6f} 0 {foot * MM:.4f} {(self.across - first['x0']) * MM:.4f}"
            return _text(whole, size, 0, 0, words, deltas, ctm)
        if self.style.scaled:
            return _text(whole, size, first["x0"], foot, words, deltas, f"{MM:.6f} 0 0 {MM:.6f} 0 0")
        left, top = first["x0"] * MM, (foot - 0.88 * size) * MM
        frame = f"{left:.4f} {top:.4f} {(run[-1]['x1'] - first['x0']) * MM:.4f} {size * MM:.4f}"
        return _text(frame, size * MM, 0, 0.88 * size * MM, words, deltas)

    def _deltas(self, steps: Sequence[float]) -> str:
        unit = 1.0 if self.style.scaled or self.style.lying else MM
        shown = [f"{step * unit:.3f}" for step in steps]
        if not shown:
            return ""
        if self.style.groups:
            runs = [(value, len(list(same))) for value, same in itertools.groupby(shown)]
            shown = [f"g {count} {value}" if count > 1 else value for value, count in runs]
        return f' DeltaX="{" ".join(shown)}"'

    def rules(self) -> str:
        return "".join(self._rule(*edge) for edge in self.edges)

    def _rule(self, x0: float, top: float, x1: float, bottom: float) -> str:
        left, high, right, low = (
            (top, self.across - x1, bottom, self.across - x0) if self.style.lying else (x0, top, x1, bottom)
        )
        across, down = (right - left) * MM, (low - high) * MM
        wide, tall = max(across, 0.18), max(down, 0.18)
        frame = f'Boundary="{left * MM:.4f} {high * MM:.4f} {wide:.4f} {tall:.4f}"'
        if self.style.filled:
            drawn = 'Fill="true" Stroke="false"'
            path = f"M 0 0 L {wide:.4f} 0 L {wide:.4f} {tall:.4f} L 0 {tall:.4f} C"
        else:
            drawn, path = 'LineWidth="0.18"', f"M 0 0 L {across:.4f} {down:.4f}"
        return f'<PathObject ID="6" {frame} {drawn}><AbbreviatedData>{path}</AbbreviatedData></PathObject>'


def _text(frame: str, size: float, x: float, y: float, words: str, deltas: str = "", ctm: str = "") -> str:
    """A text object; lengths in millimetres, or in what the CTM makes them of."""
    turned = f' CTM="{ctm}"' if ctm else ""
    code = f'<TextCode X="{x:.4f}" Y="{y:.4f}"{deltas}>{words}</TextCode>'
    return f'<TextObject ID="5" Boundary="{frame}" Font="3" Size="{size:.4f}"{turned}>{code}</TextObject>'


def _runs(chars: Sequence[Char]) -> list[list[Char]]:
    """The letters that stand on one line without a gap, as one text object holds them."""
    out: list[list[Char]] = []
    for char in chars:
        if out and _goes_on(out[-1][-1], char):
            out[-1].append(char)
        else:
            out.append([char])
    return out


def _goes_on(before: Char, char: Char) -> bool:
    level = not before["matrix"][1] and abs(before["bottom"] - char["bottom"]) < 1.5
    return level and before["size"] == char["size"] and -1 < char["x0"] - before["x1"] < 2


def ofd(printed: Callable[[Report], Rendering], style: Style) -> Layout:
    """The layout of an OFD whose pages are those of `printed`."""

    def layout(report: Report) -> Rendering:
        rendering = printed(report)
        return replace(rendering, name="report.ofd", data=write(rendering.data, style))

    return layout


def _ruled(report: Report) -> Rendering:
    return pdf_file(report, ruled=True)


OFDS: dict[str, Layout] = {
    "OFD一行一块": ofd(_ruled, Style()),
    "OFD一字一块": ofd(_ruled, Style(text="char")),
    "OFD等距成组": ofd(_ruled, Style(groups=True, absolute=True)),
    "OFD缩放": ofd(_ruled, Style(scaled=True)),
    "OFD填充线": ofd(_ruled, Style(filled=True, prefix="", space='xmlns="http://www.ofdspec.org/2016"')),
    "OFD模板页": ofd(_ruled, Style(template=True, prefix="x:", space='xmlns:x="http://www.ofdspec.org/2016"')),
    "OFD复合图元": ofd(_ruled, Style(composite=True, prefix="", space="")),
    "OFD两个文档": ofd(_ruled, Style(documents=2)),
    "OFD横放": ofd(lambda r: pdf(r, style="@page { size: A4 landscape; }"), Style(lying=True)),
    "OFD无字距": ofd(_ruled, Style(text="bare")),
    "OFD页眉": ofd(lambda r: pdf(r, change=headed), Style()),
    "OFD23行": ofd(lambda r: pdf_file(r, ruled=True, old_rows=True), Style(groups=True)),
    "OFD无线": ofd(lambda r: pdf_file(r, ruled=False), Style()),
}
