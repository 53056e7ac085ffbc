"""The text of an archived report's sections as a person corrects it, and what of it stays when it is read again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.findings import Finding
from assistant.form import Form
from assistant.report import Report

UNPLACED = "unplaced"


def sections_of(form: Form) -> tuple[str, ...]:
    """The sections that hold prose, in printed order, and last what no section took."""
    return (*form.narrative, UNPLACED)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a section's text, without spaces around and blank lines between them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def remarks(findings: Iterable[Finding], section: str) -> tuple[Finding, ...]:
    """What the reader was not certain of in a section: a heading that fits two, or text in no place."""
    return tuple(
        one
        for one in findings
        if one.where == section and (one.code == "R-05" or (one.code == "R-07" and one.values.get("other")))
    )


def doubtful_reading(report: Report) -> bool:
    """Whether the reader was not certain of a cell or of where a text belongs; a cell that was blank is no doubt."""
    cells = any(one.values.get("raw") or one.values.get("offer") for one in report.findings)
    return cells or any(remarks(report.findings, name) for name in sections_of(report.form))


def with_texts(report: Report, texts: Mapping[str, str], *, settled: Collection[str]) -> Report:
    """The report with these texts of sections; what was remarked on the `settled` ones is gone.

    Where text is left in no place that is not settled, the remark on it is of what is left.
    """
    from assistant.past.reading_findings import of_unplaced

    findings = list(report.findings)
    for section in {*settled, UNPLACED} & set(texts):
        told = remarks(findings, section)
        left = paragraphs(texts[section])
        renewed = [of_unplaced(left)] if told and left and section not in settled else []
        findings = [one for one in findings if one not in told] + renewed
    return replace(report, sections={**report.sections, **texts}, findings=tuple(findings))


def moved(source: str, paragraph: int, target: str, place: int) -> tuple[str, str]:
    """Both texts with one paragraph of the first before paragraph `place` of the second."""
    left, right = list(paragraphs(source)), list(paragraphs(target))
    right.insert(place, left.pop(paragraph))
    return "\n".join(left), "\n".join(right)


def as_corrected(read: Report, before: Report, corrected: Collection[str]) -> Report:
    """What was read now, with the sections a person saw to as they left them; nothing is lost or told twice by that.

    A paragraph that they moved is not taken in again where it is read now, and one that is now read into a section of
    theirs stays where it was filed.
    """
    order = sections_of(read.form)
    kept = [name for name in order if name in corrected]
    if not kept:
        return read
    theirs = {text for name in kept for text in paragraphs(before.section(name))}
    filed = {name: paragraphs(before.section(name)) for name in order}
    texts: dict[str, Sequence[str]] = {
        name: filed[name]
        if name in kept
        else [text for text in paragraphs(read.section(name)) if text not in theirs or text in filed[name]]
        for name in order
    }
    placed = {text for own in texts.values() for text in own}
    for text in (text for name in kept for text in paragraphs(read.section(name)) if text not in placed):
        home = next((name for name in order if name not in kept and text in filed[name]), None)
        if home:
            texts[home] = [*texts[home], text]
    findings = [one for one in read.findings if not any(one in remarks((one,), name) for name in kept)]
    findings += [one for name in kept for one in remarks(before.findings, name)]
    joined = {name: "\n".join(own) for name, own in texts.items() if own or name in before.sections}
    return replace(read, sections=joined, findings=tuple(findings))
