"""What Excel says names buttons, once, in a box that can be answered without reading to no harm."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from counter import Counter
from importing.office import Office, edit
from openpyxl.worksheet.table import Table

from xl_addin.errors import WrongUse
from xl_addin.importing.summary import sentences
from xl_addin.macros.screen import ExcelScreen
from xl_addin.macros.telling import tell

GOOD = {"date": date(2026, 11, 2), "description": "Rent", "amount": Decimal("-3200.00")}
BAD = {"date": date(2026, 11, 3), "description": "Flour", "amount": Decimal("-8.35"), "account": "Nobody"}


def test_a_blocked_workbook(connected: Counter, office: Office) -> None:
    """Whoever has one wrong row reads how to send the others, here with a button, there with an option."""
    path = office.workbook([GOOD, BAD])
    connected.app.books.open(str(path))
    told = connected.press("send_rows")[-1]
    assert "press “Send selection”" in told
    assert "--partial" not in told
    assert "press “Send selection”" in str(connected.sheet)
    connected.app.books.active.close()
    [*_, blocked] = [text for _status, text in sentences(office.run(path))]
    assert "--partial" in blocked


def test_the_advice_works(connected: Counter, office: Office) -> None:
    """What the sentence says can be done: the valid rows are sent by selecting them."""
    book = connected.app.books.open(str(office.workbook([GOOD, BAD])))
    connected.impl.select(book.sheets[0], "A2:A2")
    assert connected.press("send_selection")[-1].startswith("sent 1")


def test_a_doubt(connected: Counter, office: Office, sandbox: Any) -> None:
    """A row in doubt names the button that settles it, in the box and in its cell."""
    sandbox.add_fault("drop-before-commit", 1.0, "POST /organizze/rest/v2/transactions")
    connected.app.books.open(str(office.workbook([GOOD])))
    told = connected.press("send_rows")[-1]
    assert told.startswith("in doubt 1")
    for text in (told, str(connected.sheet)):
        assert "ress “Settle doubts”" in text
        assert "xl-addin journal" not in text


def test_a_command_has_a_place(counter: Counter) -> None:
    """What no button does is typed somewhere: the box, a long page and a sheet say in which program."""
    place = "Windows Command Prompt"
    [told] = counter.press("fetch", "organizze accounts")
    assert "`xl-addin credentials set organizze`" in told
    assert told.count(place) == 1
    counter.press("doctor")
    assert [row[0] for row in counter.sheet if row[0] and place in str(row[0])] != []
    tell(counter.excel, "", ["Run `xl-addin doctor`.", "x" * 1_000])
    assert place in str(counter.sheet)


def test_no_sentence_comes_twice(connected: Counter, office: Office) -> None:
    """What is wrong with the whole workbook is not said again as the reason of its rows."""
    path = office.workbook([GOOD])

    def another(sheet: Any) -> None:
        width = sheet.max_column
        for column in range(1, width + 1):
            sheet.cell(20, column, sheet.cell(1, column).value)
            sheet.cell(21, column, sheet.cell(2, column).value)
        sheet.add_table(Table(displayName="Mine", ref=f"A20:{sheet.cell(21, width).coordinate}"))

    edit(path, another)
    connected.app.books.open(str(path))
    told = connected.press("check_rows")[-1]
    assert told.count("has another table of this template") == 1
    [said] = [text for _status, text in sentences(office.run(path, dry_run=True))]
    assert said.startswith(path.name)


def test_enter_is_a_no(counter: Counter) -> None:
    """The question that sends money is asked by our own box, whose default is No; no answer is none."""
    screen, said = ExcelScreen(counter.app), []
    counter.impl.macros["'xl-addin.xlam'!xlAddinScreen.AskYesNo"] = lambda *_: said[-1]
    for answer in (True, False, "yes"):
        said.append(answer)
        assert screen.ask("Send?") is (answer is True)
    for answer in (None, -2146826265):
        said.append(answer)
        with pytest.raises(WrongUse):
            screen.ask("Send?")


def test_a_box_that_fails_raises_nothing(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """An Excel that ends while a button is at work leaves no trace in anybody's face."""

    def fail(*_arguments: object) -> str:
        raise RuntimeError("the server is gone")

    monkeypatch.setattr(counter.impl, "alert", fail, raising=False)
    assert counter.press("nothing") == []


@pytest.mark.parametrize("language", ["pt", "es", "fr"])
def test_the_doctor_speaks_the_language(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """What was looked at is named in the language in which the report is written."""
    monkeypatch.setenv("XL_ADDIN_LANG", language)
    counter.press("doctor")
    words = {row[1] for row in counter.sheet if len(row) > 1 and row[1]}
    assert not {"program", "settings"} & words
    assert re.search("program", str(words))


def test_what_must_not_be_overlooked_comes_first(connected: Counter, office: Office) -> None:
    """That hidden rows go out too stands above the sums: nobody scrolls behind a question."""
    path = office.workbook([GOOD, {**GOOD, "description": "Rent 2"}])
    edit(path, lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True))
    connected.app.books.open(str(path))
    seen: list[str] = []

    def look(*_question: str) -> bool:
        seen.extend(str(row[0]) for row in connected.sheet)
        return False

    connected.impl.macros["'xl-addin.xlam'!xlAddinScreen.AskYesNo"] = look
    connected.press("send_rows")
    assert seen.index("• 1 hidden or filtered row is included.") == 3
