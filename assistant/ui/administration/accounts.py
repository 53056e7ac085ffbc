"""Accounts in 管理: who there is, a new one, what somebody is in which organ, and a password given anew."""

import secrets
from collections.abc import Callable, Mapping

import streamlit as st

from assistant.desk.accounts.people import People
from assistant.review import Role
from assistant.store import EVERY_ORGAN, Account
from assistant.ui import session, shell
from assistant.ui.administration import delegations
from assistant.ui.markdown import as_it_stands

_ROLES = (Role.CLERK, Role.EDITOR, Role.LEADER)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Characters that nobody reads as another when a password is told on paper."""
_LENGTH = 14
_EVERY = "全部机关"


def draw() -> None:
    """The accounts there are, and the way to one more."""
    people = session.desk().people
    accounts = people.looked_after(session.who())
    st.html("<h2 class='nb-heading'>账号</h2>")
    if not people.all():
        st.caption(
            "还没有账号：只能在本机使用，一人切换身份。要让同事从各自的电脑登录，请先用命令建立管理员账号："
            "nianbao user add 用户名 --role admin，再从这里添加其他人。"
        )
        return
    st.caption("每人一个账号，在哪个机关任什么角色写清楚；只有管理员能改这里。密码由本人第一次登录时更换。")
    with st.container(key="accounts"):
        for account in accounts:
            _row(account)
        if not accounts:
            st.caption("这里还没有其他账号。")
    if st.button("添加账号", key="account_new"):
        _forget()
        _new(people)
    if session.allowed("organ_above"):
        _organs(people)
    delegations.everybodys()


def _row(account: Account) -> None:
    left, middle, right = st.columns([2, 5, 1], vertical_alignment="center")
    name = f"<b>{shell.plain(account.person or account.name)}</b>"
    left.html(f"{name}<br><span class='nb-quiet'>{shell.plain(account.name)}</span>")
    state = "" if account.enabled else " <span class='nb-chip nb-bad'>已停用</span>"
    waiting = " <span class='nb-chip'>待换密码</span>" if account.to_change and account.enabled else ""
    elsewhere = f" <span class='nb-chip'>{shell.plain(_platform())}</span>" if account.elsewhere else ""
    middle.html(f"{shell.plain(_what(account))}{elsewhere}{state}{waiting}")
    if right.button("修改", key=f"account_{account.name}"):
        _forget()
        _change(account)


def _platform() -> str:
    """What the identity platform is called, by which people come in who have no password."""
    return session.desk().settings.oidc_name


def _what(account: Account) -> str:
    own = ["管理员"] if account.admin else []
    held = [
        f"{organ or _EVERY}：{'、'.join(role.label for role in Role if role.value in roles)}"
        for organ, roles in account.roles.items()
    ]
    return "；".join([*own, *held]) or "没有角色"


@st.dialog("添加账号")
def _new(people: People) -> None:
    name = st.text_input("用户名", key="account_name", placeholder="例如 zhangsan", max_chars=60)
    person = st.text_input("姓名", key="account_person", placeholder="显示和签名用", max_chars=60)
    password = _first_password()
    admin, roles = _posts({}, is_admin=False)
    _problem()
    if st.button("添加", type="primary", key="account_add"):
        _do(
            lambda: people.add(name, password, roles, who=session.who(), person=person, admin=admin),
            f"已添加账号“{name.strip()}”。"
            + ("初始密码只在添加时显示。" if password else f"本人用{_platform()}登录。"),
        )


def _first_password() -> str | None:
    """The password somebody is given; None for who has none here."""
    platform = session.desk().settings.oidc_issuer
    if platform and st.checkbox(f"用{as_it_stands(_platform())}登录，不设密码", key="account_elsewhere"):
        return None
    if session.get("account_password") is None:
        session.put("account_password", "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)))
    return st.text_input("初始密码", key="account_password", help="请当面或者用可靠的方式告诉本人。", max_chars=128)


@st.dialog("修改账号")
def _change(account: Account) -> None:
    people, name = session.desk().people, account.name
    st.text(f"用户名：{name}")
    person = st.text_input("姓名", account.person, key="account_person", max_chars=60)
    enabled = st.checkbox("启用", account.enabled, key="account_enabled")
    if account.elsewhere and session.desk().settings.oidc_roles:
        st.caption(f"角色由{as_it_stands(_platform())}平台给出，在这里改的，本人下次登录时按平台的改回。")
    admin, roles = _posts(account.roles, is_admin=account.admin)
    _problem()
    with st.container(horizontal=True):
        if st.button("保存", type="primary", key="account_save"):
            _do(
                lambda: people.change(
                    name, who=session.who(), person=person, admin=admin, enabled=enabled, roles=roles, base=account
                ),
                f"账号“{name}”已修改。",
            )
        if account.elsewhere:
            if st.button(
                "解除绑定",
                key="account_unbind",
                help=f"{as_it_stands(_platform())}平台把这个用户名给了另一个人时使用。",
            ):
                _do(lambda: people.unbind(name, who=session.who()), f"已解除账号“{name}”的绑定。")
        elif st.button("重设密码", key="account_reset"):
            password = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
            if _tried(lambda: people.set_password(name, password, who=session.who())):
                st.success(as_it_stands(f"新密码：{password}。请告诉本人；关闭后不再显示，本人登录时须更换。"))


def _posts(roles: Mapping[str, frozenset[str]], *, is_admin: bool) -> tuple[bool, dict[str, list[Role]]]:
    """Whether they look after the installation, and what they are in which organ, as it is ticked."""
    who, admin = session.who(), is_admin
    if who.admin:
        admin = st.checkbox("管理员（管整个系统的账号、往年资料和维护，不改年报）", is_admin, key="account_admin")
    known = {head.organ for head in session.desk().judging.heads(who)} | set(roles) - {EVERY_ORGAN}
    offered = [EVERY_ORGAN, *sorted(known)] if who.admin else sorted(who.keeps)
    out: dict[str, list[Role]] = {}
    for place, organ in enumerate(offered):
        chosen = _ticked(organ or _EVERY, place, [Role(role) for role in roles.get(organ, ())])
        if chosen:
            out[organ] = chosen
    if not who.admin:
        return admin, out
    other = st.text_input("其他机关", key="account_organ", placeholder="还没有年报的机关，请写全称")
    if other.strip() and (chosen := _ticked(other.strip(), -1, [])):
        out[other.strip()] = chosen
    return admin, out


def _ticked(organ: str, place: int, held: list[Role]) -> list[Role]:
    chosen = st.pills(
        as_it_stands(organ),
        _ROLES if organ == _EVERY else tuple(Role),
        selection_mode="multi",
        default=held,
        format_func=lambda role: role.label,
        key=f"account_roles_{place}",
    )
    return list(chosen)


def _do(action: Callable[[], object], done: str) -> None:
    if _tried(action):
        session.tell(done)
        st.rerun()


def _tried(action: Callable[[], object]) -> bool:
    """Do it; what is wrong is said within the dialog, which stays open with all that was typed."""
    problem = shell.problem_of(action)
    session.put("account_problem", problem)
    if problem:
        st.rerun(scope="fragment")
    return not problem


def _problem() -> None:
    if problem := session.get("account_problem"):
        st.error(as_it_stands(problem))


def _forget() -> None:
    """What was typed for somebody else is not carried over."""
    session.drop_all("account_")


def _organs(people: People) -> None:
    """Which organ stands over which: whoever belongs to the upper one sees the reports of the lower."""
    above = people.organs()
    with st.expander(f"上下级机关（{len(above)}）", key="organs"):
        st.caption("上级机关的人员可以查看下级机关的年报，不能修改。例如：某局办公室所在的局，写在各直属单位之上。")
        for organ, over in sorted(above.items()):
            st.text(f"{organ} ← {over}")
        organ = st.text_input("机关", key="organ_below")
        over = st.text_input("它的上级机关", key="organ_above", placeholder="留空为取消")
        if st.button("保存上下级", key="organ_save"):
            shell.attempt(lambda: people.set_above(organ, over, who=session.who()), "上下级已保存。")
            st.rerun()
