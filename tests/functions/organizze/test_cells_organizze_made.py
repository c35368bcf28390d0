"""Accounts whose own day, on which they were made, cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from altering_proxy import Proxy, altering
from paper import Paper, paper_with

from xl_addin.functions.cells import for_program
from xl_addin.functions.entry import call
from xl_addin.settings import Settings, load

ACCOUNT, OTHER = "Bradesco CC", "Caixa Poupança"


@pytest.fixture
def proxy(sandbox: Any, tmp_path: Path) -> Iterator[Proxy]:
    """A service that may tell another day."""
    with altering(sandbox.ready, tmp_path) as serving:
        yield serving


@pytest.fixture
def odd(proxy: Proxy, settings: Settings, sandbox_env: dict[str, str]) -> Iterator[Paper]:
    """A sheet that reads that service."""
    port = urlsplit(proxy.env["XL_ADDIN_IZIAGO_BASE_URL"]).netloc
    base = urlsplit(settings.organizze.base_url)._replace(netloc=port).geturl()
    env = {
        **sandbox_env,
        **proxy.env,
        "XL_ADDIN_HOME": str(settings.home),
        "XL_ADDIN_DEADLINE": "60",
        "XL_ADDIN_ORGANIZZE_BASE_URL": base,
    }
    with paper_with(load(env), None) as paper:
        yield paper


def made_on(moment: str, body: bytes) -> bytes:
    """The accounts, one of which says that it was made at another moment."""
    accounts = msgspec.json.decode(body)
    for account in accounts:
        if account["name"] == ACCOUNT:
            account["created_at"] = moment
    return msgspec.json.encode(accounts)


def held(paper: Paper) -> dict[str, Any]:
    """What CASH_POSITION shows of each account of Organizze's."""
    header, *rows = for_program(call(paper.books, "CASH_POSITION", ()))
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    return {line["Account"]: line["Balance"] for line in lines if line["System"] == "Organizze"}


@pytest.mark.parametrize(
    "moment", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z", "1989-12-31T00:00:00Z"]
)
def test_a_day_that_cannot_be_takes_no_balance_away(
    paper: Paper, odd: Paper, proxy: Proxy, moment: str
) -> None:
    """An account made in 1970 or 9999 is counted from as early as can be, and says so; the others stay."""
    proxy.alter = lambda path, body: made_on(moment, body) if path.endswith("/accounts") else body
    for name in (ACCOUNT, OTHER):
        assert odd.value("BALANCE", name) == paper.value("BALANCE", name) != "#N/A"
    assert "counted from zero on 1990-01-01" in odd.why("BALANCE", ACCOUNT)
    assert "1990" not in odd.why("BALANCE", OTHER)
    assert held(odd) == held(paper)
    forecast = for_program(call(odd.books, "CASH_FORECAST", ()))
    assert forecast == for_program(call(paper.books, "CASH_FORECAST", ()))
