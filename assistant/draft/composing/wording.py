"""Wording: a matter said in its topic's official ways, with its numbers in the sentence of the work they measure."""

import itertools
import re
from dataclasses import dataclass, replace

from assistant.draft.book.indicator_clauses import measures, starts_with_verb
from assistant.draft.composing.material import Count, Deed
from assistant.draft.composing.matters import Matter
from assistant.draft.composing.naming import MOSTLY, covers
from assistant.draft.composing.numbers.proper_names import named_in
from assistant.draft.composing.numbers.rows import row
from assistant.draft.composing.numbers.sums import parts_said
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import doubts_the_work, ends_work, planned_act, without_empty, words
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import likeness
from assistant.topics import Topic

_SAYS_IT_TWICE = 0.34
"""Likeness from which an introduction says what the clause behind it says: a third of its pairs of characters."""
_A_NAME = 3
"""Characters of a thing's name that are not said twice in one breath: 组织开放日活动，举办某某开放日."""
_A_SUBJECT = 4
"""Characters that two clauses begin with in common from which they are a subject, said once for both."""
_ASPECT = "方面"
"""What an introduction ends in that names its work and says nothing of it: then no word of it comes again."""
_FULL = 0.75
"""Share of the longest wording's length from which another says the work in full too."""
_VERB = 2
"""Characters of the verb that numbers in a row have in common."""
_SAYS_IT_AGAIN = 0.4
"""Share of a purpose's pairs of characters that stand in its clause from which it says nothing new."""
_LONG_ENOUGH = 44
"""Characters from which a clause needs no introduction and no purpose: longer, the reader loses the thread."""

_ONE_IN = 3
"""One number in so many is compared with last year's: each compared, and the section reads like a table."""

_FIGURE = re.compile(r"\{\{|[一二两三四五六七八九十]+[次场期件份篇个条项人]")


@dataclass(frozen=True)
class Utterance:
    """What is said of one matter, without subject and full stop: `heads` are ways to begin, `rest` what follows."""

    heads: tuple[str, ...]
    rest: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    remark: str = ""
    subject: bool = False
    """Whether it names its own doer."""
    negative: bool = False
    planned: bool = False
    topic: str = ""
    family: str = ""
    acts: bool = False
    """Whether its head is a topic's own wording, which begins with a verb."""
    purpose: str = ""

    def text(self, head: int = 0) -> str:
        """The utterance begun in one of its ways; what a clause has in common with the one before is said once."""
        clauses = [*self.heads[head].split("，"), *self.rest, *([self.purpose] if self.purpose else [])]
        return "，".join([clauses[0], *(_gone_on(last, one) for last, one in itertools.pairwise(clauses))])

    @property
    def texts(self) -> list[str]:
        """The utterance in every way."""
        return [self.text(at) for at in range(len(self.heads))]


def _gone_on(last: str, clause: str) -> str:
    """A clause less the subject it shares with the one before: 公众号发布信息9篇，公众号关注用户8人 → 关注用户8人."""
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(last, clause, strict=False))
    common = "".join(one for one, _ in same)
    whole = len(common) >= _A_SUBJECT and "{" not in common and common.count("“") == common.count("”")
    return clause[len(common) :] if whole and len(clause) > len(common) + 1 and not starts_with_verb(clause) else clause


def word(matter: Matter, voice: Voice, compares: frozenset[str] = frozenset()) -> Utterance:
    """A matter as an utterance; every fact of it is said once. `compares` are the numbers told with last year's."""
    heads: tuple[str, ...]
    rest: tuple[str, ...]
    if matter.planned:
        heads, rest = (planned_act(matter.deeds[0].words),), tuple(planned_act(deed.words) for deed in matter.deeds[1:])
    elif matter.negative:
        heads, rest = _denied(matter, voice)
    elif matter.counts:
        heads, rest = _counted(matter, voice, compares)
    else:
        heads, rest = _done(matter, voice)
    return Utterance(
        heads,
        rest,
        matter.notes,
        matter.remark,
        subject=bool(matter.deeds)
        and not matter.counts
        and matter.deeds[0].subject
        and heads[0] == matter.deeds[0].words,
        negative=matter.negative,
        planned=matter.planned,
        topic=matter.topic.id if matter.topic else "",
        family=matter.family,
        acts=bool(matter.counts and matter.counts[0].ways),
    )


def with_purpose(said: Utterance, matter: Matter, voice: Voice) -> Utterance:
    """The utterance with what the act is for, where the topic knows it, it stands nowhere yet and the text is short."""
    if matter.topic is None or said.negative or said.planned or len(said.text()) > _LONG_ENOUGH:
        return said
    if not _is_its_work(said, matter, voice.state.request.section):
        return said  # what the topic's work is for is not what every clause about it is for
    new = [one for one in matter.topic.purposes if not _repeats(one, said.text())]
    purpose = voice.free(new, f"{matter.topic.id} purpose")
    if not purpose:
        return said
    voice.said(purpose)
    return replace(said, purpose=purpose)


def _is_its_work(said: Utterance, matter: Matter, section: str) -> bool:
    """Whether what is said is the topic's own work: its wording, or a clause that is mostly of it."""
    topic = matter.topic
    if topic is None or any(deed.ask for deed in matter.deeds) or said.heads[0].startswith(tuple(words().receiving)):
        return False
    named, _, clause = said.heads[0].partition(f"{_ASPECT}，")
    if clause and named.startswith("在"):
        return starts_with_verb(clause)
    if said.heads[0] not in {deed.words for deed in matter.deeds}:
        main = bool(matter.counts) and bool(topic.counted) and matter.counts[0].counted is topic.counted[0]
        return main if matter.counts else bool(matter.deeds)
    ending = any(ends_work(word) for word in topic.words)  # of some work, closing what is idle is the work
    doubtful = any((ends_work(deed.words) and not ending) or doubts_the_work(deed.typed) for deed in matter.deeds)
    mostly = all(covers(topic, deed.typed, section) >= MOSTLY for deed in matter.deeds)
    single = not said.rest and "，" not in said.heads[0]  # it would be read as what the last clause is for
    return mostly and single and not doubtful and (said.subject or starts_with_verb(said.heads[0]))


def _repeats(purpose: str, text: str) -> bool:
    """Whether a purpose says again what the clause says: 了解申请需求，了解申请人的真实需求."""
    pairs = [purpose[at : at + 2] for at in range(len(purpose) - 1)]
    return pairs[0] in text or sum(pair in text for pair in pairs) >= _SAYS_IT_AGAIN * len(pairs)


def _denied(matter: Matter, voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    topic = matter.topic
    if topic is not None and topic.denied and all(deed.bare for deed in matter.deeds):
        return tuple(voice.in_turn(topic.denied, f"{topic.id} denied")), ()
    return (matter.deeds[0].words,), tuple(deed.words for deed in matter.deeds[1:])


def _done(matter: Matter, voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Deeds without a number of their own: a bare yes by the topic's wordings, what says more by its words."""
    topic = matter.topic
    more = _more(matter)
    if topic is not None and all(deed.ask for deed in matter.deeds):
        return (topic.note,), ()  # the clerk's words could not be printed: the least that they say
    if topic is None or (more and not topic.plain) or any(ends_work(deed.words) for deed in matter.deeds):
        return (matter.deeds[0].words,), tuple(deed.words for deed in matter.deeds[1:])
    typed = "".join(deed.typed for deed in matter.deeds)
    if voice.state.request.section == "improvements" and not more:
        # What was done is the organ's own: the wording that adds least to its words.
        return (max((topic.note, *topic.plain), key=lambda wording: likeness(wording, typed)),), ()
    plain = _nearest(_full(voice.in_turn(topic.plain, f"{topic.id} plain"), voice), typed, topic)
    if not more:
        return plain, ()
    words = tuple(deed.words for deed in more)
    introduced = _introduced(more[0], matter, voice)
    if len(more) == len(matter.deeds):
        return introduced, words[1:]
    # A bare yes stands beside it: an introduction says that too, else the topic's own wording does.
    heads = introduced[:-1] or (words[:1] if _echoed(plain[0], words[0]) else ())
    return (heads, words[1:]) if heads else (plain, words)


def _more(matter: Matter) -> list[Deed]:
    """The clauses that say more than the topic: by their words, or by a figure."""
    wordless = matter.topic is None or not matter.topic.plain
    return [deed for deed in matter.deeds if wordless or not deed.bare or _FIGURE.search(deed.words)]


def _introduced(deed: Deed, matter: Matter, voice: Voice) -> tuple[str, ...]:
    """A clause with the topic's introduction before it, and bare; bare alone where the two would say one thing."""
    topic = matter.topic
    long = len(PLACEHOLDER.sub("", deed.words)) > _LONG_ENOUGH
    if topic is None or voice.plain or deed.subject or long or ends_work(deed.words):
        return (deed.words,)
    ways = voice.in_turn(topic.detail, f"{topic.id} detail")
    fitting = [wording for wording in ways if not _echoed(wording.replace("{detail}", ""), deed.words)]
    return (*(wording.replace("{detail}", deed.words) for wording in fitting), deed.words)


def _echoed(introduction: str, clause: str) -> bool:
    """Whether a clause says its introduction again: 在责任分工方面，明确职责分工; 抓好业务培训，培训和考核均开展."""
    said = without_empty(introduction).replace(_ASPECT, "")
    heard = clause if _ASPECT in introduction else clause[: len(said)]
    echoes = any(said[at : at + 2] in heard for at in range(len(said) - 1))
    names = any(said[at : at + _A_NAME] in clause for at in range(len(said) - _A_NAME + 1))
    return echoes or names or likeness(introduction, clause) >= _SAYS_IT_TWICE


def _counted(matter: Matter, voice: Voice, compares: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of a topic in one sentence, with what the notes say besides."""
    known = [count for count in matter.counts if count.ways]
    others = [count for count in matter.counts if count not in known]
    deeds = _more(matter)
    heads: tuple[str, ...] = ()
    rest: list[str] = []
    # The work first, then how it was received: 发布9篇，阅读量8次.
    for count in sorted((*known, *others), key=lambda count: measures(count.fact.label)):
        ways, deeds = named_in(_ways(count, voice), count, deeds)
        compared = (_compared(count, voice) if count.fact.id in compares else "") + parts_said(count)
        if heads and not (compared or rest) and all(_in_a_row(head, ways[0]) for head in heads):
            heads = tuple(f"{head}、{ways[0][_VERB:]}" for head in heads)
        elif heads:
            rest.append(ways[0] + compared)
        else:
            heads = tuple(way + compared for way in ways)
    return heads, (*rest, *(deed.words for deed in deeds))


def _in_a_row(head: str, way: str) -> bool:
    """Whether a number goes on the one before it with a pause mark: 收到网络申请15件、信函申请4件."""
    return head[:_VERB] == way[:_VERB] and "，" not in head + way and head[:_VERB] != "通过" and "、" not in way


def _full(wordings: list[str], voice: Voice) -> list[str]:
    """The wordings; where there is little to tell, those first that say the work in full."""
    longest = max(map(len, wordings))
    return sorted(wordings, key=lambda wording: voice.sparse and len(wording) < _FULL * longest)


def _nearest(wordings: list[str], typed: str, topic: Topic | None) -> tuple[str, ...]:
    """The wordings, those first that hold a word of the topic as the clerk typed it: 专题会 is no 听取汇报."""
    known = topic.words if topic is not None else ()
    words = [word for word in known if word in typed]
    return tuple(sorted(wordings, key=lambda wording: not any(word in wording for word in words)))


def _ways(count: Count, voice: Voice) -> tuple[str, ...]:
    ways = voice.in_turn(count.ways, f"{count.fact.label} say")
    return tuple(wording.replace("{count}", count.shown) for wording in ways) or (row(count),)


def _compared(count: Count, voice: Voice) -> str:
    """How the number moved since last year, in cases or in per cent as is the organ's turn."""
    moved = voice.state.moved(count.fact.id)
    if voice.toss(count.fact.id, 2) and moved:
        return f"，比上年{moved}"
    return voice.state.compare(count.fact.id)


def worth_comparing(counts: list[Count], voice: Voice) -> frozenset[str]:
    """The numbers told beside last year's: the third that moved most, none in a brief text."""
    if voice.plain:
        return frozenset()
    moved = []
    for count in counts:
        now, before = count.fact.value, voice.state.value(f"last.{count.fact.id}")
        if before and now != before:
            moved.append((abs(now - before) / before, count.fact.id))
    most = -(-len(counts) // _ONE_IN)
    return frozenset(fact for _, fact in sorted(moved, reverse=True)[:most])
