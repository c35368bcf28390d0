"""Columns of words to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from xl_addin.schema.fields.base import Field, as_text, shown
from xl_addin.schema.fields.text import split
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.schema.spoken import spoken
from xl_addin.values.names import plain
from xl_addin.workbook.port import CellValue

YES = ("yes", "sim", "sí", "oui", "true", "verdadeiro", "verdadero", "vrai", "y", "s", "o", "x", "1")
NO = ("no", "não", "no", "non", "false", "falso", "faux", "n", "0")
"""What is understood. The first four words are the dropdown's, in the order of `texts.LANGUAGES`."""
BETWEEN = ", "
"""What parts several words of one cell as the journal keeps them."""
_YES, _NO = frozenset(map(plain, YES)), frozenset(map(plain, NO))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a few words.

    Attributes:
        choices: The service's word to those people may write: first what the dropdown shows, in the order of
            `texts.LANGUAGES`, then what else is understood.
    """

    choices: Mapping[str, tuple[str, ...]]

    def within(self, language: str) -> Self:
        """See `Field.within`; of each choice the language's word is the first."""
        words = {code: (spoken(words, language), *words) for code, words in self.choices.items()}
        return replace(Field.within(self, language), choices=words)

    def told(self, text: str) -> str:
        """See `Field.told`: each word as the dropdown has it."""
        codes = text.split(BETWEEN)
        return BETWEEN.join(self.choices[code][0] if code in self.choices else code for code in codes)

    def _value(self, cell: CellValue, reading: Reading) -> str:
        return self._code(as_text(cell))

    def _code(self, text: str) -> str:
        """The service's word for a person's."""
        wanted = plain(text)
        for code, words in self.choices.items():
            if wanted in map(plain, (code, *words)):
                return code
        allowed = ", ".join(words[0] for words in self.choices.values())
        raise Unfit("choice", value=shown(text), allowed=allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesField(ChoiceField):
    """One or several of a few words, with commas or semicolons between them.

    Attributes:
        together: What the dropdown offers besides each single word.
    """

    together: tuple[str, ...] = ()

    def _value(self, cell: CellValue, reading: Reading) -> Any:
        text = as_text(cell)
        return tuple(dict.fromkeys(self._code(word) for word in split(text) or (text,)))

    def show(self, value: Any) -> str:
        """The service's words with a comma between them."""
        return BETWEEN.join(value or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(Field):
    """Yes or no, in any of the four languages, or a TRUE/FALSE cell.

    Attributes:
        words: What the dropdown shows for yes and for no.
    """

    words: tuple[str, str] = (YES[0], NO[0])

    def within(self, language: str) -> Self:
        """See `Field.within`."""
        return replace(Field.within(self, language), words=(spoken(YES, language), spoken(NO, language)))

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

    def told(self, text: str) -> str:
        """See `Field.told`: as the dropdown has it."""
        return dict(zip(("yes", "no"), self.words, strict=True)).get(text, text)
