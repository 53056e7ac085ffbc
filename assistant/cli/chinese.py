"""click in Chinese: help pages, and usage errors as one sentence that says what to do."""

from typing import Any

import click


class _Help:
    """Chinese headings for help pages; mixed into commands and groups."""

    def format_usage(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def format_options(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and for a group its commands."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            rows = [(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)]
            with formatter.section("命令"):
                formatter.write_dl(rows)

    def get_help_option(self: Any, ctx: click.Context) -> click.Option | None:
        """--help, described in Chinese."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示本帮助。"
        return option


class Command(_Help, click.Command):
    """A command with Chinese help."""


class Group(_Help, click.Group):
    """A group with Chinese help, keeping its commands in the order they were written."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order written: that of the work."""
        return list(self.commands)


def sentence(problem: click.ClickException) -> str:
    """A usage error as a Chinese sentence."""
    match problem:
        case click.NoSuchOption():
            return f"没有“{problem.option_name}”这个选项，请用 --help 查看可用的选项。"
        case click.MissingParameter():
            name = (problem.param.human_readable_name if problem.param else "") or "参数"
            return f"缺少“{name}”，请用 --help 查看用法。"
        case click.BadParameter():
            name = (problem.param.human_readable_name if problem.param else "") or "参数"
            choices = getattr(problem.param.type, "choices", None) if problem.param else None
            hint = f"，可用的值：{'、'.join(map(str, choices))}" if choices else ""
            return f"“{name}”的值不对{hint}，请用 --help 查看用法。"
        case click.UsageError():
            if "command" in problem.message.lower():
                return "没有这个命令，请用 --help 查看可用的命令。"
            return "命令的写法不对，请用 --help 查看用法。"
        case _:
            return "命令没有执行，请用 --help 查看用法。"
