"""One module of a VBA project, and its text as the project keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from typing import Final


class Kind(Enum):
    """What a module belongs to: the workbook, a sheet, or nothing but itself."""

    BOOK = "{00020819-0000-0000-C000-000000000046}"
    SHEET = "{00020820-0000-0000-C000-000000000046}"
    STANDARD = ""


_ATTRIBUTES: Final = """\
Attribute VB_Base = "0{base}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = True
Attribute VB_Exposed = True
Attribute VB_TemplateDerived = False
Attribute VB_Customizable = True
"""
ENDING: Final = ".bas"


@dataclass(frozen=True, slots=True)
class Module:
    """A module.

    Attributes:
        name: Of a workbook's or a sheet's module it is the code name of that workbook or sheet.
        text: Its lines, without attributes.
        kind: What it is.
    """

    name: str
    text: str
    kind: Kind = Kind.STANDARD

    @property
    def source(self) -> str:
        """The text with its attributes, lines ended as in Windows."""
        head = f'Attribute VB_Name = "{self.name}"\n'
        if self.kind is not Kind.STANDARD:
            head += _ATTRIBUTES.format(base=self.kind.value)
        lines = re.split(r"\r\n|\r|\n", head + self.text.rstrip())
        return "\r\n".join([*lines, ""])

    @property
    def stored(self) -> bytes:
        """The source as the project's code page has it, which is ASCII in every country.

        Raises:
            UnicodeEncodeError: A letter is not ASCII: what people read belongs into the add-in's sheets.
        """
        return self.source.encode("ascii")


def ours() -> list[Module]:
    """The modules that are written by hand: the workbook's own first, then by name."""
    files = [file for file in resources.files(__package__).iterdir() if file.name.endswith(ENDING)]
    texts = {file.name.removesuffix(ENDING): file.read_text("ascii") for file in files}
    book = Module("ThisWorkbook", texts.pop("ThisWorkbook"), Kind.BOOK)
    return [book, *(Module(name, texts[name]) for name in sorted(texts))]
