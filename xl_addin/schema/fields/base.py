"""What every kind of column has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Self

from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.schema.spoken import spoken
from xl_addin.values.names import is_unseen
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellValue, PaddedNumber, Percentage

MOST_DIGITS = 15
"""Significant digits that a spreadsheet keeps of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column. Subclasses say what its cells mean.

    Attributes:
        header: The English header; `within` another language, that one's.
        translated: The header in the other languages of `texts.LANGUAGES`, in their order.
        help: One or two sentences for the input hint and the Instructions sheet.
        required: The column must be there, and a blank cell is a problem.
        blank_ok: A blank cell is read as None although the column is required: the target decides.
        aliases: Headers of other programs that mean the same.
        width: The column's width in characters.
        name: What the program calls it; its name in the sheet's class.
    """

    header: str
    help: str
    required: bool = False
    blank_ok: bool = False
    translated: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    width: int = 16
    name: str = ""

    number_format: ClassVar[str] = "@"

    def named(self, name: str) -> Self:
        """The same field under the name its sheet gives it."""
        return replace(self, name=name)

    def headed(self, language: str) -> str:
        """The header in a template of this language."""
        return spoken((self.header, *self.translated), language)

    def within(self, language: str) -> Self:
        """The same field with the header and the words that a template of this language shows."""
        return replace(self, header=self.headed(language), translated=())

    @property
    def forms(self) -> tuple[str, ...]:
        """Every header that means this column, in any language."""
        return (self.header, *self.translated, *self.aliases)

    def read(self, cell: CellValue, reading: Reading) -> Any:
        """The value a cell stands for; None when it is blank.

        Raises:
            Unfit: The cell holds something else than this column takes.
        """
        if isinstance(cell, CellError):
            raise Unfit("cell_error", value=cell)
        if cell is NOT_CALCULATED:
            raise Unfit("not_calculated")
        if isinstance(cell, Percentage):
            raise Unfit("percentage", value=shown(cell))
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            if self.required and not self.blank_ok:
                raise Unfit("required")
            return None
        return self._value(cell, reading)

    def show(self, value: Any) -> str:
        """The value as text that `journal` keeps and messages show."""
        return "" if value is None else str(value)

    def told(self, text: str) -> str:
        """What `show` gave, as a sentence says it to a person."""
        return text

    def _value(self, cell: Any, reading: Reading) -> Any:
        raise NotImplementedError


def as_text(cell: CellValue) -> str:
    """A cell's value as the text a person meant.

    Raises:
        Unfit: A date or a truth value stands where text belongs (how it is shown is not known here), a number
            that was typed with more digits than its cell holds, or the text holds half a character, which
            nothing outside a spreadsheet can.
    """
    if isinstance(cell, str):
        if not cell.isascii() and any("\ud800" <= sign <= "\udfff" for sign in cell):
            raise Unfit("half_character")
        return cell
    if isinstance(cell, Decimal):
        if isinstance(cell, PaddedNumber) or cell.adjusted() >= MOST_DIGITS:
            raise Unfit("code_is_number", value=shown(cell))
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
    if isinstance(cell, Percentage):
        return f"{(cell * 100).normalize():f}%"
    text = format(cell, "f") if isinstance(cell, Decimal) else _seen(str(cell))
    return text if len(text) <= 40 else text[:39] + "…"


def _seen(text: str) -> str:
    """The text with what nobody sees spelled out, or a message about it would look wrong."""
    if text.isascii():
        return text
    return "".join(f"<U+{ord(sign):04X}>" if is_unseen(sign) else sign for sign in text)
