"""Opening balances in a workbook: a table, or only headers with rows below, of Account, Amount and Date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from xl_addin.errors import WorkbookError
from xl_addin.schema.fields import AmountField, DateField, Field, NameField
from xl_addin.schema.problem import Problem, Unfit
from xl_addin.schema.reading import Reading
from xl_addin.texts import say
from xl_addin.values.dates import DateError
from xl_addin.values.names import plain
from xl_addin.values.seen import seen
from xl_addin.workbook.file import open_file
from xl_addin.workbook.port import CellValue, Region, SheetRow, Workbook

COLUMNS: Final[dict[str, Field]] = {
    "account": NameField(
        header="Account",
        help="The account, by name.",
        source="accounts",
        required=True,
        aliases=("Conta", "Cuenta", "Compte"),
    ),
    "amount": AmountField(
        header="Amount",
        help="What the service showed.",
        currency=("R$", "BRL"),
        required=True,
        aliases=("Balance", "Valor", "Saldo", "Importe", "Monto", "Montant", "Solde"),
    ),
    "day": DateField(
        header="Date",
        help="The day at whose end it showed that.",
        required=True,
        aliases=("Day", "Data", "Dia", "Fecha", "Jour"),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what an account held at the end of a day.

    Attributes:
        account: Its name, as typed.
        amount: In its currency.
        day: The day.
        workbook: Where this stands, like what follows.
    """

    account: str
    amount: Decimal
    day: date
    workbook: str
    sheet: str
    cell: str
    row: int

    def problem(self, text: str) -> Problem:
        """A problem with the account."""
        return Problem(text, self.workbook, self.sheet, self.cell, self.row)


@dataclass(slots=True)
class Found:
    """What a workbook says.

    Attributes:
        lines: The rows that can be read.
        problems: One for each cell that cannot.
    """

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(path: Path, reading: Reading) -> Found:
    """The opening balances of a workbook.

    Args:
        path: The workbook.
        reading: How texts in it are read.

    Raises:
        WorkbookError: It cannot be read, or no place in it has the three headers.
    """
    workbook = open_file(path)
    place = next((one for one in _places(workbook) if len(_columns(one.headers)) == len(COLUMNS)), None)
    if place is None:
        raise WorkbookError(say("balance.no_table", file=path.name))
    found, columns = Found(), _columns(place.headers)
    for row in workbook.rows(place):
        if any(not _is_blank(row.cells[index]) for index in columns.values()):
            _take(found, path, place, row, reading)
    return found


def _take(found: Found, path: Path, place: Region, row: SheetRow, reading: Reading) -> None:
    """Reads one row; what is wrong with it goes to the problems."""
    values: dict[str, Any] = {}
    for name, index in _columns(place.headers).items():
        column = COLUMNS[name]
        try:
            values[name] = _possible(column.read(row.cells[index], reading))
        except Unfit as unfit:
            text = say(f"problem.{unfit.reason}", header=column.header, **unfit.blanks)
            cell = place.cell(row.number, index)
            found.problems.append(Problem(text, path.name, place.sheet, cell, row.number))
    if len(values) == len(COLUMNS):
        cell = place.cell(row.number, _columns(place.headers)["account"])
        found.lines.append(Line(**values, workbook=path.name, sheet=place.sheet, cell=cell, row=row.number))


def _possible(value: Any) -> Any:
    """The value, if it is no day on which nobody can have seen anything."""
    try:
        return seen(value, date.today()) if isinstance(value, date) else value
    except DateError as error:
        raise Unfit(f"date_{error.reason}", value=value) from None


def _is_blank(cell: CellValue) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _columns(headers: Sequence[str]) -> dict[str, int]:
    """Where each column stands: under its own header, or else under the first other word for it."""
    places = {plain(header): index for index, header in reversed(list(enumerate(headers)))}
    found = {}
    for name, column in COLUMNS.items():
        forms = (plain(form) for form in (column.header, *column.aliases))
        index = next((places[form] for form in forms if form in places), None)
        if index is not None:
            found[name] = index
    return found


def _places(workbook: Workbook) -> Iterator[Region]:
    """Every table, and every early row that could be one of headers."""
    yield from workbook.tables()
    for sheet in workbook.sheets():
        for row in workbook.head(sheet):
            headers = tuple(cell if isinstance(cell, str) else "" for cell in row.cells)
            yield Region(sheet, table=None, header_row=row.number, first_column=1, headers=headers)
