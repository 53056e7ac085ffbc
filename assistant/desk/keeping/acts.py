"""The trail of acts in the administrator's hands: verified, and handed out whole for others to look at."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from assistant.desk.access import Access
from assistant.desk.work import Who
from assistant.errors import UsageError
from assistant.store import Entry, Store, Verified

_HEAD = ("序号", "时间", "人员", "地址", "操作", "年报编号", "内容", "链")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet program take a text for a formula, or look past its first character for one."""
_MOST_ROWS = 1_048_575
"""Rows a sheet has room for below its head."""
_MOST_TEXT = 32_767
"""Characters a cell has room for; a whole detail is in the other formats."""
Rows = Iterable[Entry]


class Acts:
    """Use cases on the trail as a whole."""

    def __init__(self, store: Store, access: Access) -> None:
        """Read the trail of a store."""
        self._store = store
        self._access = access

    def verify(self, *, who: Who) -> Verified:
        """Follow the chain, and write down that it was followed and what came of it."""
        self._access.ask_installation("audit_verify", who)
        verified = self._store.audit.verify()
        with self._access.installation("audit_verify", who) as detail:
            detail |= {"lines": verified.lines, "link": verified.link, "faults": len(verified.faults)}
        return verified

    def last(self) -> tuple[int, str]:
        """How many lines there are, and the link of the last."""
        return self._store.audit.end()

    def export(self, suffix: str, *, who: Who) -> bytes:
        """Every line in the format of a suffix: .jsonl, .csv or .xlsx. UsageError for another."""
        make = FORMATS.get(suffix.lower())
        if make is None:
            raise UsageError(f"操作记录可以导出为 {'、'.join(FORMATS)}，没有“{suffix}”这种格式。")
        self._access.ask_installation("audit_export", who)
        number, link = self.last()
        made = make(self._store.audit.all())
        with self._access.installation("audit_export", who) as detail:
            detail |= {"lines": number, "link": link, "format": suffix.lower()}
        return made


def _when(at: datetime) -> str:
    """The office's own time with its distance from UTC."""
    return at.astimezone().isoformat(sep=" ", timespec="seconds")


def _detail(detail: Mapping[str, Any]) -> str:
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True) if detail else ""
    return told.encode("utf-8", "replace").decode()  # half a character fits into no cell


def _rows(entries: Rows) -> Iterator[list[str | int]]:
    for one in entries:
        texts = (_when(one.at), one.actor, one.address, one.act, one.report_id, _detail(one.detail), one.link)
        yield [one.number, *map(_text, texts)]


def _text(value: str) -> str:
    """Text that a spreadsheet program never takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _jsonl(entries: Rows) -> bytes:
    """The values the chain was made of, so that whoever has the file can follow it too."""
    return b"".join(_line(one) + b"\n" for one in entries)


def _line(one: Entry) -> bytes:
    told = {
        "number": one.number,
        "at": one.at.isoformat(timespec="microseconds"),
        "person": one.actor,
        "address": one.address,
        "act": one.act,
        "report": one.report_id,
        "detail": dict(one.detail),
        "link": one.link,
    }
    try:
        return json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a character in what somebody typed
        return json.dumps(told).encode()


def _csv(entries: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEAD)
    writer.writerows(_rows(entries))
    # Excel takes a file without this mark for one in the system's own encoding.
    return out.getvalue().encode("utf-8-sig")


def _xlsx(entries: Rows) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("操作记录")
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGH", (8, 26, 18, 16, 18, 34, 80, 40), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(_HEAD)
    for number, row in enumerate(_rows(entries), 1):
        if number > _MOST_ROWS:
            raise UsageError("操作记录太多，一张表格放不下，请导出为 .csv 或者 .jsonl。")
        plain = [ILLEGAL_CHARACTERS_RE.sub("", cell)[:_MOST_TEXT] if isinstance(cell, str) else cell for cell in row]
        sheet.append(plain)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Rows], bytes]] = MappingProxyType({".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx})
"""What the trail is handed out as."""
