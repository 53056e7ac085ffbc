"""Facts: the numbers prose may state, each named, with its value, unit, year and formula.

Nothing else may put a number into the text. A draft carries `{{id}}`; `render` writes the digits.
Ids: a cell code (T3.received.total), `last.` + cell code, `sum.…`, `share.…`, `change.…`, `rate.…`,
`indicator.名称`, `last.indicator.名称`, `note.节.序号`, `year`, `last_year`, `next_year`.
"""

from assistant.facts.derivation import derive
from assistant.facts.fact import PLACEHOLDER, Fact, Facts, Rendered, name_of, outcomes, percent, render
from assistant.facts.notes import note_templates

__all__ = [
    "PLACEHOLDER",
    "Fact",
    "Facts",
    "Rendered",
    "derive",
    "name_of",
    "note_templates",
    "outcomes",
    "percent",
    "render",
]
