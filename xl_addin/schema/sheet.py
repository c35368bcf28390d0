"""A sheet is declared once, as a class of fields; template, reader, checks and docs derive from it."""

from __future__ import annotations

from typing import ClassVar

from xl_addin.schema.fields import Field
from xl_addin.schema.results import RESULTS

SHEETS: dict[str, type[Sheet]] = {}
"""Every template by name, in the order of declaration."""


class Sheet:
    """Base of all template sheets.

    Attributes:
        template: The template's name, as on the command line.
        table: The Excel table's name.
        system: The service its rows go to.
        version: Counts changes that an older workbook would not survive.
        title: One line over the Instructions.
        instructions: Paragraphs for the Instructions sheet.
        fields: Input columns by name, in sheet order.
        results: Result columns by name, in sheet order.
    """

    template: ClassVar[str]
    table: ClassVar[str]
    system: ClassVar[str]
    version: ClassVar[int] = 1
    title: ClassVar[str]
    instructions: ClassVar[tuple[str, ...]] = ()
    fields: ClassVar[dict[str, Field]]
    results: ClassVar[dict[str, Field]] = RESULTS

    def __init_subclass__(cls) -> None:
        cls.fields = {
            name: value.named(name) for name, value in vars(cls).items() if isinstance(value, Field)
        }
        SHEETS[cls.template] = cls

    @classmethod
    def columns(cls) -> dict[str, Field]:
        """All columns, input first."""
        return {**cls.fields, **cls.results}
