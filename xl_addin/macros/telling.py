"""One message box; what is too long for it stands in full on a page behind it."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.macros.excel import Excel
from xl_addin.macros.page import GROUND, Page
from xl_addin.macros.screen import fits
from xl_addin.texts import say
from xl_addin.texts.typed import place


def tell(excel: Excel, head: str, lines: Sequence[str], *, wrong: bool = False, between: str = "\n") -> None:
    """Tells all of it.

    Args:
        excel: Where.
        head: What it comes to; may be blank. It stands in the box unless that is too small for it.
        lines: A sentence each.
        wrong: Something went wrong.
        between: What parts them in the box.
    """
    lines = [*lines, *filter(None, [place("\n".join((head, *lines)))])]
    text = between.join(filter(None, (head, *lines)))
    if not fits(text):
        Page(excel.app).show([[head], *([line] for line in lines)], GROUND)
        behind = say("macros.on_a_page", count=len(lines) or 1)
        text = between.join(filter(None, (head, behind)))
        text = text if fits(text) else behind
    excel.screen.tell(text, wrong=wrong)
