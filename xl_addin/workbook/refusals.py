"""Why a workbook is refused, and the one place where causes become sentences."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from lxml import etree

from xl_addin.errors import WorkbookError
from xl_addin.texts import say


class Unreadable(Exception):
    """A workbook is refused; becomes a `WorkbookError` where its file's name is known.

    Attributes:
        key: Of the sentence under `workbook` in `texts`; its hint's key ends in `_hint`.
        blanks: What fills the sentence, the file's name excepted.
    """

    def __init__(self, key: str, **blanks: Any) -> None:
        super().__init__(key)
        self.key = key
        self.blanks = blanks


def damaged(reason: str) -> Unreadable:
    """The workbook does not hold together; `reason` ends the sentence."""
    return Unreadable("damaged", reason=reason)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Makes every cause inside the block a `WorkbookError` about the file at `path`."""
    try:
        yield
    except Unreadable as error:
        raise _error(path, error.key, error.blanks) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ExpatError, etree.XMLSyntaxError) as error:
        raise _error(path, "damaged", {"reason": _first_words(error)}) from error
    except FileNotFoundError as error:
        raise _error(path, "missing", {}) from error
    except PermissionError as error:
        raise _error(path, "forbidden", {}) from error
    except OSError as error:
        raise _error(path, "unreadable", {"reason": error.strerror or _first_words(error)}) from error


def _error(path: Path, key: str, blanks: dict[str, Any]) -> WorkbookError:
    blanks = {"file": path.name, **blanks}
    return WorkbookError(say(f"workbook.{key}", **blanks), hint=say(f"workbook.{key}_hint", **blanks))


def _first_words(error: Exception) -> str:
    """What a library says, without its advice to programmers."""
    return str(error).partition("\n")[0].partition(", use ")[0].rstrip(".") or "its content ends too early"
