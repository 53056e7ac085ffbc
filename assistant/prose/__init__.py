"""Prose: what an official sentence is made of, never what it means.

Numbers with their units and how exactly they are stated, dates, what only looks like a number, sentences, clauses,
enumerations, and how alike two texts are. The Chinese vocabulary stands in chinese.yaml and nowhere else. What a
sentence states of the report's figures is the business of `assistant.sources`.
"""

from assistant.prose.dates import Date, dates
from assistant.prose.items import Marker, markers, runs, split, tidy
from assistant.prose.numbers import Number, inexact, numbers
from assistant.prose.reading import Reading, full_width, read
from assistant.prose.sentences import clause_before, sentences, statements
from assistant.prose.value import Value, read_value, value_text

__all__ = [
    "Date",
    "Marker",
    "Number",
    "Reading",
    "Value",
    "clause_before",
    "dates",
    "full_width",
    "inexact",
    "markers",
    "numbers",
    "read",
    "read_value",
    "runs",
    "sentences",
    "split",
    "statements",
    "tidy",
    "value_text",
]
