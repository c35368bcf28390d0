"""Settings: a file, overridden by the environment; secrets in neither."""

from __future__ import annotations

import stat
from decimal import Decimal
from pathlib import Path

import pytest

from xl_addin import settings_file
from xl_addin.errors import SettingsError
from xl_addin.sections import Issuer
from xl_addin.settings import language_named, load


def test_without_anything_the_vendors_address_is_used(tmp_path: Path) -> None:
    """A new user needs no settings file."""
    settings = load({"XL_ADDIN_HOME": str(tmp_path)})
    assert settings.organizze.base_url == "https://api.organizze.com.br/rest/v2"
    assert settings.journal_url == f"sqlite:///{tmp_path / 'journal.db'}"


def test_a_journal_does_not_depend_on_where_a_program_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home without its whole path is made whole, and a journal without one lies in the home."""
    monkeypatch.chdir(tmp_path)
    assert load({"XL_ADDIN_HOME": "mine"}).home == tmp_path / "mine"
    assert load({"XL_ADDIN_HOME": "mine"}).journal_url == f"sqlite:///{tmp_path / 'mine' / 'journal.db'}"
    given = {"XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_JOURNAL_URL": "sqlite:///books/mine.db"}
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load(given).journal_url == f"sqlite:///{tmp_path / 'books' / 'mine.db'}"


def test_a_file_of_windows_own_editor_is_read(tmp_path: Path) -> None:
    """Notepad may put an unseen mark before everything."""
    (tmp_path / "config.toml").write_text("workers = 3\n", "utf-8-sig")
    assert load({"XL_ADDIN_HOME": str(tmp_path)}).workers == 3
    settings_file.put_language(tmp_path / "config.toml", "pt")
    assert settings_file.language(tmp_path / "config.toml") == "pt"


@pytest.mark.parametrize(
    ("text", "variable", "language"),
    [("", "", ""), ("lang = 'pt'\nworkers = 0", "", "pt"), ("lang = 'pt'", "fr", "fr"), ("lang = [", "", "")],
)
def test_the_language_is_known_whatever_else_is_wrong(
    tmp_path: Path, text: str, variable: str, language: str
) -> None:
    """A person who chose Portuguese reads in Portuguese that something else makes no sense."""
    (tmp_path / "config.toml").write_text(text, "utf-8")
    assert language_named({"XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_LANG": variable}) == language


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
        ("[functions]\nwait = -1", "wait is -1"),
        ("[functions]\nwait = nan", "wait is nan"),
        ("workers = 'many'", "workers must be a whole number"),
        ("colour = 'red'", "colour is not known"),
        ("izi = 5", "izi must be a section"),
        ("[functions]\nwait = 'long'", "functions.wait must be a number"),
        ("lang = 'de'", "de"),
        ("[organizze]\nbase_url = 'http://api.organizze.com.br'", "https://"),
        ("[organizze]\ntoken = 'abc'", "Secrets do not belong"),
        ("not toml", "cannot be read"),
        ("ca_bundle = '/nowhere.pem'", "/nowhere.pem"),
        ("[iziago]\nbase_url = 'http://iziago.example/v1'", "[iziago] base_url"),
        ("[iziago]\ntoken_url = 'http://iziago.example/token'", "[iziago] token_url"),
        ("[iziago]\nclient_secret = 'abc'", "credentials set iziago"),
        ("[izi]\nbase_url = 'http://api.example/v1'", "[izi] base_url"),
        ("[izi]\npublic_key = 'abc'", "credentials set izi"),
        ("[izi]\nissuer = 'ours'", "“ours” is no NIT"),
        ("[izi]\nheader_limit = 10", "header_limit is 10"),
        ("[[izi.issuers]]\nname = 'Without a NIT'", "izi.issuers[0].nit is missing"),
        ("[[izi.issuers]]\nnit = '1'\n[[izi.issuers]]\nnit = '1'", "Two issuers are called 1"),
        (
            "[[izi.issuers]]\nnit = '1'\nname = 'Peña'\n[[izi.issuers]]\nnit = '2'\nname = 'PENA'",
            "called pena",
        ),
        ("[[izi.issuers]]\nnit = '1'\ncolour = 'red'", "izi.issuers[0].colour is not known"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    """Each mistake in the file gets a sentence that names it, never a stack trace."""
    (tmp_path / "config.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load({"XL_ADDIN_HOME": str(tmp_path)})
    assert said in str(caught.value)
    assert caught.value.exit_code == 2


PINNED = {
    "ORGANIZZE": ("BASE_URL", "EMAIL", "USER_AGENT"),
    "IZIAGO": ("BASE_URL", "TOKEN_URL", "CLIENT_ID", "SCOPES", "PROFILE"),
    "IZI": ("BASE_URL", "CLIENT_ID", "PUBLIC_KEY_FILE", "ISSUER"),
}
"""The variables of the design's section 2 that are settings; the others are secrets."""


@pytest.mark.parametrize(
    ("system", "name"), [(system, name) for system, names in PINNED.items() for name in names]
)
def test_every_variable_is_its_setting(tmp_path: Path, system: str, name: str) -> None:
    """A server sets up each service by its environment alone."""
    value = "https://127.0.0.1/given" if name.endswith("_URL") else "1020703023"
    given = {"XL_ADDIN_HOME": str(tmp_path), f"XL_ADDIN_{system}_{name}": value}
    assert getattr(getattr(load(given), system.lower()), name.lower()) == value


def test_an_accountants_issuers_are_listed_in_the_file(tmp_path: Path) -> None:
    """Each with its NIT, and with what its invoices carry unless a row says otherwise."""
    text = """
    [izi]
    client_id = "ours"
    [[izi.issuers]]
    nit = "1020703031"
    name = "Mercado Lanza"
    branch = 2
    activity = 620100
    limit = 5000.50
    [[izi.issuers]]
    nit = "1020703049"
    client_id = "theirs"
    public_key_file = "theirs.pem"
    """
    (tmp_path / "config.toml").write_text(text, "utf-8")
    settings = load({"XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_IZI_CLIENT_ID": "given"})
    assert settings.izi.client_id == "given"
    assert settings.izi.issuers == (
        Issuer("1020703031", "Mercado Lanza", 2, 620100, Decimal("5000.5")),
        Issuer("1020703049", client_id="theirs", public_key_file="theirs.pem"),
    )


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


def test_a_blank_value_is_taken_out_of_the_file(tmp_path: Path) -> None:
    """What is no longer meant does not stay behind; issuers and comments do."""
    file = tmp_path / "config.toml"
    issuers = '\n# for whom we work\n[[izi.issuers]]\nnit = "1020703031" # the market\n'
    file.write_text(f'[izi]\npublic_key_file = "old.pem"\nclient_id = "ours"\n{issuers}', "utf-8")
    settings_file.put(file, "izi", {"client_id": "new", "public_key_file": "", "issuer": ""})
    assert file.read_text("utf-8") == f'[izi]\nclient_id = "new"\n{issuers}'
    settings = load({"XL_ADDIN_HOME": str(tmp_path)})
    assert [issuer.nit for issuer in settings.izi.issuers] == ["1020703031"]


def test_a_service_is_added_beside_its_issuers(tmp_path: Path) -> None:
    """A file that has issuers and nothing else of the service stays a file that can be read."""
    file = tmp_path / "config.toml"
    file.write_text('[[izi.issuers]]\nnit = "1020703031"\n', "utf-8")
    settings_file.put(file, "izi", {"client_id": "ours"})
    settings = load({"XL_ADDIN_HOME": str(tmp_path)})
    assert (settings.izi.client_id, len(settings.izi.issuers)) == ("ours", 1)
