"""Rows as lines of canonical JSON: keys are columns, moments UTC to the microsecond, bytes base64.

Rows stand in the order of their keys' code points. So two databases that hold the same give the same bytes, whichever
program keeps them, and what one gave another takes.
"""

import base64
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import OperationalError, StatementError

from assistant.errors import FileUnreadable

_ROWS, _HEAVY_ROWS = 1000, 10
"""Rows held at a time; where a row may hold a file as it was uploaded, few."""
FITS_NOT = "备份中的数据与所记的结构不符，放不进数据库，没有恢复。请换一份备份。"


def digest(pieces: Iterable[bytes]) -> str:
    """SHA-256 over bytes in pieces, as hexadecimal digits."""
    made = hashlib.sha256()
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


def content_digest(tables: Mapping[str, str]) -> str:
    """The digest of the whole: over the tables' names and digests."""
    return digest(f"{name} {tables[name]}\n".encode() for name in sorted(tables))


def reflected(connection: Connection, names: Collection[str]) -> MetaData:
    """Those of the named tables that are there, as the database has them, which may be an older schema's."""
    metadata = MetaData()
    metadata.reflect(connection, only=sorted({*names} & {*inspect(connection).get_table_names()}))
    return metadata


def lines(connection: Connection, table: Table, without: Collection[str] = ()) -> Iterator[bytes]:
    """The rows of a table in the order of its key, each ending its line; but for those that keep facts of a name."""
    heavy = any(isinstance(column.type, LargeBinary) for column in table.columns)
    # PostgreSQL sorts text by the rules of a language, which differ between machines; "C" is by code points.
    by_code_point = connection.dialect.name == "postgresql"
    order = [
        key.collate("C") if by_code_point and isinstance(key.type, String) else key for key in table.primary_key.columns
    ]
    wanted = select(table).order_by(*order)
    if without:
        wanted = wanted.where(table.c.key.not_in(without))
    rows = connection.execute(wanted, execution_options={"yield_per": _HEAVY_ROWS if heavy else _ROWS})
    for row in rows.mappings():
        kept = {column.name: _written(column, row[column.name]) for column in table.columns}
        yield _canonical(kept) + b"\n"


def _canonical(kept: Mapping[str, Any]) -> bytes:
    line = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return line.encode()
    except UnicodeEncodeError:  # half a character may stand within JSON: such a line is written in escapes
        return json.dumps(kept, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def _written(column: Column[Any], value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds")
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    return bool(value) if isinstance(column.type, Boolean) and value is not None else value


def fill(connection: Connection, table: Table, given: Iterable[bytes]) -> None:
    """Write lines as the rows of a table; FileUnreadable if they are none of its."""
    heavy = any(isinstance(column.type, LargeBinary) for column in table.columns)
    batch: list[dict[str, Any]] = []
    try:
        for line in given:
            batch.append(_row(table, json.loads(line)))
            if len(batch) == (_HEAVY_ROWS if heavy else _ROWS):
                connection.execute(table.insert(), batch)
                batch = []
        if batch:
            connection.execute(table.insert(), batch)
    except OperationalError:
        raise  # the disk is full or the server gone, which says nothing of the lines
    except (StatementError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as problem:
        raise FileUnreadable(FITS_NOT) from problem
    _number_on(connection, table)


def _row(table: Table, kept: Mapping[str, Any]) -> dict[str, Any]:
    if set(kept) != set(table.columns.keys()):
        raise KeyError(table.name)
    return {column.name: _read(column, kept[column.name]) for column in table.columns}


def _read(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    return value


def _number_on(connection: Connection, table: Table) -> None:
    """PostgreSQL counts the next number of a column by itself and does not see those that were written."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        counter = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
        )
        if counter:
            last = connection.scalar(select(func.max(column)))
            connection.execute(
                text("SELECT setval(:counter, :last, :used)"),
                {"counter": counter, "last": last or 1, "used": last is not None},
            )
