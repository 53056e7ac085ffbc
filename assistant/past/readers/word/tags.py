"""WordprocessingML: its namespaces, and what its elements say as attributes."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def integer(element: Any, default: int) -> int:
    """The whole number an element's `val` says, the default where there is none."""
    value = element.get(W + "val") if element is not None else None
    return int(value) if value and value.isdigit() else default


def is_on(properties: Any, name: str) -> bool:
    """Whether a property is set that is on or off."""
    found = properties.find(W + name)
    return found is not None and found.get(W + "val", "true") not in {"0", "false", "off"}
