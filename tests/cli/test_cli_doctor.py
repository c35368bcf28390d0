"""`doctor`, and settings that make no sense."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commandline import Computer, administrate


def found(report: str, mark: str) -> list[str]:
    """What the lines with a mark are about."""
    return [line.split()[1] for line in report.splitlines() if line.startswith(mark)]


def test_a_healthy_computer_is_told_so(computer: Computer) -> None:
    """Exit code 0, a line for each part of each service, and TEST where it is not the vendor's own host."""
    done = computer.run("doctor")
    assert done.returncode == 0
    own = ["program", "settings", "journal"]
    organizze = ["login", "accounts"]
    iziago = ["profile", "login", "token", "statements", "forecasting", "payments", "third-parties"]
    izi = ["login", "key", "issuers", "header", "encryption"]
    assert found(done.stdout, "✓") == own + organizze + iziago + izi
    assert found(done.stdout, "✗") == []
    assert done.stdout.count("TEST 127.0.0.1") == 2
    assert "ASSUMED" in done.stdout
    assert "RSA 1024" in done.stdout
    assert "equal are: ClientId, IV, AES" in done.stdout


def test_a_service_that_nobody_set_up_is_no_illness(computer: Computer) -> None:
    """Whoever uses one of the three is told about the others in a line each, and no more."""
    computer.given = {name: value for name, value in computer.given.items() if "_IZI" not in name}
    done = computer.run("doctor")
    assert done.returncode == 0
    assert found(done.stdout, "–") == ["iziago", "izi"]
    assert "credentials set iziago" in done.stdout


def test_a_computer_without_any_service_is_told_what_to_do(computer: Computer) -> None:
    """Nothing can be sent from it yet: exit code 1, and the command that changes that."""
    computer.given = {}
    done = computer.run("doctor")
    assert done.returncode == 1
    assert found(done.stdout, "✗") == ["services"]
    assert found(done.stdout, "–") == ["organizze", "iziago", "izi"]


def test_a_scope_that_is_not_granted_is_named(computer: Computer, sandbox: Any) -> None:
    """The module's line says which scope to select and where; the other modules are looked at."""
    administrate(sandbox, "scopes", {"scopes": ["statements", "payments", "third-parties"]})
    computer.more = {"XL_ADDIN_IZIAGO_SCOPES": "statements payments third-parties"}
    left_out = computer.run("doctor")
    assert left_out.returncode == 0
    assert "The scope forecasting is not asked for" in left_out.stdout
    computer.more = {}
    refused = computer.run("doctor")
    assert (refused.returncode, found(refused.stdout, "✗")) == (1, ["forecasting"])
    assert "select the scope forecasting under Settings > General settings" in refused.stdout


def test_a_module_that_fails_is_one_line_of_several(computer: Computer, sandbox: Any) -> None:
    """What else is set up is looked at all the same."""
    sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/forecasting/accounts")
    done = computer.run("doctor")
    assert (done.returncode, found(done.stdout, "✗")) == (1, ["forecasting"])
    assert found(done.stdout, "✓")[-1] == "encryption"


def test_a_profile_that_is_wrong_is_told_with_its_line(computer: Computer) -> None:
    """A customer's own profile is looked at before anything is asked with it."""
    (computer.folder / "ours.toml").write_text('[paging]\nstyle = "pages"\n', "utf-8")
    computer.more = {"XL_ADDIN_IZIAGO_PROFILE": "ours.toml"}
    done = computer.run("doctor")
    assert (done.returncode, found(done.stdout, "✗")) == (1, ["profile"])
    assert "ours.toml, line 2" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "look"),
    [
        ("IZIAGO_CLIENT_SECRET", "mistyped", "token"),
        ("IZIAGO_BASE_URL", "", "login"),
        ("IZI_CLIENT_ID", "nobody", "encryption"),
        ("IZI_CLIENT_ID", "", "login"),
        ("IZI_PUBLIC_KEY_FILE", "nowhere.pem", "login"),
    ],
)
def test_what_somebody_set_up_wrongly_is_told_once(
    computer: Computer, name: str, value: str, look: str
) -> None:
    """Exit code 1, one line with what to do, and nothing of the secret."""
    computer.more = {f"XL_ADDIN_{name}": value}
    done = computer.run("doctor")
    assert (done.returncode, found(done.stdout, "✗")) == (1, [look])
    assert "mistyped" not in done.stdout + done.stderr


def test_every_account_of_an_accountant_is_looked_at(computer: Computer, sandbox: Any) -> None:
    """An issuer's own iZi account whose key is missing is found before its first invoice fails."""
    computer.home.mkdir()
    issuers = (
        '[[izi.issuers]]\nnit = "1020703031"\n[[izi.issuers]]\nnit = "1020703049"\nclient_id = "its-own"\n'
    )
    (computer.home / "config.toml").write_text(issuers, "utf-8")
    computer.more = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    missing = computer.run("doctor")
    assert (missing.returncode, found(missing.stdout, "✗")) == (1, ["login"])
    assert "its-own" in missing.stdout
    key = sandbox.ready["izi"]["public_key_file"]
    (computer.home / "config.toml").write_text(f'{issuers}public_key_file = "{key}"\n', "utf-8")
    there = computer.run("doctor")
    assert there.returncode == 0
    assert "3 issuers. No Issuer may stay blank." in there.stdout


def test_it_speaks_on_a_console_that_knows_few_characters(computer: Computer) -> None:
    """Redirected into a file on Windows, or under cron, a report is a report and no error."""
    computer.more = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = computer.run("doctor")
    assert done.returncode == 0
    assert "TEST 127.0.0.1" in done.stdout


def test_what_is_missing_is_named_with_its_cure(computer: Computer) -> None:
    """Without a token the doctor says which command asks for it, and goes on with the other checks."""
    computer.more = {
        "XL_ADDIN_ORGANIZZE_TOKEN": "",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    done = computer.run("doctor")
    assert done.returncode == 1
    assert "✓ journal" in done.stdout
    assert found(done.stdout, "✗") == ["login"]
    assert found(done.stdout, "✓")[-1] == "encryption"
    assert "credentials set organizze" in done.stdout


def test_refused_credentials_are_told_with_their_cure(computer: Computer, sandbox: Any) -> None:
    """Whose token is refused learns which command takes a new one, from the doctor too."""
    sandbox.add_fault("unauthorized", 1, "GET /organizze")
    done = computer.run("doctor")
    assert done.returncode == 1
    assert "`xl-addin credentials set`, followed by the service's name" in done.stdout


def test_a_service_that_cannot_be_reached_is_told(computer: Computer) -> None:
    """A wrong address or token is a line of the report, not an end of it."""
    computer.more = {"XL_ADDIN_ORGANIZZE_BASE_URL": "https://127.0.0.1:9/organizze/rest/v2"}
    unreachable = computer.run("doctor")
    assert (unreachable.returncode, found(unreachable.stdout, "✗")) == (1, ["accounts"])
    computer.more = {"XL_ADDIN_ORGANIZZE_TOKEN": "mistyped"}
    refused = computer.run("doctor")
    assert (refused.returncode, found(refused.stdout, "✗")) == (1, ["accounts"])
    assert "mistyped" not in refused.stdout + refused.stderr


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("ORGANIZZE_BASE_URL", "http://127.0.0.1/organizze/rest/v2", "https://"),
        ("LANG", "tlh", "en, pt, es, fr"),
        ("CA_BUNDLE", "/nowhere/ca.pem", "XL_ADDIN_CA_BUNDLE"),
        ("WORKERS", "99", "1 to 32"),
        ("DEADLINE", "soon", "deadline"),
        ("JOURNAL_URL", "postgresql://db/journal", "sqlite:///"),
    ],
)
def test_a_setting_that_makes_no_sense_is_wrong_use(
    computer: Computer, name: str, value: str, advice: str
) -> None:
    """Exit code 2, the setting and what to write instead."""
    computer.more = {f"XL_ADDIN_{name}": value}
    done = computer.run("import", computer.workbook([]), "--yes")
    assert (done.returncode, done.stdout) == (2, "")
    assert advice in done.stderr


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("[organizze\n", "config.toml"),
        ('[organizze]\ntoken = "s3cret-in-a-file"\n', "credentials set organizze"),
        ("[organizze]\nemial = 1\n", "emial"),
    ],
)
def test_a_damaged_settings_file_is_wrong_use(computer: Computer, text: str, advice: str) -> None:
    """The file is named; a token in it is refused, and not repeated."""
    computer.home.mkdir()
    (computer.home / "config.toml").write_text(text, "utf-8")
    done = computer.run("journal", "list")
    assert (done.returncode, done.stdout) == (2, "")
    assert advice in done.stderr
    assert "s3cret" not in done.stderr


def test_a_home_that_is_a_file_is_said(computer: Computer, tmp_path: Path) -> None:
    """Even a home that cannot be one ends in a sentence."""
    computer.home.write_text("not a folder", "utf-8")
    done = computer.run("journal", "list")
    assert done.returncode == 2
    assert str(computer.home) in done.stderr


def test_a_journal_in_a_synchronised_folder_is_told(computer: Computer) -> None:
    """The doctor says whose folder it is and where the journal belongs; nothing is made or sent there."""
    place = computer.folder / "OneDrive - Vauzelle" / "journal.db"
    computer.more = {"XL_ADDIN_JOURNAL_URL": f"sqlite:///{place}"}
    done = computer.run("doctor")
    assert (done.returncode, found(done.stdout, "✗")) == (1, ["journal"])
    assert "OneDrive" in done.stdout
    assert computer.run("journal", "list").returncode == 2
    assert not place.parent.exists()


def test_what_is_wrong_is_told_in_the_language_of_the_file(computer: Computer) -> None:
    """A shop that reads Portuguese is told in Portuguese what else is wrong; exit code 2."""
    computer.home.mkdir()
    (computer.home / "config.toml").write_text("lang = 'pt'\nworkers = 0", "utf-8")
    done = computer.run("doctor")
    assert done.returncode == 2
    assert "envios ao mesmo tempo" in done.stdout
    assert done.stdout.startswith("✓ programa ")
