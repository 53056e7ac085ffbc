"""Markdown: words of people and of models where Streamlit would read signs into them."""

_SIGNS = frozenset("\\`*_[]$:~<>#|")
_OPENS = frozenset("-+>")
"""What opens a list or a quotation at the beginning of a line."""


def as_it_stands(text: str) -> str:
    """Text that Markdown shows as it was written."""
    lines = []
    for line in text.split("\n"):
        shown = "".join(f"\\{char}" if char in _SIGNS else char for char in line)
        digits = len(shown) - len(shown.lstrip("0123456789"))
        if shown[:1] in _OPENS or (digits and shown[digits : digits + 1] in {".", ")"}):
            shown = f"{shown[:digits]}\\{shown[digits:]}"
        lines.append(shown)
    return "\n".join(lines)
