"""`doctor`, and settings that make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Computer


def test_a_healthy_computer_is_told_so(computer: Computer) -> None:
    """Exit code 0, a line for each part, and TEST where it is not the vendor's own host."""
    done = computer.run("doctor")
    assert done.returncode == 0
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["✓", what] for what in ("program", "settings", "journal", "secret", "organizze")
    ]
    assert "TEST 127.0.0.1" in done.stdout


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
    assert "✗ secret" in done.stdout
    assert "credentials set organizze" in done.stdout


def test_a_service_that_cannot_be_reached_is_told(computer: Computer) -> None:
    """A wrong address or token is a line of the report, not an end of it."""
    computer.more = {"XL_ADDIN_ORGANIZZE_BASE_URL": "https://127.0.0.1:9/organizze/rest/v2"}
    unreachable = computer.run("doctor")
    assert unreachable.returncode == 1
    assert "✗ organizze" in unreachable.stdout
    computer.more = {"XL_ADDIN_ORGANIZZE_TOKEN": "mistyped"}
    refused = computer.run("doctor")
    assert refused.returncode == 1
    assert "✗ organizze" in refused.stdout
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
