"""Equal is said of files that hold exactly what was sent; every other file has its difference named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pain001 import Style, Wish, several, written

from xl_addin import texts
from xl_addin.payment_files.compare import MOST_SHOWN, Comparison, Sent, compare
from xl_addin.payment_files.findings import Kind
from xl_addin.payment_files.payment import PaymentFile
from xl_addin.payment_files.read import read
from xl_addin.texts.figures import figure

LISTS = st.integers(1, 12).map(several)


def sent(wishes: Sequence[Wish]) -> list[Sent]:
    """The transfers as the journal has them."""
    return [
        Sent(
            end_to_end_id=wish.end_to_end_id,
            amount=wish.amount,
            currency=wish.currency,
            execution_date=wish.day,
            debtor_iban=wish.debtor_iban,
            creditor_account=wish.creditor_account,
            place=f"row {number}",
        )
        for number, wish in enumerate(wishes, start=2)
    ]


def single_files(wishes: Sequence[Wish]) -> list[PaymentFile]:
    """One file for each transfer."""
    return [
        read(written([wish], Style(message_id=f"M{number}")), f"transfer-{number}.xml")
        for number, wish in enumerate(wishes)
    ]


def compared(ours: Sequence[Wish], theirs: Sequence[Wish]) -> Comparison:
    """Ours against files of theirs."""
    return compare(sent(ours), single_files(theirs))


def kinds(comparison: Comparison) -> list[Kind]:
    """What kinds of differences were found, in order."""
    return [finding.kind for finding in comparison.findings]


@given(LISTS, st.randoms())
def test_the_same_transfers_are_equal_in_any_order(wishes: list[Wish], chance: Random) -> None:
    """A batch that arrived whole is said to be equal, however Iziago sorts and splits it."""
    shuffled = list(wishes)
    chance.shuffle(shuffled)
    whole = compare(sent(wishes), [read(written(shuffled), "all.xml")])
    apart = compared(wishes, shuffled)
    assert whole.equal
    assert apart.equal
    assert whole.theirs == apart.theirs == whole.ours
    assert len(apart.sentences()) == 1


def test_the_verdict_has_both_sums() -> None:
    """The person reads count and sum of both sides, and then that they are equal."""
    wishes = several(200)
    wishes[0] = replace(wishes[0], amount=Decimal("184023.01"))
    [line] = compared(wishes, wishes).sentences()
    expected = "200 / 184,421.01 EUR"
    assert line == f"Ours: {expected}. In Iziago's files: {expected}. Equal, transfer by transfer."


def test_each_currency_has_its_sum() -> None:
    """Euro and dollars are never added up."""
    wishes = several(3)
    wishes[1] = replace(wishes[1], currency="USD")
    assert str(compared(wishes, wishes).theirs) == "3 / 2.02 EUR / 1.01 USD"


MUTATIONS: dict[Kind, Callable[[Wish], Wish]] = {
    Kind.AMOUNT: lambda wish: replace(wish, amount=wish.amount + Decimal("0.01")),
    Kind.DATE: lambda wish: replace(wish, day=wish.day + timedelta(days=1)),
    Kind.DEBTOR_ACCOUNT: partial(replace, debtor_iban="NL91ABNA0417164300"),
    Kind.CREDITOR_ACCOUNT: partial(replace, creditor_account="NL91ABNA0417164300"),
}


@given(LISTS, st.data(), st.sampled_from(sorted(MUTATIONS)))
def test_a_changed_payment_is_named(wishes: list[Wish], data: st.DataObject, kind: Kind) -> None:
    """A cent, a day or an account that is another in the file is found, in its row, and nothing else is."""
    at = data.draw(st.integers(0, len(wishes) - 1))
    theirs = [MUTATIONS[kind](wish) if index == at else wish for index, wish in enumerate(wishes)]
    comparison = compared(wishes, theirs)
    [finding] = comparison.findings
    assert (finding.kind, finding.end_to_end_id) == (kind, wishes[at].end_to_end_id)
    assert f"row {at + 2} " in finding.sentence
    assert f"transfer-{at}.xml" in finding.sentence
    assert not comparison.equal


@given(LISTS, st.data())
def test_a_payment_left_out_is_named(wishes: list[Wish], data: st.DataObject) -> None:
    """A transfer that Iziago lost is not paid, and the person hears of it."""
    at = data.draw(st.integers(0, len(wishes) - 1))
    comparison = compared(wishes, wishes[:at] + wishes[at + 1 :])
    [finding] = comparison.findings
    assert (finding.kind, finding.end_to_end_id) == (Kind.MISSING, wishes[at].end_to_end_id)
    assert finding.sentence.startswith(f"row {at + 2} ")
    assert comparison.theirs.count == comparison.ours.count - 1


@given(LISTS, st.data())
def test_a_payment_more_is_named(wishes: list[Wish], data: st.DataObject) -> None:
    """A transfer that nobody sent from here does not pass among the others."""
    at = data.draw(st.integers(0, len(wishes)))
    stranger = replace(Wish(), end_to_end_id="NOTPROVIDED", creditor="Nobody Ltd")
    [finding] = compared(wishes, [*wishes[:at], stranger, *wishes[at:]]).findings
    assert (finding.kind, finding.end_to_end_id) == (Kind.EXTRA, "NOTPROVIDED")
    assert finding.sentence.startswith(f"transfer-{at}.xml has a payment that is none of ours")
    assert "1,234.56 EUR to DE89370400440532013000, Nobody Ltd" in finding.sentence


@given(LISTS, st.data(), st.integers(1, 7))
def test_a_doubled_payment_is_named(wishes: list[Wish], data: st.DataObject, more: int) -> None:
    """A transfer that would be paid twice is found, though its copies are equal to a hair."""
    again = data.draw(st.sampled_from(wishes))
    comparison = compared(wishes, wishes + [again] * more)
    [finding] = comparison.findings
    assert (finding.kind, finding.end_to_end_id) == (Kind.DOUBLED_THEIRS, again.end_to_end_id)
    assert f"stands {more + 1} times in the files" in finding.sentence


def test_an_id_doubled_with_us_is_named() -> None:
    """Two rows of one end-to-end id could hide that one of them is missing."""
    wishes = several(3)
    comparison = compared([*wishes, wishes[0]], wishes)
    [finding] = comparison.findings
    assert finding.kind is Kind.DOUBLED_OURS
    assert finding.sentence == "End-to-end id XL-00000 stands 2 times with us: row 2, row 5."


@given(LISTS, LISTS, st.lists(st.sampled_from(sorted(MUTATIONS)), max_size=3))
def test_equal_means_equal(wishes: list[Wish], others: list[Wish], changes: list[Kind]) -> None:
    """Equal is said exactly when both sides hold the same transfers."""
    theirs = list(others)
    for kind in changes:
        theirs[-1] = MUTATIONS[kind](theirs[-1])
    assert compared(wishes, theirs).equal == (wishes == theirs)


def test_the_same_message_handed_out_twice_counts_once() -> None:
    """A file for each transfer that holds the whole batch each time is no double payment."""
    wishes = several(3)
    whole = written(wishes)
    comparison = compare(sent(wishes), [read(whole, f"{number}.xml") for number in range(3)])
    assert comparison.equal
    assert comparison.repeated == 2
    assert comparison.sentences()[-1].startswith("2 files hold the same message as another")


def test_how_an_account_is_written_does_not_matter() -> None:
    """Blanks and small letters in a sheet make no other account."""
    [ours] = sent([Wish()])
    spaced = replace(ours, debtor_iban="fr14 2004 1010 0505 0001 3m02 606")
    assert compare([spaced], single_files([Wish()])).equal


def test_many_differences_are_cut() -> None:
    """A person reads the first differences and how many more there are."""
    comparison = compared(several(50), several(1))
    lines = comparison.sentences()
    assert len(comparison.findings) == 49
    assert len(lines) == 1 + MOST_SHOWN + 1
    assert lines[-1] == "And 29 more."
    assert len(comparison.sentences(most=49)) == 50


def test_another_currency_is_another_amount() -> None:
    """A hundred dollars are not a hundred euro."""
    [finding] = compared([Wish()], [replace(Wish(), currency="USD")]).findings
    assert finding.kind is Kind.AMOUNT
    assert "1,234.56 EUR with us, 1,234.56 USD in transfer-0.xml" in finding.sentence


def test_nothing_against_nothing_is_equal() -> None:
    """No transfers and no files differ in nothing."""
    assert compare([], []).equal


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_differences_are_told_in_each_language(language: str) -> None:
    """The sentence names place, both days and the file, whatever the language."""
    texts.use(language)
    try:
        theirs = [replace(Wish(), day=date(2026, 12, 1))]
        verdict, difference = compared([Wish()], theirs).sentences()
        shown = figure(Wish().amount)
    finally:
        texts.use("en")
    assert f"1 / {shown} EUR" in verdict
    assert all(part in difference for part in ("row 2", "2026-11-30", "2026-12-01", "transfer-0.xml"))
