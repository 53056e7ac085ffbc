"""Whether a clause has its predicate, and what it speaks of: the subject at its head."""

import re

from assistant.draft.official.lexicon import lexicon

_NO_SUBJECT = re.compile(
    r"^(?:对|把|将|为|按|依|根据|在|通过|由|向|与|从|就|以|因|针对|围绕|结合|依托|采取|利用|经|自|于|未|无|没有|均|每|如|若|\d|当|凡)"
)
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
    head = first[:at]
    head = re.sub(rf"^(?:{lexicon().time})+", "", head)
    while match := lexicon().adverb.search(head):
        if match.end() != len(head):
            break
        head = head[: match.start()]
    if not head or _NO_SUBJECT.match(head) or lexicon().adverb.fullmatch(head):
        return ""
    return head


def question(clause: str) -> str:
    """What to ask about a clause without a predicate."""
    if _ONE_OFF.search(clause):
        return f"“{clause}”是已经完成，还是正在做？"
    return f"“{clause}”今年做了什么、结果怎样？"


def _says(part: str) -> bool:
    at = _predicate_at(part)
    return at is not None


def _predicate_at(part: str) -> int | None:
    """Where the first verb stands that is not part of a name of the field (政务公开, 公开指南)."""
    masked = lexicon().noun.sub(lambda match: "　" * len(match[0]), part)
    match = lexicon().predicate.search(masked)
    if match and match.end() == len(part) and _ONE_OFF.search(part) and not _adverb_before(part[: match.start()]):
        return None
    return match.start() if match else None


def _adverb_before(head: str) -> bool:
    return any(match.end() == len(head) for match in lexicon().adverb.finditer(head))
