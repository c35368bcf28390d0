"""Sheets that tell of the program itself: functions, settings, the doctor's report, help."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from counter import Counter

from xl_addin import __version__, texts
from xl_addin.build.ribbon.buttons import BUTTONS
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.macros import doctor, function_list, guide, journal, settings_sheet
from xl_addin.texts import LANGUAGES


def test_every_function_is_listed(counter: Counter) -> None:
    """Each with its arguments and an example that is a text to copy, not a formula that calculates."""
    assert counter.press("function_help") == []
    rows = {row["Function"]: row for row in counter.table}
    assert rows.keys() == set(FUNCTIONS)
    for name, function in FUNCTIONS.items():
        assert rows[name]["Example"] == function.example
        assert all(argument.name in str(rows[name]["Arguments"]) for argument in function.all_arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_is_explained(counter: Counter, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Help says of each button what it does, in the user's language, and which version is installed."""
    monkeypatch.setenv("XL_ADDIN_LANG", language)
    assert counter.press("help") == []
    assert counter.sheet[0][0] == f"xl-addin {__version__}"
    assert [list(row.values())[1] for row in counter.table] == [button.label for button in BUTTONS]


def test_settings_are_shown(connected: Counter, home: Path) -> None:
    """What is set is there, and where the file is."""
    assert connected.press("settings") == []
    assert str(home / "config.toml") in str(connected.sheet[0][0])
    values = {(row["Group"], row["Setting"]): row["Value"] for row in connected.table}
    assert values[None, "lang"] == "en"
    assert values["organizze", "base_url"].startswith("https://127.0.0.1")


def test_settings_never_show_a_secret(
    connected: Counter, sandbox_env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No token, no client secret, no key and no proxy's password gets into a workbook."""
    monkeypatch.setenv("XL_ADDIN_PROXY", "https://ana:hunter2@127.0.0.1:3128")
    monkeypatch.setenv("XL_ADDIN_IZI_BASE_URL", "https://ana:hunter3@127.0.0.1:1")
    connected.press("settings")
    shown = "\n".join(str(value) for row in connected.sheet for value in row)
    secrets = [
        sandbox_env["XL_ADDIN_ORGANIZZE_TOKEN"],
        sandbox_env["XL_ADDIN_IZIAGO_CLIENT_SECRET"],
        "hunter2",
        "hunter3",
    ]
    assert [secret for secret in secrets if secret in shown] == []
    assert "set; not shown" in shown


def test_the_doctor_finds_all_well(connected: Counter) -> None:
    """With every service set up, the report says so and names each."""
    assert connected.press("doctor") == []
    assert connected.sheet[0][0] == "All is well."
    assert {row["Found"] for row in connected.table} == {"good"}
    assert {row["Service"] for row in connected.table} == {None, "Organizze", "Iziago", "iZi"}


def test_the_doctor_says_what_to_do(connected: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong token is found, and the report counts what is not good."""
    monkeypatch.setenv("XL_ADDIN_ORGANIZZE_TOKEN", "wrong")
    connected.press("doctor")
    bad = [row for row in connected.table if row["Found"] == "not good"]
    assert [row["Service"] for row in bad] == ["Organizze"]
    assert connected.sheet[0][0] == "1 thing is not good; what to do stands beside it."


def test_a_service_that_nobody_set_up(counter: Counter) -> None:
    """Who has set nothing up reads how."""
    counter.press("doctor")
    unused = [row["Looked at"] for row in counter.table if row["Found"] == "not set up"]
    assert unused == ["organizze", "iziago", "izi"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", [doctor, function_list, guide, journal, settings_sheet])
def test_no_two_headers_are_alike(module: ModuleType, language: str) -> None:
    """Excel gives a header that is there twice another name: it finds none to change, in any language."""
    texts.use(language)
    titles = [column.title.casefold() for column in module.COLUMNS]
    texts.use("en")
    assert len(set(titles)) == len(titles)
