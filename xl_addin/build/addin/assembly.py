"""Puts the add-in together from the registry, the ribbon's table and our modules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from xl_addin import texts
from xl_addin.build.addin.package import code_names, xlam
from xl_addin.build.addin.sheets import Python, sheets
from xl_addin.build.ribbon import callbacks, schema, xml
from xl_addin.build.vba import lint
from xl_addin.build.vba.module import Kind, Module, ours
from xl_addin.build.vba.project import vba_project
from xl_addin.build.vba.wrappers import NAME as FUNCTIONS_MODULE
from xl_addin.build.vba.wrappers import functions_module
from xl_addin.build.vba.xlwings_module import NAME as XLWINGS
from xl_addin.build.vba.xlwings_module import calling, xlwings_module
from xl_addin.errors import WrongUse
from xl_addin.functions import naming
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.texts import say

FILE: Final = "xl-addin.xlam"
"""What the file is called: VBA and Python find it open in Excel by this name."""


def built(language: str, python: Python | None = None) -> bytes:
    """The add-in's file, the same bytes for the same arguments and the same xlwings.

    Args:
        language: Of the ribbon, the help and the messages: en, pt, es or fr.
        python: What it starts; without one nothing, and says what to do about that.

    Raises:
        WrongUse: There is no such language.
        WorkbookError: The installed xlwings is not one that we know.
    """
    if language not in texts.available():
        allowed = ", ".join(texts.available())
        raise WrongUse(say("settings.language", lang=language, allowed=allowed))
    with _speaking(language):
        pages = sheets(FUNCTIONS.values(), python or Python())
        return xlam(vba_project(modules(list(pages))), xml.written(), pages)


def modules(pages: list[str]) -> list[Module]:
    """Every module, in the project's order; the same in every language.

    Args:
        pages: The names of the sheets, each of which has a module.
    """
    book, *others = ours()
    generated = [functions_module(FUNCTIONS.values()), Module(callbacks.MODULE, callbacks.written())]
    plain = sorted(
        [*map(calling, others), *generated, xlwings_module()], key=lambda module: module.name.lower()
    )
    documents = [Module(name, "Option Explicit", Kind.SHEET) for name in code_names(pages)]
    return [book, *documents, *plain]


def problems(language: str) -> list[str]:
    """What Excel or VBA would refuse in the file of a language, one sentence each; empty when all is well."""
    with _speaking(language):
        written = modules(list(sheets((), Python())))
        ribbon = xml.written()
        vba = callbacks.written()
        found = [
            *naming.problems(FUNCTIONS.values()),
            *lint.problems(written, foreign=[XLWINGS], offering=[FUNCTIONS_MODULE]),
            *schema.problems(ribbon),
            *schema.unanswered(ribbon, vba),
        ]
    if built(language) != built(language):
        found.append("built twice, it is not the same")
    return [f"{language}: {problem}" for problem in found]


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Says everything in a language as long as the block lasts."""
    before = texts.language()
    texts.use(language)
    try:
        yield
    finally:
        texts.use(before)
