"""Reader choice: which reader a file needs, judged by its content first and its suffix second.

Portals name web pages .doc and people rename files; where the content is certain it is read for what it
is and a finding says so, where it is not FileTypeUnknown says what to do.
"""

import email
import email.policy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.errors import FileEncrypted, FileTypeUnknown, FileUnreadable, UsageError
from assistant.findings import blank_cells, found
from assistant.past.blocks import Document, Picture, has_words
from assistant.past.readers.encoding import decode
from assistant.past.readers.scans.picture_files import is_picture
from assistant.report import Report, from_json

SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf", ".ofd", ".xlsx", ".json", ".png", ".jpg", ".tif")
_PICTURES = {".png", ".jpg", ".tif", ".bmp", ".gif", ".webp"}
_ALIKE = {
    ".htm": ".html",
    ".jpeg": ".jpg",
    ".tiff": ".tif",
    ".shtml": ".html",
    ".mht": ".mhtml",
    ".markdown": ".md",
    ".text": ".txt",
    ".csv": ".txt",
    ".xlsm": ".xlsx",
}
_MOST_BLOCKS = 6000
_OPEN_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|span|meta)\b", re.IGNORECASE)
_SOURCE = 10
"""Tags that make a text a page's source: fewer may be quoted in it."""
_PROGRAMS = {".ofd": "OFD 阅读器", ".zip": "压缩软件"}
"""What opens a damaged file of that name; others are of an office."""
_UOF = {".uof", ".uot", ".uos", ".uop"}
_KEPT_AS_ZIP = {".docx", ".xlsx", ".xlsm", ".ofd", ".odt", ".wps", ".et", *_UOF}
_OLD_SHEETS = {".xls", ".et"}
_LEGACY = {".doc", ".wps", ".rtf", ".odt", ".dot", ".et", ".xls"}


def open_document(name: str, data: bytes) -> Document | Report:
    """Blocks of the file, or the report itself where the file is one of the program's own."""
    suffix = Path(name).suffix.lower()
    suffix = _ALIKE.get(suffix, suffix)
    kind = _kind(name, suffix, data)
    opened = _read(kind, name, data)
    if isinstance(opened, Document) and any(isinstance(block, Picture) and block.data for block in opened.blocks):
        from assistant.past.readers.scans.in_text import with_pictures_read

        opened = with_pictures_read(opened)
    if isinstance(opened, Document) and not has_words(opened.blocks) and not opened.findings and not opened.blocks:
        raise FileUnreadable(f"“{name}”中没有可以读取的文字，请检查文件内容，或者换一种格式再试。")
    opened = _bounded(opened)
    if kind in {suffix, ".mhtml"} or (kind == ".doc" and suffix in _LEGACY):
        return opened
    message = f"文件名后缀是“{suffix or '无'}”，内容实际是 {kind.lstrip('.')}，已按内容读取。"
    note = found("R-07", "preamble", message, values={"suffix": suffix, "kind": kind})
    return replace(opened, findings=(note, *opened.findings))


def is_named_readable(name: str) -> bool:
    """Whether a file is called what reports are called."""
    suffix = Path(name).suffix.lower()
    # A picture beside other files is a seal or a photograph, not a report.
    return suffix in {*SUFFIXES, *_ALIKE, *_LEGACY} and _ALIKE.get(suffix, suffix) not in _PICTURES


def is_archive(name: str, data: bytes) -> bool:
    """Whether a file is a zip archive of other files, not a document that is kept as one."""
    from assistant.past.readers.ofd.package import is_ofd
    from assistant.past.readers.sheet import is_sheet
    from assistant.past.readers.word import is_word

    if not data.startswith(b"PK") or Path(name).suffix.lower() in _KEPT_AS_ZIP:
        return False
    return not (is_ofd(data) or is_word(data) or is_sheet(data) or data[30:38] == b"mimetype")


def open_edited(name: str, data: bytes) -> tuple[Document, Document]:
    """A Word file's blocks with its tracked changes accepted, and with all of them rejected; FileTypeUnknown."""
    from assistant.past.readers.legacy import to_docx
    from assistant.past.readers.word import read_word

    suffix = Path(name).suffix.lower()
    kind = _kind(name, _ALIKE.get(suffix, suffix), data)
    if kind not in {".docx", ".doc"}:
        raise FileTypeUnknown(f"“{name}”不是 Word 文件，没有修订和批注可以读。请选择用 Word 或 WPS 保存的 docx 文件。")
    content = to_docx(name, data) if kind == ".doc" else data
    opened, before = read_word(content), read_word(content, accepted=False)
    if not has_words(opened.blocks) and not has_words(before.blocks):
        raise FileUnreadable(f"“{name}”中没有可以读取的文字，请检查文件内容。")
    return _bounded_blocks(opened), _bounded_blocks(before)


def _bounded(opened: Document | Report) -> Document | Report:
    """A file of more lines than any report has is read from its beginning only, and says so."""
    return opened if isinstance(opened, Report) else _bounded_blocks(opened)


def _bounded_blocks(opened: Document) -> Document:
    if len(opened.blocks) <= _MOST_BLOCKS:
        return opened
    message = f"文件共有 {len(opened.blocks)} 段，远多于一份年度报告，只读取了前 {_MOST_BLOCKS} 段。请拆分后再试。"
    note = found("R-07", "preamble", message, values={"blocks": len(opened.blocks), "read": _MOST_BLOCKS})
    return replace(opened, blocks=opened.blocks[:_MOST_BLOCKS], findings=(*opened.findings, note))


def _kind(name: str, suffix: str, data: bytes) -> str:
    """The suffix the content deserves."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t\x00")
    if suffix in _UOF or b"<uof:UOF" in data[:1024]:
        raise FileTypeUnknown(f"不能直接读取标文通（UOF）文件。请用 WPS 打开“{name}”，另存为 .docx 后再试。")
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK"):
        return _zip_kind(name, suffix, data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileEncrypted(f"“{name}”设有密码，无法读取。请用 Word 或 WPS 取消密码后重新保存再试。")
        if suffix in _OLD_SHEETS or "Workbook".encode("utf-16-le") in data:
            raise FileTypeUnknown(f"“{name}”是旧格式的电子表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。")
        if suffix == ".msg":
            raise FileTypeUnknown(f"“{name}”是 Outlook 邮件。请在 Outlook 中打开，把附件另存后再试。")
        return ".doc"
    if head.startswith(b"{\\rtf"):
        return ".doc"
    if is_picture(data) and suffix not in {".txt", ".md", ".html", ".json"}:
        return suffix if suffix in _PICTURES else ".png"
    return _text_kind(name, suffix, data)


def _zip_kind(name: str, suffix: str, data: bytes) -> str:
    from assistant.past.readers.ofd.package import is_ofd
    from assistant.past.readers.sheet import is_sheet
    from assistant.past.readers.word import is_word
    from assistant.past.readers.zip_files import check_zip

    check_zip(data, _PROGRAMS.get(suffix, "Word、Excel 或 WPS "))
    if is_ofd(data):
        return ".ofd"
    if is_word(data):
        return ".docx"
    if is_sheet(data):
        return ".xlsx"
    if _OPEN_TEXT in data[:200]:
        return ".doc"
    raise FileTypeUnknown(f"“{name}”是压缩包或者不支持的文件类型。请解压后选择其中的 docx、pdf、html 等文件上传。")


def _text_kind(name: str, suffix: str, data: bytes) -> str:
    start = data[:4096]
    plain = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if re.search(rb"^MIME-Version:", start, re.IGNORECASE | re.MULTILINE) and b"multipart/" in start.lower():
        return ".mhtml"
    if suffix in {".txt", ".md", ".html", ".json"}:
        if suffix == ".txt" and re.match(rb"<(?:!doctype|html)", plain, re.IGNORECASE):
            return ".html"
        if suffix == ".txt" and plain.startswith(b"<") and len(_TAG.findall(data[:65536])) >= _SOURCE:
            return ".html"
        return suffix
    if len(_TAG.findall(data[:65536])) > 2 or re.match(rb"<(?:!doctype|html|\?xml)", plain, re.IGNORECASE):  # noqa: PLR2004
        return ".html"
    if suffix in {".docx", ".xlsx", ".pdf", *_LEGACY}:
        raise FileTypeUnknown(f"“{name}”的内容不是它的后缀所说的类型，可能没有下载完整。请重新下载或者另存后再试。")
    supported = "、".join(item.lstrip(".") for item in SUFFIXES)
    raise FileTypeUnknown(f"不支持“{suffix or name}”类型的文件。请换用 {supported} 格式的文件。")


def _read(kind: str, name: str, data: bytes) -> Document | Report:
    if kind in {".pdf", ".ofd", *_PICTURES}:
        return _read_printed(kind, data)
    if kind == ".xlsx":
        from assistant.past.readers.sheet import read_sheet

        return read_sheet(data)
    if kind in {".docx", ".doc"}:
        from assistant.past.readers.legacy import to_docx
        from assistant.past.readers.word import read_word

        return read_word(to_docx(name, data) if kind == ".doc" else data)
    if kind in {".html", ".mhtml"}:
        from assistant.past.readers.html import read_html

        return read_html(_web_part(name, data) if kind == ".mhtml" else data)
    if kind == ".json":
        return _read_json(name, data)
    from assistant.past.readers.text import read_markdown, read_text

    return read_markdown(data) if kind == ".md" else read_text(data)


def _read_printed(kind: str, data: bytes) -> Document:
    if kind in _PICTURES:
        from assistant.past.readers.scans.reader import read_picture

        return read_picture(data)
    from assistant.past.readers.ofd.reader import read_ofd
    from assistant.past.readers.pdf import read_pdf

    return read_pdf(data) if kind == ".pdf" else read_ofd(data)


def _web_part(name: str, data: bytes) -> bytes:
    """The page inside a web archive."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(body := part.get_payload(decode=True), bytes):
                return body
    except (ValueError, LookupError, IndexError, AttributeError, TypeError) as problem:
        raise FileUnreadable(f"“{name}”已损坏，无法读取。请在浏览器中重新保存网页后再试。") from problem
    raise FileUnreadable(f"“{name}”中没有网页内容。请在浏览器中另存为 html 文件后再试。")


def _read_json(name: str, data: bytes) -> Report:
    try:
        content: Any = json.loads(decode(data))
    except (ValueError, RecursionError) as problem:
        raise FileUnreadable(f"“{name}”不是完整的 JSON 文件，请检查文件内容。") from problem
    try:
        return _with_blanks(from_json(content))
    except UsageError as problem:
        raise FileUnreadable(problem.message) from problem
    except (ValueError, RecursionError, OverflowError, ArithmeticError) as problem:
        raise FileUnreadable(f"“{name}”中有无法识别的内容，请对照文件格式说明检查。") from problem


def _with_blanks(report: Report) -> Report:
    """The report with a T-01 finding for the cells without a number that nothing has told of yet."""
    from assistant.past.blanks import blanks_of

    told = {cell for finding in report.findings if finding.code == "T-01" for cell in blank_cells(finding)}
    absent = {finding.where for finding in report.findings if finding.code in {"R-01", "R-04"}}
    blanks = blanks_of(report.figures, absent=absent, printed=report.printed)
    more = [finding for finding in blanks if not told.issuperset(blank_cells(finding))]
    return replace(report, findings=(*report.findings, *more))
