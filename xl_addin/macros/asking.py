"""A question in a message box, never a part of one: what is too long for it stands on a page behind it."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.macros.excel import Excel
from xl_addin.macros.page import GROUND, Line, Page
from xl_addin.macros.screen import fits
from xl_addin.texts import say


def ask(excel: Excel, question: str) -> bool:
    """Whether the person says yes. A page that is needed for it is closed afterwards.

    Args:
        excel: Where.
        question: Its first line is the question; lines below tell what it is about.
    """
    page = Page(excel.app)
    try:
        return ask_before(excel, question, page)
    finally:
        page.close()


def ask_before(
    excel: Excel, question: str, page: Page, behind: Sequence[Line] = (), ground: str = GROUND
) -> bool:
    """The same with a page of the caller's, which stands behind the box in any case.

    Args:
        excel: Where.
        question: See `ask`.
        page: Holds the whole of a question that is too long for the box.
        behind: What stands below it there.
        ground: The page's colour.
    """
    if fits(question):
        return excel.screen.ask(question)
    asked, *about = question.splitlines()
    page.show([[asked], *([line] for line in about), [], *behind], ground)
    short = f"{asked}\n\n{say('macros.details_behind')}"
    return excel.screen.ask(short if fits(short) else say("macros.question_behind"))
