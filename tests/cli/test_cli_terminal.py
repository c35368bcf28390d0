"""What a person sees and types at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import RENT, Computer, lines, marked, posts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

KEYRING = "keyrings.alt.file.PlaintextKeyring"


@pytest.mark.parametrize("answer", ["n", "", "maybe"])
def test_anything_but_yes_sends_nothing(computer: Computer, sandbox: Any, answer: str) -> None:
    """Enter alone is a no; the rows say that they were not sent, and the exit code is 1."""
    path = computer.workbook([RENT])
    with computer.at_a_terminal("import", path) as screen:
        screen.wait_for("[y/N]")
        assert "TEST" in screen.text
        assert "-3,200.00" in screen.text
        screen.type(answer)
        assert screen.end() == 1
    assert posts(sandbox.state()) == 0
    assert lines(path)[0]["Status"] == "not_sent"


@pytest.mark.parametrize(("key", "code"), [(b"\x03", 130), (b"\x04", 1)], ids=["Ctrl-C", "Ctrl-D"])
def test_a_way_out_of_the_question_sends_nothing(
    computer: Computer, sandbox: Any, key: bytes, code: int
) -> None:
    """Whoever leaves at the question has sent nothing, and sees no stack trace."""
    path = computer.workbook([RENT])
    with computer.at_a_terminal("import", path) as screen:
        screen.wait_for("[y/N]")
        screen.press(key)
        assert screen.end() == code
    assert "Traceback" not in screen.text
    assert posts(sandbox.state()) == 0


def test_yes_sends(computer: Computer, sandbox: Any) -> None:
    """A yes in another language than the program's is a yes as well."""
    path = computer.workbook([RENT])
    with computer.at_a_terminal("import", path) as screen:
        screen.wait_for("[y/N]")
        screen.type("sim")
        assert screen.end() == 0
    assert len(marked(sandbox.state())) == 1


def test_look_alikes_are_a_question_of_their_own(computer: Computer, sandbox: Any) -> None:
    """A person is asked about rows that look sent before the preview is, and a no refuses just them."""
    computer.run("import", computer.workbook([RENT]), "--yes")
    with computer.at_a_terminal("import", computer.workbook([RENT], "again.xlsx")) as screen:
        screen.wait_for("looks like something sent before")
        screen.wait_for("[y/N]")
        screen.type("n")
        assert screen.end() == 1
    assert len(marked(sandbox.state())) == 1


def test_credentials_are_kept_in_the_keyring_and_never_shown(
    computer: Computer, sandbox_env: dict[str, str], tmp_path: Path
) -> None:
    """The token is typed unseen and kept for the next command; the settings file has the e-mail only."""
    email, token = (sandbox_env[f"XL_ADDIN_ORGANIZZE_{name}"] for name in ("EMAIL", "TOKEN"))
    folders = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    unset = {"XL_ADDIN_ORGANIZZE_EMAIL": "", "XL_ADDIN_ORGANIZZE_TOKEN": ""}
    computer.more = {**folders, **unset, "PYTHON_KEYRING_BACKEND": KEYRING}
    assert computer.run("fetch", "organizze", "accounts").returncode == 2
    with computer.at_a_terminal("credentials", "set", "organizze") as screen:
        screen.wait_for("E-mail")
        screen.type(email)
        screen.wait_for("Token")
        screen.type(token)
        assert screen.end() == 0
    assert email in screen.text
    settings = (computer.home / "config.toml").read_text("utf-8")
    assert email in settings
    computer.keeps_secrets(settings)
    listed = computer.run("credentials", "list")
    assert email in listed.stdout
    assert "keyring" in listed.stdout
    assert "Bradesco CC" in computer.run("fetch", "organizze", "accounts").stdout
    assert computer.run("credentials", "remove", "organizze").returncode == 0
    assert computer.run("fetch", "organizze", "accounts").returncode == 2


def test_a_refused_token_is_not_kept(computer: Computer, tmp_path: Path) -> None:
    """Whoever mistypes the token learns it at once, not in the middle of an import."""
    folders = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    computer.more = {**folders, "XL_ADDIN_ORGANIZZE_TOKEN": "", "PYTHON_KEYRING_BACKEND": KEYRING}
    refused = computer.run("credentials", "set", "organizze", stdin="ana@shop.example\nmistyped\n")
    assert refused.returncode != 0
    assert "mistyped" not in refused.stderr
    assert not (tmp_path / "XDG_DATA_HOME").exists()


STEERING = "Rent \x1b[2J\x1b]0;paid\x07 \u202e00,1\u2066 \x9b1A [bold]end"
"""Wipes the screen, names the window, turns the writing round, goes a line up; and rich's own markup."""


def test_a_text_of_a_workbook_or_a_service_does_not_steer_the_terminal(computer: Computer) -> None:
    """Preview, result, journal, undo and lists show a prepared description as it is, and obey none of it."""
    path = computer.workbook([{**RENT, "description": STEERING}])
    shown = []
    with computer.at_a_terminal("import", path) as screen:
        screen.wait_for("[y/N]")
        shown.append(screen.text)
        screen.type("y")
        assert screen.end() == 0
    [operation] = computer.journal()
    for command in (
        ("import", path),
        ("journal", "list"),
        ("journal", "show", operation["id"]),
        ("journal", "undo", operation["batch"]),
        ("fetch", "organizze", "transactions", "--start", "2026-11-01", "--end", "2026-11-30"),
    ):
        done = computer.run(*command)
        shown.append(done.stdout + done.stderr)
    assert "Rent \ufffd[2J\ufffd]0;paid\ufffd" in "".join(shown)
    for text in shown:
        assert "\x1b[2J" not in text
        assert not set(text) & set("\x07\x9b\u202e\u2066")
    assert "[bold]end" in shown[-1] or "…" in shown[-1]


@pytest.mark.parametrize(("lang", "amount"), [("pt", "-3.200,00"), ("fr", "-3\u202f200,00")])
def test_amounts_and_answers_are_those_of_the_language(computer: Computer, lang: str, amount: str) -> None:
    """The preview writes amounts as the reader does, and says which letter is a yes."""
    computer.more = {"XL_ADDIN_LANG": lang}
    with computer.at_a_terminal("import", computer.workbook([RENT])) as screen:
        screen.wait_for({"pt": "[s/N]", "fr": "[o/N]"}[lang])
        assert amount in screen.text
        screen.type({"pt": "s", "fr": "o"}[lang])
        assert screen.end() == 0
