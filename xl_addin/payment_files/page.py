"""The printed page: what stands in which row and column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xl_addin.payment_files.grid import Grid
from xl_addin.payment_files.order import Order
from xl_addin.payment_files.payment import Payment
from xl_addin.payment_files.totals import totals
from xl_addin.texts import say
from xl_addin.texts.figures import exact
from xl_addin.values.iban import grouped, looks_like_iban

SIGNATURES = 2

_A4 = 9
_BOLDER = 1.2
"""A bold figure's width over a plain one's, and room to spare: a text that does not fit loses its front."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the page.

    Attributes:
        header: Key of its header over the transfers.
        above: Key of its header over the sums; empty for none.
        width: In characters, at least.
    """

    header: str
    above: str
    width: int


COLUMNS = (
    Column("files.creditor", "files.debtor", 30),
    Column("files.creditor_account", "files.debtor_account", 36),
    Column("files.bic", "", 14),
    Column("files.reason", "", 36),
    Column("files.end_to_end_id", "files.count", 30),
    Column("files.execution_date", "files.execution_date", 21),
    Column("files.currency", "files.currency", 10),
    Column("files.amount", "files.sum", 16),
)
NAME, ACCOUNT, BIC, REASON, END_TO_END_ID, DAY, CURRENCY, AMOUNT = range(len(COLUMNS))


class Page:
    """One sheet, filled from top to bottom.

    Args:
        book: The XlsxWriter workbook.
        orders: What is to be signed.
    """

    def __init__(self, book: Any, orders: Sequence[Order]) -> None:
        self._orders = orders
        self._payments = [payment for order in orders for payment in order.payments]
        widths = [column.width for column in COLUMNS]
        widths[AMOUNT] = max(widths[AMOUNT], self._widest_sum())
        self._grid = Grid(book, say("files.count"), widths)

    def draw(self) -> None:
        """Fills the sheet."""
        self._set_up()
        self._grid.text(NAME, say("files.to_sign"), "title")
        self._grid.row += 2
        self._sums()
        self._grid.row += 1
        self._grid.sheet.repeat_rows(self._grid.row)
        self._headers(column.header for column in COLUMNS)
        for order in self._orders:
            self._order(order)
        for _ in range(SIGNATURES):
            self._signature()

    def _widest_sum(self) -> int:
        """The width of the longest figure, which is the sum of a currency."""
        figures = [exact(total) for _, total in totals(self._payments).sums]
        figures += [exact(payment.amount) for payment in self._payments]
        return int(max(map(len, figures), default=0) * _BOLDER) + 2

    def _set_up(self) -> None:
        """A4 across, one page wide, page numbers."""
        sheet = self._grid.sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines()
        sheet.set_footer("&L&D&R&P / &N")

    def _sums(self) -> None:
        """One line for each debtor account, day and currency, and the whole by currency."""
        self._headers(column.above for column in COLUMNS)
        for order in self._orders:
            self._parties(order.debtor_name, order.debtor_iban, order.execution_date, order.currency)
            self._grid.text(END_TO_END_ID, str(len(order.payments)), "text")
            self._grid.amount(AMOUNT, order.total, "amount")
            self._grid.end_row()
        for currency, _ in totals(self._payments).sums:
            self._total([payment for payment in self._payments if payment.currency == currency])

    def _order(self, order: Order) -> None:
        """A debtor's transfers of a day, between their heading and their sum."""
        self._grid.blank("group")
        self._grid.text(NAME, order.debtor_name, "group")
        self._grid.text(ACCOUNT, _legible(order.debtor_iban), "group")
        self._grid.text(DAY, order.execution_date.isoformat(), "group")
        self._grid.text(CURRENCY, order.currency, "group")
        self._grid.end_row()
        for payment in order.payments:
            self._payment(payment)
        self._total(order.payments)

    def _payment(self, payment: Payment) -> None:
        self._parties(
            payment.creditor_name, payment.creditor_account, payment.execution_date, payment.currency
        )
        self._grid.text(BIC, payment.creditor_bic, "text")
        self._grid.text(REASON, payment.remittance, "text")
        self._grid.text(END_TO_END_ID, payment.end_to_end_id, "text")
        self._grid.amount(AMOUNT, payment.amount, "amount")
        self._grid.end_row()

    def _parties(self, name: str, account: str, day: date, currency: str) -> None:
        """What a line of the sums and a transfer have in the same columns."""
        self._grid.blank("text")
        self._grid.text(NAME, name, "text")
        self._grid.text(ACCOUNT, _legible(account), "text")
        self._grid.day(DAY, day, "day")
        self._grid.text(CURRENCY, currency, "text")

    def _total(self, payments: Sequence[Payment]) -> None:
        """The sum of payments in one currency."""
        self._grid.blank("sum_text")
        self._grid.text(NAME, say("files.total"), "sum_text")
        self._grid.text(END_TO_END_ID, str(len(payments)), "sum_text")
        self._grid.text(CURRENCY, payments[0].currency, "sum_text")
        self._grid.amount(AMOUNT, sum((payment.amount for payment in payments), Decimal()), "sum")
        self._grid.end_row()

    def _signature(self) -> None:
        """Lines to write on, and below them what belongs there."""
        self._grid.row += 3
        for column in (NAME, REASON, DAY, CURRENCY, AMOUNT):
            self._grid.text(column, "", "line")
        self._grid.end_row()
        self._grid.text(NAME, say("files.place_and_date"), "caption")
        self._grid.text(REASON, say("files.name"), "caption")
        self._grid.text(DAY, say("files.signature"), "caption")

    def _headers(self, keys: Iterable[str]) -> None:
        for column, key in enumerate(keys):
            look = "header_right" if column == AMOUNT else "header"
            self._grid.text(column, say(key) if key else "", look)
        self._grid.end_row()


def _legible(account: str) -> str:
    """An IBAN in groups of four; another account as it is."""
    return grouped(account) if looks_like_iban(account) else account
