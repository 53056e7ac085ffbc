"""The use cases: what a clerk, an editor, a leader or a script can do, wired from the stages."""

from assistant.desk.conversation.interviewing import WHOLE
from assistant.desk.conversation.talking import Answered
from assistant.desk.conversation.whole_draft import Drafted
from assistant.desk.desk import Desk
from assistant.desk.edited_files.found import CellEdit, CommentFound, Found, TextEdit
from assistant.desk.kept_proposals import proposal_from
from assistant.desk.past_reports.outcome import READABLE, Outcome
from assistant.desk.past_reports.read_parts import HeldBeside, ReadCell, ReadSection
from assistant.desk.past_reports.rereading import CellChange, Reread
from assistant.desk.past_reports.section_text import doubtful_reading
from assistant.desk.publishing import document_name
from assistant.desk.reading.packets import packet_name
from assistant.desk.work import Judged, Saved, Summary, Who, Work

__all__ = [
    "READABLE",
    "WHOLE",
    "Answered",
    "CellChange",
    "CellEdit",
    "CommentFound",
    "Desk",
    "Drafted",
    "Found",
    "HeldBeside",
    "Judged",
    "Outcome",
    "ReadCell",
    "ReadSection",
    "Reread",
    "Saved",
    "Summary",
    "TextEdit",
    "Who",
    "Work",
    "document_name",
    "doubtful_reading",
    "packet_name",
    "proposal_from",
]
