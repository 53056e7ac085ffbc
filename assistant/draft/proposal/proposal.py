"""What passes between the writers and the pages: a request, and proposals made of sentences.

A sentence's `template` holds `{{fact}}`; its `text` is what `facts.render` made of it. The text of a
proposal is its sentences joined; a sentence that ends a paragraph ends with a newline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.draft.proposal.manner import Manner
from assistant.facts import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.evidence import Passage
    from assistant.facts import Facts
    from assistant.report import Report

WAYS = ("facts", "last-year", "model-passage", "llm")
WAY_NAMES = {"facts": "据实成文", "last-year": "沿用上年", "model-passage": "借鉴范文", "llm": "语言模型"}


@dataclass(frozen=True)
class Sentence:
    """One sentence of a proposal, with the facts whose digits it shows and the passages it leans on.

    `notes` are the places in the report's notes of those whose words it carries.
    """

    text: str
    template: str
    facts: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    remark: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Wording offered for one section. Nothing is offered as text that no fact carries: then there are questions.

    `missing` names what the clerk has to fill in (fact ids or words in a 【待…】), `model` and `prompt`
    the language model and prompt version, empty for the three ways without a model; `manner` the code of the manner it
    was composed in, empty for the usual one. `questions` begin with the `asks`, which are about words of a fact that
    could not be written as they are.
    """

    section: str
    way: str
    text: str
    sentences: tuple[Sentence, ...]
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    remark: str = ""
    model: str = ""
    prompt: str = ""
    manner: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of all facts used, each once, in order."""
        return tuple(dict.fromkeys(fact for sentence in self.sentences for fact in sentence.facts))

    @property
    def passages(self) -> tuple[str, ...]:
        """Ids of all passages used, each once, in order."""
        return tuple(dict.fromkeys(passage for sentence in self.sentences for passage in sentence.passages))


@dataclass(frozen=True)
class Request:
    """What is asked of a writer: wording for `section` of `report`, whose only numbers are `facts`.

    `passages` are past wordings found for it, own organ first; `current` is the text now in the editor,
    `locked` those of its sentences that must stay; `variant` counts how often another wording was asked. `manner` says
    how much, in what shape and how long, None to take it from the instruction; `taken` are sentences that stand in
    other sections of the report or in reports of other organs, whose wording is not to be used again; `without` are
    facts by id and notes by place that were taken out on request.
    """

    section: str
    report: Report
    facts: Facts
    last: Report | None = None
    passages: tuple[Passage, ...] = ()
    instruction: str = ""
    current: str = ""
    locked: tuple[str, ...] = ()
    variant: int = 0
    manner: Manner | None = None
    taken: tuple[str, ...] = ()
    without: tuple[str | int, ...] = ()


def sentence(
    template: str, facts: Facts, *, passages: Iterable[str] = (), remark: str = "", notes: Iterable[int] = ()
) -> Sentence:
    """A sentence rendered from its template; unknown facts show as 【待填：…】."""
    rendered = render(template, facts)
    used = tuple(dict.fromkeys(span[2] for span in rendered.spans))
    return Sentence(rendered.text, template, used, tuple(passages), remark, tuple(notes))


def end_paragraph(item: Sentence) -> Sentence:
    """The same sentence, closing its paragraph."""
    if item.text.endswith("\n"):
        return item
    return replace(item, text=item.text + "\n", template=item.template + "\n")
