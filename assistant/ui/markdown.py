"""Markdown: words of people, files and models where Streamlit would read signs into them.

Everything Streamlit draws reads Markdown (messages, labels, buttons, hints, captions) except st.text, st.html, the
choices of a selectbox, placeholders and what stands in a field.
"""

import re
from itertools import pairwise

_SIGNS = re.compile(r"[\\`*_\[\]$:~<>#|&]")
_OPENS = re.compile(r"[-+=]|\d+(?=[.)])")
"""What opens a list, or makes the line before it a heading, at the beginning of a line."""
_READ_LATER = re.compile(
    r"(?<=:)(?=[\w+-]+:|material/)"  # emoji, icons
    r"|(?=://)|(?<=www)(?=\.)|(?<=[-.\w+])(?=@[-\w])"  # addresses
    r"|(?<=[-<>~])(?=[-=>])",  # arrows
    re.ASCII | re.IGNORECASE,
)
"""Within what Streamlit looks for after Markdown was read, when a backslash is gone already."""
_NOTHING = ":gray[]"
"""Nothing, coloured: it parts two pieces of a text, and what stands in two pieces is not found."""


def as_it_stands(text: str) -> str:
    """Text that Streamlit's Markdown shows as it was written, lines apart; nothing in it links, loads or formats."""
    lines = [line.strip(" \t") for line in re.split(r"\r\n|\r|\n", text)]
    # A line alone does not break before an empty one, which parts paragraphs, nor at the end, where it would be seen.
    breaks = ["  \n" if line and after else "\n" for line, after in pairwise(lines)]
    return "".join(_line(line) + end for line, end in zip(lines, [*breaks, ""], strict=True))


def _line(line: str) -> str:
    shown = _NOTHING.join(_SIGNS.sub(r"\\\g<0>", piece) for piece in _READ_LATER.split(line))
    opening = _OPENS.match(line)
    if opening is None:
        return shown
    # A digit cannot be escaped, the sign behind it can.
    at = opening.end() if line[0].isdigit() else 0
    return f"{shown[:at]}\\{shown[at:]}"
