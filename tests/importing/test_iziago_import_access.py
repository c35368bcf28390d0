"""Tokens that expire, scopes that are missing, a secret that is wrong: what transfers do then."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from iziago_office import (
    TRANSFERS,
    administer,
    grant,
    pay,
    posts,
    preview_of,
    transfer_ids,
    transfers,
)
from office import Office, Person, cells, statuses

from xl_addin.settling.progress import Progress

ALL = ("statements", "forecasting", "payments", "third-parties")


class Administrator(Person):
    """Somebody at the desk who does something in Iziago once so many rows are decided."""

    def __init__(self, deed: Callable[[], None], after: int) -> None:
        super().__init__()
        self._deed = deed
        self._left = itertools.count(after - 1, -1)

    def begin(self, what: str, total: int) -> Progress:
        """A bar that is watched."""
        return Progress(self._advance)

    def _advance(self) -> None:
        if next(self._left) == 0:
            self._deed()


def rows(count: int) -> list[Any]:
    """So many transfers, no two alike."""
    return [pay(amount=f"{number + 1}.00") for number in range(count)]


def test_a_token_that_expires_in_mid_run_is_renewed(office: Office) -> None:
    """Sixty transfers go out once each, though their token ends while they do: nobody sees anything of it."""
    office.person = Administrator(lambda: administer(office, "expire-tokens"), after=20)
    path = office.workbook(rows(60), template=TRANSFERS)
    assert statuses(office.run(path)) == ["sent"] * 60
    assert len(set(transfer_ids(office))) == len(transfers(office)) == 60
    calls = office.state()["calls"]
    assert any(call["status"] == 401 for call in calls)
    assert sum(call["path"].endswith("/oauth/token") for call in calls) == 2


def test_a_missing_scope_stops_before_anything_is_sent(office: Office) -> None:
    """Without `payments` no row is sent; the scope and where to select it are named; then all goes well."""
    grant(office, "statements", "forecasting", "third-parties")
    path = office.workbook(rows(3), template=TRANSFERS)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"] * 3
    for text in (str(outcome.books[0].problems[0]), cells(path)[0]["Message"]):
        assert "It needs the scope payments" in text
        assert "select the scope payments under Settings > General settings > Iziago API > Scope" in text
    assert posts(office) == []
    grant(office, *ALL)
    assert statuses(office.run(path)) == ["sent"] * 3


def test_a_scope_taken_away_in_mid_run_stops_the_batch(office: Office) -> None:
    """Once Iziago refuses, nothing more is tried; given back, just the rest is sent."""
    office.person = Administrator(lambda: grant(office, "statements", "third-parties"), after=10)
    path = office.workbook(rows(60), template=TRANSFERS)
    outcome = office.run(path)
    totals = outcome.totals
    assert set(totals) == {"sent", "rejected", "not_sent"}
    assert totals["sent"] == len(transfers(office))
    assert totals["rejected"] <= 8  # those that were on their way
    left = [row for row in cells(path) if row["Status"] == "not_sent"]
    assert all("the scope payments" in row["Message"] for row in left)
    assert all("Iziago API > Scope" in row["Message"] for row in left)
    grant(office, *ALL)
    office.person = Person()
    again = office.run(path)
    assert set(statuses(again)) == {"sent", "already_sent"}
    assert len(set(transfer_ids(office))) == len(transfers(office)) == 60


def test_without_balances_transfers_go_out_and_that_is_said(office: Office) -> None:
    """Without the scope `statements` the preview names it, and a yes still sends."""
    grant(office, "payments", "third-parties")
    assert statuses(office.run(office.workbook(rows(2), template=TRANSFERS))) == ["sent"] * 2
    assert "Not all could be looked up for this preview" in preview_of(office)
    assert "It needs the scope statements" in preview_of(office)
    assert "1 account was not paid to in the last year" in preview_of(office)


def test_a_wrong_secret_sends_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said where Iziago generates another one; the one that was tried is shown nowhere."""
    monkeypatch.setenv("XL_ADDIN_IZIAGO_CLIENT_SECRET", "not-the-secret-7431")
    path = office.workbook(rows(1), template=TRANSFERS)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"]
    text = str(outcome.as_json())
    assert "Iziago does not accept the OAuth 2.0 credentials" in text
    assert "generate credentials under Settings > General settings > Iziago API" in text
    assert "not-the-secret-7431" not in text
    assert posts(office) == []
