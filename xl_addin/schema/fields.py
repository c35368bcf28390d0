"""The kinds of column a sheet can have: a field knows its header, its hint and how to read a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Self

from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.values import dates, money
from xl_addin.values.names import plain
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellValue

LONGEST_TEXT = 32_767
"""Characters that fit into one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column. Subclasses say what its cells mean.

    Attributes:
        header: The English header.
        help: One or two sentences for the input hint and the Instructions sheet.
        required: A blank cell is a problem.
        aliases: Headers of other programs that mean the same.
        width: The column's width in characters.
        name: What the program calls it; its name in the sheet's class.
    """

    header: str
    help: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    width: int = 16
    name: str = ""

    number_format: ClassVar[str] = "@"

    def named(self, name: str) -> Self:
        """The same field under the name its sheet gives it."""
        return replace(self, name=name)

    def read(self, cell: CellValue, reading: Reading) -> Any:
        """The value a cell stands for; None when it is blank.

        Raises:
            Unfit: The cell holds something else than this column takes.
        """
        if isinstance(cell, CellError):
            raise Unfit("cell_error", value=cell)
        if cell is NOT_CALCULATED:
            raise Unfit("not_calculated")
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            if self.required:
                raise Unfit("required")
            return None
        return self._value(cell, reading)

    def show(self, value: Any) -> str:
        """The value as text that `journal` keeps and messages show."""
        return "" if value is None else str(value)

    def _value(self, cell: Any, reading: Reading) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """Free text, kept to the letter: nothing is trimmed, nothing becomes a formula."""

    longest: int = LONGEST_TEXT

    def _value(self, cell: CellValue, reading: Reading) -> str:
        text = as_text(cell)
        if len(text) > self.longest:
            raise Unfit("too_long", longest=self.longest, length=len(text))
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class NameField(TextField):
    """A name that the service knows by an id; `source` says in which list."""

    source: str

    def _value(self, cell: CellValue, reading: Reading) -> str:
        return as_text(cell).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsField(Field):
    """Words separated by commas or semicolons; blanks around them do not count."""

    def _value(self, cell: CellValue, reading: Reading) -> tuple[str, ...]:
        words = as_text(cell).replace(";", ",").split(",")
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))

    def show(self, value: Any) -> str:
        """The words with a comma between them."""
        return ", ".join(value or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A calendar day, from a date cell or from text in the sheet's language."""

    number_format: ClassVar[str] = "yyyy-mm-dd"

    def _value(self, cell: CellValue, reading: Reading) -> date:
        try:
            if isinstance(cell, datetime):
                return dates.checked(cell.date())
            if isinstance(cell, str):
                return dates.parse(cell, day_first=reading.day_first)
        except dates.DateError as error:
            raise Unfit(f"date_{error.reason}", value=shown(cell)) from None
        if isinstance(cell, Decimal):
            raise Unfit("date_is_number", value=shown(cell))
        raise Unfit("date_unreadable", value=shown(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountField(Field):
    """An amount of money with at most two decimals.

    Attributes:
        signed: Negative amounts mean something; else only amounts above zero are taken.
        currency: How the column's own currency may be written in text; another one is refused.
    """

    signed: bool = True
    currency: tuple[str, ...] = ()

    number_format: ClassVar[str] = "#,##0.00;[Red]-#,##0.00"

    def _value(self, cell: CellValue, reading: Reading) -> Decimal:
        try:
            if isinstance(cell, Decimal):
                amount = money.checked(cell)
            elif isinstance(cell, str):
                amount = money.parse(cell, decimal_comma=reading.decimal_comma, currency=self.currency)
            else:
                reason = "amount_is_date" if isinstance(cell, datetime | time) else "amount_unreadable"
                raise Unfit(reason, value=shown(cell))
        except money.AmountError as error:
            raise Unfit(f"amount_{error.reason}", value=shown(cell)) from None
        if not self.signed and amount <= 0:
            raise Unfit("amount_not_positive", value=shown(cell))
        return amount


@dataclass(frozen=True, slots=True, kw_only=True)
class CountField(Field):
    """A whole number within bounds."""

    least: int
    most: int

    number_format: ClassVar[str] = "0"

    def _value(self, cell: CellValue, reading: Reading) -> int:
        if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit():
            number = Decimal(cell.strip())
        elif isinstance(cell, Decimal):
            number = cell
        else:
            raise Unfit("count", value=shown(cell), least=self.least, most=self.most)
        if number != number.to_integral_value() or not self.least <= number <= self.most:
            raise Unfit("count", value=shown(cell), least=self.least, most=self.most)
        return int(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a few words; `choices` maps the service's word to those people may write, the first shown."""

    choices: Mapping[str, tuple[str, ...]]

    def _value(self, cell: CellValue, reading: Reading) -> str:
        wanted = plain(as_text(cell))
        for code, words in self.choices.items():
            if wanted in (code, *map(plain, words)):
                return code
        raise Unfit(
            "choice", value=shown(cell), allowed=", ".join(words[0] for words in self.choices.values())
        )


YES = ("yes", "sim", "sí", "oui", "true", "verdadeiro", "verdadero", "vrai", "y", "s", "o", "x", "1")
NO = ("no", "não", "non", "false", "falso", "faux", "n", "0")
_YES, _NO = frozenset(map(plain, YES)), frozenset(map(plain, NO))


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(Field):
    """Yes or no, in any of the four languages, or a TRUE/FALSE cell."""

    def _value(self, cell: CellValue, reading: Reading) -> bool:
        if isinstance(cell, bool):
            return cell
        word = plain(as_text(cell))
        if word in _YES or word in _NO:
            return word in _YES
        raise Unfit("yes_no", value=shown(cell))

    def show(self, value: Any) -> str:
        """yes, no, or nothing."""
        return "" if value is None else ("yes" if value else "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentField(Field):
    """A day and time that the program writes."""

    number_format: ClassVar[str] = "yyyy-mm-dd hh:mm"


def as_text(cell: CellValue) -> str:
    """A cell's value as the text a person meant.

    Raises:
        Unfit: A date or a truth value stands where text belongs (how it is shown is not known here), or the
            text holds half a character, which nothing outside a spreadsheet can.
    """
    if isinstance(cell, str):
        if not cell.isascii() and any("\ud800" <= sign <= "\udfff" for sign in cell):
            raise Unfit("half_character")
        return cell
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, bool):
        raise Unfit("text_is_truth", value=shown(cell))
    raise Unfit("text_is_date", value=shown(cell))


def shown(cell: CellValue) -> str:
    """A cell's value as a message quotes it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    text = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    return text if len(text) <= 40 else text[:39] + "…"
