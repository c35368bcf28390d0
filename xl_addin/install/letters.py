"""Letters of a path that Excel's VBA loses on its way to Windows: it hands texts over in the code page."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

CODE_PAGE: Final = "mbcs"
"""Python's name for whichever code page Windows uses; other systems have none."""


def are_lost(path: PurePath, code_page: str = CODE_PAGE) -> bool:
    """Whether a path has a letter that the code page lacks; never where there is no code page.

    >>> are_lost(PurePath("João"), "cp1252"), are_lost(PurePath("Łukasz"), "cp1252")
    (False, True)
    """
    try:
        return str(path).encode(code_page).decode(code_page) != str(path)
    except LookupError:
        return False
    except UnicodeEncodeError:
        return True
