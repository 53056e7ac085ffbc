"""Gathering: the indicators of a message, each under a name of its own, and what has to be asked about them.

What half a year or a quarter came to is no number of the year: it stays with the year's where that is told beside it,
else the year's is asked for. Nothing is ever added up.
"""

import re
from dataclasses import dataclass, field, replace

from assistant.listening.names import Named, of_this_year
from assistant.listening.naming import naming
from assistant.listening.nouns import is_dependent
from assistant.listening.pieces import Piece, names_something
from assistant.listening.told import Ask, Told
from assistant.listening.words import words
from assistant.prose import Number, dates
from assistant.prose.vocabulary import alike
from assistant.report import Report

_IN_ALL = "共"
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Gathering:
    """The indicators and questions of a message as they are gathered."""

    report: Report
    section: str
    taken_back: bool = False
    """Whether the message takes something back: what it tells twice is what it told last."""
    told: list[Told] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    parts: list[tuple[Piece, str]] = field(default_factory=list)
    """Numbers of parts of the year with the names of what they count, whose year has not been told."""
    sentence: int = -1
    """The sentence of the number told last."""

    def ask(self, piece: Piece) -> None:
        """Ask for the exact number of what a piece counts."""
        self.asks.append(Ask(piece.text, f"“{piece.text}”：准确的数是多少？"))

    def add(self, text: str) -> None:
        """Keep words with the number told before them."""
        if self.told:
            self.told[-1] = replace(self.told[-1], text=f"{self.told[-1].text}，{text}")

    def finish(self) -> None:
        """Ask for the year's numbers of which only parts were told."""
        by_name: dict[str, list[Piece]] = {}
        for piece, name in self.parts:
            by_name.setdefault(name, []).append(piece)
        for pieces in by_name.values():
            said = "，".join(piece.text for piece in pieces)
            number = pieces[-1].number
            total = "全年是多少" if number and number.percent else f"全年一共是多少{number.unit if number else ''}"
            self.asks.append(Ask(said, f"“{said}”：{total}？"))
        self.parts = []

    def part_of_year(self, piece: Piece, name: str, *, carried: bool) -> bool:
        """Keep a number of a part of the year with the year's, or until that is told; False if it is none."""
        once = piece.number is not None and piece.number.value == 1 and naming().once.search(piece.before)
        if not _of_year(piece) or once:
            return False  # 上半年新开了一个专栏: there is no more of it in the other half
        at = next((at for at, one in enumerate(self.told) if one.name == name), None)
        if at is None and carried and self.told and self._counts_alike(piece, self.told[-1]):
            at = len(self.told) - 1
        monthly = not words().part_of_year.search(piece.before)
        if at is None and monthly and not _is_part(piece):
            return False  # 6月办了1场: it may be the only one
        if at is None:
            self.parts.append((piece, name))
        elif monthly and words().month.search(self.told[at].text.partition("，")[0]):
            before = self.told.pop(at)  # 3月1场，9月2场: neither is the year's
            self.parts += [(replace(piece, text=before.text), name), (piece, name)]
        else:
            self.told[at] = replace(self.told[at], text=f"{self.told[at].text}，{piece.text}")
        return True

    def parts_of(self, name: str) -> str:
        """The words of the parts of the year that were told before its number, and are no more asked about."""
        own = [piece.text for piece, of in self.parts if of == name]
        self.parts = [(piece, of) for piece, of in self.parts if of != name]
        return "".join(f"{text}，" for text in own)

    def apart(self, piece: Piece, number: Number, found: Named, name: str) -> str:
        """The name, or another where the message has counted something else under it; "" where it has to be asked."""
        at = next((at for at, one in enumerate(self.told) if one.name == name), None)
        listed = any(of == name and not _of_year(other) for other, of in self.parts)
        if at is None and found.carried and listed:
            self.parts.append((piece, name))
            return ""
        if at is None:
            return name
        people = words().people
        same = alike(number.unit, self.told[at].unit) and (number.unit in people) == (self.told[at].unit in people)
        if self.taken_back and same:
            del self.told[at]
            return name
        says_more = len(_HAN.findall(words().fillers.sub("", _of_lists(piece.bare)))) > 1
        if found.carried and same and (self._sums_up(piece, number) or (says_more and not _verb(piece))):
            self.add(piece.text)  # 听证会2场、座谈会3场，共5场; 全文公开30件，2件不宜公开做了说明
            return ""
        if found.carried and same and not _verb(piece):
            before = self.told.pop(at)  # 分别是45人、52人: which of them the year's is, or what they come to, is asked
            self.parts += [(replace(piece, text=before.text), name), (piece, name)]
            return ""
        others = [f"{found.noun}{found.done}"] if not found.carried else []
        others += [f"{name}（{number.unit or '另一项'}）"] if not same else []
        others += [f"{name}{_verb(piece)}"] if _verb(piece) else []
        taken = {one.name for one in self.told}
        free = next((other for other in others if other not in taken), "")
        if not free:
            self.asks.append(Ask(piece.text, f"“{piece.text}”与前面说的“{name}”是一回事吗？"))
        return free

    def _sums_up(self, piece: Piece, number: Number) -> bool:
        """Whether a number is no more than what those told right before it come to."""
        total = number.value
        for one in reversed(self.told):
            if one.value is None or not alike(one.unit, number.unit):
                return False
            total -= one.value
            if total <= 0:
                in_all = piece.before == _IN_ALL or words().in_all.search(piece.before)
                return total == 0 and bool(in_all) and one is not self.told[-1]
        return False

    def details(self, piece: Piece, number: Number) -> bool:
        """Keep a number of some of those counted before with their number: 发布会4场，两场讲防汛的."""
        whole = self.told[-1] if self.told else None
        if naming().left_over.match(piece.elided):
            return False
        if whole is None or whole.value is None or self.sentence != piece.sentence or names_something(piece.before):
            return False
        some = alike(number.unit, whole.unit) and number.value <= whole.value and not number.percent
        if some and naming().details.match(piece.after):
            self.add(piece.text)
            return True
        return False

    def corrected(self, number: Number, found: Named) -> str:
        """The one number of the same work that the report has: what is corrected was told before in other words."""
        topic = found.topic.id if found.topic else ""
        same = [
            one.name
            for one in self.report.indicators
            if topic
            and alike(number.unit, one.unit)
            and any(of.id == topic for of in of_this_year(one.name)[:1])
            and is_dependent(one.name) == is_dependent(found.name)
        ]
        return same[0] if len(same) == 1 else ""

    def same_as_last(self, piece: Piece) -> bool:
        """和去年一样多 after a number: last year's number is this year's."""
        if not self.told or self.told[-1].value is None or self.told[-1].about:
            return False
        if not (words().last_year.search(piece.text) and words().same.search(piece.text)):
            return False
        self.told[-1] = replace(self.told[-1], last=self.told[-1].value)
        self.add(piece.text)
        return True

    def _counts_alike(self, piece: Piece, told: Told) -> bool:
        unit = piece.number.unit if piece.number else ""
        return piece.text not in told.text and alike(unit, told.unit)


def _of_lists(text: str) -> str:
    """Words without what stands between the numbers of a list, and without the parts of the year."""
    return words().month.sub("", words().part_of_year.sub("", re.sub("分别|以及|[和与及]", "", text)))


def _is_part(piece: Piece) -> bool:
    """Whether a month's or a quarter's number cannot be the year's: a rate, or what flows all year in a quarter."""
    number = piece.number
    flows = number is not None and number.unit in words().flows and bool(words().quarter.search(piece.before))
    return flows or bool(number and number.percent)


def _of_year(piece: Piece) -> bool:
    """Whether it tells of a part of the year: 上半年, 三季度, 6月."""
    return bool(words().part_of_year.search(piece.before) or words().month.search(piece.before))


def _verb(piece: Piece) -> str:
    """The verb right before a number, which tells it from another of the same thing: 任务32项，完成31项."""
    if words().called.get(piece.after) == naming().pending:
        return piece.after
    found = re.search(rf"({words().verbs.pattern})[了过]?$", piece.before)
    return found[1] if found and len(found[1]) > 1 else ""


def is_each(piece: Piece) -> bool:
    """Whether a number is told of each of what was named before it: 3月、9月各一次."""
    of_each = re.search(rf"(?:{words().each.pattern})[^，。；]{{0,3}}$", piece.before)
    return bool(of_each or naming().given_each.search(piece.before))


def times(piece: Piece) -> int:
    """各一次 is once for each month or quarter named before it; 1 where it is not known of how many it is said."""
    if not is_each(piece):
        return 1
    whens = [one for one in dates(piece.before) if one.month is not None]
    return max(len(whens), len(words().periods.findall(piece.before)), 1)


def unit_of(said: str) -> str:
    """The unit of what is counted without one: 阅读量 in 次, 粉丝 in 人."""
    return next((unit for unit, pattern in words().units if pattern.search(said)), "")
