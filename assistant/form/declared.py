"""What form_<edition>.yaml may say: its shape, checked before anything is made of it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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
    """A column of a table."""

    label: str
    unit: str
    decimal: bool = False


class DeclaredRow(_Strict):
    """A row; without `columns` it has all of its table."""

    label: str
    columns: list[str] | None = None
    group: list[str] = []
    article: str
    note: str = ""


class DeclaredBox(_Strict):
    """A printed box: free text, the label of a row or column, or all cells of a row."""

    text: str | None = None
    row: str | None = None
    column: str | None = None
    cells: str | None = None
    wide: int = 1
    tall: int = 1


class DeclaredTable(_Strict):
    """A table with its printed layout."""

    name: str
    title: str
    widths: list[int]
    header_rows: int = 0
    columns: dict[str, DeclaredColumn]
    rows: dict[str, DeclaredRow]
    layout: list[list[DeclaredBox]]


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
    parts: list[DeclaredPart]
    articles: dict[str, str]
    tables: dict[str, DeclaredTable]
    identities: list[DeclaredIdentity]
