"""What form_<edition>.yaml may say: its shape, checked before anything is made of it."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.findings import Severity


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeclaredPart(_Strict):
    """A part or section, in printed order."""

    id: str
    title: str
    kind: Annotated[str, Field(pattern="^(text|table|heading)$")]
    parent: str | None = None
    basis: str = ""


class DeclaredColumn(_Strict):
    """A column of a table; `words` are what ledgers write for the applicant it counts."""

    label: str
    unit: str
    decimal: bool = False
    said: str = ""
    aliases: list[str] = []
    applicant: Annotated[str, Field(pattern="^(|person|organisation)$")] = ""
    words: list[str] = []


class DeclaredGroup(_Strict):
    """A group of rows: printed with its label, or, without one, only a kind of result; `within` holds it."""

    label: str = ""
    name: str = ""
    said: str = ""
    within: str = ""
    anchors: list[str] = []


class DeclaredWords(_Strict):
    """The heading over several columns, and what ledgers write for all of them together."""

    label: str
    words: list[str] = []


class DeclaredRow(_Strict):
    """A row; without `columns` it has all of its table. `becomes` is the row of a later edition it is read into."""

    label: str
    columns: list[str] | None = None
    group: str = ""
    article: str
    note: str = ""
    said: str = ""
    aliases: list[str] = []
    reasons: list[str] = []
    spoken: list[str] = []
    rest: bool = False
    becomes: str = ""
    anchors: dict[str, list[str]] = {}


class DeclaredBox(_Strict):
    """A printed box: free text, the label of a row or column, or all cells of a row."""

    text: str | None = None
    row: str | None = None
    column: str | None = None
    cells: str | None = None
    wide: int = 1
    tall: int = 1


class DeclaredTable(_Strict):
    """A table with its printed layout; `telling` are words that stand in this edition's table and in no other's."""

    name: str
    title: str
    telling: list[str] = []
    widths: list[int]
    header_rows: int = 0
    organisations: DeclaredWords | None = None
    columns: dict[str, DeclaredColumn]
    groups: dict[str, DeclaredGroup] = {}
    rows: dict[str, DeclaredRow]
    layout: list[list[DeclaredBox]]

    @model_validator(mode="after")
    def _groups_are_declared(self) -> Self:
        named = [(key, row.group) for key, row in self.rows.items()]
        named += [(key, group.within) for key, group in self.groups.items()]
        if unknown := [(key, group) for key, group in named if group and group not in self.groups]:
            raise ValueError(f"“{unknown[0][0]}”属于没有声明的一组“{unknown[0][1]}”")
        if deep := [key for key, group in self.groups.items() if group.within and self.groups[group.within].within]:
            raise ValueError(f"“{deep[0]}”一组嵌套过深")
        if nameless := [key for key, group in self.groups.items() if not (group.name or group.label)]:
            raise ValueError(f"“{nameless[0]}”一组没有名称（name）")
        return self


class DeclaredIdentity(_Strict):
    """An identity over the rows or the columns of a table."""

    code: str
    table: str
    each: Annotated[str, Field(pattern="^(row|column)$")]
    rows: list[str] | None = None
    expression: str
    computes: str | None = None
    basis: str
    severity: Severity | None = None


class DeclaredEdition(_Strict):
    """The whole file."""

    edition: str
    name: str
    source: str
    read_into: str = ""
    parts: list[DeclaredPart]
    articles: dict[str, str]
    tables: dict[str, DeclaredTable]
    identities: list[DeclaredIdentity]

    @model_validator(mode="after")
    def _applications_can_be_told(self) -> Self:
        """Table three is spoken of row by row and counted from ledgers: each row and column says how."""
        table = self.tables.get("T3")
        if table is None:
            raise ValueError("没有表三（T3）")
        if missing := [row for row in _SPOKEN_OF if row not in table.rows]:
            raise ValueError(f"表三没有“{missing[0]}”一行")
        if silent := [key for key, row in table.rows.items() if not row.said]:
            raise ValueError(f"表三“{silent[0]}”一行没有写进文字时的名称（said）")
        computed = {identity.computes for identity in self.identities}
        if uncounted := [key for key, item in table.columns.items() if not item.applicant and key not in computed]:
            raise ValueError(f"表三“{uncounted[0]}”一列没有说明是哪一类申请人（applicant）")
        return self


_SPOKEN_OF = ("received", "carried_in", "total_handled", "carried_out")
"""Rows every edition has, since the 条例 itself asks for them; sentences and sums are built on their codes."""
