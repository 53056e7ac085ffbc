"""What no rule may touch: placeholders, titles, quotations and addresses, each one sign while a text is worded."""

import re
from dataclasses import dataclass, field

from assistant.facts import PLACEHOLDER

FIGURES = "\ue000-\uefff"
"""The signs that stand for placeholders: they count like digits."""
NAMES = "\uf000-\uf8ff"
"""The signs that stand for titles, quotations and addresses: they read like nouns."""
_NAME = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|〔\d+〕\d+号|(?:https?://|www\.)[^\s，。；、）)”》]+|[\w.+-]+@[\w.-]+"
)
_FIRST_FIGURE, _FIRST_NAME, _ROOM = 0xE000, 0xF000, 0x800
_SIGN = re.compile("[\ue000-\uf8ff]")


@dataclass
class Shield:
    """The things taken out of one text, in the order of their signs."""

    figures: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def figures_over(self, text: str) -> str:
        """The text with a sign for each placeholder; signs of the private area in it were noise and go."""
        return PLACEHOLDER.sub(lambda match: self._sign(self.figures, _FIRST_FIGURE, match[0]), _SIGN.sub("", text))

    def names_over(self, text: str) -> str:
        """The text with a sign for each title, quotation and address."""
        return _NAME.sub(lambda match: self._sign(self.names, _FIRST_NAME, match[0]), text)

    def off(self, text: str) -> str:
        """The text with every sign turned back into the thing it stands for."""
        while _SIGN.search(text):
            text = _SIGN.sub(self._thing, text)
        return text

    def _sign(self, held: list[str], first: int, thing: str) -> str:
        if len(held) >= _ROOM:
            return thing
        held.append(thing)
        return chr(first + len(held) - 1)

    def _thing(self, match: re.Match[str]) -> str:
        at = ord(match[0])
        if at >= _FIRST_NAME:
            return self.names[at - _FIRST_NAME] if at - _FIRST_NAME < len(self.names) else ""
        return self.figures[at - _FIRST_FIGURE] if at - _FIRST_FIGURE < len(self.figures) else ""
