"""What a person sees in Excel before they say yes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from izi_office import INVOICES, line
from live_office import LiveOffice

from xl_addin.importing.options import Options
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.excel import Excel
from xl_addin.macros.preview_lines import MOST
from xl_addin.macros.screen import ExcelScreen
from xl_addin.macros.sending import run
from xl_addin.texts import say


class Reader(ExcelScreen):
    """Reads the page in front when a question is asked, and says no."""

    page: list[list[str | None]]
    colour: str
    kinds: set[str]

    def ask(self, question: str) -> bool:
        """See `Screen.ask`."""
        sheet = self._app.books.active.sheets[0]
        self.page = [list(row) for row in sheet.used_range.options(ndim=2).value]
        self.kinds = {cell.data_type for row in sheet.impl.content.iter_rows() for cell in row}
        self.colour = sheet["A1"].color
        return False


def seen(live: LiveOffice) -> Reader:
    """What stood there while the question was asked."""
    reader = Reader(live.counter.app)
    excel = Excel(live.counter.app, reader)
    run(excel, Options(deadline=60), ExcelDesk(excel, (say("macros.will_save"),)))
    return reader


def test_sums_largest_rows_and_what_excel_does_are_on_one_page(live: LiveOffice) -> None:
    """Whom it goes to, how much, and that the workbook is saved; a text is never a formula there."""
    trap = "=HYPERLINK(B1)"
    rows = [
        {"date": date(2026, 11, 2), "description": trap, "amount": Decimal("-3200")},
        {"date": date(2026, 11, 3), "description": "Sales", "amount": Decimal("812.35")},
    ]
    live.open(live.office.workbook(rows))
    reader = seen(live)
    title, files, *rest = ([cell for cell in row if cell] for row in reader.page)
    assert title[0].startswith("TEST")
    assert files == ["book.xlsx (2)", "2026-11-02 – 2026-11-03"]
    assert [trap, "-3,200.00", "BRL", "book.xlsx 2"] in rest
    assert [f"• {say('macros.will_save')}"] in rest
    assert "f" not in reader.kinds
    assert reader.colour.endswith("1F4E79")
    assert len(live.counter.app.books) == 1


def test_what_does_not_fit_is_counted(live: LiveOffice) -> None:
    """Nobody can scroll behind a question, so a long list says how much more there is."""
    rows = [line(f"{n}", issuer=nit) for n, nit in enumerate(_issuers(live))]
    assert len(rows) > MOST
    live.open(live.office.workbook(rows, template=INVOICES))
    told = [row[0] for row in seen(live).page]
    assert say("macros.more_lines", count=len(rows) - MOST) in told


def _issuers(live: LiveOffice) -> list[str]:
    found = live.office.state()["izi"]["contribuyentes"]
    return [one["nit"] for one in found]
