"""The settings in force: what the environment sets, over what was chosen on 管理, over what is usual.

What was chosen stands in the database, so that every server on it goes by the same. It is asked for at every use and
kept for less than a second, so that a change is seen everywhere without a restart.
"""

import json
import time
from collections.abc import Mapping
from contextlib import closing
from threading import Lock
from typing import Any

from pydantic import SecretStr, ValidationError

from assistant.errors import StorageProblem
from assistant.settings import Settings
from assistant.store import Store, look
from assistant.store.installation import MODEL_KEY

CHOSEN = "settings"
"""The fact of the installation that holds what was chosen, as JSON by the names of the fields."""
KEY = "llm_api_key"
MODEL = ("llm_provider", "llm_base_url", "llm_model", "llm_timeout", "llm_retries")
DATES = ("deadline", "government_deadline", "overview_limit")
OPEN = (*MODEL, *DATES)
"""What may be chosen beside the key, which is kept apart from it."""
_KNOWN_FOR = 0.5
"""Seconds for which the database is not asked again: a page asks a dozen times while it is drawn."""


class InForce:
    """The settings as they are at this moment."""

    def __init__(self, store: Store, environment: Settings) -> None:
        """Go by a store's facts, where the environment does not say otherwise."""
        self._store = store
        self.environment = environment
        self._lock = Lock()
        self._read: dict[str, str] | None = None
        self._until = 0.0
        self._settings = environment

    def now(self) -> Settings:
        """The settings in force, the same object for as long as they are the same. StorageProblem."""
        if time.monotonic() < self._until:
            return self._settings
        read = self._store.several(CHOSEN, MODEL_KEY)
        with self._lock:
            if read != self._read:
                self._settings, self._read = over(self.environment, read), read
            self._until = time.monotonic() + _KNOWN_FOR
            return self._settings

    def forget(self) -> None:
        """Ask anew at the next use."""
        self._until = 0.0


def over(environment: Settings, read: Mapping[str, str]) -> Settings:
    """The environment's settings over the facts that were read; a fact that fits none of them is as if not there."""
    settings = environment.model_copy()
    for name, value in chosen(read).items():
        if name in OPEN and name not in environment.model_fields_set:
            settings = fitted(settings, name, value) or settings
    if KEY not in environment.model_fields_set:
        kept = kept_key(read)
        # A key is for the place it was given for, and goes to no other, whoever changed the address and wherever.
        if kept and kept[0] == settings.llm_base_url:
            settings = settings.model_copy(update={KEY: SecretStr(kept[1])})
    return settings


def fitted(settings: Settings, name: str, value: Any) -> Settings | None:
    """The settings with one changed, by their own rules; None if it does not fit."""
    copy = settings.model_copy()
    try:
        type(copy).__pydantic_validator__.validate_assignment(copy, name, value)
    except ValidationError:
        return None
    return copy


def chosen(read: Mapping[str, str]) -> dict[str, Any]:
    """What was chosen, by field."""
    return _as_dict(read.get(CHOSEN, ""))


def kept_key(read: Mapping[str, str]) -> tuple[str, str] | None:
    """The address a key was given for, and the key; None if there is none."""
    kept = _as_dict(read.get(MODEL_KEY, ""))
    key = kept.get("key")
    return (str(kept.get("address", "")), key) if isinstance(key, str) and key else None


def written_key(address: str, key: str) -> str:
    """A key as it is kept; an empty one as nothing."""
    return json.dumps({"address": address, "key": key}, ensure_ascii=False) if key else ""


def _as_dict(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def here(environment: Settings) -> Settings:
    """The settings in force for who has no desk open; the environment's where there is no database to ask (yet)."""
    try:
        if not look(environment.database).current:
            return environment
        with closing(Store(environment)) as store:
            return InForce(store, environment).now()
    except StorageProblem:
        return environment  # who needs the database says so; what is asked here is asked without it too
