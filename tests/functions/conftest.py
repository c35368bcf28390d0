"""A sheet that reads nothing: what is wrong with its formulas is told without a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from xl_addin import texts
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.entry import call
from xl_addin.functions.ledger import Ledger
from xl_addin.settings import Settings

Told = Callable[..., str]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """What a formula shows instead of a value, and why."""
    books = Books(Settings(home=tmp_path), Cache(Patience(0.0, monotonic)), Ledger())

    def tell(name: str, *arguments: Any) -> str:
        [error] = call(books, name, arguments).errors
        return f"{error.code.text} {error.reason}"

    yield tell
    texts.use("en")
    books.close()
