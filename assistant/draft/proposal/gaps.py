"""What a text still wants from the clerk: the words inside 【待填：…】 and 【待核实：…】."""

import re

_WANTED = re.compile(r"【(?:待填|待核实)：([^】]*)】")


def wanted(text: str) -> list[str]:
    """The things to fill in or confirm, in order."""
    return _WANTED.findall(text)
