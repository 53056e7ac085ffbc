"""Everything kept: reports in work with their history, and the archive of past reports."""

from assistant.store.archive import ArchiveStore, Filed
from assistant.store.audit import Audit, Entry, Verified
from assistant.store.connection import now
from assistant.store.conversation import Message
from assistant.store.heads import GONE, Head
from assistant.store.keeping.looking import Look, look
from assistant.store.keeping.measuring import waited
from assistant.store.keeping.rows import content_digest
from assistant.store.keeping.whole import Held, Snapshot
from assistant.store.migrating import revisions
from assistant.store.people.accounts import EVERY_ORGAN, Account, Accounts, SignedIn
from assistant.store.people.attempts import Tried
from assistant.store.people.delegations import Delegation
from assistant.store.people.marks import Mark
from assistant.store.people.presence import Present
from assistant.store.reports import CellConflict
from assistant.store.store import Store
from assistant.store.trail import Comment, Confirmation, Trail, Version, Waiver

__all__ = [
    "EVERY_ORGAN",
    "GONE",
    "Account",
    "Accounts",
    "ArchiveStore",
    "Audit",
    "CellConflict",
    "Comment",
    "Confirmation",
    "Delegation",
    "Entry",
    "Filed",
    "Head",
    "Held",
    "Look",
    "Mark",
    "Message",
    "Present",
    "SignedIn",
    "Snapshot",
    "Store",
    "Trail",
    "Tried",
    "Verified",
    "Version",
    "Waiver",
    "content_digest",
    "look",
    "now",
    "revisions",
    "waited",
]
