"""A sheet as a template of one language shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xl_addin.build.translations import translated
from xl_addin.schema import Sheet
from xl_addin.schema.fields import Field


@dataclass(frozen=True, slots=True)
class Edition:
    """A sheet in a language: what people read is in it, what the program goes by is as in all others.

    Attributes:
        sheet: The declaration.
        language: en, pt, es or fr.
        fields: The input columns by name, in sheet order, with their headers, hints and words.
        results: The result columns, likewise.
    """

    sheet: type[Sheet]
    language: str
    fields: dict[str, Field]
    results: dict[str, Field]

    @property
    def title(self) -> str:
        """One line that says what the sheet is for."""
        return self.say(self.sheet.title)

    def columns(self) -> dict[str, Field]:
        """All columns, input first."""
        return {**self.fields, **self.results}

    def say(self, sentence: str) -> str:
        """An English sentence of a template in this edition's language."""
        return translated(sentence, self.language)


def edition(sheet: type[Sheet], language: str) -> Edition:
    """The sheet in a language."""

    def told(field: Field) -> Field:
        return replace(field.within(language), help=translated(field.help, language))

    return Edition(
        sheet,
        language,
        {name: told(field) for name, field in sheet.fields.items()},
        {name: told(field) for name, field in sheet.results.items()},
    )
