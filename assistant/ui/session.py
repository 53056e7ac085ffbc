"""The browser session: the desk, who sits at it, and which report is open. Sole owner of st.session_state."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from assistant import settings
from assistant.desk import Desk, Who
from assistant.desk.seen import seen_by
from assistant.errors import NotFound, StorageProblem
from assistant.review import Role, State, may
from assistant.review import closed as closed_to
from assistant.store import Head
from assistant.ui.cookies import token_in
from assistant.ui.known_by import FOR, KnownBy, whoever

_WHO, _SEEN = "nianbao_who", "nianbao_seen"
_KNOWN_FOR = 0.5
"""Seconds for which the person is not asked for again: a page asks a dozen times while it is drawn."""


@st.cache_resource(show_spinner=False)
def the_desk() -> Desk:
    """The one desk of this process, which knows no person: for the server itself."""
    return Desk(settings.load())


def desk() -> Desk:
    """The desk as the person at it may use it: what they may not see is not there. SignedOut if nobody is."""
    known: tuple[Who, Desk] | None = st.session_state.get(_SEEN)
    try:
        person = who(working=False)
    except StorageProblem:
        if known is None:
            raise
        return known[1]  # whoever it was: what they ask for cannot be read now, and says so where that is shown
    if known is None or known[0] is not person:
        known = st.session_state[_SEEN] = (person, seen_by(the_desk(), person))
    return known[1]


def who(*, working: bool = True) -> Who:
    """The person at the desk, SignedOut if nobody is; `working` is off where a page looks by itself.

    That keeps nobody signed in.
    """
    place = str(st.session_state.get("role", Role.CLERK.value))
    known: tuple[float, str, Who, bool] | None = st.session_state.get(_WHO)
    if known is not None and known[1] == place and time.monotonic() - known[0] < _KNOWN_FOR and known[3] >= working:
        return known[2]
    found = whoever(the_desk(), _known(), today(), working=working)
    if known is not None and known[2] == found:
        found = known[2]  # the same still: what is known of them holds
    st.session_state[_WHO] = (time.monotonic(), place, found, working)
    return found


def ask_again() -> None:
    """Ask who is there anew: a page that begins shows nothing to somebody who was signed out a moment ago."""
    st.session_state.pop(_WHO, None)


def places() -> dict[str, str]:
    """The places the person may take, each with what it is called: their own roles, and those of who delegated."""
    out = {role.value: who().label if role is who().role else role.label for role in who().own}
    seats = desk().delegating.seats(who().account, today()) if who().account else ()
    return out | {f"{Role.LEADER}{FOR}{seat.giver.name}": f"{Role.LEADER.label}（代{seat.person}）" for seat in seats}


def place_taken() -> str:
    """The place the person has taken."""
    person = who()
    return str(st.session_state["role"]) if person.deputy_for else person.role.value


def today() -> date:
    """The office's calendar day."""
    return date.today()  # noqa: DTZ011 - as the clock on its wall has it


def made_later(make: Callable[[Desk, Who], bytes]) -> Callable[[], bytes]:
    """Makes a file when somebody presses for it, as they may at that moment: the page may have been drawn long before.

    What makes it runs beside the pages and knows no session, only what is known now: by which token and in which place.
    """
    known = _known()

    def made() -> bytes:
        found = whoever(the_desk(), known, today(), working=True)
        return make(seen_by(the_desk(), found), found)

    return made


def _known() -> KnownBy:
    address = st.context.ip_address  # None on the server's own machine
    place = str(st.session_state.get("role", Role.CLERK.value))
    return KnownBy(token_in(st.context.cookies), place, address if isinstance(address, str) else "")


def take_place(place: str) -> None:
    """Sit down in another place, one of `places`."""
    st.session_state["role"] = place


def report_id() -> str | None:
    """The report in the address bar, else the one opened last; None if there is none (any more)."""
    head = report_head()
    return head.id if head else None


def report_head() -> Head | None:
    """The same with what is known of it without opening it, since it was asked whether the person sees it."""
    wanted = st.query_params.get("report") or st.session_state.get("report")
    if not wanted:
        return None
    try:
        head = desk().access.sees(wanted, who())
    except NotFound:
        st.session_state["gone"] = wanted
        close_report()
        return None
    open_report(wanted)
    return head


def open_report(wanted: str) -> None:
    """Make a report the current one, in the session and in the address bar."""
    st.session_state["report"] = wanted
    st.session_state.pop("gone", None)
    if st.query_params.get("report") != wanted:
        st.query_params["report"] = wanted


def close_report() -> None:
    """No report is open."""
    st.session_state.pop("report", None)
    if "report" in st.query_params:
        del st.query_params["report"]


def gone() -> bool:
    """Whether the report asked for in the address bar was not found."""
    return "gone" in st.session_state


def place(name: str, default: str = "") -> str:
    """A place within the page from the address bar (section, cell, tab …)."""
    return str(st.query_params.get(name, default))


def set_place(name: str, value: str) -> None:
    """Put a place into the address bar, so that a link can be sent."""
    if value and st.query_params.get(name) != value:
        st.query_params[name] = value


def turned_to(name: str, key: str, options: Sequence[str]) -> str:
    """Which of a choice's options is shown: the one the address names on arrival, the first where it names none.

    `key` is the widget's. Afterwards the widget decides: a request on its way may still carry the address of before.
    """
    if key not in st.session_state:
        wanted = place(name)
        st.session_state[key] = wanted if wanted in options else options[0]
    return str(st.session_state[key] or options[0])


def turn_address(name: str, key: str) -> None:
    """Put the option just chosen into the address bar: only then, or the browser's way back would lead nowhere."""
    set_place(name, str(st.session_state.get(key) or ""))


def drop_place(name: str) -> None:
    """Take a place out of the address bar."""
    st.query_params.pop(name, None)


def get(key: str, default: Any = None) -> Any:
    """Something a page remembers for this session."""
    return st.session_state.get(key, default)


def put(key: str, value: Any) -> None:
    """Remember something for this session."""
    st.session_state[key] = value


def drop(key: str) -> None:
    """Forget something."""
    st.session_state.pop(key, None)


def drop_all(prefix: str) -> None:
    """Forget everything that begins so."""
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]


def allowed(use: str, organ: str | None = None, state: State | None = None) -> bool:
    """Whether the person at the desk may do that: of an organ's report in this state, or with the installation."""
    person = who()
    role = person.role if organ is None else person.role_in(organ)
    return role is not None and may(use, state, role, admin=person.admin, keeper=bool(person.keeps))


def closed(head: Head) -> str:
    """Why the person at the desk may not change a report's content now, one sentence; empty if they may."""
    person = who()
    role = person.role_in(head.organ)
    if role is None and person.role is Role.ADMIN:
        return "管理员不改年报的内容，这份年报只能查看。要填报、修改，请用经办人或者编辑的账号。"
    if role is None:
        return f"您不是{head.organ}的{person.role.label}，这份年报只能查看，不能修改。"
    return closed_to(State(head.state), role)


def tell(message: str, kind: str = "success") -> None:
    """Say something on the next run of the page: kind is success, warning, error or info."""
    st.session_state.setdefault("told", []).append((kind, message))


def told() -> list[tuple[str, str]]:
    """What is to be said now; said once."""
    now = list(st.session_state.pop("told", []))
    st.session_state["turn"] = turn() + bool(now)
    return now


def turn() -> int:
    """How often something was said in this session, so that the same words are seen to be said anew."""
    return int(st.session_state.get("turn", 0))
