"""Commands on accounts: add, list, disable, enable, password, unbind. Whoever has the installation's files may."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from assistant.cli.archive import WHO, opened_desk
from assistant.cli.chinese import Command, Group
from assistant.cli.printing import print_json
from assistant.errors import UsageError
from assistant.review import Role
from assistant.store import EVERY_ORGAN, Account


@click.group(cls=Group, help="账号：建立、列出、停用，重设密码，解除绑定。")
def user() -> None:
    """Accounts."""


@user.command(cls=Command, help="建立账号。密码在提示后输入，或者从标准输入读取；第一次登录时须更换。")
@click.argument("name", metavar="用户名")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    metavar="角色",
    help="clerk 经办人，editor 编辑，leader 领导，admin 管理员。",
)
@click.option(
    "--organ",
    default=EVERY_ORGAN,
    metavar="机关",
    help="在哪个机关任这个角色；默认为所有机关，管理员默认管理整个系统。",
)
@click.option("--person", default="", metavar="姓名", help="显示和签名用的姓名，默认为用户名。")
@click.option("--oidc", is_flag=True, help="用统一身份认证登录，不设密码。")
def add(name: str, *, role: str, organ: str, person: str, oidc: bool) -> int:
    """Make an account."""
    held = Role(role)
    installation = held is Role.ADMIN and organ == EVERY_ORGAN
    with opened_desk() as desk:
        desk.people.add(
            name,
            None if oidc else _password(),
            {} if installation else {organ: [held]},
            who=WHO,
            person=person,
            admin=installation,
        )
    then = "用统一身份认证登录" if oidc else "第一次登录时须更换密码"
    click.echo(f"已建立账号“{name}”（{held.label}），{then}。", err=True)
    return 0


@user.command(name="list", cls=Command, help="列出账号。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def list_accounts(*, as_json: bool) -> int:
    """List the accounts."""
    with opened_desk() as desk:
        accounts = desk.people.all()
    if as_json:
        print_json([_json(account) for account in accounts])
        return 0
    if not accounts:
        click.echo("还没有账号，本机一人使用不需要账号。", err=True)
    for account in accounts:
        state = ("　统一身份认证" if account.elsewhere else "") + ("" if account.enabled else "　已停用")
        click.echo(f"{account.name}　{account.person or '—'}　{'；'.join(_roles(account)) or '—'}{state}")
    return 0


@user.command(cls=Command, help="停用账号，立即退出登录。")
@click.argument("name", metavar="用户名")
def disable(name: str) -> int:
    """Disable an account."""
    with opened_desk() as desk:
        desk.people.change(name, enabled=False, who=WHO)
    click.echo(f"已停用账号“{name}”。", err=True)
    return 0


@user.command(cls=Command, help="重新启用账号。")
@click.argument("name", metavar="用户名")
def enable(name: str) -> int:
    """Enable an account again."""
    with opened_desk() as desk:
        desk.people.change(name, enabled=True, who=WHO)
    click.echo(f"已启用账号“{name}”。", err=True)
    return 0


@user.command(cls=Command, help="重设密码。本人下次登录时须更换，其他电脑上的登录全部失效。")
@click.argument("name", metavar="用户名")
def password(name: str) -> int:
    """Give an account a new password."""
    with opened_desk() as desk:
        desk.people.set_password(name, _password(), who=WHO)
    click.echo(f"已重设“{name}”的密码。", err=True)
    return 0


@user.command(cls=Command, help="解除账号与统一身份的绑定，换了人时使用；立即退出登录。")
@click.argument("name", metavar="用户名")
def unbind(name: str) -> int:
    """Let an account be another's who comes by its name."""
    with opened_desk() as desk:
        desk.people.unbind(name, who=WHO)
    click.echo(f"已解除“{name}”的绑定，下一个以这个用户名用统一身份认证登录的人使用这个账号。", err=True)
    return 0


def _password() -> str:
    """A password asked for twice at a terminal, or the first line of standard input; UsageError for none."""
    if sys.stdin.isatty():
        given = str(click.prompt("密码", hide_input=True, err=True))
        if str(click.prompt("再输入一次", hide_input=True, err=True)) != given:
            raise UsageError("两次输入的密码不一样，没有建立。")
        return given
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise UsageError("没有给出密码，请在提示后输入，或者从标准输入给出。")
    return given


def _roles(account: Account) -> Sequence[str]:
    own = ["管理员"] if account.admin else []
    held = [
        f"{organ or '所有机关'}的{'、'.join(role.label for role in Role if role.value in roles)}"
        for organ, roles in account.roles.items()
    ]
    return [*own, *held]


def _json(account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "person": account.person,
        "admin": account.admin,
        "roles": {organ: sorted(roles) for organ, roles in account.roles.items()},
        "enabled": account.enabled,
        "oidc": account.elsewhere,
    }
