"""The editions there are: form_<edition>.yaml of this folder, each loaded once, and what is registered beside them."""

import re
from functools import cache
from importlib import resources

from assistant.errors import DesignProblem
from assistant.form.building import build
from assistant.form.form import Form, section_name

CURRENT = "2021"
"""The edition in force: a new report begins in it."""

_FILE = re.compile(r"^form_(.+)\.yaml$")
_KNOWN: dict[str, Form] = {}
"""Edition → its form; one object each, since forms are told apart by identity."""


def load(edition: str = CURRENT) -> Form:
    """The form of an edition; raises DesignProblem if its file is missing or malformed."""
    form = _KNOWN.get(edition)
    return register(build(_text(edition))) if form is None else form


def register(form: Form) -> Form:
    """Make an edition known beside those of the shipped files; the form known by that name, its own from now on."""
    known.cache_clear()
    return _KNOWN.setdefault(form.edition, form)


def withdraw(edition: str) -> None:
    """Forget an edition that was registered; a shipped one is loaded anew when next asked for."""
    known.cache_clear()
    _KNOWN.pop(edition, None)


def editions() -> tuple[str, ...]:
    """The editions there are: the one in force, then the others, newest first."""
    return tuple(sorted({*_shipped(), *_KNOWN}, key=lambda edition: (edition == CURRENT, edition), reverse=True))


@cache
def known() -> tuple[Form, ...]:
    """The forms of all editions, in that order: what a file that comes in may be printed in."""
    return tuple(map(load, editions()))


def section_title(section: str) -> str:
    """The name of a section met without its report, as a passage's is: by the first edition that has such a part."""
    having = (form for form in known() if any(part.id == section for part in form.parts))
    return section_name(next(having, known()[0]), section)


@cache
def _shipped() -> tuple[str, ...]:
    names = (_FILE.match(file.name) for file in resources.files("assistant.form").iterdir())
    return tuple(name[1] for name in names if name)


def _text(edition: str) -> str:
    if edition not in _shipped():
        raise DesignProblem(f"没有 {edition} 年版的表格格式文件，已有的版本：{'、'.join(editions())}。")
    return (resources.files("assistant.form") / f"form_{edition}.yaml").read_text("utf-8")
