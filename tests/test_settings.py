"""Settings: a file, overridden by the environment; secrets in neither."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from xl_addin import settings_file
from xl_addin.errors import SettingsError
from xl_addin.settings import load


def test_without_anything_the_vendors_address_is_used(tmp_path: Path) -> None:
    """A new user needs no settings file."""
    settings = load({"XL_ADDIN_HOME": str(tmp_path)})
    assert settings.organizze.base_url == "https://api.organizze.com.br/rest/v2"
    assert settings.journal_url == f"sqlite:///{tmp_path / 'journal.db'}"


def test_environment_goes_before_the_file(tmp_path: Path) -> None:
    """A server overrides a file without editing it."""
    (tmp_path / "config.toml").write_text('workers = 3\n[organizze]\nemail = "file@shop.example"\n', "utf-8")
    assert load({"XL_ADDIN_HOME": str(tmp_path)}).organizze.email == "file@shop.example"
    given = {
        "XL_ADDIN_HOME": str(tmp_path),
        "XL_ADDIN_ORGANIZZE_EMAIL": "env@shop.example",
        "XL_ADDIN_WORKERS": "5",
    }
    settings = load(given)
    assert (settings.organizze.email, settings.workers) == ("env@shop.example", 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("workers = 0", "0 senders"),
        ("workers = 'many'", "int"),
        ("colour = 'red'", "colour"),
        ("lang = 'de'", "de"),
        ("[organizze]\nbase_url = 'http://api.organizze.com.br'", "https://"),
        ("[organizze]\ntoken = 'abc'", "Secrets do not belong"),
        ("not toml", "cannot be read"),
        ("ca_bundle = '/nowhere.pem'", "/nowhere.pem"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    """Each mistake in the file gets a sentence that names it, never a stack trace."""
    (tmp_path / "config.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load({"XL_ADDIN_HOME": str(tmp_path)})
    assert caught.value.exit_code == 2


def test_a_proxys_password_is_not_shown(tmp_path: Path) -> None:
    """Printing the settings shows no secret."""
    settings = load(
        {"XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_PROXY": "http://ana:s3cret@proxy.example:8080"}
    )
    assert "s3cret" not in repr(settings)
    assert settings.secret_proxy is not None
    assert "s3cret" not in repr(settings.secret_proxy)


def test_changing_the_file_keeps_a_persons_comments(tmp_path: Path) -> None:
    """`credentials set` adds its line and leaves the rest of the file as it was written."""
    file = tmp_path / "config.toml"
    file.write_text("# ours\nworkers = 4 # not more\n", "utf-8")
    settings_file.put(file, "organizze", {"email": "ana@shop.example"})
    text = file.read_text("utf-8")
    assert text.startswith("# ours\nworkers = 4 # not more\n")
    assert load({"XL_ADDIN_HOME": str(tmp_path)}).organizze.email == "ana@shop.example"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
