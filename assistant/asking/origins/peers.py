"""Questions from peers: topics that most organs of the kind and level write of, and this report says nothing of."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.asking.origins.candidate import Candidate, Rank
from assistant.asking.origins.form import about, nobody_asked
from assistant.asking.origins.known import Known, topics_of
from assistant.asking.thresholds import FEWEST_PEERS
from assistant.asking.wording import words
from assistant.report import Report
from assistant.topics import catalogue


def asked_of_peers(known: Known, peers: Sequence[Report]) -> Iterator[Candidate]:
    """The topics of most peers, section by section, the most frequent first. Nothing they wrote is quoted."""
    others = [peer for peer in peers if peer.organ != known.report.organ]
    if len(others) < FEWEST_PEERS:
        return
    form = known.report.form
    unasked = nobody_asked(known.report)
    for section in (*form.aspects, "other"):
        if section == "overview.on_request" and unasked:  # how requests were dealt with is idle where there was none
            continue
        writing = [peer for peer in others if peer.section(section).strip()]
        counts = Counter(topic for peer in writing for topic in topics_of(peer.section(section), section))
        order = {topic: at for at, topic in enumerate(catalogue())}
        for topic_id, count in sorted(counts.items(), key=lambda item: (-item[1], order[item[0]])):
            topic = catalogue()[topic_id]
            most = count * 2 > len(others)
            due = topic.ask and topic.required != "government" and topic_id not in words().topics.values()
            if most and due and section in topic.sections:
                quote = f"{len(others)}家同类机关中有{count}家写到"
                yield Candidate(about(topic, section, quote, peers=True), Rank.PEER, known.topic(topic_id))
