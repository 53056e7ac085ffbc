"""Purposes: what an act is for, behind a clause that tells of the act itself and of nothing else."""

from dataclasses import replace

from assistant.draft.book.indicator_clauses import starts_with_verb
from assistant.draft.composing.matters import Matter
from assistant.draft.composing.naming import MOSTLY, covers
from assistant.draft.composing.saying.introducing import ASPECT, LONG_ENOUGH
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import doubts_the_work, ends_work, words

_SAYS_IT_AGAIN = 0.4
"""Share of a purpose's pairs of characters that stand in its clause from which it says nothing new."""


def with_purpose(said: Utterance, matter: Matter, voice: Voice) -> Utterance:
    """The utterance with what the act is for, where the topic knows it, it stands nowhere yet and the text is short."""
    if matter.topic is None or said.negative or said.planned or len(said.text()) > LONG_ENOUGH:
        return said
    if said.rest or "《" in said.text() or not _is_its_work(said, matter, voice.state.request.section):
        # What the topic's work is for is not what every clause about it is for, and a document's title says its own.
        return said
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
    named, _, clause = said.heads[0].partition(f"{ASPECT}，")
    if clause and named.startswith("在"):
        return starts_with_verb(clause)
    if said.heads[0] not in {deed.words for deed in matter.deeds}:
        main = bool(matter.counts) and bool(topic.counted) and matter.counts[0].counted is topic.counted[0]
        return main if matter.counts else bool(matter.deeds)
    ending = any(ends_work(word) for word in topic.words)  # of some work, closing what is idle is the work
    doubtful = any((ends_work(deed.words) and not ending) or doubts_the_work(deed.typed) for deed in matter.deeds)
    doubtful |= any(word in deed.words for deed in matter.deeds for word in words().honours)
    mostly = all(covers(topic, deed.typed, section) >= MOSTLY for deed in matter.deeds)
    single = not said.rest and "，" not in said.heads[0]  # it would be read as what the last clause is for
    return mostly and single and not doubtful and (said.subject or starts_with_verb(said.heads[0]))


def _repeats(purpose: str, text: str) -> bool:
    """Whether a purpose says again what the clause says: 了解申请需求，了解申请人的真实需求."""
    pairs = [purpose[at : at + 2] for at in range(len(purpose) - 1)]
    return pairs[0] in text or sum(pair in text for pair in pairs) >= _SAYS_IT_AGAIN * len(pairs)
