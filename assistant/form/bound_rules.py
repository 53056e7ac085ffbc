"""Identities of the YAML bound to the rows and columns they hold for."""

from collections.abc import Iterator, Mapping

from assistant.errors import DesignProblem
from assistant.findings import CATALOGUE
from assistant.form.declared import DeclaredIdentity
from assistant.form.expression import Identity, Term, parse
from assistant.form.form import Operand, Rule
from assistant.form.table import Table


def bind(raw: DeclaredIdentity, tables: Mapping[str, Table]) -> Iterator[Rule]:
    """The rules an identity stands for, one a row or column; DesignProblem if it names what is not there."""
    table = tables[raw.table]
    if raw.code not in CATALOGUE:
        raise DesignProblem(f"勾稽关系代码 {raw.code} 不在目录中。")
    identity = parse(raw.expression)
    by_row = raw.each == "row"
    known = table.columns if by_row else table.rows
    if unknown := [term.name for term in (*identity.left, *identity.right) if term.name not in known]:
        raise DesignProblem(f"{raw.code} 引用了不存在的名称 {unknown[0]}。")
    scopes = raw.rows or list(table.rows if by_row else table.columns)
    for scope in scopes:

        def code(name: str, scope: str = scope) -> str:
            return f"{raw.table}.{scope}.{name}" if by_row else f"{raw.table}.{name}.{scope}"

        yield Rule(
            code=raw.code,
            place=_place(raw, scope),
            name=_rule_text(identity, table, by_row=by_row),
            left=tuple(Operand(term.sign, code(term.name), term.last) for term in identity.left),
            right=tuple(Operand(term.sign, code(term.name), term.last) for term in identity.right),
            computes=code(raw.computes) if raw.computes else None,
            basis=raw.basis,
            severity=raw.severity or CATALOGUE[raw.code].severity,
        )


def _place(raw: DeclaredIdentity, scope: str) -> str:
    """A rule of one cell's carry-over points at that cell, any other at its row or column."""
    identity = parse(raw.expression)
    this_year = [term.name for term in (*identity.left, *identity.right) if not term.last]
    if raw.each == "column" and len(this_year) == 1:
        return f"{raw.table}.{this_year[0]}.{scope}"
    return f"{raw.table}.{scope}"


def _rule_text(identity: Identity, table: Table, *, by_row: bool) -> str:
    """The expression in printed labels: 自然人 + 商业企业 + … = 总计."""
    labels = table.columns if by_row else table.rows

    def side(terms: tuple[Term, ...]) -> str:
        words = []
        for index, term in enumerate(terms):
            sign = "−" if term.sign < 0 else ("+" if index else "")
            words.append(f"{sign} " * bool(sign) + ("上年" if term.last else "") + labels[term.name].label)
        return " ".join(words)

    return f"{side(identity.left)} = {side(identity.right)}"
