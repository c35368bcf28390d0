"""The seeded company: believable, whole, and the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.sandbox.iziago import statements
from xl_addin.sandbox.iziago.company import fill
from xl_addin.sandbox.iziago.state import show
from xl_addin.sandbox.iziago.third_party_accounts import bic, iban
from xl_addin.sandbox.records import Records

DAY = date(2026, 11, 21)


def filled(seed: int = 1, today: date = DAY) -> Records:
    """All records of a new company."""
    records = Records(first_id=1001)
    fill(records, seed, today)
    return records


COMPANY: dict[str, list[Any]] = dict(show(filled()))


def test_a_seed_and_a_day_make_one_company() -> None:
    """What went wrong in one run can be looked at in another."""
    assert show(filled()) == COMPANY
    assert show(filled(seed=2))["transactions"] != COMPANY["transactions"]
    assert show(filled(today=date(2026, 11, 20)))["transactions"] != COMPANY["transactions"]


def test_there_is_something_of_everything() -> None:
    """Every list has enough to be worth fetching, and nothing waits for a signature."""
    counts = {kind: len(records) for kind, records in COMPANY.items()}
    assert counts["accounts"] == 4
    assert counts["transactions"] > 700
    assert counts["forecasts"] > 150
    assert counts["third_parties"] > 50
    assert counts["transfers"] == 0
    assert Counter(item["currency"] for item in COMPANY["accounts"]) == {"EUR": 3, "USD": 1}


def test_the_third_parties_have_traps() -> None:
    """Namesakes, several accounts, none, foreign ones, numbers that are no IBAN, signs that XML minds."""
    parties = COMPANY["third_parties"]
    names = Counter(item["name"] for item in parties)
    assert [name for name, count in names.items() if count > 1] == ["Garage Moulin"]
    assert {len(item["accounts"]) for item in parties} == {0, 1, 2, 3}
    accounts = [account for item in parties for account in item["accounts"]]
    assert {item["iban"][:2] for item in accounts if item["iban"]} == {"FR", "DE", "ES", "BE", "IT", "CH"}
    assert sum(bool(item["accountNumber"]) for item in accounts) > 3
    assert all((item["iban"] is None) != (item["accountNumber"] is None) for item in accounts)
    assert {item["type"] for item in parties} == {"COMPANY", "INDIVIDUAL"}
    assert any("&" in item["name"] for item in parties)


def test_every_seeded_account_would_be_taken() -> None:
    """IBANs with their checksum and BICs with their form; no IBAN is there twice."""
    accounts = [account for item in COMPANY["third_parties"] for account in item["accounts"]]
    accounts += COMPANY["accounts"]
    ibans = [item["iban"] for item in accounts if item["iban"]]
    assert [text for text in ibans if iban(text)] == []
    assert [item["bic"] for item in accounts if bic(item["bic"])] == []
    assert len(set(ibans)) == len(ibans)


def test_every_record_of_a_kind_has_the_same_fields() -> None:
    """In the same order: a list is a table."""
    for kind in ("accounts", "transactions", "forecasts", "third_parties"):
        assert len({tuple(record) for record in COMPANY[kind]}) == 1, kind
        assert len({record["id"] for record in COMPANY[kind]}) == len(COMPANY[kind])


@given(seed=st.integers(0, 10**6), today=st.dates(date(2024, 2, 1), date(2030, 12, 31)))
@settings(max_examples=15, deadline=None)
def test_whatever_the_day_the_company_is_in_order(seed: int, today: date) -> None:
    """No account is ever overdrawn; banks book on working days; what is ahead is expected once."""
    records = filled(seed, today)
    for account in records.all("accounts"):
        assert min(cents for _, cents in statements.closing(records, account, today)) > 0
    for item in records.all("transactions"):
        assert date.fromisoformat(item["bookingDate"]).weekday() < 5
        assert item["bookingDate"] <= today.isoformat()
    expected = [
        (item["account"], item["description"], item["bookingDate"]) for item in records.all("forecasts")
    ]
    assert len(set(expected)) == len(expected)
    assert min(item[2] for item in expected) > today.isoformat()


@given(today=st.dates(date(2024, 2, 1), date(2030, 12, 31)))
@settings(max_examples=5, deadline=None)
def test_nothing_falls_between_the_past_and_the_forecast(today: date) -> None:
    """Each month has its rent once, those booked and those expected, without a gap."""
    records = filled(1, today)
    days = [
        date.fromisoformat(item["bookingDate"])
        for kind in ("transactions", "forecasts")
        for item in records.all(kind)
        if "LOYER" in item["description"]
    ]
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + len(months)))
    assert len(months) >= 14
