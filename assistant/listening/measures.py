"""Measures: the organ's own figures that a message tells, named, compared with last year, or asked about."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.listening.gathering import Gathering, is_each, times, unit_of
from assistant.listening.moods import moods
from assistant.listening.names import CAME, Named, in_full, known_as, named_by
from assistant.listening.naming import naming
from assistant.listening.nouns import is_dependent
from assistant.listening.pieces import Piece, names_something
from assistant.listening.told import Ask, Told
from assistant.listening.words import words
from assistant.prose import Number
from assistant.prose.vocabulary import alike

_SHORTEST_NAME = 2
"""One character names nothing: 罚了2家."""
_ELSEWHERE = "overview.active"
"""Where a number goes that no topic claims: the aspect an indicator has by itself."""
_TEN = 10
"""Below it a number told as 3场左右 is asked again; nobody reports 约3场."""
_ASKED = re.compile(r"(?<!复议)(?<!许可)申请$|申请(?:网上|信函|当面)")
"""Applications told by what no table counts: 网上来的申请39件."""
_BY_WORDS = frozenset({"overview.platform", "overview.on_request"})
"""Where a number that no topic claims goes by its words alone; the others' words are too common in what is counted."""
_ALL = re.compile(
    r"总(?=阅读|浏览|播放|点击|访问|粉丝|关注)|(?:[两三四五几]个|各个?)?(?:号|账号|平台)(?:的|总)?(?=粉丝|阅读|浏览|播放|共)"
)
_ACCOUNTS = "新媒体"
"""What all accounts together are called: 总阅读320万次 after several of them."""
_NEWS = "信息"
_LEFT_OVER = re.compile(r"(?:去年|上年)[^，。；]{0,2}(?:结转|转|留|剩|没办)")
"""What last year left over is this year's number."""
_PART = re.compile(r"其中|里面?(?=[^，。；]{0,6}$)|包括")


@dataclass
class Measures(Gathering):
    """The indicators of a message as they are gathered, with what may belong to the next one."""

    subject: str = ""
    last: Decimal | None = None
    moved: Decimal | None = None
    unit: str = ""
    same: int = -1
    """The sentence in which it was said that the next number is that of last year."""
    compared: str = ""
    """What was said of last year before this year's number."""
    channel: tuple[str, int] = ("", -1)
    """The account named last, and in which sentence."""
    news: tuple[int, str] = (-1, "")
    """The sentence and unit in which 信息 of several kinds are listed."""
    often: tuple[str, int] = ("", -1)
    """What was said to be done so often and is counted next, and in which sentence."""
    waiting: Piece | None = None
    """A comparison with last year whose number of this year has not been told."""
    each: Piece | None = None
    """What was told of each: 各放了一块公开栏, for the number of all of them after it."""
    note: tuple[str, int] = ("", -1)
    """The section of the note told last, and in which sentence."""

    def hear(self, piece: Piece, *, unsure: bool, target: str) -> bool:
        """Take the number of a piece; False if it counts nothing of its own and stays in a note."""
        number = piece.number
        if number is None or number.unit in words().not_counted_units:
            return False
        before = words().last_year.search(piece.before) and not _LEFT_OVER.search(piece.before)
        if before or words().compares.search(piece.bare):
            return self._compared(piece, number)
        few = bool(piece.about) and number.value < _TEN
        if unsure or few or naming().untold.search(piece.before) or (is_each(piece) and times(piece) == 1):
            self.ask(piece)
            self.subject, self.each = named_by(piece, "", self.section).noun or self.subject, piece
            return True
        return self.details(piece, number) or self._count(piece, number, target)

    def _count(self, piece: Piece, number: Number, target: str) -> bool:
        """Take a number that is the year's and sure: named, put into its section and told, or asked about."""
        of_year = not is_each(piece) and words().part_of_year.search(piece.before)
        part = bool(_PART.search(piece.before)) and bool(self.told) and not of_year
        piece = self._of_account(piece)
        subject = self._subject(piece)
        found = named_by(piece, subject, self.section, part=part)
        if len(found.name) == 1 and (longer := re.search(rf"[\u4e00-\u9fff]{{2}}{found.name}", piece.lead)):
            found = replace(found, name=longer[0])  # 电子屏滚动播放，一共36块屏
        elif full := in_full(piece, found.name):
            found = replace(found, name=full)
        if len(found.name) < _SHORTEST_NAME or naming().no_name.search(found.name):
            self.asks.append(Ask(piece.text, f"“{piece.text}”是什么的数？"))
            return True
        name = self._called(piece, number, found)
        if not is_each(piece) and self.part_of_year(piece, name, carried=found.carried):
            self.subject, self.sentence = self.subject if found.carried else found.noun, piece.sentence
            return True
        carried = number.percent or (found.carried and subject == self.subject and not found.counted)
        if carried and self.told and self.sentence == piece.sentence:
            section = target or self.told[-1].section  # 办结1138件 of what was 受理 before
        else:
            section = self._section(piece, found, target, part=part)
        self._tell(piece, replace(number, unit=number.unit or unit_of(found.name)), found, (name, section))
        of_another = found.dependent or found.carried or is_dependent(found.noun)
        if not of_another and not part and not number.percent:
            self.subject = found.noun
        self.sentence = piece.sentence
        return True

    def finish(self) -> None:
        """Ask for this year's number where only last year's, or the difference, was told, and for whole years."""
        if self.waiting is not None:
            self.asks.append(Ask(self.waiting.text, f"“{self.waiting.text}”：今年一共是多少？"))
            self.waiting = None
        super().finish()

    def opened_by(self, piece: Piece) -> None:
        """Know what a piece without a number speaks of, for the number after it: 早餐会一个月一次，全年开了11次."""
        if found := naming().often.match(piece.text):
            self.subject, self.often = found["of"], (piece.text, piece.sentence)

    def _of_account(self, piece: Piece) -> Piece:
        """The piece with what is counted of its account where the one before said it: 微博粉丝86万，微信12万."""
        before = self.told[-1] if self.told else None
        if before is None or self.sentence != piece.sentence or not naming().account.fullmatch(piece.bare):
            return piece
        counted = next((noun for noun in naming().of_accounts if before.name.endswith(noun)), "")
        unit = piece.number.unit if piece.number else ""
        return replace(piece, before=piece.before + counted) if unit in {"", before.unit} else piece

    def _subject(self, piece: Piece) -> str:
        """What a number that names nothing is counted of: the account of its sentence, or what was counted before."""
        channel, sentence = self.channel
        if _ALL.match(piece.before) and unit_of(piece.before):
            return _ACCOUNTS
        of_account = unit_of(piece.before) or not names_something(words().generic.sub("", piece.bare))
        people = piece.number is not None and piece.number.unit in words().people and not unit_of(piece.before)
        compared = self.last is not None or self.moved is not None  # 视频号去年2.1万粉丝，今年4.4万
        here = sentence == piece.sentence and not compared
        return channel if here and of_account and not people else self.subject

    def _section(self, piece: Piece, found: Named, target: str, *, part: bool) -> str:
        if target:
            return target
        topic = found.topic
        before = self.told[-1].section if self.told else ""
        more = self.sentence == piece.sentence and naming().some_more.match(piece.before)
        near = self.note[0] if found.done == CAME and self.note[1] == piece.sentence else ""
        # 公开了68家，还有2家涉密的没公开; 开了推进会，56家医院参加
        if sure := (before if more else "") or moods().certain(piece.elided) or near:
            return sure
        if topic is None:
            return self._unnamed(piece, found, before)
        if part and before in topic.sections:
            return before
        if self.section in topic.sections:
            return self.section
        return topic.section

    def _unnamed(self, piece: Piece, found: Named, before: str) -> str:
        """Where a number goes that no topic claims: beside what its sentence tells, or by its own words."""
        if found.done in {"公开", "公示"}:
            return _ELSEWHERE
        near, sentence = self.note
        note = near if sentence == piece.sentence and (found.done in {"", "参加"} or found.carried) else ""
        beside = before if self.sentence == piece.sentence else self.section or note
        home = "overview.on_request" if _ASKED.search(found.name) else moods().home(found.name)
        return home if home in _BY_WORDS and not beside else beside or before or _ELSEWHERE

    def _called(self, piece: Piece, number: Number, found: Named) -> str:
        """The name of a number: as the report has it already, or as the piece says it."""
        name = found.name
        listed = self.news == (piece.sentence, number.unit) and not found.done and found.counted is None
        if listed and not name.endswith(_NEWS):
            name += _NEWS  # 教育信息30条、职业教育13条
        if piece.before.endswith(_NEWS):
            self.news = (piece.sentence, number.unit)
        known = known_as(name, piece.bare, number.unit, self.report)
        return known or (self.corrected(number, found) if self.taken_back else "") or name

    def _tell(self, piece: Piece, number: Number, found: Named, place: tuple[str, str]) -> None:
        """Tell a number under its name in its section."""
        (name, section), topic = place, found.topic.id if found.topic else ""
        section = next((one.aspect for one in self.report.indicators if one.name == name), "") or section
        value = number.value * times(piece)
        if any((one.name, one.value, one.unit) == (name, value, number.unit) for one in self.told):
            return
        name = self.apart(piece, number, found, name)
        if not name:
            return
        often, sentence = self.often
        parts = f"{often}，" if often and sentence == piece.sentence else ""
        self.often = ("", -1)
        parts += self.parts_of(name)
        if self.each is not None and self.each.sentence == piece.sentence and words().in_all.search(piece.before):
            self.asks = [ask for ask in self.asks if ask.words != self.each.text]
            parts += f"{self.each.text}，"
        self.each = None
        last = self.last
        if self.moved is not None and alike(number.unit, self.unit) and not piece.about:
            last = value - self.moved
        if self.same == piece.sentence and not piece.about:
            last = value
        text = self.compared + parts + piece.lead_in + piece.text
        spoken = piece.spoken if value == number.value else ""
        told = Told("indicator", name, section, text, value, number.unit, last=last, about=piece.about, topic=topic)
        self.told.append(replace(told, spoken=spoken))
        self.last = self.moved = None
        self.same, self.compared, self.waiting = -1, "", None

    def _compared(self, piece: Piece, number: Number) -> bool:
        """比去年多14条, 去年104条: last year's number of the one told just before, or of the one to come."""
        moved = words().moved.search(piece.before)
        if number.percent or number.unit in {"倍", "成"} or piece.about:
            self.add(piece.text)
            return True  # by how much in percent says last year's number only about
        change = None if moved is None else -number.value if moved["less"] else number.value
        said = words().compares.split(piece.before)
        head = words().last_year.sub("", said[0])
        if not self.told and not names_something(head):
            head = words().last_year.sub("", words().moved.sub("", said[-1]))  # 和上年相比信息量增加了120条
        if names_something(head) or not self.told:
            self.subject = named_by(replace(piece, before=head), "", self.section).noun or self.subject
            self.moved, self.last = (change, None) if moved else (None, number.value)
            self.unit, self.compared = number.unit, f"{piece.text}，"
            self.waiting = piece
            return True
        before = self.told[-1]
        if not alike(number.unit, before.unit) or before.value is None or before.last is not None:
            self.add(piece.text)
            return True
        if change is None:
            self.told[-1] = replace(before, last=number.value, text=f"{before.text}，{piece.text}")
        elif not before.about and before.value - change >= 0:
            self.told[-1] = replace(before, last=before.value - change, text=f"{before.text}，{piece.text}")
        return True

    def same_as_next(self, piece: Piece) -> bool:
        """粉丝跟去年持平 before a number: last year's number is this year's, and what it counts has been said."""
        found = words().same_of.match(piece.text)
        if found is None or not names_something(found["of"]):
            return False
        self.subject = named_by(replace(piece, before=found["of"]), "", self.section).noun or found["of"]
        self.same, self.compared, self.waiting = piece.sentence, f"{piece.text}，", piece
        return True
