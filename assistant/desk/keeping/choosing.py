"""Settings chosen by those who look after the installation, and the language model tried before they rely on it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.desk.access import Access
from assistant.desk.keeping.fields import FIELDS
from assistant.desk.keeping.in_force import CHOSEN, KEY, OPEN, InForce, chosen, fitted, kept_key, over, written_key
from assistant.desk.keeping.thresholds import TRIED
from assistant.desk.work import Who
from assistant.errors import ModelUnavailable, UsageError
from assistant.settings import Settings
from assistant.store import Store
from assistant.store.installation import MODEL_KEY

_SECRETIVE = "接口地址里不能写用户名、密码和问号后面的内容：地址会显示、会记入操作记录。密钥请填在“密钥”一栏。"


@dataclass(frozen=True)
class Shown:
    """A setting as it may be shown: its value in force (of a key only whether there is one), and who set it."""

    value: Any
    origin: str

    @property
    def fixed(self) -> bool:
        """Whether it is set where the page does not reach."""
        return self.origin == "环境变量"


class Choosing:
    """Use cases on the settings that are kept in the database."""

    def __init__(self, store: Store, access: Access, in_force: InForce) -> None:
        """Choose what is kept in a store and is in force from there."""
        self._store = store
        self._access = access
        self._in_force = in_force
        self._environment = in_force.environment

    def shown(self) -> dict[str, Shown]:
        """Every setting that can be chosen, as it is in force now."""
        self._in_force.forget()
        settings, read = self._in_force.now(), self._store.several(CHOSEN, MODEL_KEY)
        own = {*chosen(read)}
        kept = kept_key(read)
        if kept and kept[0] == settings.llm_base_url:
            own.add(KEY)
        return {name: Shown(_plain(settings, name), self._origin(name, own)) for name in FIELDS}

    def _origin(self, name: str, own: set[str]) -> str:
        if name in self._environment.model_fields_set:
            return "环境变量"
        return "本页" if name in own else "默认"

    def put(self, values: Mapping[str, Any], *, who: Who, key: str | None = None) -> bool:
        """Set what is given; None is back to what is usual. `key` is left as it is for None, and taken away for "".

        A key that was kept for another address than the one given now is taken away: whether that was done. UsageError
        says all that is wrong, and then nothing is set.
        """
        with self._access.installation("set_settings", who) as detail:
            read = self._store.several(CHOSEN, MODEL_KEY)
            before, kept = over(self._environment, read), chosen(read)
            told = self._fitting(values, key, self._environment, "没有保存。")
            for name in values:
                if values[name] is None:
                    kept.pop(name, None)
                else:
                    kept[name] = _plain(told, name)
            after = over(self._environment, {CHOSEN: json.dumps(kept)})
            changed = [name for name in OPEN if _plain(before, name) != _plain(after, name)]
            moved = "llm_base_url" in values and key is None
            secret = self._secret(read, after.llm_base_url, "" if moved and _elsewhere(read, after) else key)
            if not changed and not secret and kept == chosen(read):
                raise UsageError("没有改动，没有保存。")
            self._store.put(CHOSEN, json.dumps(kept, ensure_ascii=False, sort_keys=True))
            detail["old"] = {FIELDS[name].label: _plain(before, name) for name in changed}
            detail["new"] = {FIELDS[name].label: _plain(after, name) for name in changed}
            if secret:
                detail["key"] = secret
        self._in_force.forget()
        return moved and bool(secret)

    def _secret(self, read: Mapping[str, str], address: str, key: str | None) -> str:
        """Keep or take away the key; what was done with it, in words that do not tell it."""
        kept = kept_key(read)
        if key:
            self._store.put(MODEL_KEY, written_key(address, key.strip()))
            return "更换密钥" if kept else "设置密钥"
        if kept and key == "":
            self._store.put(MODEL_KEY, "")
            return "清除密钥"
        return ""

    def test(self, values: Mapping[str, Any], *, who: Who, key: str | None = None) -> str:
        """Ask the endpoint for one word, with values that need not be kept; a sentence if it answers.

        A key that is kept goes to no other address than its own. UsageError for wrong values, ModelUnavailable with
        what is the matter.
        """
        self._access.ask_installation("test_endpoint", who)
        self._in_force.forget()
        now = self._in_force.now()
        settings = self._fitting(values, key, now, "没有测试。")
        if key is not None:
            settings = settings.model_copy(update={KEY: SecretStr(key.strip())})
        elif settings.llm_base_url != now.llm_base_url:
            settings = settings.model_copy(update={KEY: SecretStr("")})
        if not settings.has_model:
            raise UsageError("请先填写接口地址和模型名称，再测试连接。")
        from assistant.draft.model.endpoint.probing import probe

        try:
            said, answered = probe(settings, timeout=min(TRIED, settings.llm_timeout)), True
        except ModelUnavailable as problem:
            said, answered = problem.message, False
        with self._access.installation("test_endpoint", who) as detail:
            detail |= {"model": settings.llm_model, "address": _without_secrets(settings.llm_base_url), "result": said}
        if not answered:
            raise ModelUnavailable(said)
        return said

    def _fitting(self, values: Mapping[str, Any], key: str | None, settings: Settings, not_done: str) -> Settings:
        """The settings with these values; UsageError with a sentence for each that does not fit."""
        wrong: list[str] = []
        for name, value in values.items():
            if name not in OPEN:
                raise KeyError(name)
            if name in self._environment.model_fields_set:
                wrong.append(_fixed(name))
            elif value is not None:
                fitting = fitted(settings, name, value)
                if fitting is None:
                    wrong.append(f"“{FIELDS[name].label}”应当是{FIELDS[name].expected}；现在填的是“{value}”。")
                settings = fitting or settings
        if _without_secrets(settings.llm_base_url) != settings.llm_base_url and "llm_base_url" in values:
            wrong.append(_SECRETIVE)
        wrong += self._wrong_key(key)
        if wrong:
            raise UsageError("".join([*wrong, not_done]))
        return settings

    def _wrong_key(self, key: str | None) -> Sequence[str]:
        if key is None:
            return ()
        if KEY in self._environment.model_fields_set:
            return (_fixed(KEY),)
        bare = key.strip()
        fits = bare.isascii() and bare.isprintable() and " " not in bare
        return () if fits else (f"“{FIELDS[KEY].label}”应当是{FIELDS[KEY].expected}。",)


def _elsewhere(read: Mapping[str, str], settings: Settings) -> bool:
    """Whether there is a key that was given for another address than the settings'."""
    kept = kept_key(read)
    return kept is not None and kept[0] != settings.llm_base_url


def _fixed(name: str) -> str:
    return f"“{FIELDS[name].label}”由环境变量 NIANBAO_{name.upper()} 设定，在这里不能改。"


def _plain(settings: Settings, name: str) -> Any:
    """A value as it may be shown; of a key only whether there is one."""
    value = getattr(settings, name)
    return bool(value.get_secret_value()) if isinstance(value, SecretStr) else value


def _without_secrets(address: str) -> str:
    """An address without who is let in by it, and without what follows its question mark."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if parts.username or parts.query or parts.fragment else address
