"""Everything kept: reports in work with their history, and the archive of past reports."""

from assistant.store.archive import ArchiveStore, Filed
from assistant.store.audit import Audit, Entry, Verified
from assistant.store.connection import now
from assistant.store.conversation import Message
from assistant.store.looking import Look, look
from assistant.store.migrating import revisions
from assistant.store.reports import CellConflict, Head
from assistant.store.rows import content_digest
from assistant.store.store import Store
from assistant.store.trail import Comment, Confirmation, Trail, Version, Waiver
from assistant.store.whole import Held, Snapshot

__all__ = [
    "ArchiveStore",
    "Audit",
    "CellConflict",
    "Comment",
    "Confirmation",
    "Entry",
    "Filed",
    "Head",
    "Held",
    "Look",
    "Message",
    "Snapshot",
    "Store",
    "Trail",
    "Verified",
    "Version",
    "Waiver",
    "content_digest",
    "look",
    "now",
    "revisions",
]
