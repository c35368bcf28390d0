"""ORGANIZZE_BALANCE against a sum of our own over the service's records."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from paper import A_DAY, Paper, is_of, paper_with, reais
from run_day import TODAY

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionDraft, TransferDraft
from xl_addin.balances.anchors import Anchor, Anchors
from xl_addin.sections import Opening
from xl_addin.settings import Settings

ACCOUNTS = {"Bradesco CC": 3, "Caixa Poupança": 4, "Caixa da loja": 5, "Banco antigo": 6, "Cofre": 31}
SEEN = Decimal("10234.56")
LONG_AGO = date(1900, 1, 1)


def paid(paper: Paper, account: int, after: date, until: date) -> int:
    """What was paid in an account after one day and until another, in cents."""
    return sum(
        item["amount_cents"]
        for item in paper.state["transactions"]
        if is_of(item, account) and item["paid"] and after < date.fromisoformat(item["date"]) <= until
    )


def tell(paper: Paper, account: int, day: date, amount: Decimal = SEEN) -> None:
    """As `balance set` does it, in another process."""
    party = paper.books.organizze.party
    Anchors(paper.books.settings.home).put(Anchor(party.company, party.host, account, amount, day))


def test_without_a_known_balance_it_is_all_that_was_paid(paper: Paper) -> None:
    """Archived accounts too, and the one whose id is a card's; the reason says that it counts from zero."""
    days = [TODAY - timedelta(days=number) for number in (0, 1, 33, 200, 390)]
    assert paper.value("BALANCE", [[name] for name in ACCOUNTS], [days]) == [
        [reais(paid(paper, number, LONG_AGO, day)) for day in days] for number in ACCOUNTS.values()
    ]
    for name in ACCOUNTS:
        assert "from zero" in paper.why("BALANCE", name, TODAY)
        assert f'balance set "{name}"' in paper.why("BALANCE", name, TODAY)


def test_a_blank_day_is_today(paper: Paper) -> None:
    """And a day to come has what is paid in advance."""
    today = paper.value("BALANCE", "Bradesco CC", TODAY)
    assert paper.value("BALANCE", "Bradesco CC") == paper.value("BALANCE", "Bradesco CC", "") == today
    assert paper.value("BALANCE", "Bradesco CC", TODAY + timedelta(days=40)) == today


@example_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seen=st.integers(-380, 0), days=st.integers(-380, 40), name=st.sampled_from(list(ACCOUNTS)))
def test_a_known_balance_holds_in_both_directions(paper: Paper, seen: int, days: int, name: str) -> None:
    """Days after it add what was paid since, days before it take it away, to the cent."""
    known, day = TODAY + timedelta(days=seen), TODAY + timedelta(days=days)
    tell(paper, ACCOUNTS[name], known)
    moved = paid(paper, ACCOUNTS[name], known, day) - paid(paper, ACCOUNTS[name], day, known)
    assert paper.value("BALANCE", name, day) == str(SEEN + Decimal(moved) / 100)
    assert "10,234.56" in paper.why("BALANCE", name, day)
    assert "zero" not in paper.why("BALANCE", name, day)


def test_on_its_own_day_nothing_has_to_be_asked(paper: Paper) -> None:
    """The service is asked for its accounts, and for no movement."""
    tell(paper, 3, TODAY)
    assert paper.value("BALANCE", "Bradesco CC") == str(SEEN)
    assert [path for path in paper.calls() if "/transactions" in path] == []


def test_only_the_months_between_are_asked_for(paper: Paper) -> None:
    """A known balance of this month costs one request, however old the account is."""
    tell(paper, 3, TODAY.replace(day=1))
    paper.value("BALANCE", "Bradesco CC", TODAY.replace(day=28))
    assert len([path for path in paper.calls() if "/transactions" in path]) == 1


def test_settings_and_what_was_said_later(settings: Settings, sandbox: Any) -> None:
    """`[organizze.balances]` is a beginning; `balance set` goes before it; a strange name is said."""
    opening = Opening(Decimal("500"), TODAY)
    balances = {"bradesco cc": opening, "Caixa Poupança": opening, "Nowhere": opening}
    section = msgspec.structs.replace(settings.organizze, balances=balances)
    with paper_with(msgspec.structs.replace(settings, organizze=section), sandbox) as paper:
        assert paper.value("BALANCE", [["Bradesco CC"], ["Caixa Poupança"]]) == [["500.00"], ["500.00"]]
        tell(paper, 4, TODAY)
        assert paper.value("BALANCE", [["Bradesco CC"], ["Caixa Poupança"]]) == [["500.00"], [str(SEEN)]]
        assert "Nowhere" in paper.why("BALANCE", "Cofre")


def test_another_hosts_known_balance_is_not_this_ones(paper: Paper) -> None:
    """A rehearsal's figures never reach the real account, nor the other way round."""
    company = paper.books.organizze.party.company
    Anchors(paper.books.settings.home).put(Anchor(company, "api.organizze.com.br", 3, SEEN, TODAY))
    assert paper.value("BALANCE", "Bradesco CC") == reais(paid(paper, 3, LONG_AGO, TODAY))


def test_cards_and_transfers(paper: Paper, client: Organizze) -> None:
    """A purchase moves no account; a transfer moves two; what waits moves none. All after a Refresh."""
    names = [[name] for name in ACCOUNTS]
    before = paper.value("BALANCE", names)
    for draft in (
        TransactionDraft(description="Oven", date=TODAY, amount_cents=-99_900, credit_card_id=31, paid=True),
        TransactionDraft(description="Bill", date=TODAY, amount_cents=-77_700, account_id=4, paid=False),
    ):
        client.transactions.create(draft)
    moved = TransferDraft(
        debit_account_id=31, credit_account_id=5, amount_cents=12_345, date=TODAY, paid=True
    )
    client.transfers.create(moved)
    assert paper.value("BALANCE", names) == before
    paper.books.cache.refresh()
    after = paper.value("BALANCE", names)
    differences = [Decimal(new[0]) - Decimal(old[0]) for new, old in zip(after, before, strict=True)]
    assert dict(zip(ACCOUNTS, differences, strict=True)) == {
        **dict.fromkeys(ACCOUNTS, Decimal(0)),
        "Cofre": Decimal("-123.45"),
        "Caixa da loja": Decimal("123.45"),
    }


def test_a_card_has_no_balance_here(paper: Paper) -> None:
    """It is #N/A, and the reason names the function that tells what a card owes."""
    assert paper.value("BALANCE", "Visa Exclusive") == "#N/A"
    assert "ORGANIZZE_CARD_INVOICES" in paper.why("BALANCE", "Visa Exclusive")


def test_of_several_accounts_the_reason_says_whose(paper: Paper) -> None:
    """What a range's balances are counted from is told account by account, each by its name."""
    tell(paper, 4, TODAY - timedelta(days=5))
    told = paper.why("BALANCE", [["Bradesco CC"], ["Conta Pix"], ["Caixa Poupança"]])
    assert "Bradesco CC: counted from zero on" in told
    assert "Conta Pix: counted from zero on" in told
    assert f"Caixa Poupança: counted from {SEEN:,} at the end of {TODAY - timedelta(days=5)}" in told


def test_a_blank_account_in_a_range_is_blank(paper: Paper) -> None:
    """Rows that are not filled yet show nothing; one formula without an account is #VALUE!."""
    assert paper.value("BALANCE", [["Cofre"], [None], ["  "]]) == [["0.00"], [None], [None]]
    assert paper.value("BALANCE") == paper.value("BALANCE", "") == "#VALUE!"


def test_a_day_far_away_is_a_slip(paper: Paper) -> None:
    """Nobody waits for the months of a thousand years."""
    assert paper.value("BALANCE", "Bradesco CC", date(2999, 12, 31)) == "#VALUE!"
    assert [path for path in paper.calls() if "/transactions" in path] == []


def test_a_damaged_file_is_no_zero(paper: Paper) -> None:
    """Known balances that cannot be read are said; the balance is not counted without them."""
    file = Path(paper.books.settings.home) / "balances.json"
    file.write_text("[{", "utf-8")
    assert paper.value("BALANCE", "Bradesco CC") == "#N/A"
    assert "balances.json" in paper.why("BALANCE", "Bradesco CC")
    tell_again = TODAY - A_DAY
    file.unlink()
    tell(paper, 3, tell_again)
    assert paper.value("BALANCE", "Bradesco CC", tell_again) == str(SEEN)


def test_an_impossible_known_balance_is_its_accounts_alone(paper: Paper) -> None:
    """Of a balance told for the year 2207 only that account is #N/A, with what to do; the others go on."""
    tell(paper, 4, date(2207, 1, 1))
    tell(paper, 3, TODAY)
    names = [["Caixa Poupança"], ["Bradesco CC"]]
    assert paper.value("BALANCE", names) == [["#N/A"], [str(SEEN)]]
    assert "2207-01-01" in paper.why("BALANCE", "Caixa Poupança")
    assert "balance set" in paper.why("BALANCE", "Caixa Poupança")


def test_of_a_day_to_come_what_waits_is_said(paper: Paper, client: Organizze) -> None:
    """A balance of next month leaves out what is not paid, and says how much that is."""
    soon = TODAY + timedelta(days=20)
    bill = TransactionDraft(description="Bill", date=soon, amount_cents=-77_700, account_id=31, paid=False)
    client.transactions.create(bill)
    assert paper.value("BALANCE", "Cofre", soon) == "0.00"
    assert "1 transaction of Cofre after today (-777.00) is not paid" in paper.why("BALANCE", "Cofre", soon)
    assert "is to come" in paper.why("BALANCE", "Cofre", soon)
    for day in (TODAY, soon - A_DAY):
        assert "is not paid" not in paper.why("BALANCE", "Cofre", day)
    assert "to come" not in paper.why("BALANCE", "Cofre", TODAY)


def test_a_zero_before_the_first_entry_is_said(paper: Paper) -> None:
    """Nobody takes the zero of a day that nothing is known of for what the account held."""
    first = min(date.fromisoformat(item["date"]) for item in paper.state["transactions"] if is_of(item, 3))
    [account] = [item for item in paper.state["accounts"] if item["id"] == 3]
    made = datetime.fromisoformat(account["created_at"]).date()
    for day in (first - A_DAY, made, made - A_DAY, date(2019, 1, 1)):
        assert paper.value("BALANCE", "Bradesco CC", day) == ("0.00" if day >= made else "#N/A")
        assert f"no entry up to {day}" in paper.why("BALANCE", "Bradesco CC", day)
    assert "no entry" not in paper.why("BALANCE", "Bradesco CC", first)
