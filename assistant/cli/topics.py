"""The command that lists the topics and checks a site's own file of them."""

from pathlib import Path
from typing import Any

import click

from assistant.cli.chinese import Command
from assistant.cli.printing import print_json
from assistant.errors import UsageError
from assistant.form import section_title
from assistant.topics import Topic, catalogue, check_file, sections


@click.command(name="topics", cls=Command, help="列出年报涉及的主题：词语、问法和说法；校验本单位的主题文件。")
@click.option("--section", metavar="部分", help="只列这一部分的主题，例如 overview.active。")
@click.option("--check", "file", metavar="文件", type=click.Path(path_type=Path), help="校验主题文件或者文件夹。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def topics(*, section: str | None, file: Path | None, as_json: bool) -> int:
    """List the topics, or check a file."""
    if file is not None:
        return _check(file, as_json=as_json)
    known = sections()
    if section is not None and section not in known:
        raise UsageError(f"没有“{section}”这一部分，可以写：{'、'.join(known)}。")
    listed = [topic for topic in catalogue().values() if section is None or section in topic.sections]
    if as_json:
        print_json([_topic_json(topic) for topic in listed])
    else:
        for topic in listed:
            click.echo(_topic_text(topic))
        click.echo(f"共 {len(listed)} 个主题。", err=True)
    return 0


def _check(file: Path, *, as_json: bool) -> int:
    names = check_file(file)
    if as_json:
        print_json(names)
    else:
        click.echo(f"“{file.name}”没有问题，涉及主题 {len(names)} 个：{'、'.join(names)}。", err=True)
    return 0


def _topic_text(topic: Topic) -> str:
    lines = [
        f"{topic.id}　{'、'.join(section_title(section) for section in topic.sections)}",
        f"　　词语：{'、'.join(topic.words)}",
    ]
    if topic.ask:
        lines.append(f"　　问法：{topic.ask}")
    lines += [f"　　数量：{one.name}（{'、'.join(one.units)}）" for one in topic.counted]
    if ways := topic.ways:
        lines.append(f"　　说法：{'／'.join(ways)}")
    return "\n".join(lines) + "\n"


def _topic_json(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.id,
        "sections": list(topic.sections),
        "words": list(topic.words),
        "unless": list(topic.unless),
        "ask": topic.ask,
        "kind": topic.kind,
        "options": list(topic.options),
        "counted": [
            {"name": one.name, "units": list(one.units), "words": list(one.words), "say": list(one.say)}
            for one in topic.counted
        ],
        "note": topic.note,
        "none": topic.none,
        "required": topic.required,
        "plain": list(topic.plain),
        "detail": list(topic.detail),
        "denied": list(topic.denied),
        "purposes": list(topic.purposes),
        "family": topic.family,
        "measures": list(topic.measures),
    }
