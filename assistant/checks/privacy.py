"""Privacy: identity, bank-card and mobile numbers that must not be published."""

import re
from collections.abc import Iterator

from assistant.checks.context import Context
from assistant.findings import Finding, found
from assistant.form import section_name

_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_CARD = re.compile(r"(?<![\d.])[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3,7}(?![\d.])")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CONTACT = re.compile(r"电话|联系|手机|热线|传真|咨询")
_SOMEBODY = re.compile(
    r"(?:申请|投诉|举报|信访|当事|被执行|受助|监护|委托)人|法定代表人|公民|村民|居民|业主|学生|家长|患者|职工"
)
_LABELLED = re.compile(r"身份(?:证|号)[^，。；]{0,8}$")
_CONTACT_SECTIONS = frozenset({"preamble", "other", "unplaced"})


def personal_data(context: Context) -> Iterator[Finding]:
    """P-04: told with the digits covered; the contact the organ publishes is excepted."""
    for section, text in context.texts():
        for start, end, kind in _found(text, contact=section in _CONTACT_SECTIONS):
            covered = _covered(text[start:end])
            yield found(
                "P-04",
                section,
                f"“{section_name(context.form, section)}”中有{kind} {covered}，不得公开。请删除。",
                basis="条例第十五条：涉及个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。",
                values={"kind": kind, "number": covered},
                span=(start, end),
            )


def _found(text: str, *, contact: bool) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    for match in _IDENTITY.finditer(text):
        # A mistyped number with its name before it still gives a person away.
        if is_identity(match[0]) or _LABELLED.search(text[max(0, match.start() - 16) : match.start()]):
            taken.append(match.span())
            yield *match.span(), "居民身份证号码"
    for match in _CARD.finditer(text):
        if not _overlaps(match, taken) and is_card(match[0]):
            taken.append(match.span())
            yield *match.span(), "银行卡号"
    for match in _MOBILE.finditer(text):
        if not _overlaps(match, taken) and not (contact and _is_published(text[: match.start()])):
            yield *match.span(), "手机号码"


def _is_published(before: str) -> bool:
    """Whether what stands before a number says that it is the organ's own contact, and not somebody's."""
    sentence = re.split(r"[。；;\n]", before)[-1]
    return bool(_CONTACT.search(sentence[-24:])) and not _SOMEBODY.search(sentence)


def _overlaps(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in taken)


def is_identity(number: str) -> bool:
    """Whether the check character of an 18-digit identity number is right (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_card(number: str) -> bool:
    """Whether 16 to 19 digits pass the Luhn check and are not all alike."""
    digits = [int(char) for char in number if char.isdigit()]
    if not 16 <= len(digits) <= 19 or len(set(digits)) == 1:  # noqa: PLR2004 - lengths of card numbers
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004 - Luhn
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _covered(number: str) -> str:
    bare = re.sub(r"\D", "", number[:-1]) + number[-1]
    return f"{bare[:3]}{'*' * (len(bare) - 5)}{bare[-2:]}"
