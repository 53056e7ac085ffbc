"""Document numbers in past prose: a law's own stays, any other is a digit of a past year and is asked for."""

import re
from collections.abc import Iterator

_NUMBERED = re.compile(r"(?P<office>[一-鿿]{0,8}?)(?P<number>(?:〔\d{4}〕|\[\d{4}\]|[（(]\d{4}[)）])第?\d+号)")
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
