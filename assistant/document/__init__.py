"""The finished report: composed once, printed in every format from the same layout."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from assistant import workbook
from assistant.document import html, packet, pdf, text
from assistant.document.faces import substitutions, unprintable
from assistant.document.html import Origins
from assistant.document.layout import Block, Grid, Heading, Layout, Prose, Square, compose, title_of
from assistant.document.packet import Answered, ChangedText, Found, Noted, Packet, Signed, Sourced
from assistant.document.page_images import page_images
from assistant.document.pictures import Picture, pictures
from assistant.document.word import to_docx
from assistant.errors import StorageProblem, UsageError
from assistant.report import Report

__all__ = [
    "FORMATS",
    "Answered",
    "Block",
    "ChangedText",
    "Format",
    "Found",
    "Grid",
    "Heading",
    "Layout",
    "Noted",
    "Origins",
    "Packet",
    "Picture",
    "Prose",
    "Signed",
    "Sourced",
    "Square",
    "compose",
    "packet",
    "page_images",
    "pages",
    "pictures",
    "preview",
    "substitutions",
    "title_of",
    "to_bytes",
    "unprintable",
    "write",
]


@dataclass(frozen=True)
class Format:
    """A file format: its suffix and name, what a person takes it for, its media type, and what makes it.

    `illustrated`: whether it can hold pictures.
    """

    suffix: str
    label: str
    purpose: str
    media_type: str
    make: Callable[[Report, Sequence[Picture]], bytes]
    illustrated: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        made.suffix: made
        for made in (
            Format(
                ".docx",
                "Word 文档",
                "报送、存档和继续修改，版式按党政机关公文格式",
                f"{_OFFICE}.wordprocessingml.document",
                lambda report, drawn: to_docx(compose(report, drawn)),
                illustrated=True,
            ),
            Format(
                ".pdf",
                "PDF 文件",
                "打印、传阅和网站附件下载，与审阅时所见一致",
                "application/pdf",
                lambda report, drawn: pdf.to_pdf(compose(report, drawn)),
                illustrated=True,
            ),
            Format(
                ".html",
                "网页",
                "在门户网站后台发布，表格为网页表格，可供读屏软件朗读",
                "text/html",
                lambda report, drawn: html.to_portal(compose(report, drawn)).encode(),
                illustrated=True,
            ),
            Format(
                ".xlsx",
                "Excel 工作簿",
                "报送三张统计表，或者在表格中继续填写、核对",
                f"{_OFFICE}.spreadsheetml.sheet",
                lambda report, _: workbook.write(report),
            ),
            Format(
                ".md",
                "纯文本（Markdown）",
                "粘贴到不支持格式的系统，或者逐字比较",
                "text/markdown",
                lambda report, _: text.to_markdown(compose(report)).encode(),
            ),
            Format(
                ".json",
                "数据（JSON）",
                "与其他系统交换，保留全部内容",
                "application/json",
                lambda report, _: text.to_json_text(report).encode(),
            ),
        )
    }
)


def to_bytes(report: Report, suffix: str, drawn: Sequence[Picture] = ()) -> bytes:
    """The report as a file of that suffix (".docx" …); raises UsageError for one the program cannot write.

    Pictures, as `pictures` draws them, go into the formats that can hold them.
    """
    made = FORMATS.get(suffix.lower())
    if made is None:
        raise UsageError(f"不能导出“{suffix or '无后缀'}”格式，请使用 {'、'.join(FORMATS)} 中的一种。")
    return made.make(report, drawn)


def write(report: Report, path: Path) -> None:
    """Write the report to a file, in the format its suffix names; StorageProblem if the place refuses it."""
    data = to_bytes(report, path.suffix)
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise StorageProblem(f"无法写入“{path}”，请检查文件夹是否存在、是否有写入权限、磁盘是否已满。") from problem


def preview(report: Report, *, origins: Origins | None = None) -> str:
    """The report as paper on a desk, for the screen; with `origins` each number says where it comes from."""
    return html.to_paper(compose(report), origins)


def pages(report: Report, *, scale: float = 1.5) -> list[bytes]:
    """The PDF's pages as PNG pictures: exactly what will be printed."""
    return page_images(pdf.to_pdf(compose(report)), scale=scale)
