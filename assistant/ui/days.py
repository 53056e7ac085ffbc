"""Days as people type them."""

from datetime import date

from assistant.errors import UsageError


def day_of(text: str) -> date:
    """A day as it is typed; UsageError for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"“{text}”不是日期，请写成“年-月-日”，例如 2026-01-20。") from None
