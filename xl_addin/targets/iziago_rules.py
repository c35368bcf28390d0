"""What may be transferred how: types, currencies and days (assumed; the vendor documents none of it)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xl_addin.apis.iziago.models import PaymentAccount
from xl_addin.schema.problem import Unfit
from xl_addin.targets.iziago_creditor import Creditor
from xl_addin.targets.target import Remark
from xl_addin.values import sepa_text
from xl_addin.values.target_days import is_target_day, next_target_day

EURO = "EUR"
SEPA, DOMESTIC, INTERNATIONAL = "SEPA", "DOMESTIC", "INTERNATIONAL"
ORDINARY, TREASURY = "ORDINARY", "TREASURY"


def type_of(values: Mapping[str, Any], debtor: PaymentAccount, creditor: Creditor) -> str:
    """The type a row names; of a blank one, SEPA between euro accounts with IBANs of SEPA countries."""
    if values["type"]:
        return str(values["type"])
    euros = values["currency"] == EURO and debtor.currency in (EURO, "")
    if euros and _in_sepa(debtor.iban) and _in_sepa(creditor.number):
        return SEPA
    return DOMESTIC if debtor.iban[:2] == creditor.number[:2] != "" else INTERNATIONAL


def subtype_of(values: Mapping[str, Any], creditor: Creditor) -> str:
    """The subtype a row names; of a blank one, a treasury transfer between own accounts."""
    return str(values["subtype"] or (TREASURY if creditor.own else ORDINARY))


def misfits_of(
    values: Mapping[str, Any], kind: str, debtor: PaymentAccount, creditor: Creditor, today: date
) -> list[tuple[str, Unfit]]:
    """What in a row cannot be."""
    found: list[tuple[str, Unfit]] = []
    if creditor.account_id == debtor.id:
        found.append(("creditor", Unfit("same_debtor", value=debtor.name or debtor.iban)))
    found += misfits_of_day(values, today)
    if kind == SEPA and values["currency"] != EURO:
        found.append(("currency", Unfit("sepa_in_euro", value=values["currency"])))
    if kind == SEPA and not (_in_sepa(debtor.iban) and _in_sepa(creditor.number)):
        outside = creditor.number if _in_sepa(debtor.iban) else debtor.iban
        found.append(("type", Unfit("not_in_sepa", value=outside or "–")))
    if values["subtype"] == TREASURY and not creditor.own:
        found.append(("subtype", Unfit("treasury_is_own", creditor=creditor.name)))
    return found


def misfits_of_day(values: Mapping[str, Any], today: date) -> list[tuple[str, Unfit]]:
    """What is wrong with the day, whoever pays whom."""
    day: date = values["execution_date"]
    return [("execution_date", Unfit("date_past", value=day, today=today))] if day < today else []


def remarks_of(
    values: Mapping[str, Any], kind: str, debtor: PaymentAccount, creditor: Creditor
) -> tuple[Remark, ...]:
    """What can be, and yet should be known before it is sent."""
    remarks = []
    day, currency = values["execution_date"], values["currency"]
    if kind == SEPA and not is_target_day(day):
        remarks.append(Remark("makes.no_target_day", (("next", str(next_target_day(day))),)))
    if kind == SEPA and sepa_text.misfits(values["reason"] or ""):
        remarks.append(Remark("makes.reason_characters"))
    if debtor.currency and currency != debtor.currency:
        remarks.append(Remark("makes.exchange", (("currency", currency), ("account", debtor.currency))))
    elif creditor.currency and currency != creditor.currency:
        remarks.append(Remark("makes.exchange", (("currency", currency), ("account", creditor.currency))))
    return tuple(remarks)


def _in_sepa(iban: str) -> bool:
    """Whether an IBAN's country takes part in SEPA; anything else than an IBAN does not."""
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        return bool(IBAN(iban).in_sepa_zone)
    except SchwiftyException:
        return False
