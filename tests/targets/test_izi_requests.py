"""Invoices and charges as they are counted, kept in the journal and sent from it."""

from __future__ import annotations

import json
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import UNSET

from xl_addin.apis.izi.models import ChargeDraft, InvoiceDraft, Item
from xl_addin.targets.izi import in_cents, to_draft, to_request
from xl_addin.targets.izi_invoices import total_of
from xl_addin.values.money import LARGEST

FIGURES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 10**15 - 1), st.integers(0, 10)
).filter(lambda number: number <= LARGEST)
"""Numbers of at most fifteen digits, as a cell may hold them."""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
DISCOUNTS = st.decimals(0, 10**6, places=2) | st.just(UNSET)
ITEMS = st.builds(Item, article=TEXTS, quantity=FIGURES, unit_price=FIGURES)
INVOICES = st.builds(
    InvoiceDraft,
    issuer=st.just("1020703023"),
    buyer_nit=st.from_regex(r"[0-9]{1,10}", fullmatch=True),
    buyer_name=TEXTS,
    items=st.lists(ITEMS, min_size=1, max_size=4).map(tuple),
    branch=st.integers(0, 999) | st.just(UNSET),
    discount=DISCOUNTS,
    extra=st.dictionaries(TEXTS, TEXTS, max_size=3).filter(bool) | st.just(UNSET),
)
CHARGES = st.builds(
    ChargeDraft,
    description=TEXTS,
    amount=st.decimals("0.01", 10**9, places=2),
    payer_email=st.just("ana@example.com"),
    notify_payer=st.booleans(),
    invoice_nit=st.just("4346405"),
    invoice_name=TEXTS,
    gateway=st.just("CYBERSOURCE,SIP") | st.just(UNSET),
    proforma=st.booleans() | st.just(UNSET),
    order=TEXTS | st.just(UNSET),
)


def half_up(amount: Fraction) -> Fraction:
    """To whole cents by the rule as one learns it at school."""
    return Fraction((amount * 100 + Fraction(1, 2)).__floor__(), 100)


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=5), DISCOUNTS)
@example([(Decimal("9876543.21012347"), Decimal("803892.741738317"))], UNSET)
def test_a_total_is_exact(figures: list[tuple[Decimal, Decimal]], discount: Decimal) -> None:
    """A total is the sum of its items' cents less the discount, exact as far as a spreadsheet keeps cents."""
    items = tuple(Item(article="x", quantity=quantity, unit_price=price) for quantity, price in figures)
    draft = InvoiceDraft(issuer="1", buyer_nit="1", buyer_name="x", items=items, discount=discount)
    billed = sum(half_up(Fraction(quantity) * Fraction(price)) for quantity, price in figures)
    expected = billed - Fraction(discount or 0)
    if expected <= LARGEST:
        assert Fraction(total_of(draft)) == expected
    else:
        assert total_of(draft) > LARGEST


@given(FIGURES)
def test_half_a_cent_goes_up(amount: Decimal) -> None:
    """An amount is brought to cents by at most half a cent, and half of one upwards."""
    cents = in_cents(amount)
    assert cents.as_tuple().exponent == -2
    assert Decimal("-0.005") < cents - amount <= Decimal("0.005")
    assert cents >= amount.quantize(Decimal("0.01"), ROUND_FLOOR)


@given(INVOICES)
def test_what_the_journal_keeps_of_an_invoice_is_what_is_sent(draft: InvoiceDraft) -> None:
    """Through the journal's JSON and back, not a digit or letter of an invoice changes."""
    assert to_draft(json.loads(json.dumps(to_request(draft))), InvoiceDraft) == draft


@given(CHARGES)
def test_what_the_journal_keeps_of_a_charge_is_what_is_sent(draft: ChargeDraft) -> None:
    """The same of a charge."""
    assert to_draft(json.loads(json.dumps(to_request(draft))), ChargeDraft) == draft
