"""Where the electronic copy is and whom to ask: taken over from last year's preamble, or asked for."""

import re
from collections.abc import Iterator

from assistant.draft.proposal.proposal import Request, Sentence
from assistant.draft.ways.changes import years_rolled
from assistant.prose import sentences

_CONTACT = re.compile(
    r"联系电话|电话|地址|邮编|邮政编码|邮箱|传真|致电|拨打|来电|(?<!\d)0\d{2,3}-?\d{7,8}|https?://|www\.|电子版|下载|网站.{0,12}查阅|如有疑问|欢迎.*联系"
)
REMARK = "联系方式和网址沿用上年，请核对"
MISSING = "本报告电子版可在【待填：网站名称和网址】查阅和下载。如有疑问，请与【待填：联系单位、地址和电话】联系。"


def _without_period(text: str) -> str:
    """The sentence from where it speaks of copy or contact: the period has a sentence of its own."""
    clauses = text.split("，")
    last = max((at for at, clause in enumerate(clauses) if "统计" in clause), default=-1)
    rest = "，".join(clauses[last + 1 :])
    return rest if _CONTACT.search(rest) else text


def is_contact(text: str) -> bool:
    """Whether a sentence says where the copy is or whom to ask."""
    return bool(_CONTACT.search(text))


def contact_sentences(request: Request) -> Iterator[Sentence]:
    """The sentences on copy and contact: this year's notes of the preamble win, then last year's own sentences."""
    if any(note.aspect == "preamble" and _CONTACT.search(note.text) for note in request.report.notes):
        return
    found = []
    for section in ("preamble", "other") if request.last is not None else ():
        found += [item.strip() for item in sentences(request.last.section(section)) if _CONTACT.search(item)]  # type: ignore[union-attr]
    if not found:
        for text in sentences(MISSING):
            yield Sentence(text, text, remark="请填写")
    for text in dict.fromkeys(map(_without_period, found)):
        yield years_rolled(text, request, remark=REMARK)
