"""What a person waits for in the conversation: answers, questions, a pasted page, the whole drafted; no model."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from timing import line, measure

if TYPE_CHECKING:
    from assistant.desk import Desk, Who

_RUNS = 20
_PAGE = 10_000
"""Characters of the longest message the line takes."""
_MESSAGES = (
    "今年搞了{n}场培训，一共{m}人参加",
    "微博发了{m}条，比去年多{n}条",
    "没有人因为公开的事被追责",
    "更简短",
    "加上普法直播{n}场",
    "收到申请{n}件，都是个人提的",
    "还缺什么",
    "别的局怎么写",
)


def main() -> None:
    """Print medians and 95th percentiles on the demonstration's half-filled report."""
    from assistant.desk import Desk, Who
    from assistant.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Settings(home=Path(folder), demo=True))
        desk.index.evidence.refresh()
        report_id, who = desk.store.reports.heads()[0].id, Who()
        desk.talking.say(report_id, "overview.active", "写一段", who=who)
        _messages(desk, report_id, who)
        _questions(desk, report_id, who)
        _page(desk, report_id, who)
        for section in desk.reports.open(report_id).report.form.narrative:
            desk.reports.set_section(report_id, section, "", who=who)
        wanted = len(desk.whole.empty(report_id))
        print(line(f"起草全文（{wanted} 节）", measure(lambda: desk.whole.draft_all(report_id, who=who), _RUNS // 4)))
        desk.close()


def _messages(desk: "Desk", report_id: str, who: "Who") -> None:
    """Short messages of every sort, each time with other numbers, in a section and about the whole."""
    every = _RUNS * len(_MESSAGES)
    for section, name in (("overview.supervision", "一节"), ("", "全文")):
        said = iter([text.format(n=n + 2, m=n * 7 + 100) for n in range(_RUNS) for text in _MESSAGES])

        def message(section: str = section, said: Iterator[str] = said) -> None:
            desk.talking.say(report_id, section, next(said), who=who)

        print(line(f"短消息（{name}）", measure(message, every)))


def _questions(desk: "Desk", report_id: str, who: "Who") -> None:
    """All questions of a report that was just saved, and an answer to the first of them."""

    def asked() -> None:
        desk.reports.set_section(report_id, "problems", "", who=who)
        desk.interviewing.questions(report_id)

    print(line("全文的问题（刚保存过）", measure(asked, _RUNS)))

    def answered() -> None:
        question = desk.interviewing.questions(report_id)[0]
        said = question.options[0] if question.options else "已经落实各项任务"
        desk.interviewing.answer_question(report_id, question.id, said, who=who)
        desk.interviewing.questions(report_id)

    left = len(desk.interviewing.questions(report_id))
    print(line("回答一个问题，给出下一个", measure(answered, min(_RUNS, left - 2))))


def _page(desk: "Desk", report_id: str, who: "Who") -> None:
    """A pasted page as long as the line takes."""
    every = "".join(text.format(n=n + 2, m=n * 3 + 100) + "。" for n in range(400) for text in _MESSAGES[:3])
    page = every[:_PAGE]
    said = measure(lambda: desk.talking.say(report_id, "", page, who=who), _RUNS // 2)
    print(line(f"粘贴一页（{len(page)} 字）", said))


if __name__ == "__main__":
    main()
