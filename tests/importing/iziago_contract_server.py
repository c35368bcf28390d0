"""A customer's contract that is not what xl-addin assumes: its profile, and a server that speaks by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from iziago_between import Between, Message

PROFILE = """
[oauth]
token_url = "jeton"
authentication = "body"

[formats]
date = "%d/%m/%Y"

[paging]
style = "offset"
items = "donnees.lignes"
total = "donnees.total"
offset = "debut"
size = "nombre"
records_a_page = 10

[operations]
statements.accounts.path = "/banque/comptes"
statements.balances = { path = "/banque/comptes/{account}/balances", from = "du", to = "au" }
payments.accounts.path = "/virements/comptes"
payments.create_transfer.path = "/virements/ordres"
payments.transfers = { path = "/virements/ordres", from = "du", to = "au" }
payments.transfer_file.path = "/virements/ordres/{transfer}/file"
third_parties.list.path = "/tiers"
third_parties.create.path = "/tiers"
third_parties.add_account.path = "/tiers/{third_party}/accounts"

[fields.account]
id = "numero"
iban = "rib"
name = "intitule"
currency = "devise"

[fields.balance]
date = "jour"
amount = "montant.valeur"
currency = "montant.devise"

[fields.payment_account]
id = "numero"
iban = "rib"
name = "intitule"
currency = "devise"

[fields.transfer_draft]
debtor_account_id = "compteDonneur"
creditor_account_id = "compteBeneficiaire"
execution_date = "dateExecution"
amount = "montant.valeur"
currency = "montant.devise"
reason = "motif"
type = "nature"
end_to_end_id = "reference"

[fields.transfer]
id = "numero"
debtor_account_id = "compteDonneur"
creditor_account_id = "compteBeneficiaire"
execution_date = "dateExecution"
amount = "montant.valeur"
currency = "montant.devise"
reason = "motif"
type = "nature"
end_to_end_id = "reference"

[fields.third_party_draft]
name = "intitule"
type = "nature"

[fields.third_party]
id = "numero"
name = "intitule"
type = "nature"
accounts = "ribs"

[fields.third_party_account]
id = "numero"
iban = "rib"
currency = "devise"

[fields.third_party_account_draft]
iban = "rib"
currency = "devise"

[words.transfer_type]
SEPA = "virement SEPA"

[words.third_party_type]
COMPANY = "societe"
"""

_PATHS = {
    "/iziago/jeton": "/iziago/oauth/token",
    "/iziago/v1/banque/comptes": "/iziago/v1/statements/accounts",
    "/iziago/v1/virements/comptes": "/iziago/v1/payments/accounts",
    "/iziago/v1/virements/ordres": "/iziago/v1/payments/transfers",
    "/iziago/v1/tiers": "/iziago/v1/third-parties",
}
_NAMES = {
    "numero": "id",
    "rib": "iban",
    "intitule": "name",
    "devise": "currency",
    "jour": "date",
    "compteDonneur": "debtorAccountId",
    "compteBeneficiaire": "creditorAccountId",
    "dateExecution": "executionDate",
    "valeur": "amount",
    "motif": "reason",
    "nature": "type",
    "reference": "endToEndId",
    "ribs": "accounts",
}
_WORDS = {"virement SEPA": "SEPA", "societe": "COMPANY"}
_AMOUNT = ("amount", "currency")


def speak_by_the_contract(server: Between) -> None:
    """Makes the server know the contract and nothing of what is assumed."""
    server.asking, server.telling = _assumed, _contracted


def _assumed(message: Message) -> Message:
    """A request by the contract as the sandbox knows it; one that is not by the contract goes nowhere."""
    parts = urlsplit(message.path)
    known = next((theirs for theirs in _PATHS if parts.path.startswith(theirs)), "")
    path = _PATHS.get(known, "/nowhere") + parts.path.removeprefix(known)
    query = _page(dict(parse_qsl(parts.query)))
    changed = replace(message, path=f"{path}?{urlencode(query)}" if query else path)
    return changed.saying(_ours(message.json)) if message.body[:1] == b"{" else changed


def _page(query: Mapping[str, str]) -> dict[str, str]:
    named = {{"du": "from", "au": "to"}.get(name, name): _iso(value) for name, value in query.items()}
    if "nombre" in named:
        size = int(named.pop("nombre"))
        named |= {"page": str(int(named.pop("debut", "0")) // size + 1), "size": str(size)}
    return named


def _ours(value: Any) -> Any:
    """A request's body in the assumed names."""
    if not isinstance(value, dict):
        return _iso(_WORDS.get(value, value)) if isinstance(value, str) else value
    flat = {**value, **value.get("montant", {})}
    flat.pop("montant", None)
    return {_NAMES.get(name, name): _ours(part) for name, part in flat.items()}


def _contracted(message: Message) -> Message:
    """The sandbox's answer in the contract's names."""
    if message.path.endswith("/jeton") or message.body[:1] != b"{":
        return message
    value = message.json
    if "items" in value:
        lines = [_theirs(item) for item in value["items"]]
        return message.saying({"donnees": {"lignes": lines, "total": value["total"]}})
    return message.saying(_theirs(value))


def _theirs(value: Any) -> Any:
    """A record in the contract's names, an amount and its currency in an object of their own."""
    if isinstance(value, list):
        return [_theirs(item) for item in value]
    if isinstance(value, str):
        words = {ours: theirs for theirs, ours in _WORDS.items()}
        return _local(words.get(value, value))
    if not isinstance(value, dict):
        return value
    names = {ours: theirs for theirs, ours in _NAMES.items()}
    money = {names[name]: value[name] for name in _AMOUNT} if "amount" in value else {}
    rest = {
        names.get(name, name): _theirs(part)
        for name, part in value.items()
        if not (money and name in _AMOUNT)
    }
    return {**rest, "montant": money} if money else rest


def _iso(text: str) -> str:
    with suppress(ValueError):
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat()
    return text


def _local(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    return text
