"""Adoption: the text that stood in a section before a proposal was taken, so that it can be brought back."""

from assistant.ui import session


def remember(report_id: str, section: str, before: str, after: str) -> None:
    """A proposal was taken: `after` stands where `before` stood."""
    session.put(_slot(report_id, section), (before, after))


def before(report_id: str, section: str, text: str) -> str | None:
    """What stood there before the proposal that is now the section's text; None if it was written on since."""
    known = session.get(_slot(report_id, section))
    return str(known[0]) if known and known[1] == text else None


def forget(report_id: str, section: str) -> None:
    """There is nothing to bring back any more."""
    session.drop(_slot(report_id, section))


def _slot(report_id: str, section: str) -> str:
    return f"undo:{report_id}:{section}"
