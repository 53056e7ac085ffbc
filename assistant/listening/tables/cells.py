"""Cells: the counts of a message made facts, and asked about where it was not said which cell they stand in."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.form import Form
from assistant.listening.tables.count import Count, Counts
from assistant.listening.told import Ask, Told
from assistant.listening.words import words
from assistant.report import Report

_SECTIONS = {"T2": "overview.active", "T3": "overview.on_request", "T4": "overview.on_request"}


def facts_of(counts: Counts, report: Report) -> tuple[list[Told], list[Ask]]:
    """The cells that the counts state, and the questions about those that could not be told."""
    facts: list[Told] = []
    asks: list[Ask] = []
    rows: dict[str, list[Count]] = {}
    for count in counts.told:
        if count.piece.about:
            asks.append(Ask(count.piece.text, f"“{count.piece.text}”：表格要填准确的数，是多少件？"))
        elif count.kind:
            asks.append(_kind(count, counts.form))
        else:
            rows.setdefault(count.row, []).append(count)
    column = _everybody(counts, report)
    for row, told in rows.items():
        if row.startswith("T3."):
            found, asked = _applications(row, told, column, counts.form)
        elif row.startswith("T4."):
            found, asked = _disputes(row, told, counts.form)
        else:
            found, asked = [_told(f"{row}.{one.column}", one, counts.form) for one in told], []
        facts += found
        asks += asked
    facts += _granted(counts, rows)
    asks += [Ask(one.text, f"“{one.text}”：表里该填哪一项（办理结果或者申请人）？") for one in counts.unclear]
    if counts.parts:
        said = "，".join(part.text for part in counts.parts)
        asks.append(Ask(said, f"“{said}”：全年一共是多少件？"))
    facts, twice = _once(facts)
    return facts, _merged([*asks, *twice])


def _told(code: str, count: Count, form: Form, *, whole: bool = False) -> Told:
    cell = form.cells[code]
    return Told(
        "figure",
        form.cell_name(code),
        _SECTIONS.get(cell.table, "overview.on_request"),
        count.piece.text,
        count.value,
        cell.unit,
        code,
        spoken="" if cell.decimal else count.piece.spoken,
        whole=whole or count.whole,
    )


def _everybody(counts: Counts, report: Report) -> str:
    """The one column of everybody who asked, by the message or by the report; "" where there are several."""
    if counts.every:
        return counts.every
    received = {one.column for one in counts.told if one.row == "T3.received"}
    if received:  # new ones were told: who asked is what the message says of them, and not what the report has
        return received.pop() if len(received) == 1 and not received & {"", "total"} else ""
    columns = [column.id for column in counts.form.tables["T3"].applicants()]
    some = {
        column
        for row in ("received", "carried_in")
        for column in columns
        if (report.figures.get(f"T3.{row}.{column}") or 0) > 0
    }
    return some.pop() if len(some) == 1 else ""


def _applications(row: str, told: list[Count], everybody: str, form: Form) -> tuple[list[Told], list[Ask]]:
    parts = [one for one in told if one.column not in {"", "total"}]
    wholes = [one for one in told if one.column in {"", "total"}]
    said = sum((one.value for one in parts), Decimal(0))
    whole = wholes[-1] if wholes else None
    complete = bool(parts) and whole is not None and said == whole.value
    facts = [_told(f"{row}.{one.column}", one, form, whole=complete) for one in parts]
    if whole is None or complete:
        return _with_whole(facts, whole), []
    computed = row == "T3.total_handled"
    if not parts and everybody and whole.value and not computed:
        return [_told(f"{row}.{everybody}", whole, form, whole=True)], []
    facts.append(_told(f"{row}.total", whole, form))
    if whole.value == 0:
        return facts, []
    return facts, [_who(row, whole, said, form)] if not computed else []


def _with_whole(facts: list[Told], whole: Count | None) -> list[Told]:
    """The parts with the words of the whole they make up, which is no cell of its own to record."""
    if whole is None:
        return facts
    return [replace(facts[0], text=f"{whole.piece.text}，{facts[0].text}"), *facts[1:]]


def _who(row: str, whole: Count, said: Decimal, form: Form) -> Ask:
    words = whole.piece.text
    label = form.tables["T3"].rows[row.removeprefix("T3.")].said
    if said > whole.value:
        return Ask(words, f"“{words}”与各类申请人的合计 {said} 件对不上，哪个数对？")
    if said:
        return Ask(words, f"“{words}”中还有 {whole.value - said} 件是谁提出的（自然人、企业还是其他组织）？")
    return Ask(words, f"{label}的这 {whole.piece.spoken} 件是谁提出的（自然人、企业还是其他组织，各几件）？")


def _kind(count: Count, form: Form) -> Ask:
    table = form.tables["T3"]
    group = table.results[count.kind]
    reasons = "、".join(table.rows[row].said for row in group.rows[:4])
    words = count.piece.text
    return Ask(words, f"“{words}”：{group.name}的这 {count.piece.spoken} 件，原因是什么（{reasons}等）？")


def _disputes(row: str, told: list[Count], form: Form) -> tuple[list[Told], list[Ask]]:
    words = "，".join(dict.fromkeys(one.piece.text for one in told))
    if row == "T4.":
        return [], [Ask(words, f"“{words}”：是未经复议直接起诉的，还是复议后起诉的？")]
    parts = [one for one in told if one.column != "total"]
    wholes = [one for one in told if one.column == "total"]
    said = sum((one.value for one in parts), Decimal(0))
    complete = bool(parts and wholes) and said == wholes[-1].value
    facts = [_told(f"{row}.{one.column}", one, form, whole=complete) for one in parts]
    if not wholes or complete:
        return _with_whole(facts, wholes[-1] if wholes else None), []
    whole = wholes[-1]
    facts.append(_told(f"{row}.total", whole, form))
    if whole.value == 0:
        return facts, []
    rest = whole.value - said
    question = f"“{words}”：{'其余' if said else '这'} {rest} 件结果怎样（维持、纠正、其他结果还是尚未审结）？"
    return facts, [Ask(words, question)]


def _granted(counts: Counts, rows: dict[str, list[Count]]) -> Iterator[Told]:
    """全公开了: what was received, by the same columns, came to that result; only where nothing else is told."""
    if counts.all_granted is None or any(row != "T3.received" for row in rows if row.startswith("T3.")):
        return
    result, piece = counts.all_granted
    received = rows.get("T3.received", [])
    parts = [one for one in received if one.column not in {"", "total"}]
    for one in parts or received:
        told = _told(f"T3.{result}.{one.column or 'total'}", one, counts.form)
        yield Told(
            "figure",
            told.name,
            told.section,
            piece.text,
            one.value,
            told.unit,
            told.code,
            spoken=one.piece.spoken,
            whole=told.whole,
        )


def _once(facts: list[Told]) -> tuple[list[Told], list[Ask]]:
    """Each cell once; one that was told with two values is asked about, for either may be meant."""
    told: dict[str, list[Told]] = {}
    for fact in facts:
        told.setdefault(fact.code, []).append(fact)
    asks: list[Ask] = []
    told = {code: _whole_of(same) for code, same in told.items()}
    for same in told.values():
        if len({fact.value for fact in same}) > 1:
            said = "，".join(dict.fromkeys(fact.text for fact in same))
            asks.append(Ask(said, f"“{said}”：{same[0].name}是哪个数？"))
    return [same[-1] for same in told.values() if len({fact.value for fact in same}) == 1], asks


def _whole_of(same: list[Told]) -> list[Told]:
    """The one that was said to be all of them, where the others come to it: 许可办了233件，另41件，一共274件."""
    wholes = [fact for fact in same if fact.value is not None and words().in_all.search(fact.text)]
    if len(wholes) != 1 or len(same) == 1:
        return same
    others = sum((fact.value for fact in same if fact is not wholes[0] and fact.value is not None), Decimal(0))
    said = "，".join(fact.text for fact in same)
    return [replace(wholes[0], text=said)] if others == wholes[0].value else same


def _merged(asks: list[Ask]) -> list[Ask]:
    """Who asked for each of several results is one question."""
    who = [ask for ask in asks if "是谁提出的（自然人、企业还是其他组织，各几件）" in ask.question]
    if len(who) < 2:  # noqa: PLR2004 - several
        return asks
    words = "，".join(ask.words for ask in who)
    return [
        *(ask for ask in asks if ask not in who),
        Ask(words, f"“{words}”：这些申请各是谁提出的（自然人、企业还是其他组织，各几件）？"),
    ]
