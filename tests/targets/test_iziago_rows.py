"""What a row of `iziago_transfers` means: whom it pays, from where, how, and what in it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, assume, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from xl_addin.sandbox.server import Sandbox
from xl_addin.schema import SHEETS
from xl_addin.settings import load
from xl_addin.targets import Targets
from xl_addin.targets.target import Misfits, Resolved, Target
from xl_addin.texts import use
from xl_addin.values.sepa_text import MARKS

TODAY = date(2026, 11, 20)
WEDNESDAY = date(2026, 11, 25)
CHRISTMAS = date(2026, 12, 25)

DEBTOR_IBAN = "FR7630004008120000091644532"
GLASS, GLASS_IBAN = "Verrerie de Givors", "FR7610096181000000081271226"
TWO_IBANS = ("FR7616807004000000033865735", "FR7630003020100000030919201")
OWN_IBAN = "FR7630002012000000056993109"
NOBODYS_IBAN = "DE89370400440532013000"

CARRIED = st.characters(codec="ascii", categories=["L", "N"]) | st.sampled_from(MARKS + " ")

many = trying(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="module")
def target(serving_sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """Where transfers go, on a day that does not pass; nothing here is sent, so one serves all."""
    serving_sandbox.reset()
    env = dict(serving_sandbox.ready["env"])
    settings = load({**env, "XL_ADDIN_HOME": str(tmp_path_factory.mktemp("home"))})
    with pytest.MonkeyPatch.context() as patch, Targets(settings, lambda: TODAY) as targets:
        for name, value in env.items():
            patch.setenv(name, value)
        yield targets.get("iziago_transfers")


def resolve(target: Target, **values: Any) -> Resolved:
    """A row that pays the glassworks ten euros, with these changes."""
    row = {
        **dict.fromkeys(SHEETS["iziago_transfers"].fields),
        "debtor_account": "Compte courant",
        "creditor": GLASS,
        "amount": Decimal("10.00"),
        "currency": "EUR",
        "execution_date": WEDNESDAY,
    }
    return target.resolve(row | values)


def wrong(target: Target, **values: Any) -> dict[str, Any]:
    """What is wrong with such a row: field to reason."""
    with pytest.raises(Misfits) as caught:
        resolve(target, **values)
    return {name: unfit.reason for name, unfit in caught.value.misfits}


def blanks(target: Target, **values: Any) -> str:
    """All that fills the sentences about what is wrong."""
    with pytest.raises(Misfits) as caught:
        resolve(target, **values)
    return " ".join(str(blank) for _, unfit in caught.value.misfits for blank in unfit.blanks.values())


def remarks(resolved: Resolved) -> list[str]:
    """What the preview is to say about a row."""
    return [remark.key for remark in (*resolved.defaults, *resolved.makes)]


@pytest.mark.parametrize(
    "text",
    [
        "Compte courant",
        " COMPTE  Courant ",
        DEBTOR_IBAN,
        "FR76 3000 4008 1200 0009 1644 532",
        "fr76\u00a03000\u00a04008\u00a01200\u00a00009\u00a01644\u00a0532",
        "acc-9e3779b1",
        "#acc-9e3779b1",
    ],
)
def test_the_debtor_by_name_id_or_iban(target: Target, text: str) -> None:
    """However the own account is written, it is the one that pays."""
    request = resolve(target, debtor_account=text).request
    assert (request["debtor_account_id"], request["debtor_iban"]) == ("acc-9e3779b1", DEBTOR_IBAN)


@pytest.mark.parametrize(
    "text", [GLASS, "verrerie de givors", "FR18408552917", GLASS_IBAN, "FR76 1009 6181 0000 0008 1271 226"]
)
def test_the_creditor_by_name_identifier_or_iban(target: Target, text: str) -> None:
    """However the creditor is written, its account is the same."""
    request = resolve(target, creditor=text).request
    assert (request["creditor"], request["creditor_number"]) == (GLASS, GLASS_IBAN)


@many
@given(
    gaps=st.lists(st.sampled_from(["", "", " ", "\u00a0", ".", "-"]), min_size=27, max_size=27),
    lower=st.booleans(),
    label=st.sampled_from(["", "IBAN ", "iban: "]),
)
def test_an_iban_is_itself_however_it_is_grouped(
    target: Target, gaps: list[str], lower: bool, label: str
) -> None:
    """Blanks, dots and capitals change nothing about who is paid, in either column."""
    iban = GLASS_IBAN.lower() if lower else GLASS_IBAN
    text = label + "".join(sign + gap for sign, gap in zip(iban, gaps, strict=True)).rstrip(".- ")
    for row in ({"creditor": text}, {"creditor_account": text}):
        assert resolve(target, **row).request["creditor_number"] == GLASS_IBAN


@many
@given(place=st.integers(4, 26), digit=st.integers(0, 9))
def test_one_wrong_digit_never_pays_anybody(target: Target, place: int, digit: int) -> None:
    """A slip of the finger in an IBAN is called a slip, whatever column it is in."""
    slip = f"{GLASS_IBAN[:place]}{digit}{GLASS_IBAN[place + 1 :]}"
    assume(slip != GLASS_IBAN)
    assert wrong(target, creditor=slip) == {"creditor": "iban_checksum"}
    assert wrong(target, creditor_account=slip) == {"creditor_account": "iban_checksum"}
    debtor = f"{DEBTOR_IBAN[:place]}{(int(DEBTOR_IBAN[place]) + 1) % 10}{DEBTOR_IBAN[place + 1 :]}"
    assert wrong(target, debtor_account=debtor) == {"debtor_account": "iban_checksum"}


def test_two_of_one_name_are_listed(target: Target) -> None:
    """Of two garages nobody is guessed: the row names what tells them apart, and that is then enough."""
    told = blanks(target, creditor="Garage Moulin")
    assert "FR52347819266" in told
    assert "FR17512604938" in told
    found = resolve(target, creditor="FR17512604938").request
    assert (found["creditor"], found["creditor_number"]) == ("Garage Moulin", "FR7616807004000000018537601")


def test_a_blank_creditor_account_is_the_only_one(target: Target) -> None:
    """With one account it is taken and said, with several all are listed, with none it says what to do."""
    one = resolve(target)
    assert one.request["creditor_number"] == GLASS_IBAN
    assert "default.creditor_account" in remarks(one)
    assert wrong(target, creditor="Transports Guillermin") == {"creditor_account": "several_accounts"}
    assert all(iban in blanks(target, creditor="Transports Guillermin") for iban in TWO_IBANS)
    assert wrong(target, creditor="Les Tables de Confluence") == {"creditor_account": "no_account"}


@pytest.mark.parametrize("number", TWO_IBANS)
def test_the_account_named_is_the_one_paid(target: Target, number: str) -> None:
    """Of several accounts the row's is taken, also where the creditor itself is written by it."""
    by_name = resolve(target, creditor="Transports Guillermin", creditor_account=number)
    assert by_name.request["creditor_number"] == number
    assert resolve(target, creditor=number).request["creditor_number"] == number
    assert "default.creditor_account" not in remarks(by_name)


@pytest.mark.parametrize(
    ("number", "owner"), [(TWO_IBANS[0], "Transports Guillermin"), (OWN_IBAN, "Compte export")]
)
def test_an_account_of_somebody_else_names_its_owner(target: Target, number: str, owner: str) -> None:
    """An IBAN that is not the creditor's is refused, with whose it is and which ones are right."""
    assert wrong(target, creditor_account=number) == {"creditor_account": "account_of_another"}
    told = blanks(target, creditor_account=number)
    assert owner in told
    assert GLASS_IBAN in told


def test_an_account_of_nobody_known_is_refused(target: Target) -> None:
    """A right IBAN that Iziago has for nobody is the one a fraud would bring: it is not paid."""
    assert wrong(target, creditor_account=NOBODYS_IBAN) == {"creditor_account": "account_not_theirs"}


def test_a_number_without_an_iban_is_found_with_or_without_its_blanks(target: Target) -> None:
    """Account numbers of other countries are compared without what people put between the digits."""
    row = {"creditor": "Kyoto Glassworks K.K.", "currency": "JPY"}
    numbers = ["0012 418 1184420", "00124181184420", None]
    found = {resolve(target, **row, creditor_account=number).request["creditor_number"] for number in numbers}
    assert found == {"0012 418 1184420"}


@pytest.mark.parametrize(
    ("debtor", "creditor", "currency", "kind"),
    [
        ("Compte courant", GLASS, "EUR", "SEPA"),
        ("Compte courant", "Kellereitechnik Vogt GmbH", "EUR", "SEPA"),
        ("Compte courant", "CH2400767000000878516", "EUR", "SEPA"),
        ("Compte courant", "CH4500767000000141714", "CHF", "INTERNATIONAL"),
        ("Compte courant", GLASS, "USD", "DOMESTIC"),
        ("Compte dollars", GLASS, "EUR", "DOMESTIC"),
        ("Compte dollars", "Pacific Rim Barrels LLC", "USD", "INTERNATIONAL"),
        ("Compte courant", "Compte export", "EUR", "SEPA"),
    ],
)
def test_a_blank_type_is_what_the_accounts_allow(
    target: Target, debtor: str, creditor: str, currency: str, kind: str
) -> None:
    """SEPA between euro accounts, domestic within a country, else international; and it is said."""
    found = resolve(target, debtor_account=debtor, creditor=creditor, currency=currency)
    assert found.request["type"] == kind
    assert "default.type" in remarks(found)


def test_what_a_blank_becomes_is_said_in_the_sheets_words(target: Target) -> None:
    """A treasurer who fills a French sheet is told of the choices that stand in its dropdowns."""
    use("fr")
    try:
        found = resolve(target, debtor_account="Compte courant", creditor=GLASS, currency="USD")
    finally:
        use("en")
    said = {name: word for remark in found.defaults for name, word in remark.blanks}
    assert said == {"type": "National", "subtype": "Ordinaire"}


def test_an_own_account_makes_a_treasury_transfer(target: Target) -> None:
    """Between own accounts a blank subtype is treasury, to others ordinary; and it is said."""
    own, other = resolve(target, creditor="Compte export"), resolve(target)
    assert (own.request["subtype"], other.request["subtype"]) == ("TREASURY", "ORDINARY")
    assert "default.subtype" in remarks(own)
    assert "default.subtype" in remarks(other)
    salary = resolve(target, subtype="SALARY", type="SEPA", creditor_account=GLASS_IBAN)
    assert salary.request["subtype"] == "SALARY"
    assert remarks(salary) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"creditor": "Compte courant"}, {"creditor": "same_debtor"}),
        ({"execution_date": date(2026, 11, 19)}, {"execution_date": "date_past"}),
        ({"type": "SEPA", "currency": "USD"}, {"currency": "sepa_in_euro"}),
        (
            {"type": "SEPA", "creditor": "Pacific Rim Barrels LLC"},
            {"type": "not_in_sepa"},
        ),
        ({"subtype": "TREASURY"}, {"subtype": "treasury_is_own"}),
        (
            {"execution_date": date(2025, 1, 1), "type": "SEPA", "currency": "USD", "subtype": "TREASURY"},
            {"execution_date": "date_past", "currency": "sepa_in_euro", "subtype": "treasury_is_own"},
        ),
    ],
)
def test_what_cannot_be_is_told_all_at_once(
    target: Target, values: dict[str, Any], found: dict[str, str]
) -> None:
    """Each thing that is wrong in a row is named beside its own cell."""
    assert wrong(target, **values) == found


def test_today_is_not_the_past(target: Target) -> None:
    """A transfer for today is taken."""
    assert resolve(target, execution_date=TODAY).day == TODAY


def test_a_day_without_settlement_is_pointed_out_for_sepa(target: Target) -> None:
    """Christmas and weekends are warned about, with the day to expect; other types keep other calendars."""
    for day in (CHRISTMAS, date(2026, 11, 22)):
        assert "makes.no_target_day" in remarks(resolve(target, execution_date=day))
    [remark] = [one for one in resolve(target, execution_date=CHRISTMAS).makes if "target" in one.key]
    assert dict(remark.blanks) == {"next": "2026-12-28"}
    assert "makes.no_target_day" not in remarks(resolve(target, execution_date=WEDNESDAY))
    assert "makes.no_target_day" not in remarks(resolve(target, execution_date=CHRISTMAS, currency="USD"))


@many
@given(reason=st.text(CARRIED, max_size=140))
def test_a_reason_that_banks_carry_is_not_remarked(target: Target, reason: str) -> None:
    """Letters, digits and the marks of SEPA arrive as they are, and nobody is warned."""
    found = resolve(target, reason=reason or None)
    assert "makes.reason_characters" not in remarks(found)
    assert found.request.get("reason", "") == reason


@many
@given(before=st.text(max_size=20), foreign=st.characters(min_codepoint=0x80), after=st.text(max_size=20))
def test_a_reason_that_banks_may_replace_is_remarked(
    target: Target, before: str, foreign: str, after: str
) -> None:
    """One letter outside of SEPA's is enough; what is sent stays what was typed."""
    found = resolve(target, reason=before + foreign + after)
    assert "makes.reason_characters" in remarks(found)
    assert found.request["reason"] == before + foreign + after


def test_money_that_a_bank_converts_is_pointed_out(target: Target) -> None:
    """Francs from a euro account, and euros to an account in francs, are said before they are sent."""
    swiss = {"creditor": "Fromages Gruyère-Nord Sàrl"}
    assert "makes.exchange" in remarks(resolve(target, **swiss, currency="CHF"))
    assert "makes.exchange" in remarks(resolve(target, **swiss, currency="EUR"))
    assert "makes.exchange" not in remarks(resolve(target))


@many
@given(st.decimals(Decimal("0.01"), Decimal("999999999999.99"), places=2))
def test_an_amount_is_kept_to_the_cent(target: Target, amount: Decimal) -> None:
    """What the journal holds of an amount is its very digits."""
    found = resolve(target, amount=amount)
    assert Decimal(found.request["amount"]) == amount == found.amount
    assert "E" not in found.request["amount"]
