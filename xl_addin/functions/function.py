"""What a cell function is: declared once, everything else is derived from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from xl_addin.fetching.listing import Listing, Value
from xl_addin.texts import say

Result = Listing | Value
"""A table, or the value of one cell."""


class Takes(Enum):
    """What an argument may be.

    NAMES is a text or a range of them; in a function that makes a table they are several names, elsewhere
    each makes a result of its own. ID_OR_MONTH is a number or a day, whose month counts. CELL is a reference,
    passed on as its address.
    """

    TEXT = "text"
    NAMES = "names"
    DAY = "day"
    MONTH = "month"
    YES_NO = "yes_no"
    ID_OR_MONTH = "id_or_month"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument.

    Attributes:
        name: In the formula's hint and in VBA: no word of VBA's own.
        takes: What it may be.
        required: A blank is an error; every other argument may be left out.
        told: The key of its help, where that is not its name: a blank `start` is today in a forecast.
    """

    name: str
    takes: Takes
    required: bool = False
    told: str = ""


DAYS = frozenset({Takes.DAY, Takes.MONTH, Takes.ID_OR_MONTH})
"""Of these a blank means today, or a time around it."""
FIELDS = Argument("fields", Takes.NAMES)
"""The last argument of every table: which columns, in which order."""


@dataclass(frozen=True, slots=True)
class Function:
    """One cell function.

    Attributes:
        name: In capitals, as in the sheet.
        group: Whose it is: "organizze", "iziago", "izi", "cash" or "addin"; also its file in `udfs`.
        arguments: In order.
        compute: From `Books` and the arguments' values to the result. Arguments left out are None.
        table: It spills a table with a header row, of which `fields` chooses columns.
        example: A formula that works with the sandbox.
        volatile: Calculated at every calculation, as it tells of other cells.
        of_today: What it shows is another thing tomorrow, whatever days it is given.
    """

    name: str
    group: str
    arguments: tuple[Argument, ...]
    compute: Callable[..., Result]
    table: bool
    example: str
    volatile: bool = False
    of_today: bool = False

    @property
    def help(self) -> str:
        """What it does, for Excel's function wizard and the docs."""
        return say(f"functions.{self.name.lower()}")

    def help_of(self, argument: Argument) -> str:
        """What an argument is, likewise."""
        return say(f"arguments.{argument.told or argument.name}")

    @property
    def signature(self) -> str:
        """As docs and errors write it: what may be left out stands in brackets."""
        names = [item.name if item.required else f"[{item.name}]" for item in self.all_arguments]
        return f"{self.name}({', '.join(names)})"

    @property
    def in_la_paz(self) -> bool:
        """Whether its days are those of La Paz, and not this computer's."""
        return self.group == "izi"

    @property
    def all_arguments(self) -> tuple[Argument, ...]:
        """With the choice of columns, which every table has."""
        return (*self.arguments, FIELDS) if self.table else self.arguments


def table(
    name: str, *arguments: Argument, example: str, of_today: bool = False
) -> Callable[[Callable[..., Listing]], Function]:
    """Declares a function that makes a table; used as a decorator of its `compute`."""
    return lambda compute: Function(
        name, _group(name), arguments, compute, table=True, example=example, of_today=of_today
    )


def value(
    name: str, *arguments: Argument, example: str, volatile: bool = False
) -> Callable[[Callable[..., Any]], Function]:
    """Declares a function that makes one value; used as a decorator of its `compute`."""
    return lambda compute: Function(
        name, _group(name), arguments, compute, table=False, example=example, volatile=volatile
    )


def _group(name: str) -> str:
    """By the first word of the name; what belongs to no service belongs to the add-in."""
    first = name.partition("_")[0].lower()
    return first if first in ("organizze", "iziago", "izi", "cash") else "addin"
