"""Editions: which form a file is read into, judged by what it holds; its own labels tell the editions apart."""

from collections.abc import Iterable, Iterator
from functools import cache

from assistant.form import Form, Table, known, load
from assistant.past.blocks import Block, Grid, Line
from assistant.past.lines.characters import key


def read_into(blocks: Iterable[Block]) -> Form:
    """The form whose own labels the blocks hold most of; the one in force where they do not say."""
    forms = tuple(form for form in known() if not form.read_into)
    if len(forms) == 1:
        return forms[0]
    words = "\n".join(_words(blocks))
    return max(forms, key=lambda form: sum(label in words for label in _own(form, forms)))


def older(words: str) -> str:
    """The edition, no longer written, that a table's words tell of; "" if none does."""
    return next((form.edition for form in known() if form.read_into and _tells(form, words)), "")


def successor(edition: str) -> Form:
    """The form that figures printed in an edition no longer written are read into."""
    return load(load(edition).read_into)


def _tells(form: Form, words: str) -> bool:
    return any(word in words for table in form.tables.values() for word in table.telling)


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield key(block.text)
        elif isinstance(block, Grid):
            yield from (key(cell) for row in block.rows for cell in row if cell)


@cache
def _own(form: Form, forms: tuple[Form, ...]) -> frozenset[str]:
    """The labels of a form that are no part of any other's."""
    others = "\n".join(label for other in forms if other is not form for label in _labels(other))
    return frozenset(label for label in _labels(form) if label not in others)


def _labels(form: Form) -> Iterator[str]:
    for table in form.tables.values():
        yield from map(key, _printed(table))


def _printed(table: Table) -> Iterator[str]:
    yield from (row.label for row in table.rows.values())
    yield from (column.label for column in table.columns.values())
