"""One change of an edited file in words: what it was, what the file has, whose it is, why it is not taken unasked."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape

from assistant.desk import CellEdit, CommentFound, TextEdit
from assistant.figures import plain
from assistant.form import Form
from assistant.past.markup import Hand
from assistant.ui.writing.wording_marks import change_html

_SHOWN = 160
"""Characters of a sentence shown around a change."""
_CHANGED = 1000
"""Characters of a change that are shown: more than a section's paragraph, less than a file made to be too much."""


def cell_html(edit: CellEdit, form: Form) -> str:
    """A cell from its value to the file's."""
    lines = [f"{escape(form.cell_name(edit.code))}：<del>{_value(edit.now)}</del> → <ins>{_value(edit.file)}</ins>"]
    if edit.closed:
        lines.append(_warning(edit.closed))
    elif edit.conflict:
        said = (
            f"导出时是{_value(edit.base)}，之后这里改成了{_value(edit.now)}，文件里改成了{_value(edit.file)}，请核对。"
        )
        lines.append(_warning(f"冲突：{said}"))
    elif edit.file is None:
        lines.append(_warning("文件中这一格是空的；确实要清空的再采用。"))
    return _edit([*lines, whose(edit.hands)])


def text_html(edit: TextEdit) -> str:
    """A change of text, with the sentence it makes."""
    change, lines = edit.fitted.change, []
    if edit.fitted.conflict:
        lines.append(_warning("冲突：导出以后这句话在这里也改过。采用将以文件中的句子替换现在的句子。"))
        if edit.fitted.base.strip():
            lines.append(f'<span class="nb-quiet">导出时：{escape(_short(edit.fitted.base))}</span>')
    elif edit.fitted.within.strip() not in {change.after.strip(), ""}:
        lines.append(f'<span class="nb-quiet">改后的句子：{escape(_short(edit.fitted.within))}</span>')
    cut = replace(change, before=_cut(change.before), after=_cut(change.after))
    return _edit([change_html(cut), *lines, whose(edit.hands)])


def comment_html(found: CommentFound, place: str) -> str:
    """A comment with the words it is on."""
    quote = f"<blockquote>{escape(_short(found.comment.quote))}</blockquote>" if found.comment.quote else ""
    said = escape(_cut(found.comment.text)).replace("\n", "<br>")
    return _edit([f"{escape(place)}{quote}{said}", whose([found.comment.hand])])


def whose(hands: Sequence[Hand]) -> str:
    """Who did it and when."""
    if not hands:
        return '<span class="nb-quiet">没有修订记录，是直接改的</span>'
    told = [f"{hand.author or '未署名'}　{_when(hand)}" for hand in dict.fromkeys(hands)]
    return f'<span class="nb-quiet">{escape("；".join(told))}</span>'


def _when(hand: Hand) -> str:
    return hand.at.strftime("%Y-%m-%d %H:%M") if hand.at else "没有记下时间"


def _value(value: Decimal | None) -> str:
    return "空白" if value is None else plain(value)


def _warning(sentence: str) -> str:
    return f'<span class="nb-warn">{escape(sentence)}</span>'


def _edit(lines: Sequence[str]) -> str:
    first, *more = lines
    rest = "".join(line if line.startswith('<span class="nb-quiet"') else f"<div>{line}</div>" for line in more)
    return f'<div class="nb-edit"><div>{first}</div>{rest}</div>'


def _short(text: str) -> str:
    plainly = text.strip().replace("\n", "↵")
    return plainly if len(plainly) <= _SHOWN else f"{plainly[:_SHOWN]}……"


def _cut(text: str) -> str:
    return text if len(text) <= _CHANGED else f"{text[:_CHANGED]}……（共 {len(text)} 字）"
