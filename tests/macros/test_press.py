"""A button always ends well: one message at most, Excel as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from counter import Counter

from xl_addin.build.addin.assembly import FILE
from xl_addin.build.ribbon.buttons import BUTTONS
from xl_addin.macros import buttons
from xl_addin.macros.entry import press
from xl_addin.macros.screen import ADDIN
from xl_addin.texts import say


def test_the_ribbon_and_the_macros_know_the_same_buttons() -> None:
    """No function is without a button, and no button without a function."""
    assert {button.press for button in BUTTONS} == buttons.MODULES.keys()


@pytest.mark.parametrize("name", buttons.MODULES)
def test_every_button_has_its_function(name: str) -> None:
    """No button of the ribbon leads nowhere."""
    assert callable(buttons.of(name))


def test_a_button_of_another_version(counter: Counter) -> None:
    """An add-in's file that is newer or older than the program says so, and what to do."""
    [told] = counter.press("dance")
    assert "dance" in told
    assert "xl-addin addin install" in told


def test_advice_after_a_long_error(counter: Counter) -> None:
    """What to do stands on a page where what happened fills the box."""
    [told] = counter.press("dance" * 250)
    assert told == say("macros.on_a_page", count=2)
    assert "xl-addin addin install" in " ".join(str(row[0]) for row in counter.sheet)


def test_what_nobody_foresaw_is_one_message(counter: Counter, home: Path) -> None:
    """A mistake of ours shows one sentence and the file with the rest, never a trace."""

    def break_down() -> None:
        raise ZeroDivisionError("secret figures")

    counter.impl.before_write = break_down
    [told] = counter.press("help")
    assert "Traceback" not in told
    assert str(home / "excel.log") in told
    assert "ZeroDivisionError" in (home / "excel.log").read_text("utf-8")
    assert "ribbon: help" in (home / "excel.log").read_text("utf-8")


def test_whoever_interrupts_is_told_how_to_go_on(counter: Counter) -> None:
    """Ctrl-C and Esc end in a word, not in an error."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    counter.impl.before_write = interrupt
    [told] = counter.press("help")
    assert told.startswith("Interrupted.")


@pytest.mark.parametrize("error", [None, RuntimeError, KeyboardInterrupt])
def test_excel_is_left_as_it_was_found(counter: Counter, error: type[BaseException] | None) -> None:
    """Who calculates by hand still does so afterwards, whatever went wrong; the status bar is Excel's."""
    app = counter.app
    app.calculation, app.enable_events, app.status_bar = "manual", False, "Somebody else's"
    before = counter.state

    def meddle() -> None:
        app.calculation, app.enable_events, app.screen_updating = "automatic", True, False
        if error:
            raise error

    counter.impl.before_write = meddle
    counter.press("help")
    assert counter.state == before


def test_messages_are_in_the_users_language(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever chose Portuguese reads Portuguese, from the first sentence on."""
    monkeypatch.setenv("XL_ADDIN_LANG", "pt")
    [told] = counter.press("refresh_sheet")
    assert told == "Nenhuma pasta de trabalho está aberta."


def test_broken_settings_are_told(counter: Counter, home: Path) -> None:
    """A file of settings that cannot be read is named, by the buttons that need it."""
    (home / "config.toml").write_text("lang = [", "utf-8")
    [told] = counter.press("journal")
    assert str(home / "config.toml") in told


def test_broken_settings_do_not_hide_the_doctor(counter: Counter, home: Path) -> None:
    """Who looks for what is wrong finds it."""
    (home / "config.toml").write_text("lang = [", "utf-8")
    assert counter.press("doctor") == []
    found = {row["Looked at"]: row["Found"] for row in counter.table}
    assert found == {"program": "good", "settings": "not good"}


def test_half_of_what_is_marked_is_not_sent(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel for Mac tells the first of several areas alone: they are refused there, a single one is not."""
    monkeypatch.setattr(sys, "platform", "darwin")
    sheet = counter.app.books.add().sheets[0]
    counter.impl.select(sheet, "A2:A3", "A5")
    [told] = counter.press("send_selection")
    assert told.startswith("Excel for Mac tells only the first of the areas")
    assert "below one another" in told
    counter.impl.select(sheet, "A2:A5")
    assert "first of the areas" not in str(counter.press("send_selection"))


def test_the_add_in_is_called_by_its_name() -> None:
    """What Python asks of the add-in's VBA, it asks of the file that is built and installed."""
    assert f"'{FILE}'" == ADDIN


def test_the_door_for_excel(counter: Counter) -> None:
    """What the add-in's VBA calls finds the Excel that is running."""
    press("help")
    assert [book.name for book in counter.app.books] == ["Book1"]


def test_without_excel_nothing_is_raised(home: Path) -> None:
    """Whatever calls without an Excel gets no trace: it is kept for whoever looks."""
    press("help")
    assert not (home / "config.toml").exists()
