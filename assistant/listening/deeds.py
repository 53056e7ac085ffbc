"""Deeds: what a message says was done, not done, planned or fell short, as notes; one for each piece of work."""

import re
from dataclasses import dataclass, field, replace

from assistant.listening.moods import PLANS, PROBLEMS, moods, says_ahead
from assistant.listening.names import of_this_year
from assistant.listening.naming import naming
from assistant.listening.nouns import counted_words
from assistant.listening.pieces import Piece
from assistant.listening.told import Told
from assistant.listening.words import words
from assistant.prose import tidy
from assistant.topics import Topic, named

_WORK = re.compile(r"[\u4e00-\u9fff]")
_SHORT = 4
"""Fewer characters say no piece of work that no topic knows: 好多了."""
_TELLS_MORE = 7
"""Characters of what is told besides of the things counted, from which it is work of its own: 全部归到局网站集群."""
_SHORTEST = 3
"""Of a shortcoming or a plan less is enough: 互动少."""
_MOODS = frozenset({PROBLEMS, PLANS})
_NEXT = "下一步"
_OF_A_THING = re.compile(
    r"(?:^|、)(?:没人(?:[看管用]|维护|更新|打理)|[没不无未][^，。；、的人]{1,5})的(?=[、\u4e00-\u9fff])"
)
"""没人看的 in 没人看的账号关停了 denies nothing."""
_LIST = re.compile(r"^[^、，。；]{2,8}、[^、，。；]{2,8}(?:、|$)")
_TITLE = re.compile(r"“[^”]+”|《[^》]+》")
_HELD = re.compile(r"(?:^|前|先|都|均)[搞办开做](?:展|设)?了?|举办|组织|开展|进行")
_OPEN = re.compile(r"(?:是|(?<![行认作因])为|叫|(?<![理事缘])由)$")
"""Words left open say nothing: what they open was a person's name; 理由 and 行为 are whole."""
_BARE_REST = 6
"""What may stand in a bare no besides the topic's words and the no itself, in characters: 因为公开的事."""
_GENERAL = re.compile(
    r"今年|全年|本年度?|一直|仍然|仍|还是|我们|我局|人|因为?|公开的?事|的|过|被|也|都|了|一[分次件]|搞|办|开|做|收|情况|公开"
)


@dataclass
class Deeds:
    """The notes of a message as they are gathered."""

    section: str
    told: list[Told] = field(default_factory=list)
    at: list[tuple[int, int]] = field(default_factory=list)
    """Where each note was last told: sentence and number of the piece."""

    def hear(self, piece: Piece, index: int, *, target: str, context: str = "") -> bool:
        """Take what a piece says as a note, or as more of the note before it; False if it says no work.

        `context` is the section of what was told right before it.
        """
        text = piece.lead_in + _account(cleaned(piece.text))
        section, topic = self._home(piece, context)
        near = bool(self.told) and self.at[-1] == (piece.sentence, index - 1)
        short = not near and topic is None and len(_WORK.findall(text)) < (_SHORT if not piece.mood else _SHORTEST)
        if short or not text or _OPEN.search(text):
            return False
        if naming().enables.match(text) and not piece.mood and (near or context):
            section, topic = self.told[-1].section if near else context, None
        if near and self._goes_on(piece, section, topic):
            last = self.told[-1]
            self.told[-1] = replace(last, text=f"{last.text}，{text}")
        elif topic is None and not section:
            return False
        else:
            negative = is_negative(piece.text) and not piece.mood
            said = _ahead(piece, _official(text, topic, negative=negative))
            home = target or section
            name = topic.id if topic else ""
            self.told.append(Told("note", name, home, said, negative=negative, topic=name))
            self.at.append((piece.sentence, index))
            return True
        self.at[-1] = (piece.sentence, index)
        return True

    def keep(self, piece: Piece, fact: Told) -> None:
        """Keep what a number's own name has lost: 开了“每日一学”“法治故事会”两个专栏, 16个文件全部上网还配了解读."""
        if besides := naming().tells_more.fullmatch(piece.after):
            said = besides["of"] + (besides["about"] or f"都{besides['more']}")
            self.told.append(Told("note", fact.topic, fact.section, said, topic=fact.topic))
            self.at.append((piece.sentence, -1))
            return
        more = naming().says_more.search(piece.after)
        rest = piece.after[more.start() :] if more else ""
        if len(_WORK.findall(rest)) >= _TELLS_MORE and not words().nots.search(rest):
            noun = "" if more and more.start() else counted_words(piece, "")[0]
            self.told.append(Told("note", fact.topic, fact.section, f"{noun}{piece.after}", topic=fact.topic))
            self.at.append((piece.sentence, -1))
            return
        titles = "".join(_TITLE.findall(piece.text))
        listed = "、" in piece.before and fact.name not in piece.before and bool(piece.after)
        placed = words().at_place.search(re.sub(r"[\u4e00-\u9fff]{1,3}[了过]$", "", piece.before))
        if (not titles or titles in fact.name) and not listed and not placed:
            return
        channel = words().channels.search(piece.text) if titles else None
        text = _having(channel[0], titles) if channel else _opened(cleaned(piece.bare))
        if channel or len(_WORK.findall(_TITLE.sub("", text))) > 1:
            self.told.append(Told("note", fact.topic, fact.section, text, topic=fact.topic))
            self.at.append((piece.sentence, -1))

    def remark(self, piece: Piece, index: int, counted: Told, noun: str) -> None:
        """Keep what was done with all that was counted right before: 错敏词已全部整改到位."""
        text = cleaned(piece.text)
        if self.told and self.at[-1] == (piece.sentence, index - 1):
            self.told[-1] = replace(self.told[-1], text=f"{self.told[-1].text}，{text}")
        else:
            topic = next((one.id for one in of_this_year(noun + text, counted.section)), "")
            self.told.append(Told("note", topic, counted.section, noun + text, topic=topic))
            self.at.append((piece.sentence, index))
            return
        self.at[-1] = (piece.sentence, index)

    def _home(self, piece: Piece, context: str) -> tuple[str, Topic | None]:
        """The section and the topic of what was said; a plan and a shortcoming have sections of their own."""
        text = piece.text
        found = of_this_year(text, self.section)
        if piece.mood:
            home = [match.topic for match in named(text, piece.mood) if piece.mood in match.topic.sections]
            return piece.mood, next(iter([*home, *found]), None)
        if sure := moods().certain(text):
            return sure, next((topic for topic in found if sure in topic.sections), None)
        if found:
            found = self._not_the_place(text) or found
            found = sorted(found, key=lambda topic: (not _is_held(text, topic), _place(text, topic)))
            return (self.section if self.section in found[0].sections else found[0].section), found[0]
        if context and naming().rate.match(text):  # 公众号发了800条，平均一天发3条 is of the account
            return context, None
        if self.section and _DONE.search(text):
            return self.section, None
        return moods().home(text) or (context if _DONE.search(text) else ""), None

    def _not_the_place(self, text: str) -> list[Topic]:
        """What a clause is about besides the place it stands in: 查阅点设在政务大厅 is of the 查阅点."""
        what = words().located.sub("", text)
        return of_this_year(what, self.section) if what != text else []

    def _goes_on(self, piece: Piece, section: str, topic: Topic | None) -> bool:
        """Whether it is said of the same work: by its topic, or because it names none of its own."""
        last, text = self.told[-1], piece.text
        if piece.mood and piece.mood != last.section:
            return False
        if piece.mood == PLANS and moods().answers.search(last.text):
            return True
        added = not piece.mood and last.section not in _MOODS and naming().added.match(text)
        if added or moods().adds.search(text) or (piece.mood == PROBLEMS and moods().subjectless.search(text)):
            return True
        if topic is None:
            return bool(piece.mood) or section in {"", last.section} or not _opens(text, section)
        if last.negative != is_negative(text) or (not piece.mood and last.section in _MOODS):
            return False
        return topic.id == last.topic or (bool(piece.mood) and any(word in last.text for word in topic.words))


def _ahead(piece: Piece, text: str) -> str:
    """A plan's words with a word that says so, where only what was said before them did: 下一步A；B."""
    return text if not piece.planned or says_ahead(text) else f"{_NEXT}{text}"


def _opens(text: str, section: str) -> bool:
    """Whether a clause begins with what its section is about, and so speaks of other work than the one before."""
    work = moods().work.get(section)
    return bool(moods().certain(text) or (work and work.match(text) and "也" not in text))


def _place(text: str, topic: Topic) -> int:
    """Of several things listed the first is what the clause is about: 保密审查、合法性审查一个不落."""
    if not _LIST.match(text):
        return 0
    return min((text.find(word) for word in topic.words if word in text), default=len(text))


def _is_held(text: str, topic: Topic) -> bool:
    """Whether a topic is what was held: the noun at the end of 搞了开门办实事开放日."""
    return bool(_HELD.search(text)) and any(text.endswith(word) for word in topic.words)


def _having(channel: str, title: str, of: str = "") -> str:
    return f"设有{of}{words().accounts.get(channel, channel)}{title}"


def _account(text: str) -> str:
    """法律援助那个微博叫“…” as a note says it."""
    found = words().account_named.match(text)
    return _having(found["channel"], found["title"], found["of"]) if found else text


def _opened(text: str) -> str:
    """The words with the verb that opened something as a note says it."""
    said = next((verb for verb in sorted(naming().opened, key=len, reverse=True) if text.startswith(verb)), "")
    return naming().opened.get(said, "") + text.removeprefix(said)


_DONE = re.compile(r"[\u4e00-\u9fff]了|过|已|均|都|实行|建立|完善|规范|严格|定期|每[年月周季日]|制定|落实|加强|开展")
"""What a deed says of itself where no topic knows it; only within the conversation of a section."""


def cleaned(text: str) -> str:
    """The clerk's words without what fills a pause."""
    return words().tails.sub("", words().heads.sub("", tidy(text))).strip("，、：: ")


def is_negative(text: str) -> bool:
    """Whether the words deny that something was done: 没搞培训, but not 没有超期."""
    bare = words().nots_unless.sub("", _OF_A_THING.sub("", text))
    return bool(words().nots.search(bare))


def _official(text: str, topic: Topic | None, *, negative: bool) -> str:
    """The clerk's words, or the topic's own where they say no more than yes or no."""
    if topic is None or words().in_tables.search(text):
        return text
    if negative and topic.none and _says_no_more(text, topic, words().nots):
        return topic.none
    if words().continues.search(text) and topic.note and _says_no_more(text, topic, words().continues):
        return topic.note if any(word in topic.note for word in topic.words if word in text) else text
    return text


def _says_no_more(text: str, topic: Topic, pattern: re.Pattern[str]) -> bool:
    rest = text
    for word in sorted((word for word in topic.words if word in text), key=len, reverse=True):
        rest = rest.replace(word, "")
    rest = _GENERAL.sub("", pattern.sub("", rest))
    return len(_WORK.findall(rest)) < _BARE_REST
