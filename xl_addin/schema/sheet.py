"""A sheet is declared once, as a class of fields; template, reader, checks and docs derive from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from xl_addin.schema.fields import Field, TextField
from xl_addin.schema.results import RESULTS

SHEETS: dict[str, type[Sheet]] = {}
"""Every template by name, in the order of declaration."""

EXTRA = "extra:"
"""How the name of an extra column's field begins; the service's id of the field follows."""


class Sheet:
    """Base of all template sheets.

    Attributes:
        template: The template's name, as on the command line.
        table: The Excel table's name.
        system: The service its rows go to.
        version: Counts changes that an older workbook would not survive.
        title: One line over the Instructions.
        instructions: Paragraphs for the Instructions sheet.
        groups_by: The field whose equal values make rows one record; empty where each row is one.
        headed: Fields that are the whole record's; a blank in one means what another of its rows says.
        once: Those of them that only one of a record's rows may say.
        second_step: Fields that go out in a second request, after the rest of the row.
        company_field: The field that says for whose books a row is, where rows of one sheet differ in that.
        sums_by: What the preview's sums are made under: a key below `sums_by` in the texts.
        takes_extra: A column called `Extra: ID` is the service's own field of that id.
        fields: Input columns by name, in sheet order.
        results: Result columns by name, in sheet order.
    """

    template: ClassVar[str]
    table: ClassVar[str]
    system: ClassVar[str]
    version: ClassVar[int] = 1
    title: ClassVar[str]
    instructions: ClassVar[tuple[str, ...]] = ()
    groups_by: ClassVar[str] = ""
    headed: ClassVar[frozenset[str]] = frozenset()
    once: ClassVar[frozenset[str]] = frozenset()
    second_step: ClassVar[frozenset[str]] = frozenset()
    company_field: ClassVar[str] = ""
    sums_by: ClassVar[str] = "account"
    takes_extra: ClassVar[bool] = False
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

    @classmethod
    def fields_of(cls, names: Iterable[str]) -> dict[str, Field]:
        """The input fields of a workbook: the declared ones, and the extra ones among these names."""
        return cls.fields | {name: extra(name) for name in names if name.startswith(EXTRA)}


def extra(name: str) -> Field:
    """The field of an extra column: free text, which the service has under the id in its name."""
    field_id = name.removeprefix(EXTRA)
    return TextField(header=f"Extra: {field_id}", help=f"iZi's own field {field_id}.", name=name)
