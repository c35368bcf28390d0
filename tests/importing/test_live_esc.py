"""Esc pressed right after Yes is heard: Excel may save keys for seconds before the first row leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from excel_engine.native import window_of
from live_office import LiveOffice
from macros.desktop import EXCEL, Desktop
from office import statuses

from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.sending import run

ROWS: list[dict[str, Any]] = [
    {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)} for n in range(4)
]


def send(live: LiveOffice) -> Outcome:
    """Sends with the real key of a played desktop."""
    excel = live.counter.excel
    return run(excel, Options(deadline=60, look_alikes=LookAlikes.REFUSE, workers=1), ExcelDesk(excel))


def test_esc_while_the_keys_are_saved(live: LiveOffice) -> None:
    """Nothing leaves; the rows say so, their keys stand in the file, and the next press sends each once."""
    book = live.open(live.office.workbook(ROWS))
    live.counter.desktop = desktop = Desktop({1: EXCEL, window_of(book.impl): EXCEL})

    def save() -> None:
        book.impl.before_save = lambda: None
        desktop.latched = True

    book.impl.before_save = save
    stopped = send(live)
    assert stopped.interrupted
    assert statuses(stopped) == live.column("Status") == ["not_sent"] * 4
    assert live.office.posts() == 0
    assert statuses(send(live)) == ["sent"] * 4
    assert live.office.posts() == 4


def test_esc_before_the_question_stops_nothing(live: LiveOffice) -> None:
    """Who closed a menu with Esc and then says Yes wants the rows sent."""
    book = live.open(live.office.workbook(ROWS))
    live.counter.desktop = Desktop({1: EXCEL, window_of(book.impl): EXCEL}, latched=True)
    assert statuses(send(live)) == ["sent"] * 4
