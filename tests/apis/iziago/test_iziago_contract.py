"""A customer's contract: other paths, names, words, dates and pages, by a file alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from iziago_drafts import third_party, transfer
from iziago_service import Asked, Service, Told
from msgspec import UNSET

from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.models import (
    Account,
    Balance,
    ForecastTransaction,
    ThirdParty,
    ThirdPartyAccount,
    ThirdPartyAccountDraft,
)
from xl_addin.apis.iziago.profile import Profile
from xl_addin.errors import Invalid, SettingsError, Unauthorized

CONTRACT = """
[oauth]
authentication = "body"

[formats]
date = "%d/%m/%Y"

[paging]
style = "offset"
items = "donnees.lignes"
total = "donnees.total"
offset = "debut"
size = "nombre"
records_a_page = 2

[operations.statements]
accounts.path = "/comptes"
balances = { path = "/comptes/{account}/soldes", from = "du", to = "au" }

[operations.forecasting.transactions]
path = "/budget/{account}/lignes"

[operations.payments]
accounts.path = "/paiements/comptes"
create_transfer = { verb = "PUT", path = "/paiements/virements", scope = "virements.ecriture" }
transfers.path = ""

[operations.third_parties.add_account]
path = "/tiers/{third_party}/rib"

[fields.account]
id = "idCompte"
currency = "devise.code"
iban = "rib.iban"
bank = ""

[fields.balance]
date = "jour"
amount = "montant.valeur"
currency = "montant.devise"

[fields.forecast_transaction]
id = "numero"
confirmed = "certain"
booking_date = "operation.date"
recurrence = "rythme"

[fields.payment_account]
id = "idCompte"
currency = "devise.code"

[fields.transfer_draft]
debtor_account_id = "donneurOrdre.compte"
creditor_account_id = "beneficiaire.compte"
execution_date = "dateExecution"
amount = "montant.valeur"
currency = "montant.devise"
end_to_end_id = "reference"
reason = ""
type = "nature"

[fields.transfer]
id = "data.id"
type = "data.nature"

[fields.third_party]
id = "idTiers"
accounts = "ribs"

[fields.third_party_account]
id = "idRib"

[fields.third_party_account_draft]
iban = "rib.iban"

[words.transfer_type]
SEPA = "virement SEPA"

[words.recurrence]
MONTHLY = "mensuel"
"""


@pytest.fixture
def contract(connecting: Callable[..., Iziago], profile_of: Callable[[str], Profile]) -> Iziago:
    """A client by this contract."""
    return connecting(profile_of(CONTRACT))


def lines(*records: object) -> Callable[[Asked], Told]:
    """A list of these records in the contract's pages, two at a time."""

    def answer(asked: Asked) -> Told:
        start = int(asked.query["debut"])
        return Told({"donnees": {"lignes": records[start : start + 2], "total": len(records)}})

    return answer


def paths(service: Service, verb: str = "GET") -> list[str]:
    """Where calls went."""
    return [asked.path.removeprefix("/iziago/v1") for asked in service.calls(verb)]


def test_reading_by_another_contract(service: Service, contract: Iziago) -> None:
    """Paths, names inside objects and pages are the contract's, and what comes is ours."""
    given = [
        {"idCompte": number, "devise": {"code": "EUR"}, "rib": {"iban": f"FR{number}"}} for number in range(5)
    ]
    service.answer = lines(*given)
    found = contract.statements.accounts()
    assert found == [Account(id=str(number), currency="EUR", iban=f"FR{number}") for number in range(5)]
    assert [asked.query for asked in service.calls()] == [
        {"debut": str(start), "nombre": "2"} for start in (0, 2, 4)
    ]
    assert set(paths(service)) == {"/comptes"}


def test_days_by_another_contract(service: Service, contract: Iziago) -> None:
    """Days are asked for and read in the contract's format and under its names."""
    service.answer = lines({"jour": "05/11/2026", "montant": {"valeur": "12.30", "devise": "EUR"}})
    found = contract.statements.balances("7", date(2026, 11, 1), date(2026, 11, 30))
    assert found == [Balance(date=date(2026, 11, 5), amount=Decimal("12.30"), currency="EUR")]
    assert paths(service) == ["/comptes/7/soldes"]
    query = service.calls()[0].query
    assert (query["du"], query["au"]) == ("01/11/2026", "30/11/2026")


@pytest.mark.parametrize(("theirs", "ours"), [("mensuel", "MONTHLY"), ("semestriel", "semestriel")])
def test_words_by_another_contract(service: Service, contract: Iziago, theirs: str, ours: str) -> None:
    """A word of a choice becomes ours; one that the contract has besides is shown as it comes."""
    record = {
        "numero": "x",
        "certain": True,
        "operation": {"date": "05/11/2026"},
        "amount": 1,
        "currency": "EUR",
    }
    service.answer = lines({**record, "rythme": theirs})
    (found,) = contract.forecasting.transactions("7", date(2026, 11, 1), date(2026, 11, 30))
    assert found == ForecastTransaction(
        id="x",
        booking_date=date(2026, 11, 5),
        amount=Decimal(1),
        currency="EUR",
        confirmed=True,
        recurrence=ours,
    )


def test_creating_by_another_contract(service: Service, contract: Iziago) -> None:
    """A transfer leaves with the contract's verb, path, names, words and days; its answer is read alike."""
    service.answer = lines()
    contract.payments.accounts()
    service.answer = lambda _asked: Told({"data": {"id": 8, "nature": "virement SEPA"}})
    created = contract.payments.create_transfer(transfer(reason=UNSET))
    assert (created.id, created.type) == ("8", "SEPA")
    assert service.calls("PUT")[0].json == {
        "donneurOrdre": {"compte": "pay_1"},
        "beneficiaire": {"compte": "tpa_7"},
        "dateExecution": "25/11/2026",
        "montant": {"valeur": 1250.5, "devise": "EUR"},
        "reference": "XL-K7F3Q2M9",
        "nature": "virement SEPA",
        "subtype": "ORDINARY",
    }
    assert paths(service, "PUT") == ["/paiements/virements"]


def test_what_the_contract_has_no_name_for(service: Service, contract: Iziago) -> None:
    """A reason that the service cannot keep is not dropped in silence: the row is refused."""
    service.answer = lines()
    contract.payments.accounts()
    with pytest.raises(Invalid) as caught:
        contract.payments.create_transfer(transfer(reason="Facture"))
    assert set(caught.value.fields) == {"reason"}
    assert service.calls("PUT") == []


def test_third_parties_by_another_contract(service: Service, contract: Iziago) -> None:
    """A third party and its accounts are read and created under the contract's names."""
    service.answer = lines({"idTiers": 3, "name": "Moulins", "ribs": [{"idRib": 4, "iban": "FR1"}]})
    account = ThirdPartyAccount(id="4", iban="FR1")
    assert contract.third_parties.list() == [ThirdParty(id="3", name="Moulins", accounts=[account])]
    service.answer = lambda _asked: Told({"idTiers": 5, "idRib": 6}, "201 Created")
    assert contract.third_parties.create(third_party()).id == "5"
    assert contract.third_parties.add_account("5", ThirdPartyAccountDraft(iban="FR2")).id == "6"
    assert paths(service, "POST") == ["/third-parties", "/tiers/5/rib"]
    assert service.calls("POST")[1].json == {"rib": {"iban": "FR2"}}


def test_refusals_by_another_contract(service: Service, contract: Iziago) -> None:
    """Fields that the service refuses come with our names, and a missing scope with the contract's."""
    service.answer = lines()
    contract.payments.accounts()
    errors = {"montant.valeur": ["trop grand"], "dateExecution": ["passée"]}
    service.answer = lambda _asked: Told({"errors": errors}, "422 Unprocessable Entity")
    draft: Any = transfer(reason=UNSET)
    with pytest.raises(Invalid) as caught:
        contract.payments.create_transfer(draft)
    assert set(caught.value.fields) == {"amount", "execution_date"}
    service.answer = lambda _asked: Told({}, "403 Forbidden")
    with pytest.raises(Unauthorized, match=r"virements\.ecriture"):
        contract.payments.create_transfer(draft)


def test_a_contract_without_a_list_of_transfers(service: Service, contract: Iziago, iziago: Iziago) -> None:
    """Where the service has no list of transfers the client says so beforehand, and asks for none."""
    assert (contract.payments.lists_transfers, contract.payments.finds_transfers) == (False, False)
    assert (iziago.payments.lists_transfers, iziago.payments.finds_transfers) == (True, True)
    with pytest.raises(SettingsError, match=r"payments\.transfers"):
        contract.payments.transfers(date(2026, 11, 1), date(2026, 11, 30))
    assert service.asked == []
