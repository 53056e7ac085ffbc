"""How an archived report is spoken of: in sentences to people, and in the trail."""

from assistant.store import Filed


def named(organ: str, year: int | None) -> str:
    """Organ and year as far as they are known: 某局2024年."""
    return f"{organ or '（机关名称未识别）'}{f'{year}年' if year else '（年度未识别）'}"


def whose(organ: str, year: int | None) -> str:
    """The report of an organ and a year, or what is known of it."""
    if organ and year:
        return f"{organ}{year}年的报告"
    if organ:
        return f"{organ}的同一份报告，年度未识别"
    return f"同一份{f'{year}年的' if year else ''}报告，机关名称{'' if year else '和年度都'}未识别"


def facts(filed: Filed) -> dict[str, str | int | None]:
    """What is said of an archived report in the trail."""
    named = ("organ", "year", "kind", "level", "region", "name")
    return {name: getattr(filed, name) for name in named}
