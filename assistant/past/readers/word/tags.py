"""WordprocessingML: its namespace, and numbers written as attributes."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def integer(element: Any, default: int) -> int:
    """The whole number an element's `val` says, the default where there is none."""
    value = element.get(W + "val") if element is not None else None
    return int(value) if value and value.isdigit() else default
