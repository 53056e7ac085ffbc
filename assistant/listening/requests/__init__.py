"""requests: what a clerk asks for, told from what a clerk states, and the sections as people call them."""

from assistant.listening.requests.places import destination, heading, section_named
from assistant.listening.requests.recognising import Intent, recognise
from assistant.listening.requests.statements import asked, asks_something, states
from assistant.listening.requests.wordings import Kind

__all__ = [
    "Intent",
    "Kind",
    "asked",
    "asks_something",
    "destination",
    "heading",
    "recognise",
    "section_named",
    "states",
]
