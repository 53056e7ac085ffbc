"""rows: a ledger file, xlsx or csv, as rows of the fields the count needs and nothing else.

Names and contacts of applicants stand in columns no field is named after; they are never taken up.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook

from assistant.errors import FileEmpty, FileEncrypted, FileTooLarge, FileTypeUnknown, FileUnreadable, ole_problem
from assistant.ledger.case_dates import read_date
from assistant.ledger.words import fold, heading, is_no_case

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_UNPACKED_LIMIT = 200 * 1024 * 1024
_HEADING_ROWS = 20
"""Rows the heading is looked for in: titles and notes stand above it; far down, a row of values may look like one."""
FIELDS = {
    "received": "收到日期",
    "applicant": "申请人类型",
    "organisation": "组织类型",
    "result": "办理结果",
    "detail": "具体情形",
    "answered": "答复日期",
    "number": "编号",
}
"""What the count can use of a ledger, as a person calls it."""
NEEDED = {"received": "收到日期", "applicant": "申请人类型", "result": "办理结果", "answered": "答复日期"}
_LIKELY = 2
"""A row with so many known headings is taken for the heading row."""


@dataclass(frozen=True)
class Headings:
    """The heading row of a ledger: every title in it, and which title was taken for which field."""

    titles: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields the count cannot do without that no title was taken for."""
        return tuple(field for field in NEEDED if field not in self.fields)


@dataclass(frozen=True)
class Row:
    """One application: where it stands in the file, and the values of the known fields."""

    place: str
    values: dict[str, object]

    def get(self, field: str) -> object:
        """The value of a field, None if the ledger has no such column."""
        return self.values.get(field)

    def text(self, field: str) -> str:
        """The value of a field as trimmed text."""
        value = self.values.get(field)
        return "" if value is None else str(value).strip()


def headings(name: str, data: bytes) -> Headings:
    """What the headings of a ledger were taken for, on the sheet where most were known; raises FileProblem."""
    found = [_titled(lines) for _, lines in _opened(name, data)]
    return max(found, key=lambda item: (len(item.fields), len(item.titles)), default=Headings((), {}))


def read_rows(name: str, data: bytes, columns: Mapping[str, str] | None = None) -> tuple[list[Row], dict[str, str]]:
    """The applications in a ledger, and the sheets that were not read, each with the reason.

    `columns` maps a field to the heading a person chose for it; without it headings are recognised. Raises a
    FileProblem that says which headings are missing if no sheet can be read.
    """
    sheets = _opened(name, data)
    found: list[Row] = []
    unread: dict[str, str] = {}
    headed = 0
    best: set[str] = set()
    for sheet, lines in sheets:
        at, fields = _chosen(lines, columns or {})
        if not fields:  # another sheet may have headings of its own
            at, fields = _heading(lines)
        missing = NEEDED.keys() - fields.values()
        best = max(best, set(fields.values()), key=len)
        if missing:
            if fields or _has_dates(lines):  # other sheets hold instructions or sums
                titles = "、".join(f"“{NEEDED[field]}”" for field in NEEDED if field in missing)
                unread[sheet] = f"没有找到{titles}列"
            continue
        headed += 1
        prefix = f"{sheet}:" if len(sheets) > 1 else ""
        found += _rows(lines, at, fields, prefix)
    if not headed:
        absent = "、".join(f"“{title}”" for field, title in NEEDED.items() if field not in best)
        raise FileUnreadable(f"“{name}”中没有找到{absent}列。请在表头中写明这些列名，或者使用本系统的台账模板。")
    return found, unread


def _opened(name: str, data: bytes) -> list[tuple[str, list[Sequence[object]]]]:
    if not data.strip():
        raise FileEmpty(f"“{name}”是空的，请重新选择台账文件。")
    return _sheets(name, data)


def _titled(lines: Sequence[Sequence[object]]) -> Headings:
    """The heading row with what it was taken for; where too little is known, the first full row is shown."""
    at, fields = _heading(lines)
    if not fields:
        at = next((n for n, line in enumerate(lines[:_HEADING_ROWS]) if len(_texts(line)) >= len(NEEDED)), 0)
    line = lines[at] if lines else ()
    titles = tuple(dict.fromkeys(_texts(line)))
    return Headings(titles, {field: str(line[column]).strip() for column, field in fields.items()})


def _has_dates(lines: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet without known headings may hold applications all the same, as a second page without any does."""
    return any(read_date(value) is not None for line in lines for value in line)


def _texts(line: Sequence[object]) -> list[str]:
    """The titles in a row; numbers and dates are no titles."""
    return [value.strip() for value in line if isinstance(value, str) and value.strip()]


def _chosen(lines: Sequence[Sequence[object]], columns: Mapping[str, str]) -> tuple[int, dict[int, str]]:
    """The row that has all the chosen headings, and the field of each of their columns."""
    wanted = {fold(title): field for field, title in columns.items() if title}
    for at, line in enumerate(lines[:_HEADING_ROWS]):
        fields: dict[int, str] = {}
        for column, value in enumerate(line):
            field = wanted.get(fold(str(value))) if value is not None else None
            if field and field not in fields.values():
                fields[column] = field
        if wanted and len(fields) == len(wanted):
            return at, fields
    return 0, {}


def _sheets(name: str, data: bytes) -> list[tuple[str, list[Sequence[object]]]]:
    if data.startswith(_OLE):
        raise FileEncrypted(f"“{name}”{ole_problem(data)} 后再上传。")
    if data.startswith(_ZIP):
        return _workbook(name, data)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise FileUnreadable(f"“{name}”已损坏，或者不是 Excel 工作簿。请重新另存为 .xlsx 后再上传。")
    if name.lower().endswith(".xls"):
        raise FileTypeUnknown(f"“{name}”虽以 .xls 为后缀，内容却不是 Excel 工作簿。请打开后另存为 .xlsx 再上传。")
    if not name.lower().endswith((".csv", ".txt", ".tsv")):
        raise FileTypeUnknown(f"“{name}”不是台账能用的格式，请使用 .xlsx 或者 .csv 文件。")
    return [("", _csv(name, data))]


def _workbook(name: str, data: bytes) -> list[tuple[str, list[Sequence[object]]]]:
    try:
        unpacked = sum(item.file_size for item in zipfile.ZipFile(io.BytesIO(data)).infolist())
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=True) if unpacked <= _UNPACKED_LIMIT else None
        sheets = [(sheet.title, list(sheet.values)) for sheet in book.worksheets] if book else []
    except Exception as problem:  # the package raises whatever its parsers raise
        raise FileUnreadable(f"“{name}”已损坏，或者不是 Excel 工作簿。请重新另存为 .xlsx 后再上传。") from problem
    if book is None:
        raise FileTooLarge(f"“{name}”展开后过大，请删去无关的工作表后再上传。")
    book.close()
    return [(title, list(lines)) for title, lines in sheets if lines]


def _csv(name: str, data: bytes) -> list[Sequence[object]]:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            beginning = "\n".join(text.split("\n", _HEADING_ROWS)[:_HEADING_ROWS])  # a title above may hold none
            delimiter = max(",\t;", key=beginning.count)
            return [tuple(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    raise FileUnreadable(f"“{name}”的文字编码无法识别，请另存为 UTF-8 编码的 CSV，或者 .xlsx。")


def _heading(lines: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]]:
    """The row with the headings, and for each column of it the field; the first column wins a field."""
    best: tuple[int, dict[int, str]] = (0, {})
    for at, line in enumerate(lines[:_HEADING_ROWS]):
        fields: dict[int, str] = {}
        for column, value in enumerate(line):
            field = heading(str(value)) if value is not None else None
            if field and field not in fields.values():
                fields[column] = field
        if len(fields) >= _LIKELY and len(fields) > len(best[1]):
            best = (at, fields)
    return best


def _rows(lines: Sequence[Sequence[object]], at: int, fields: dict[int, str], prefix: str) -> Iterator[Row]:
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        values = {field: line[column] for column, field in fields.items() if column < len(line)}
        row = Row(f"{prefix}{number}", {field: value for field, value in values.items() if value not in {None, ""}})
        content = {field for field in row.values if field != "number" and row.text(field)}
        if content and not _is_total(line, row):
            yield row


def _is_total(line: Sequence[object], row: Row) -> bool:
    first = next((str(value) for value in line if value not in {None, ""}), "")
    return read_date(row.get("received")) is None and is_no_case(first)
