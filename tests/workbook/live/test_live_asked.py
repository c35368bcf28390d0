"""What Excel refuses reaches a person as Excel's own sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from excel_engine.refusing import ComError, Gone, refused

from xl_addin.errors import WorkbookError
from xl_addin.workbook.live.asked import asked, excel_said


class AppleEventsError(Exception):
    """Shaped as appscript's `CommandError`."""

    errormessage = "Parameter error."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (refused("Document not saved."), "Document not saved"),
        (refused(""), "Exception occurred"),
        (Gone(), "The RPC server is unavailable"),
        (AppleEventsError("Command failed:\n\t\tOSERROR: -50\n"), "Parameter error"),
        (AttributeError("<unknown>.Range"), "<unknown>.Range"),
        (ValueError(), "ValueError"),
        (refused("x" * 500), "x" * 200),
    ],
)
def test_excels_own_words(error: Exception, words: str) -> None:
    """Numbers and help files of COM are left out; who says nothing is at least named."""
    assert excel_said(error) == words


def test_a_refusal_is_one_sentence(tmp_path: Path) -> None:
    """No tuple, no trace, and one full stop."""
    sentence = r": Document not saved\. Leave the cell"
    with pytest.raises(WorkbookError, match=sentence) as told, asked(tmp_path / "book.xlsx"):
        raise refused("Document not saved.")
    assert str(told.value).count("..") == 0


class MacGoneError(Exception):
    """Shaped as appscript's, of an Excel that was quit."""

    errornumber = -600


CLOSED = ComError(-2147352567, "Exception occurred.", (0, None, None, None, 0, -2147221080))


@pytest.mark.parametrize("error", [Gone(), CLOSED, MacGoneError("Application isn't running.")])
def test_a_workbook_that_was_closed(error: Exception, tmp_path: Path) -> None:
    """Who closed it is told to open it: there is no cell that they could leave."""
    with pytest.raises(WorkbookError, match="not open in Excel any more") as told, asked(tmp_path / "b.xlsx"):
        raise error
    assert "Open it" in told.value.hint
    assert "cell" not in told.value.hint


def test_what_excel_refuses_is_not_gone(tmp_path: Path) -> None:
    """A workbook that is open is not called closed."""
    with pytest.raises(WorkbookError, match="did not do what was asked"), asked(tmp_path / "b.xlsx"):
        raise refused("Document not saved.")
