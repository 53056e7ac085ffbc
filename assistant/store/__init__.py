"""Everything kept: reports in work with their history, and the archive of past reports."""

from assistant.store.archive import ArchiveStore, Filed
from assistant.store.audit import Audit, Entry, Verified
from assistant.store.connection import now
from assistant.store.conversation import Message
from assistant.store.reports import CellConflict, Head
from assistant.store.store import Store
from assistant.store.trail import Comment, Confirmation, Trail, Version, Waiver

__all__ = [
    "ArchiveStore",
    "Audit",
    "CellConflict",
    "Comment",
    "Confirmation",
    "Entry",
    "Filed",
    "Head",
    "Message",
    "Store",
    "Trail",
    "Verified",
    "Version",
    "Waiver",
    "now",
]
