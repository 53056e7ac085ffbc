"""Desk: the one place where the stages are wired together."""

from assistant.desk.access import Access
from assistant.desk.accounts.delegating import Delegating
from assistant.desk.accounts.elsewhere import Elsewhere
from assistant.desk.accounts.people import People
from assistant.desk.accounts.signing_in import SigningIn
from assistant.desk.conversation.interviewing import Interviewing
from assistant.desk.conversation.recording import Recording
from assistant.desk.conversation.talking import Talking
from assistant.desk.conversation.waiting import Waiting
from assistant.desk.conversation.whole_draft import WholeDraft
from assistant.desk.current_reports.importing import Importing
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.edited_files.reading_back import ReadingBack
from assistant.desk.handling.moving import Moving
from assistant.desk.handling.publication import Publication
from assistant.desk.handling.reminding import Reminding
from assistant.desk.handling.steps import Steps
from assistant.desk.judging import Judging
from assistant.desk.keeping.acts import Acts
from assistant.desk.keeping.backup import Backup
from assistant.desk.keeping.choosing import Choosing
from assistant.desk.keeping.in_force import InForce
from assistant.desk.keeping.pulse import Pulse
from assistant.desk.past_reports.demo import Demo
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.past_reports.filed import PastReports
from assistant.desk.past_reports.holding_beside import HoldingBeside
from assistant.desk.proposing import Proposing
from assistant.desk.publishing import Publishing
from assistant.desk.reading.looks import LookingBack
from assistant.desk.reading.marks import Marking
from assistant.desk.reading.packets import Packets
from assistant.desk.reviewing import Reviewing
from assistant.settings import Settings
from assistant.store import Store


class Desk:
    """Everything a face can ask for, by service; each is given what it uses and knows nothing of the desk.

    One desk serves every session of a process; it keeps no state of its own beyond caches.
    """

    def __init__(self, settings: Settings) -> None:
        """Open the store (StorageProblem) and, on the first start, put the shipped reports in."""
        self.store = store = Store(settings)
        self.in_force = in_force = InForce(store, settings)
        self.index = EvidenceIndex(store.archive, settings)
        self.access = access = Access(store)
        self.signing_in = SigningIn(store, settings)
        self.people = People(store, access)
        self.delegating = Delegating(store, access)
        self.elsewhere = Elsewhere(store, self.signing_in, settings)
        self.archive = PastReports(store, access, self.index, upload_limit=settings.upload_limit)
        self.beside = HoldingBeside(store.archive, access, self.index)
        self.reports = Reporting(store, access)
        self.importing = Importing(self.reports, access, store.audit, settings)
        self.judging = Judging(store, access, self.reports, self.archive, in_force)
        self.steps = Steps(store, access)
        self.moving = Moving(store, access, self.reports, self.judging, self.steps)
        self.reviewing = Reviewing(store, access)
        self.reading_back = ReadingBack(store, access, self.reports, self.reviewing, settings)
        self.reminding = Reminding(store, access)
        self.publication = Publication(store, access, self.reports)
        self.words = Proposing(store, access, self.reports, self.index, in_force)
        self.recording = Recording(store, access, self.reports)
        self.waiting = Waiting(store, access, self.reports)
        self.interviewing = Interviewing(store, access, self.reports, self.archive, self.recording)
        self.talking = Talking(store, access, self.reports, self.words, self.interviewing)
        self.whole = WholeDraft(store, access, self.reports, self.words, self.waiting, in_force)
        self.publishing = Publishing(self.reports, self.words)
        self.looks = LookingBack(store, access)
        self.marks = Marking(store, access)
        self.packets = Packets(store, access, self.reports, self.judging, self.reviewing, self.words)
        self.backup = Backup(store, access, settings)
        self.choosing = Choosing(store, access, in_force)
        self.acts = Acts(store, access)
        self.pulse = Pulse(store)
        self.demo = Demo(store, access, self.archive, self.index)
        if settings.demo:
            self.demo.put_in()

    @property
    def settings(self) -> Settings:
        """The settings in force at this moment."""
        return self.in_force.now()

    def close(self) -> None:
        """Give back the index and every connection."""
        self.index.close()
        self.store.close()
