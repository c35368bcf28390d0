"""`policy.toml`: what a company forbids on a computer, its users cannot allow themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xl_addin import policy
from xl_addin.connect import iziago, organizze
from xl_addin.errors import Refused, SettingsError
from xl_addin.fetching.izi.hosts import Hosts
from xl_addin.settings import Settings, load
from xl_addin.values.account import user_name
from xl_addin.values.secret import Secret


def under(folder: Path, text: str, **environment: str) -> Settings:
    """The settings of a user under a policy."""
    file = folder / "policy.toml"
    file.write_text(text, "utf-8")
    return load({"XL_ADDIN_HOME": str(folder / "home"), **environment}, policy=file)


def test_without_a_policy_everything_is_allowed(tmp_path: Path) -> None:
    """Whoever has no administrator notices nothing."""
    settings = load({"XL_ADDIN_HOME": str(tmp_path)}, policy=tmp_path / "none.toml")
    assert settings.policy.limits == {}
    assert settings.policy.allows_host("anywhere.example")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", "cannot be followed"),
        ("host = ['api.organizze.com.br']", "host is not known; known are hosts, rows"),
        ("file = '/tmp/other'", "file is not known"),
        ("[limits]\nrows = 5", "limits is not known"),
        ("partial = 'no'", "partial must be true or false"),
        ("partial = 0", "partial must be true or false"),
        ("rows = 0", "rows is 0"),
        ("rows = true", "rows must be a whole number"),
        ("rows = 'ten'", "rows must be a whole number"),
        ("hosts = 'api.organizze.com.br'", "hosts must be a list in square brackets"),
        ("hosts = [1]", "hosts[0] must be a text in quotes"),
        ("hosts = ['*']", "“*”"),
        ("hosts = ['*.*.example']", "“*.*.example”"),
        ("hosts = ['a.example', 'https://a.example/']", "“https://a.example/”"),
        ("hosts = ['a.example:443']", "“a.example:443”"),
        ("hosts = ['a.example ']", "“a.example ”"),
        ("hosts = ['']", "“”"),
        ("hosts = ['münchen.example']", "“münchen.example”"),
        ("send_anyway = false", "needs journal_folder"),
        ("journal_folder = 'journals'", "whole path"),
        ("journal_folder = 5", "journal_folder must be a text in quotes"),
    ],
)
def test_a_policy_that_is_unclear_stops_everything(tmp_path: Path, text: str, said: str) -> None:
    """A mistyped limit is never taken for no limit: nothing works until it is corrected, and it is named."""
    with pytest.raises(SettingsError, match=r"policy\.toml") as caught:
        under(tmp_path, text)
    assert said in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_policy_from_windows_editor_is_read(tmp_path: Path) -> None:
    """It may begin with the mark that Windows' editors put before UTF-8."""
    settings = under(tmp_path, "\ufeffrows = 7")
    assert settings.policy.rows == 7


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "api-2.EXAMPLE.com", "*.my_host.example"])
def test_each_kind_of_host_can_be_named(tmp_path: Path, host: str) -> None:
    """Names, addresses, and the domain above."""
    assert under(tmp_path, f"hosts = ['{host}']").policy.allows_host(host.replace("*", "below"))


def test_a_policy_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    """Whoever makes the file unreadable has not made it go away."""
    (tmp_path / "policy.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be followed"):
        load({"XL_ADDIN_HOME": str(tmp_path)}, policy=tmp_path / "policy.toml")
    (tmp_path / "letters.toml").write_bytes(b"rows = 1 # \xff")
    with pytest.raises(SettingsError, match="cannot be followed"):
        load({"XL_ADDIN_HOME": str(tmp_path)}, policy=tmp_path / "letters.toml")


MOVERS = (
    "APPDATA",
    "HOME",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "WIN_PD_OVERRIDE_COMMON_APPDATA",
    "XDG_CONFIG_DIRS",
    "XDG_CONFIG_HOME",
    "XL_ADDIN_HOME",
    "XL_ADDIN_POLICY",
    "XL_ADDIN_POLICY_FILE",
)
"""Variables that move other programs' files, and those that one might guess for ours."""


def test_no_variable_moves_the_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user cannot point the program at a policy of their own."""
    before = policy.place()
    for name in MOVERS:
        monkeypatch.setenv(name, str(tmp_path))
    assert policy.place() == before
    assert before.is_absolute()
    assert tmp_path not in before.parents


def test_environment_and_settings_do_not_widen_it(tmp_path: Path) -> None:
    """What the policy says stays, whatever a user sets; `[policy]` in their own file is a mistake."""
    names = [f"XL_ADDIN_{name}".upper() for name in (*policy.KEYS, *(f"policy_{key}" for key in policy.KEYS))]
    given = {**dict.fromkeys(names, "true"), "XL_ADDIN_POLICY": "true"}
    text = f"partial = false\nsend_anyway = false\nrows = 5\nhosts = []\njournal_folder = '{tmp_path}'"
    limits = under(tmp_path, text, **given).policy.limits
    assert limits.pop("journal_folder") == str(tmp_path)
    assert limits == {"partial": False, "send_anyway": False, "rows": 5, "hosts": ()}
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "config.toml").write_text("[policy]\npartial = true\n", "utf-8")
    with pytest.raises(SettingsError, match="an administrator writes"):
        under(tmp_path, "partial = false")


@pytest.mark.parametrize(
    ("allowed", "host", "open_"),
    [
        (["api.organizze.com.br"], "API.Organizze.com.br", True),
        (["api.organizze.com.br"], "api.organizze.com.br.evil.example", False),
        (["*.izifacturacion.com"], "api.app.izifacturacion.com", True),
        (["*.izifacturacion.com"], "izifacturacion.com", False),
        (["*.izifacturacion.com"], "evilizifacturacion.com", False),
        (["*.izifacturacion.com"], "app.i\u017fifacturacion.com", False),
        (["kiosk.example"], "\u212aiosk.example", False),
        (["*.izifacturacion.com"], "evil.example\\.izifacturacion.com", False),
        (["*.izifacturacion.com"], "evil.example%2f.izifacturacion.com", False),
        ([], "api.organizze.com.br", False),
    ],
)
def test_only_the_hosts_it_names(allowed: list[str], host: str, open_: bool) -> None:
    """A host counts by its whole name, or by the domain it is below."""
    assert policy.Policy(hosts=tuple(allowed)).allows_host(host) is open_


def test_a_forbidden_host_gets_no_connection(tmp_path: Path) -> None:
    """No client is made for it, whatever the settings say; the sentence names host and policy."""
    settings = under(
        tmp_path, "hosts = ['127.0.0.1']", XL_ADDIN_ORGANIZZE_BASE_URL="https://elsewhere.example/rest/v2"
    )
    with pytest.raises(SettingsError, match=r"elsewhere\.example.*127\.0\.0\.1") as caught:
        organizze.client_as(settings, "ana@shop.example", Secret("t0ken"))
    assert "policy.toml" in caught.value.message


def test_no_other_way_leads_to_a_forbidden_host(tmp_path: Path) -> None:
    """Not where Iziago's tokens are issued; a link in iZi's answers costs that file only, not the others."""
    base = "https://127.0.0.1/iziago/v1"
    settings = under(
        tmp_path,
        "hosts = ['127.0.0.1']",
        XL_ADDIN_IZIAGO_BASE_URL=base,
        XL_ADDIN_IZIAGO_TOKEN_URL="https://tokens.example/oauth",
    )
    with pytest.raises(SettingsError, match=r"tokens\.example"):
        iziago.client_as(settings, "login", Secret("s3cret"))
    with Hosts(settings) as hosts, pytest.raises(Refused, match=r"files\.example"):
        hosts.read("https://files.example/invoice.pdf")


@pytest.mark.parametrize(
    "proxy", ["http://elsewhere.example:8080", "https://ana:pr0xypass@elsewhere.example"]
)
def test_no_proxy_leads_around_it(tmp_path: Path, proxy: str) -> None:
    """What goes through a proxy is spoken to the proxy first: it must be among the hosts, like any other."""
    allowed = "hosts = ['127.0.0.1']"
    base = {"XL_ADDIN_ORGANIZZE_BASE_URL": "https://127.0.0.1/rest/v2", "XL_ADDIN_PROXY": proxy}
    settings = under(tmp_path, allowed, **base)
    with pytest.raises(SettingsError, match=r"elsewhere\.example") as caught:
        organizze.client_as(settings, "ana@shop.example", Secret("t0ken"))
    assert "pr0xypass" not in str(caught.value)
    through = under(tmp_path, "hosts = ['127.0.0.1', 'elsewhere.example']", **base)
    organizze.client_as(through, "ana@shop.example", Secret("t0ken")).close()


@pytest.mark.parametrize(
    "proxy", ["http://elsewhere.example\\@127.0.0.1:80", "http://127.0.0.1\\@elsewhere.example"]
)
def test_a_proxy_that_two_programs_read_otherwise_is_refused(tmp_path: Path, proxy: str) -> None:
    """The host that is checked is the one that is connected to."""
    base = {"XL_ADDIN_ORGANIZZE_BASE_URL": "https://127.0.0.1/rest/v2", "XL_ADDIN_PROXY": proxy}
    settings = under(tmp_path, "hosts = ['127.0.0.1']", **base)
    with pytest.raises(SettingsError):
        organizze.client_as(settings, "ana@shop.example", Secret("t0ken"))


@pytest.mark.parametrize(
    "url", ["postgresql://ana:s3cret@elsewhere.example/journal", "mysql://elsewhere/x", "x"]
)
@pytest.mark.parametrize("text", ["", "hosts = []"])
def test_no_journal_is_on_another_computer(tmp_path: Path, text: str, url: str) -> None:
    """It is a file of SQLite's: no database of another kind is ever connected to."""
    with pytest.raises(SettingsError, match="SQLite") as caught:
        under(tmp_path, text, XL_ADDIN_JOURNAL_URL=url)
    assert "s3cret" not in str(caught.value)


NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME", "USERDOMAIN", "HOME", "USERPROFILE")
"""Variables by which programs, and Python's `getpass`, know the user."""


def test_each_user_has_one_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the company's folder, under the name that the system knows; no variable makes a second one."""
    folder = tmp_path / "company"
    text = f"journal_folder = '{folder}'"
    url = under(tmp_path, text).journal_url
    assert url == f"sqlite:///{folder}{os.sep}journal-{user_name()}.db"
    for name in NAMES:
        monkeypatch.setenv(name, "somebodyelse")
    monkeypatch.setenv("XL_ADDIN_HOME", str(tmp_path / "another"))
    assert under(tmp_path, text, XL_ADDIN_HOME=str(tmp_path / "another")).journal_url == url
    assert under(tmp_path, text, XL_ADDIN_JOURNAL_URL=url).journal_url == url


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///{outside}/journal.db",
        "sqlite:///{folder}/fresh.db",
        "sqlite:///{folder}/ana/{name}",
        "sqlite:///{folder}/../{name}",
        "sqlite:///{folder}/{name}?mode=ro",
        "sqlite+pysqlite:///{folder}/{name}",
        "sqlite:///{link}/{name}",
        "sqlite:///:memory:",
        "sqlite:///file:{folder}/{name}?mode=memory&uri=true",
    ],
)
def test_the_journal_is_nowhere_else(tmp_path: Path, url: str) -> None:
    """Neither in another folder nor under another name, nor by a way around."""
    folder, outside = tmp_path / "company", tmp_path / "own"
    folder.mkdir()
    outside.mkdir()
    (folder / "link").symlink_to(outside)
    name = f"journal-{user_name()}.db"
    given = url.format(folder=folder, outside=outside, link=folder / "link", name=name)
    with pytest.raises(SettingsError, match="wants the journal at"):
        under(tmp_path, f"journal_folder = '{folder}'", XL_ADDIN_JOURNAL_URL=given)


def test_a_link_in_the_journals_place_is_refused(tmp_path: Path) -> None:
    """A user's journal is in the company's folder, and not only its name."""
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / f"journal-{user_name()}.db").symlink_to(tmp_path / "own.db")
    with pytest.raises(SettingsError, match="wants the journal at"):
        under(tmp_path, f"journal_folder = '{folder}'")
