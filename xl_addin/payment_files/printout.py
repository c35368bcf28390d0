"""The list that lies before the one who signs: an .xlsx that prints well and holds no formula."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from xl_addin.errors import PaymentFileError, WrongUse
from xl_addin.payment_files.order import orders
from xl_addin.payment_files.page import Page
from xl_addin.payment_files.payment import PaymentFile
from xl_addin.private_file import replace
from xl_addin.texts import say

ENDING = ".xlsx"


def print_out(files: Iterable[PaymentFile], file: Path, *, overwrite: bool = False) -> None:
    """Writes the list, for the user alone; it appears whole or not at all.

    Above stand the sums by debtor account, day and currency, then every transfer, then lines to sign on. The
    words are in the language in use.

    Args:
        files: What the bank will get.
        file: Where the list goes; ends in .xlsx.
        overwrite: Whether a file of that name may go.

    Raises:
        WrongUse: The name has another ending, or is taken.
        PaymentFileError: The disk refuses.
    """
    if file.suffix.casefold() != ENDING:
        raise WrongUse(say("files.ending", file=file, ending=ENDING))
    if file.exists() and not overwrite:
        raise WrongUse(say("files.exists", file=file), hint=say("files.exists_hint"))
    content = drawn(files)
    try:
        replace(file, content)
    except OSError as error:
        reason = error.strerror or error
        raise PaymentFileError(say("files.not_written", file=file, reason=reason)) from None


def drawn(files: Iterable[PaymentFile]) -> bytes:
    """The list's bytes."""
    from xlsxwriter import Workbook

    content = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(content, options) as book:
        Page(book, orders(files)).draw()
    return content.getvalue()
