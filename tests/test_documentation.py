"""The guides say what the program does: settings, commands and finding codes are compared with the code."""

import re
from pathlib import Path

import click

from assistant.cli.command import nianbao
from assistant.findings import CATALOGUE
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands(group: click.Group, prefix: str = "nianbao") -> list[str]:
    out = []
    for name, command in group.commands.items():
        inner = commands(command, f"{prefix} {name}") if isinstance(command, click.Group) else [f"{prefix} {name}"]
        out += inner
    return out


def test_every_setting_is_documented_and_no_other():
    documented = set(re.findall(r"^\| `(NIANBAO_[A-Z_]+)`", text("docs/guide/settings.md"), re.MULTILINE))
    assert documented == {f"NIANBAO_{name.upper()}" for name in Settings.model_fields}


def test_every_setting_is_described_as_in_the_code():
    guide = text("docs/guide/settings.md")
    assert [name for name, field in Settings.model_fields.items() if str(field.description) not in guide] == []


def test_every_finding_code_is_documented_and_no_other():
    row = re.compile(r"^\| ([A-Z]\d?-\d\d) \| (错误|提醒|提示) \| (.+) \|$", re.MULTILINE)
    rows = row.findall(text("docs/guide/findings.md"))
    label = {"error": "错误", "warning": "提醒", "info": "提示"}
    assert rows == [(kind.code, label[kind.severity.value], kind.title) for kind in CATALOGUE.values()]


def test_every_command_is_documented_and_no_other():
    documented = set(re.findall(r"^## `(nianbao [a-z ]+?)`", text("docs/guide/commands.md"), re.MULTILINE))
    assert documented == set(commands(nianbao))


def test_every_option_is_documented():
    guide = text("docs/guide/commands.md")
    missing = []
    for section in re.split(r"^## ", guide, flags=re.MULTILINE)[1:]:
        words = re.match(r"`nianbao ([a-z ]+?)`", section)
        if words is None:
            continue
        command: click.Command = nianbao
        for word in words[1].split():
            assert isinstance(command, click.Group)
            command = command.commands[word]
        missing += [
            (words[1], option)
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--") and option not in section
        ]
    assert missing == []


def test_the_two_readmes_name_the_two_commands_at_the_top():
    for name in ("README.md", "README.zh-CN.md"):
        top = text(name)[:1500]
        assert "make run" in top
        assert "make test" in top


def test_pictures_named_in_the_documents_exist():
    for name in (
        "README.md",
        "README.zh-CN.md",
        *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
    ):
        folder = (ROOT / name).parent
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text(name)):
            assert (folder / picture).is_file(), f"{name}: {picture}"


def test_every_label_in_the_clerks_guide_is_on_a_page():
    sources = [path.read_text("utf-8") for path in (ROOT / "assistant").rglob("*") if path.suffix in {".py", ".js"}]
    written = "".join(sources)
    labels = re.findall(r"\*\*(.+?)\*\*", text("docs/guide/using.md"))
    assert len(labels) > 20
    assert [label for label in labels if label not in written] == []


def test_every_path_named_to_contributors_exists():
    named = [name for name in re.findall(r"`([^`\s]+)`", text("CONTRIBUTING.md")) if "<" not in name]
    paths = [name for name in named if "/" in name or re.search(r"\.(?:py|md|yaml|toml|txt)$", name)]
    assert len(paths) > 40
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []
