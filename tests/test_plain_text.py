"""What people, files and models write stays text: in Streamlit's Markdown, in the pages' code, in every export."""

import ast
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from assistant import document, past
from assistant.figures import Figures, Indicator, Note
from assistant.report import Report
from assistant.ui.markdown import as_it_stands

UI = Path(__file__).resolve().parents[1] / "assistant" / "ui"
HOSTILE = (
    "![图](http://evil.example/a.png)",
    "<img src=http://evil.example/b.png>",
    '"><script src="http://evil.example/c.js"></script>',
    "[此处](javascript:alert(1))",
    "<http://evil.example/d>",
    "[e]: http://evil.example/e",
    '=HYPERLINK("http://evil.example/f","点")',
    "+1", "-1+1", "@SUM(A1)", "# 标题", "- 一项", "* 一项", "1. 一项", "2) 一项", "> 引文", "---", "===", "***",
    "```", "~~~", "**粗** _斜_ ~~删~~ `码` $x^2$", "&lt;b&gt; &amp; &#60;", "| 甲 | 乙 |", "\\", "\\*", "C:\\*.doc",
    ":red[红]", ":smile:", ":material/home:", "<!-- 注 -->", "<table><tr><td>表</td></tr></table>", "a <- b -> c",
)  # fmt: skip


def rendered(markdown: str) -> tuple[str, set[str]]:
    """What a reader of GitHub's Markdown sees of a file, and of what kinds its pieces are."""
    parser = MarkdownIt("commonmark")
    said, kinds = [], set()
    for block in parser.enable(["table", "strikethrough"]).parse(markdown):
        kinds |= {block.type} if block.type != "inline" else {piece.type for piece in block.children}
        if block.type == "inline":
            said.append("".join("\n" if piece.type.endswith("break") else piece.content for piece in block.children))
    return "\n".join(said), kinds


# ---- as it stands ----------------------------------------------------------------------------------


@settings(deadline=None)  # the first text compiles patterns, on a busy machine for longer than any limit
@given(
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text("ab1 :-*_#>[]()!\\`<&|~.\n\r\t=+", max_size=6))).map("".join)
)
def test_markdown_finds_nothing_in_a_text(text: str) -> None:
    said, kinds = rendered(as_it_stands(text).replace(":gray[]", ""))
    assert kinds <= {"paragraph_open", "paragraph_close", "text", "hardbreak"}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert said.split("\n") == [line.strip(" \t") for line in lines if line.strip(" \t")] or not said.strip()


@pytest.mark.parametrize("text", ["澄江市水务局2024年，共3件（1.5万字）", "上年 12 件/次", "《办法》第三条", ""])
def test_common_words_are_left_alone(text: str) -> None:
    assert as_it_stands(text) == text


# ---- the pages -------------------------------------------------------------------------------------

READ_AS_MARKDOWN = {
    "markdown", "caption", "info", "warning", "error", "success", "toast", "write", "header", "subheader", "title",
    "button", "form_submit_button", "download_button", "page_link", "checkbox", "toggle", "expander", "popover",
    "selectbox", "text_input", "text_area", "number_input", "file_uploader", "segmented_control", "progress", "spinner",
    "dialog", "message", "metric", "tabs", "pills", "multiselect", "radio",
}  # fmt: skip
"""Streamlit's elements that do; `message` is what the pages call one of them chosen by its kind."""
WORDS = {"label", "body", "help", "text"}
"""By which names they take words, where not as their first."""


class Page(ast.NodeVisitor):
    """The words a page hands to Streamlit's Markdown that are neither its own nor said to stand as they are."""

    def __init__(self, file: Path) -> None:
        tree = ast.parse(file.read_text("utf-8"))
        self.name, self.left = file.stem, list[str]()
        self.given = {
            name.id: [one.value for one in ast.walk(tree) if isinstance(one, ast.Assign) and name.id in names(one)]
            for name in ast.walk(tree)
            if isinstance(name, ast.Name)
        }
        self.visit(tree)

    def visit_Call(self, call: ast.Call) -> None:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in READ_AS_MARKDOWN and ast.unparse(call.func) != "_LOG.warning":
            first = call.args[:1] if name not in {"progress", "page_link"} else []
            given = [*first, *(word.value for word in call.keywords if word.arg in WORDS)]
            self.left += [f"{name}: {word}" for one in given for word in self.foreign(one)]
        self.generic_visit(call)

    def foreign(self, node: ast.expr) -> Iterator[str]:
        """The pieces of an expression that nothing is known of."""
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"as_it_stands", "len", "int"}:
            return
        parts = self.parts(node)
        if parts is None:
            said = ast.unparse(node)
            known = said in OWN or f"{self.name}: {said}" in OWN or said.startswith("map(as_it_stands, ")
            yield from () if known else (said,)
        for part in parts or ():
            yield from self.foreign(part)

    def parts(self, node: ast.expr) -> list[ast.expr] | None:
        """What an expression takes its words from; None where that cannot be seen."""
        if isinstance(node, ast.Name):
            return self.given.get(node.id) or None
        if isinstance(node, ast.Call):
            joined = isinstance(node.func, ast.Attribute) and node.func.attr == "join"
            return node.args if joined else None
        taken = TAKEN.get(type(node))
        return taken(node) if taken else None


TAKEN: dict[type, Callable[..., list[ast.expr]]] = {
    ast.Constant: lambda _: [],
    ast.JoinedStr: lambda node: [piece.value for piece in node.values if isinstance(piece, ast.FormattedValue)],
    ast.IfExp: lambda node: [node.body, node.orelse],
    ast.BoolOp: lambda node: node.values,
    ast.BinOp: lambda node: [node.left, node.right],
    ast.GeneratorExp: lambda node: [node.elt],
    ast.ListComp: lambda node: [node.elt],
}


def names(assignment: ast.Assign) -> list[str]:
    return [target.id for target in assignment.targets if isinstance(target, ast.Name)]


OWN = {
    # the form's and the states' names
    "section_name(work.report.form, section)", "section_list.title_of(item.section, work.report.form)",
    "section_list.title_of(following, work.report.form)", "title_of(part.id, work.report.form)", "_label(key, form)",
    "_label(following, form)", "column.label", "work.state.label", "work.state.turn.label", "role.label",
    "move.act.label", "move.target.turn.label", "sign.label", "_DECLARED[sign]", "state_of(text)",
    # numbers and days
    "report.year", "counted.year", "plain(received)", "plain(value)", "count", "index", "number", "progress.answered",
    "progress.asked", "item.made_at.astimezone().strftime('%m月%d日 %H:%M')",
    # chosen from a page's own list
    "administration: name", "delegations: _title(given)",
    "assistant_column: name", "assistant_column: _HELP[way]", "exporting: label",
    "indicator_new: label", "indicator_rows: head", "ledger_tab: title", "new_report: name", "open_questions: note",
    "shell: title", "steps: place", "told_facts: label", "whole_conversation: why",
    # made of pieces that stand as they are
    "told_facts: _label(work, card)",
}  # fmt: skip
"""Words of the program and numbers. What comes from a person, a file or a model goes through `as_it_stands`."""


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.stem)
def test_a_page_hands_no_word_of_others_to_markdown(file: Path) -> None:
    assert Page(file).left == []


# ---- the exports -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report() -> Report:
    """A report that is hostile wherever there are words in it."""
    every = "\n".join(HOSTILE)
    figures = Figures({}, {"T3.granted.natural_person": HOSTILE[0], "T3.granted.business": "=1|2"})
    return Report(
        HOSTILE[0] + HOSTILE[2],
        2024,
        title=f"年报{HOSTILE[1]} #",
        figures=figures,
        sections=dict.fromkeys(figures.form.narrative, every),
        indicators=tuple(Indicator(text, None, text) for text in HOSTILE),
        notes=tuple(Note("problems", text) for text in HOSTILE),
    )


def test_the_markdown_export_shows_every_sign(report: Report) -> None:
    said, kinds = rendered(document.to_bytes(report, ".md").decode())
    structure = ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td")
    assert kinds <= {"text", *(f"{kind}_{end}" for kind in structure for end in ("open", "close"))}
    lines = said.split("\n")
    assert {*HOSTILE, report.title, " ".join(report.organ.split()), "=1|2"} <= set(lines)


def test_what_the_markdown_export_escapes_is_read_back(report: Report) -> None:
    back = past.read_bytes("年报.md", document.to_bytes(report, ".md"))
    # Spaces beside Chinese are not kept by any reader, nor are lines that look like a table or its page number.
    kept = "".join("".join(text.split()) for text in HOSTILE)
    assert "".join(back.section("improvements").split()) == kept


@pytest.mark.parametrize("page", ["portal", "paper"])
def test_the_html_holds_no_element_of_a_text_s(report: Report, page: str) -> None:
    from lxml import html

    origins = {"other": [(0, 5, '"><img src=http://evil.example>')]}
    made = (
        document.to_bytes(report, ".html").decode() if page == "portal" else document.preview(report, origins=origins)
    )
    tree = html.document_fromstring(made)
    assert not tree.xpath("//script | //img | //a | //iframe | //object | //form | //@onerror | //@href | //@src")
    said = tree.text_content()
    assert all(text in said for text in HOSTILE)


def test_the_workbook_holds_no_formula_of_a_text_s(report: Report) -> None:
    book = load_workbook(BytesIO(document.to_bytes(report, ".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    own = [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.parent.title in {"表二", "表三", "表四"} and "evil" not in str(cell.value) for cell in own)
    assert not [cell for cell in cells if cell.hyperlink]
    texts = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert set(HOSTILE) <= texts
    # Edited in a spreadsheet program, what begins like a formula would become one without the prefix.
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s" and str(cell.value)[:1] in set("=+-@"))


ODD = ("\x00", "\x0b", "\x1b", "\x85", "\u2028", "\u202e", "\ud800", "\ufffe", "\uffff", "\U0001fffe")


@pytest.mark.parametrize("suffix", sorted(document.FORMATS))
def test_characters_that_no_file_holds_stop_no_export(suffix: str) -> None:
    text = "".join(f"甲{odd}乙" for odd in ODD)
    strange = Report(text, 2024, title=text, sections={"other": text}, notes=(Note("other", text),))
    assert document.to_bytes(strange, suffix)
