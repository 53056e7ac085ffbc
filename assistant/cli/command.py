"""The command `nianbao`: its subcommands gathered, and failures turned into sentences and exit codes."""

import logging
import sys

import click

from assistant import __version__
from assistant.cli import accounts, archive, asking, drafting, files, keeping, serving, telling, topics
from assistant.cli.chinese import Group, sentence
from assistant.errors import NianbaoError

_WRONG = 2


@click.group(cls=Group, help="年报助手：从一年的数字，到一份可以公布的政府信息公开工作年度报告。")
@click.version_option(__version__, "--version", message="年报助手 %(version)s", help="显示版本。")
def nianbao() -> None:
    """The root command."""


_COMMANDS = (drafting.draft, telling.tell, *asking.COMMANDS, archive.archive, topics.topics, accounts.user)
for command in (*files.COMMANDS, *_COMMANDS, *keeping.COMMANDS, *serving.COMMANDS):
    nianbao.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run, and leave with the exit code of cli.md; never a traceback for bad input."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        code = nianbao.main(arguments, prog_name="nianbao", standalone_mode=False)
    except NianbaoError as problem:
        say(problem.message)
        code = problem.exit_code
    except click.exceptions.NoArgsIsHelpError as problem:
        say(problem.format_message())
        code = _WRONG
    except click.Abort:
        say("已中止。")
        code = _WRONG
    except click.ClickException as problem:
        say(sentence(problem))
        code = _WRONG
    except BrokenPipeError:
        code = 0
    except OSError as problem:
        say(f"文件读写失败：“{problem.filename or ''}”，请检查路径、权限和磁盘空间。")
        code = _WRONG
    sys.exit(code if isinstance(code, int) else 0)


def say(message: str) -> None:
    """A message for the person, to stderr."""
    click.echo(message, err=True)
