"""Wording kept beside a section: variants put aside (备选), and sentences that proposals leave as they are (锁定)."""

from collections.abc import Sequence

from assistant.desk.access import Access
from assistant.desk.current_reports.merging import merged_locks
from assistant.desk.work import Who
from assistant.store import Message, Store


class KeptWording:
    """Use cases on it."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep it in a store."""
        self._store = store
        self._access = access

    def variants(self, report_id: str, section: str) -> list[Message]:
        """Proposals kept aside (备选)."""
        return [item for item in self._store.trail.messages(report_id, section) if item.speaker == "variant"]

    def keep_variant(self, report_id: str, section: str, text: str, *, way: str, who: Who) -> None:
        """Keep a text aside."""
        with self._access.step("keep_variant", report_id, who) as step:
            self._store.trail.say(report_id, section, "variant", text, {"way": way})
            step.note(section=section, new=text, way=way)

    def forget(self, report_id: str, message_id: int, *, who: Who) -> None:
        """Remove a variant of a report; nothing happens if it is gone."""
        with self._access.step("forget_variant", report_id, who) as step:
            old = self._store.trail.forget_variant(report_id, message_id)
            step.note(old=old)
            step.silent = old is None

    def lock(
        self, report_id: str, section: str, sentences: Sequence[str], *, who: Who, base: Sequence[str] | None = None
    ) -> None:
        """Lock exactly these sentences against proposals; with `base`, the locks as seen, only what changed since."""
        with self._access.step("lock", report_id, who) as step:
            before = self._store.reports.locked(report_id, section)
            wanted = list(sentences) if base is None else merged_locks(base, sentences, before)
            self._store.reports.set_locked(report_id, section, wanted)
            step.note(section=section, old=before, new=wanted)
            step.silent = before == wanted

    def locked(self, report_id: str, section: str) -> list[str]:
        """Locked sentences of a section."""
        return self._store.reports.locked(report_id, section)
