"""Whether a clause has its predicate, and what it speaks of: the subject at its head."""

import re

from assistant.draft.official.lexicon import lexicon

_NO_SUBJECT = re.compile(
    r"^(?:先|多|给|和|跟|对|把|将|为|按|依|根据|在|通过|由|向|与|从|就|以|因|针对|围绕|结合|依托|采取|利用|经|自|于|未|无|没有|均|每|如|若|\d|当|凡)"
)
_ADVERBIAL = re.compile("在|于|对|向|与|从|被|通过|按|每|互相|之间|就|上年")
_LED = re.compile("在.{2,}|通过|由|每[日周月季年]")
"""Adverbials that make a verb of what might be a bare name: 每日在公众号上更新."""
_ONE_OFF = re.compile(r"(?:备案|改版|清理|修订|更新|培训|验收|迁移|升级|改造|公示|归档|移交|调整|整改)$")


def complete(clause: str) -> bool:
    """Whether the clause says what is done or how it is, and is no bare name of a piece of work."""
    first = clause.split("，", maxsplit=1)[0]
    return any(_says(part) for part in (first, clause))


def subject(clause: str) -> str:
    """What stands before the first predicate, "" where the clause starts with its verb or an adverbial."""
    first = re.split("[，：]", clause, maxsplit=1)[0]
    at = _predicate_at(first)
    if at is None or at == 0:
        return ""
    head = re.sub(rf"^(?:{lexicon().time})+", "", first[:at])
    if not head or _NO_SUBJECT.match(head):
        return ""
    head = _ADVERBIAL.split(head, maxsplit=1)[0]
    opening = lexicon().adverb.match(head)
    if not head or head.endswith(("时", "后", "前")) or (opening and len(opening[0]) > 1):
        return ""
    adverb = lexicon().adverb.search(head, 1)
    return head[: adverb.start()] if adverb else head


def question(clause: str) -> str:
    """What to ask about a clause without a predicate."""
    if _ONE_OFF.search(clause):
        return f"“{clause}”是已经完成，还是正在做？"
    return f"“{clause}”今年做了什么、结果怎样？"


def _says(part: str) -> bool:
    at = _predicate_at(part)
    return at is not None or bool(re.search(rf"[一-鿿]{{2}}{lexicon().quantity}$", part))


def _predicate_at(part: str) -> int | None:
    """Where the first verb stands that is not part of a name of the field (政务公开, 公开指南)."""
    match = lexicon().verb(part)
    if match and match.end() == len(part) and _ONE_OFF.search(part):
        head = part[: match.start()]
        if not (_adverb_before(head) or _LED.search(head)):
            return None
    return match.start() if match else None


def _adverb_before(head: str) -> bool:
    return any(match.end() == len(head) for match in lexicon().adverb.finditer(head))
