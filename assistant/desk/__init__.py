"""The use cases: what a clerk, an editor, a leader or a script can do, wired from the stages."""

from assistant.desk.desk import Desk, document_name
from assistant.desk.filing import READABLE, Outcome
from assistant.desk.rereading import CellChange, Reread
from assistant.desk.wording import proposal_from
from assistant.desk.work import Judged, Saved, Summary, Who, Work

__all__ = [
    "READABLE",
    "CellChange",
    "Desk",
    "Judged",
    "Outcome",
    "Reread",
    "Saved",
    "Summary",
    "Who",
    "Work",
    "document_name",
    "proposal_from",
]
