import pytest

from assistant import settings
from assistant.errors import UsageError


def test_nothing_needs_to_be_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    loaded = settings.load()
    assert not loaded.has_model
    assert loaded.database.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NIANBAO_UPLOAD_LIMIT_MB", "很大"),
        ("NIANBAO_UPLOAD_LIMIT_MB", "0"),
        ("NIANBAO_DEADLINE", "一月底"),
        ("NIANBAO_DEADLINE", "02-31"),
    ],
)
def test_a_wrong_setting_is_named(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    settings.load.cache_clear()
    with pytest.raises(UsageError, match=name):
        settings.load()
