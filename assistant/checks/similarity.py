"""Similarity: how much of a section is last year's, or another organ's, and what was promised.

Measured on sentences with digits, dates and the organ's name masked, so that new numbers in old words
count as the same sentence. Sentences every report must repeat (fees, contact) are left out. A section of a sentence or
two is told only where all of it stands word for word in last year's report and is more than a plain zero statement.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.checks.context import Context
from assistant.checks.thresholds import BRIEF_TEXT, COPIED_ERROR, COPIED_WARNING, GRAM, LEAST_TEXT, SHORTEST_SENTENCE
from assistant.findings import Finding, Severity, found
from assistant.form import section_name
from assistant.prose import sentences, split
from assistant.prose.likeness import same_wording
from assistant.report import Report
from assistant.sources.claims.kept_promises import kept

_REQUIRED = re.compile(r"处理费|电话|电子版|下载|网址|统计期限|邮编|传真|http|www")
_PLAIN = re.compile(
    r"(?:未|没有|无|尚未|均未|零)[^，。；]{0,30}(?:申请|复议|诉讼|规范性文件|规章|许可|处罚|强制|收费|追究|问责|其他事项|结转)|"
    r"(?:申请|受理|复议|诉讼|结转)[^，。；]{0,12}(?:为零|为0|为×|[0×]件|办结|答复)"
)
"""What a short section says alike every year because it was so every year: no applications, no suits."""
_DIGITS = re.compile(r"[\d.,%×〇零一二两三四五六七八九十百千万亿]+")
_BASIS = "格式要求：年度报告内容雷同的，依照条例第四十七条追究责任。"


@dataclass(frozen=True)
class _Sentence:
    text: str
    masked: str
    grams: frozenset[str]


def _sentences(text: str, organ: str) -> list[_Sentence]:
    """The sentences of a text that count, masked."""
    out = []
    for part in re.split(r"[。；;！？\n]", text):
        bare = re.sub(r"\s", "", part)
        masked = re.sub(r"[^\w]", "", _DIGITS.sub("×", bare.replace(organ, "") if organ else bare))
        if len(masked) >= SHORTEST_SENTENCE and not _REQUIRED.search(bare):
            grams = frozenset(masked[at : at + GRAM] for at in range(len(masked) - GRAM + 1))
            out.append(_Sentence(part.strip(), masked, grams))
    return out


class _Corpus:
    """Sentences of one report, findable by the three-character pieces they share with another."""

    def __init__(self, organ: str, texts: Iterable[str]) -> None:
        self.sentences = [one for text in texts for one in _sentences(text, organ)]
        self.index: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for gram in sentence.grams:
                self.index.setdefault(gram, []).append(number)

    def twin(self, sentence: _Sentence) -> _Sentence | None:
        """The sentence that is the same but for a few characters, None if there is none."""
        shared = Counter(number for gram in sentence.grams for number in self.index.get(gram, ()))
        for number, count in shared.most_common(3):
            other = self.sentences[number]
            if 2 * count / (len(sentence.grams) + len(other.grams)) < 0.5:  # noqa: PLR2004 - cannot reach 0.85
                continue
            if same_wording(sentence.masked, other.masked):
                return other
        return None


# What is compared is wording, and a figure typed into a table changes none: the sentences of the other reports are
# indexed once, and a text's answer is kept as long as neither it nor they change. Keys are the contents themselves.

_Texts = tuple[str, tuple[str, ...]]
"""A report for comparison: its organ, and its texts but for the preamble, which is alike in all."""
_TEXTS_KEPT = 512


def _texts(report: Report) -> _Texts:
    return report.organ, tuple(text for section, text in report.sections.items() if section != "preamble")


@lru_cache(maxsize=8)
def _last_corpus(texts: _Texts) -> _Corpus:
    return _Corpus(*texts)


@lru_cache(maxsize=4)
def _corpora(others: tuple[tuple[str, _Texts], ...]) -> tuple[tuple[str, _Corpus], ...]:
    """The other organs' titles and sentences; they differ only with the organ they are "others" to."""
    return tuple((title, _Corpus(*texts)) for title, texts in others)


@lru_cache(maxsize=_TEXTS_KEPT)
def _likest(text: str, organ: str, others: tuple[tuple[str, _Texts], ...]) -> tuple[int, tuple[str, ...], str]:
    """Of the other organs' reports the one most like a text: percent, the sentences alike, its title."""
    alike = [(*_share(text, organ, corpus), title) for title, corpus in _corpora(others)]
    percent, twins, title = max(alike, key=lambda one: one[0], default=(0, [], ""))
    return percent, tuple(twins), title


def _share(text: str, organ: str, corpus: _Corpus) -> tuple[int, list[str]]:
    """Percent of the section's characters in sentences that have a twin, and those sentences."""
    own = _sentences(text, organ)
    size = sum(len(one.masked) for one in own)
    if size < LEAST_TEXT:
        return 0, []
    twins = [one for one in own if corpus.twin(one)]
    return int(100 * sum(len(one.masked) for one in twins) / size), [one.text for one in twins]


def _brief_copy(text: str, organ: str, corpus: _Corpus) -> list[str]:
    """The sentences of a short section that stands word for word in the other report; empty if it does not."""
    own = _sentences(text, organ)
    telling = sum(len(one.masked) for one in own if not _PLAIN.search(one.text))
    if telling < BRIEF_TEXT or sum(len(one.masked) for one in own) >= LEAST_TEXT:
        return []
    printed = {one.masked for one in corpus.sentences}
    return [one.text for one in own] if all(one.masked in printed for one in own) else []


def _sections(context: Context) -> Iterator[tuple[str, str]]:
    return ((section, text) for section, text in context.texts() if section not in {"preamble", "unplaced"})


def last_year(context: Context) -> Iterator[Finding]:
    """M-01: a section too like last year's report."""
    if context.previous is None:
        return
    corpus = _last_corpus(_texts(context.previous))
    for section, text in _sections(context):
        percent, twins = _share(text, context.report.organ, corpus)
        brief = _brief_copy(text, context.report.organ, corpus)
        if brief:
            percent, twins = 100, brief
        if percent >= COPIED_WARNING:
            yield found(
                "M-01",
                section,
                f"“{section_name(context.form, section)}”有 {percent}% 的文字与上年报告相同（不计数字），"
                f"共 {len(twins)} 句，例如“{_excerpt(twins[0])}”。请结合本年实际改写。",
                basis=_BASIS,
                values={"percent": percent, "sentences": twins},
                severity=Severity.ERROR if percent >= COPIED_ERROR and not brief else Severity.WARNING,
            )


def other_organs(context: Context) -> Iterator[Finding]:
    """M-02: a section too like another organ's report; only the likest is named."""
    others = tuple((title, _texts(report)) for title, report in context.others)
    for section, text in _sections(context):
        percent, twins, title = _likest(text, context.report.organ, others)
        if percent >= COPIED_WARNING:
            yield found(
                "M-02",
                section,
                f"“{section_name(context.form, section)}”有 {percent}% 的文字与“{title}”相同（不计数字），"
                f"例如“{_excerpt(twins[0])}”。请结合本机关实际改写。",
                basis=_BASIS,
                values={"percent": percent, "other": title, "sentences": list(twins)},
            )


def _excerpt(sentence: str) -> str:
    return sentence if len(sentence) <= 40 else sentence[:40] + "…"  # noqa: PLR2004 - a line


def promises(context: Context) -> Iterator[Finding]:
    """M-03: an improvement promised last year that this year's text and notes do not take up."""
    unfinished = not context.report.section("improvements").strip()
    if context.previous is None or unfinished:
        return
    said = [one for _, text in _sections(context) for one in sentences(text)]
    said += [note.text for note in context.report.notes]
    for promise in split(context.previous.section("improvements")):
        if not kept(promise, said):
            yield found(
                "M-03",
                "improvements",
                f"上年提出的改进措施“{_excerpt(promise)}”，本年没有写到落实情况。请补充或者说明。",
                basis="改进情况应当说明上年问题的整改结果。",
                values={"promise": promise},
            )
