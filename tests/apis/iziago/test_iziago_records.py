"""Records: read exactly, written exactly, and what does not fit called by the service's own name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iziago_drafts import third_party, transfer
from iziago_service import Service, Told, page

from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.models import Balance, ForecastTransaction, ThirdParty, ThirdPartyAccountDraft
from xl_addin.apis.iziago.profile import Profile, load
from xl_addin.apis.iziago.reading import Misfit, Reader
from xl_addin.apis.iziago.writing import written
from xl_addin.errors import Invalid, NothingSent, UnreadableAnswer
from xl_addin.values.money import LARGEST, AmountError

START, END = date(2026, 11, 1), date(2026, 11, 30)
BALANCE = '{"date": "2026-11-25", "amount": 10.50, "currency": "EUR"}'
FORECAST = {
    "id": 17,
    "bookingDate": "2026-11-25",
    "valueDate": None,
    "amount": -3,
    "currency": "EUR",
    "confirmed": False,
    "recurrence": "MONTHLY",
    "transactionCode": "LOYER",
}
amounts = st.decimals(-LARGEST, LARGEST, places=2)


def read_balance(text: str) -> Balance:
    """A balance from its JSON, as the client reads it."""
    return Reader(load(), Balance)(msgspec.json.Decoder(float_hook=Decimal).decode(text), "[3]")


@given(amount=amounts, quoted=st.booleans())
def test_amounts_are_exact(amount: Decimal, quoted: bool) -> None:
    """An amount is to the cent what the service wrote, as a number or as text, however large."""
    literal = f'"{amount:f}"' if quoted else f"{amount:f}"
    assert read_balance(BALANCE.replace("10.50", literal)).amount == amount


@given(amount=amounts.filter(lambda amount: amount > 0))
def test_amounts_leave_as_they_are(amount: Decimal) -> None:
    """A transfer's amount is written as a JSON number with two decimals, digit for digit."""
    body = written(load(), transfer(amount=amount), "POST /payments/transfers")
    assert f'"amount":{amount:.2f},'.encode() in body


@pytest.mark.parametrize("amount", ["0.001", "12.345", "NaN", "1E+16"])
def test_an_amount_is_not_rounded(amount: str) -> None:
    """An amount that would have to be rounded never becomes a transfer."""
    with pytest.raises(AmountError):
        transfer(amount=Decimal(amount))


@pytest.mark.parametrize(
    ("name", "literal", "said"),
    [
        ("amount", "true", "`[3].amount`: expected an amount, got a truth value"),
        ("amount", "null", "`[3].amount`: expected an amount, got null"),
        ("amount", '"1,234.50"', "`[3].amount`: expected an amount, got a text"),
        ("amount", '"١٢"', "`[3].amount`: expected an amount, got a text"),
        ("amount", "1e400", "`[3].amount`: expected an amount, got a number"),
        ("amount", "1e999999999", "`[3].amount`: expected an amount, got a number"),
        ("amount", "1" * 40, "`[3].amount`: expected an amount, got a number"),
        ("amount", "{}", "`[3].amount`: expected an amount, got an object"),
        ("date", '"25/11/2026"', "`[3].date`: expected a day in the profile's format, got a text"),
        ("date", '"2026-11-25T00:00:00Z"', "`[3].date`: expected a day in the profile's format, got a text"),
        ("date", '"2026-W48-3"', "`[3].date`: expected a day in the profile's format, got a text"),
        ("date", "20261125", "`[3].date`: expected a day in the profile's format, got a number"),
        ("currency", '""', "`[3].currency`: blank"),
        ("currency", "[]", "`[3].currency`: expected a text, got a list"),
    ],
)
def test_a_wrong_field_is_named(name: str, literal: str, said: str) -> None:
    """A record that cannot be read says which field of which record, so that a profile can be mended."""
    record = json.dumps({**json.loads(BALANCE), name: "@"}).replace('"@"', literal)
    with pytest.raises(Misfit) as caught:
        read_balance(record)
    assert str(caught.value) == said


@pytest.mark.parametrize("name", ["id", "bookingDate", "amount", "currency", "confirmed"])
def test_a_missing_field_is_named_as_the_service_does(service: Service, iziago: Iziago, name: str) -> None:
    """A field that a record cannot do without is asked for by the name that the profile has for it."""
    service.answer = lambda _asked: page(FORECAST, {key: FORECAST[key] for key in FORECAST if key != name})
    with pytest.raises(UnreadableAnswer) as caught:
        iziago.forecasting.transactions("acc_1", START, END)
    said = f"GET /forecasting/accounts/acc_1/transactions: `[1].{name}`: missing."
    assert str(caught.value) == said


def test_what_a_record_may_lack(service: Service, iziago: Iziago) -> None:
    """Texts that are absent or null are blank, a day that is null is none, an id may be a number."""
    service.answer = lambda _asked: page({**FORECAST, "description": None, "novelty": [1]})
    assert iziago.forecasting.transactions("acc_1", START, END) == [
        ForecastTransaction(
            id="17",
            booking_date=date(2026, 11, 25),
            amount=Decimal(-3),
            currency="EUR",
            confirmed=False,
            recurrence="MONTHLY",
            transaction_code="LOYER",
        )
    ]


def test_a_field_inside_a_list_inside_a_list(service: Service, iziago: Iziago) -> None:
    """What is wrong deep inside is told with the whole way to it."""
    service.answer = lambda _asked: page({"id": "tp_1", "accounts": [{"id": "a"}, {"id": "b", "iban": {}}]})
    with pytest.raises(
        UnreadableAnswer, match=r"`\[0\]\.accounts\[1\]\.iban`: expected a text, got an object"
    ):
        iziago.third_parties.list()


@pytest.mark.parametrize("literal", ['""', '" "', '".."', "null", "1.5"])
def test_an_id_is_an_id(service: Service, iziago: Iziago, literal: str) -> None:
    """An id that would change the way of a later request is none."""
    service.answer = lambda _asked: Told(f'{{"items": [{{"id": {literal}, "currency": "EUR"}}]}}'.encode())
    with pytest.raises(UnreadableAnswer, match=r"`\[0\]\.id`: (expected an? |blank)"):
        iziago.payments.accounts()


def test_an_id_goes_into_the_path_whole(service: Service, iziago: Iziago) -> None:
    """Signs in an id do not lead a request elsewhere."""
    service.answer = lambda _asked: page()
    assert iziago.statements.balances("a/b?c=é#{d}", START, END) == []
    (asked,) = service.calls()
    assert asked.path == "/iziago/v1/statements/accounts/a%2Fb%3Fc%3D%C3%A9%23%7Bd%7D/balances"
    assert asked.query == {"from": "2026-11-01", "to": "2026-11-30", "page": "1", "size": "200"}


def test_a_record_that_comes_twice_counts_once(service: Service, iziago: Iziago) -> None:
    """A record that slides onto the next page while pages are asked for is not counted twice."""
    account = {"id": "a", "currency": "EUR"}
    service.answer = lambda _asked: page(account, {**account, "id": "b"}, account)
    assert [one.id for one in iziago.payments.accounts()] == ["a", "b"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[]", b'{"status": "x"}', b'{"id": "tr_'])
def test_a_success_that_cannot_be_read_keeps_its_bytes(service: Service, iziago: Iziago, body: bytes) -> None:
    """A transfer whose 2xx makes no sense is in doubt, with what came kept; it was sent once."""
    iziago.payments.accounts()
    service.answer = lambda _asked: Told(body, "201 Created")
    with pytest.raises(UnreadableAnswer, match=r"^POST /payments/transfers: ") as caught:
        iziago.payments.create_transfer(transfer())
    assert (caught.value.answer, caught.value.status) == (body.decode(), 201)
    assert caught.value.__context__ is None
    assert len(service.calls("POST")) == 1


def test_an_answer_with_an_id_is_enough(service: Service, iziago: Iziago) -> None:
    """A service that answers a creation with little does not put the row in doubt."""
    iziago.payments.accounts()
    service.answer = lambda _asked: Told({"id": 7}, "201 Created")
    assert iziago.payments.create_transfer(transfer()).id == "7"
    assert iziago.third_parties.create(third_party()) == ThirdParty(id="7")


def test_what_is_sent(service: Service, iziago: Iziago) -> None:
    """The body has what the row has, under the service's names, and nothing that is not given."""
    iziago.payments.accounts()
    service.answer = lambda _asked: Told({"id": "x"}, "201 Created")
    iziago.payments.create_transfer(transfer(reason="Café “Ñ” \t=1+1"))
    iziago.third_parties.create(third_party(email="a@b.fr"))
    iziago.third_parties.add_account("tp_1", ThirdPartyAccountDraft(iban="FR7630006000011234567890189"))
    sent = [(asked.path.removeprefix("/iziago/v1"), asked.json) for asked in service.calls("POST")]
    assert sent == [
        (
            "/payments/transfers",
            {
                "debtorAccountId": "pay_1",
                "creditorAccountId": "tpa_7",
                "executionDate": "2026-11-25",
                "amount": 1250.5,
                "currency": "EUR",
                "endToEndId": "XL-K7F3Q2M9",
                "type": "SEPA",
                "subtype": "ORDINARY",
                "reason": "Café “Ñ” \t=1+1",
            },
        ),
        (
            "/third-parties",
            {"name": "Moulins du Nord", "type": "COMPANY", "country": "FR", "email": "a@b.fr"},
        ),
        ("/third-parties/tp_1/accounts", {"iban": "FR7630006000011234567890189"}),
    ]
    assert {asked.headers["content-type"] for asked in service.calls("POST")} == {
        "application/json; charset=utf-8"
    }


def test_half_a_character(service: Service, iziago: Iziago) -> None:
    """A text that cannot be written as UTF-8 stops before anything is sent."""
    iziago.payments.accounts()
    with pytest.raises(NothingSent, match="half a character"):
        iziago.payments.create_transfer(transfer(reason="\ud83d"))
    assert service.calls("POST") == []


def test_nothing_is_created_before_something_was_read(service: Service, iziago: Iziago) -> None:
    """With a profile that nothing was read by yet no transfer leaves; after a list that fits it does."""
    service.answer = lambda asked: Told({"id": "tr_1"}) if asked.verb == "POST" else Told({"rows": []})
    with pytest.raises(UnreadableAnswer):
        iziago.payments.accounts()
    with pytest.raises(NothingSent, match="nothing has been read from Iziago yet"):
        iziago.payments.create_transfer(transfer())
    assert (service.calls("POST"), iziago.proven) == ([], False)
    service.answer = lambda asked: Told({"id": "tr_1"}) if asked.verb == "POST" else page()
    iziago.payments.accounts()
    assert iziago.proven
    assert iziago.payments.create_transfer(transfer()).id == "tr_1"


def test_the_services_words_come_with_our_names(service: Service, iziago: Iziago) -> None:
    """What the service says of a field is told with our name for it, and the row is not in doubt."""
    iziago.payments.accounts()
    errors = {"executionDate": ["est dans le passé"], "amount": "est trop grand", "zone": ["?"]}
    for status in ("400 Bad Request", "422 Unprocessable Entity"):
        service.answer = lambda _asked, status=status: Told({"error": "x", "errors": errors}, status)
        with pytest.raises(Invalid) as caught:
            iziago.payments.create_transfer(transfer())
        assert caught.value.fields == {
            "execution_date": ["est dans le passé"],
            "amount": ["est trop grand"],
            "zone": ["?"],
        }
        assert "executionDate est dans le passé; amount est trop grand" in caught.value.message


@pytest.mark.parametrize("body", [{}, {"errors": []}, {"errors": {}}, {"error": "Compte bloqué"}, b"<html>"])
def test_a_refusal_of_any_shape(service: Service, iziago: Iziago, body: Any) -> None:
    """However a service says no, the row says 422 and what it said."""
    iziago.payments.accounts()
    service.answer = lambda _asked: Told(body, "422 Unprocessable Entity")
    with pytest.raises(Invalid, match="422") as caught:
        iziago.payments.create_transfer(transfer())
    assert caught.value.fields == {}


def test_a_list_without_end_to_end_ids_proves_nothing(
    service: Service, iziago: Iziago, profile_of: Callable[[str], Profile], connecting: Any
) -> None:
    """A wrong name for the end-to-end id can not make a sent transfer look as if it were not there."""
    service.answer = lambda _asked: page({"id": "a", "e2e": "XL-K7F3Q2M9"}, {"id": "b"})
    with pytest.raises(UnreadableAnswer, match="`endToEndId`: in none of the 2 records"):
        iziago.payments.transfers(START, END)
    right = connecting(profile_of('[fields.transfer]\nend_to_end_id = "e2e"\n'))
    found = right.payments.transfers(START, END)
    assert [transfer.end_to_end_id for transfer in found] == ["XL-K7F3Q2M9", None]
    without = connecting(profile_of('[fields.transfer]\nend_to_end_id = ""\n'))
    assert len(without.payments.transfers(START, END)) == 2
    assert [client.payments.finds_transfers for client in (iziago, right, without)] == [True, True, False]


@pytest.mark.parametrize("body", [b"", b'{"file": "PD94bWw="}', b"%PDF-1.7"])
def test_a_file_that_is_no_xml(service: Service, iziago: Iziago, body: bytes) -> None:
    """What is no XML is not kept as a transfer file."""
    service.answer = lambda _asked: Told(body)
    with pytest.raises(UnreadableAnswer, match="GET /payments/transfers/tr_1/file: the answer: no XML"):
        iziago.payments.transfer_file("tr_1")


def test_a_file_is_kept_byte_for_byte(service: Service, iziago: Iziago) -> None:
    """A transfer file comes as the service wrote it, and is asked for as XML."""
    file = '\ufeff<?xml version="1.0"?>\r\n<Document>é</Document>\n'.encode()
    service.answer = lambda _asked: Told(file)
    assert iziago.payments.transfer_file("tr_1") == file
    assert service.calls()[0].headers["accept"] == "application/xml"


def balances_from(number: int, count: int) -> list[dict[str, Any]]:
    """Some days' balances, no two the same."""
    first = date(2016, 1, 1)
    days = (first + timedelta(days=index % 3650) for index in range(number, number + count))
    return [{"date": f"{day}", "amount": number + index, "currency": "EUR"} for index, day in enumerate(days)]


def test_balances_without_an_end_are_not_followed(service: Service, iziago: Iziago) -> None:
    """Of a month an account has no ten thousand balances: a list whose pages do not end is given up."""
    service.answer = lambda asked: Told(
        {"items": balances_from(200 * int(asked.query["page"]), 200), "total": 10**9}
    )
    with pytest.raises(UnreadableAnswer, match="more than 10000 records for so few days"):
        iziago.statements.balances("a1", START, END)
    assert len(service.calls()) == 51


def test_balances_of_other_days_than_asked_are_taken(service: Service, iziago: Iziago) -> None:
    """A service that gives ten years of balances for one day has them read all the same."""
    service.answer = lambda asked: page(*balances_from(0, 3650 if asked.query["page"] == "1" else 0))
    assert len(iziago.statements.balances("a1", START, START)) == 3650
