"""What looks like a number and is none: document numbers, dates, telephones, names, slogans, durations.

`hide` covers them with a filler of the same length, so that positions in the text stay what they were.
"""

from assistant.prose.vocabulary import words

FILLER = "\ufffc"


def hide(text: str) -> str:
    """The text with everything that is no figure covered, every other character in its place."""
    for has, pattern in words().not_figures:
        if not has or any(char in text for char in has):
            text = pattern.sub(lambda match: FILLER * len(match[0]), text)
    return text
