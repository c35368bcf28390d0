"""What tests of Iziago's rows share: the sandbox's company, rows of its templates, what the service has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import requests
from office import Office, Person, Row

from xl_addin.importing.outcome import Outcome
from xl_addin.settings import load
from xl_addin.values.target_days import next_target_day

TRANSFERS = "iziago_transfers"
THIRD_PARTIES = "iziago_third_parties"
POST_TRANSFER = "POST /iziago/v1/payments/transfers"
POST_THIRD_PARTY = "POST /iziago/v1/third-parties"

CURRENT, CURRENT_IBAN = "Compte courant", "FR7630004008120000091644532"
EXPORT, EXPORT_IBAN = "Compte export", "FR7630002012000000056993109"
SAVINGS = "Livret entreprise"
DOLLARS = "Compte dollars"

GLASS, GLASS_IBAN = "Verrerie de Givors", "FR7610096181000000081271226"
GLASS_ID = "FR18408552917"
CORKS, CORKS_IBAN = "Bouchons Lafitte & Cie", "FR7630004008120000085227497"
CHEESE = "Fromages Gruyère-Nord Sàrl"
"""Its one account is Swiss and in francs."""
BARRELS = "Pacific Rim Barrels LLC"
"""Its one account has a number and no IBAN."""
TWO_ACCOUNTS = "Transports Guillermin"
TWO_IBANS = ("FR7616807004000000033865735", "FR7630003020100000030919201")
NO_ACCOUNT = "Les Tables de Confluence"
NAMESAKES = "Garage Moulin"
NAMESAKE_IDS = ("FR52347819266", "FR17512604938")
NAMESAKE_IBAN = "FR7616807004000000018537601"
"""Of the second of them."""

NEW_IBAN = "FR1420041010050500013M02606"
OTHER_IBAN = "DE89370400440532013000"
"""Nobody's in the sandbox, like the one before."""


def open_day(after: int = 7) -> date:
    """A day on which banks settle euros, this many days from now or as soon as possible afterwards."""
    return next_target_day(date.today() + timedelta(days=after))


def pay(creditor: str = GLASS, amount: str = "10.00", **more: Any) -> Row:
    """A row that pays a creditor in a week; `more` fills other columns or changes these."""
    row = {
        "debtor_account": CURRENT,
        "creditor": creditor,
        "amount": Decimal(amount),
        "currency": "EUR",
        "execution_date": open_day(),
    }
    return row | more


def meet(name: str = "Atelier Neuf", **more: Any) -> Row:
    """A row that makes a company known."""
    return {"name": name, "type": "COMPANY", "country": "FR"} | more


def transfers(office: Office) -> list[Mapping[str, Any]]:
    """The transfers that the service has."""
    made: list[Mapping[str, Any]] = office.state()["iziago"]["transfers"]
    return made


def transfer_ids(office: Office) -> list[str]:
    """Their end-to-end ids, in order."""
    return sorted(transfer["endToEndId"] for transfer in transfers(office))


def known_as(office: Office, name: str) -> list[Mapping[str, Any]]:
    """The third parties with this name."""
    return [party for party in office.state()["iziago"]["third_parties"] if party["name"] == name]


def rows_of(outcome: Outcome) -> list[dict[str, Any]]:
    """The first workbook's rows as `--json` shows them."""
    return list(outcome.as_json()["workbooks"][0]["rows"])


def row_statuses(outcome: Outcome) -> list[str]:
    """Each row's status, whether it is one step or two."""
    return [row["status"] for row in rows_of(outcome)]


def said(outcome: Outcome) -> str:
    """All that is wrong with the first workbook."""
    return " ".join(str(problem) for problem in outcome.books[0].all_problems)


def preview_of(office: Office) -> str:
    """What the last preview told."""
    return " ".join(office.person.previews[-1].notes)


def posts(office: Office) -> list[str]:
    """What was posted to Iziago's API: each path, in order."""
    return [
        call["path"].removeprefix("/iziago/v1")
        for call in office.state()["calls"]
        if call["method"] == "POST" and call["path"].startswith("/iziago/v1")
    ]


def administer(office: Office, what: str, body: object = None) -> None:
    """Does what an administrator does in Iziago: `expire-tokens`, or `scopes` with those to leave."""
    address = office.settings.iziago.base_url.removesuffix("/v1") + f"/sandbox/{what}"
    with requests.Session() as session:
        session.trust_env = False
        session.verify = office.settings.ca_bundle
        session.post(address, json=body or {}, timeout=10).raise_for_status()


def grant(office: Office, *scopes: str) -> None:
    """Leaves the client these scopes."""
    administer(office, "scopes", {"scopes": list(scopes)})


def as_configured(office: Office, **iziago: str) -> Office:
    """The same computer and journal with other settings of Iziago."""
    changes = {f"XL_ADDIN_IZIAGO_{name.upper()}": value for name, value in iziago.items()}
    environment = {**office.environment, **changes}
    return Office(office.folder, load(environment), office.state, Person(), environment, office.today)
