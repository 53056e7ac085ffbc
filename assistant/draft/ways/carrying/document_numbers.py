"""Numbers in past prose that count nothing: of documents, in titles, of issues and ranks.

A law's own document number stays; any other is of its year and is asked for.
"""

import re
from collections.abc import Iterator

from assistant.sources.slots import counted

_NUMBERED = re.compile(
    r"(?P<office>[一-鿿]{0,8}?)(?P<number>(?:〔\d{4}〕|\[\d{4}\]|[（(]\d{4}[)）])第?\d+号|20\d\d年第\d+号)"
)
_LAW = re.compile(r"《[^》]*(?:条例|办法|规定|细则|准则|法)》[（(]?[^（()）。，]{0,8}$")
_NATIONAL = re.compile(r"(?:国办|国发|国函|国令|中办|中发|厅字)[一-鿿]{0,4}$")


def document_numbers(text: str, source: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, what to write there and a remark, for every 文号 of a sentence that needs either.

    `source` is the 文号 of the report's own form: the one that stays right.
    """
    for match in _NUMBERED.finditer(text):
        before, start, end = text[: match.start("number")], match.start("number"), match.end()
        if text[:end].endswith(source):
            continue
        if _LAW.search(before) and _NATIONAL.search(before):
            yield start, end, match["number"], f"引用的文号{match['number']}请核对是否仍然有效"
        else:
            now = f"；现行年报格式的文号是{source}" if source.split("〔", 1)[0] in before[-8:] else ""
            yield start, end, "【待核实：文号】", f"原为{match['number']}{now}"


_ORDINAL = re.compile(
    r"(?<=第)\s*(?:\d+|[一二三四五六七八九十]+)(?=\s*(?P<of>[名位期届次批轮季场]))|(?<=连续)\s*\d+(?=\s*(?P<unit>年))"
)
"""What counts nothing and is of its year all the same: 位列第5名, 第六期, 连续5年."""
_RANKED = {"名": "名次", "位": "名次"}
_IN_TITLE = re.compile(r"《[^《》]*?(?P<year>20\d\d)(?=年)[^《》]*》")
_OWN_REPORT = re.compile(r"年度?(?:政府信息公开|政务公开|信息公开)?(?:工作)?年?度?报告》$")


def ordinals(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Ranks, issues and runs of years, asked for: last year's are old digits whatever else they are."""
    for match in _ORDINAL.finditer(text):
        if _within_title(text, match.start()):
            continue
        of, unit = match["of"] or "", match["unit"] or ""
        asked = _RANKED.get(of, f"第几{of}") if of else counted(text, match.start(), match.end(), unit)
        yield match.start(), match.end(), f"【待核实：{asked}】", f"原为{'第' * bool(of)}{match[0].strip()}{of or unit}"


def title_years(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Years inside a document's title, asked for: next year's document may be called otherwise. Reports go on."""
    for match in _IN_TITLE.finditer(text):
        if not _OWN_REPORT.search(match[0]):
            yield *match.span("year"), "【待核实：年份】", f"上年写到{match[0]}，请核对本年的文件名称"


def _within_title(text: str, at: int) -> bool:
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)
