"""委托: a leader lets another act in their place for a time, in the organs they lead and nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from assistant.desk.access import Access
from assistant.desk.persons.seats import Seat, leads
from assistant.desk.work import Who
from assistant.errors import Forbidden, NotFound, UsageError
from assistant.store import EVERY_ORGAN, Account, Delegation, Store

LONGEST = timedelta(days=90)
"""How long a delegation may run: a judgement; who is away for more than a quarter is replaced by appointment."""

GIVEN, ENDED = "委托", "收回"
"""How a delegation stands, in the trail."""
_ALL = "全部机关"


class Delegating:
    """Use cases on delegations. Nothing ends them by the clock: whether one holds is asked whenever it is used."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep them in a store."""
        self._store = store
        self._access = access

    def give(
        self,
        deputy: str,
        *,
        who: Who,
        first: date,
        last: date,
        today: date,
        organ: str = EVERY_ORGAN,
        note: str = "",
        giver: str = "",
    ) -> str:
        """Let somebody act in a leader's place, from one day to another; the id.

        A leader delegates what is theirs; an administrator may for one who cannot. UsageError, Forbidden, NotFound.
        """
        with self._access.installation("delegate", who) as detail:
            if who.deputy_for:
                raise Forbidden("您现在是代别人办理，不能再转委托。请由本人委托。")
            if not deputy:
                raise UsageError("请选择委托给哪位同事。")
            source = self._known(giver or who.account)
            if source.name != who.account and not _looks_after(who, source):
                raise Forbidden("只能委托自己的审阅工作。别人的，请本人办理，或者请管理员代为设置。")
            self._check(source, self._known(deputy), organ, first, last, today)
            made = self._store.delegations.add(
                giver=source.name, deputy=deputy, organ=organ, first=first, last=last, note=note.strip()
            )
            detail.update(
                {"id": made, "giver": source.name, "deputy": deputy, "organ": organ or _ALL},
                first=first.isoformat(),
                last=last.isoformat(),
                note=note.strip(),
                old="",
                new=GIVEN,
            )
        return made

    def _check(self, giver: Account, deputy: Account, organ: str, first: date, last: date, today: date) -> None:
        led = leads(giver)
        if not led or not (organ == EVERY_ORGAN or led & {organ, EVERY_ORGAN}):
            raise UsageError(f"{giver.known_as}不是{organ or '任何机关'}的领导，没有可以委托的审阅工作。")
        if not giver.enabled:
            raise UsageError(f"{giver.known_as}的账号已经停用，不能委托。")
        if deputy.name == giver.name:
            raise UsageError("不能委托给自己，请另选一位同事。")
        if not deputy.enabled:
            raise UsageError(f"{deputy.known_as}的账号已经停用，请另选一位同事。")
        if first < today:
            raise UsageError("开始日期已经过去，请从今天或者以后的一天开始。")
        if last < first:
            raise UsageError("截止日期早于开始日期，请重新填写。")
        if last - first >= LONGEST:
            raise UsageError(f"一次委托最长 {LONGEST.days} 天，请缩短期限，到期后可以再委托。")
        for other in self._store.delegations.all(giver=giver.name, since=today):
            same = EVERY_ORGAN in (organ, other.organ) or organ == other.organ
            if same and other.first <= last and first <= other.last:
                whom = self._known(other.deputy).known_as
                raise UsageError(f"{other.first}至{other.last}已经委托给{whom}，请先收回那一项，或者换一段日期。")

    def end(self, delegation_id: str, *, who: Who) -> None:
        """Take a delegation back, as its giver or an administrator. NotFound, Forbidden."""
        with self._access.installation("delegate_end", who) as detail:
            found = next((one for one in self._store.delegations.all() if one.id == delegation_id), None)
            if found is None:
                raise NotFound("没有这项委托，可能账号已经不在了。")
            if who.deputy_for or (found.giver != who.account and not _looks_after(who, self._known(found.giver))):
                raise Forbidden("只能由委托的本人或者管理员收回。")
            told = {name: str(value) for name, value in asdict(found).items() if name != "ended"}
            detail.update(told, organ=found.organ or _ALL, old=ENDED if found.ended else GIVEN, new=ENDED)
            self._store.delegations.end(delegation_id)

    def seats(self, account: str, today: date) -> Sequence[Seat]:
        """The places this account may take today: of leaders whose account is enabled and who still lead something."""
        out = []
        for one in self._store.delegations.all(deputy=account, since=today):
            giver = self._store.accounts.get(one.giver)
            if one.holds(today) and giver is not None and giver.enabled and Seat(one, giver).organs:
                out.append(Seat(one, giver))
        return out

    def given(self, giver: str = "") -> Sequence[Delegation]:
        """All delegations of a leader, or of everybody, the newest first."""
        return self._store.delegations.all(giver=giver)

    def names(self) -> Mapping[str, str]:
        """Whom one may choose: what each enabled account's person is called."""
        return {one.name: one.known_as for one in self._store.accounts.all() if one.enabled}

    def _known(self, name: str) -> Account:
        account = self._store.accounts.get(name)
        if account is None:
            raise NotFound(f"没有名为“{name}”的账号，请重新选择。")
        return account


def _looks_after(who: Who, giver: Account) -> bool:
    """Whether somebody looks after a leader: as administrator, or of all the organs that one leads."""
    led = leads(giver)
    return who.admin or (bool(led) and led <= who.keeps)
