"""iZi's line in the table of services: whose rows, which day."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from xl_addin.settings import Settings, load
from xl_addin.targets import Targets
from xl_addin.targets.izi_service import IZI

OWN, DINER = "1020703023", "4788213015"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings without any credentials, and two issuers."""
    (tmp_path / "config.toml").write_text(f'[[izi.issuers]]\nnit = "{DINER}"\nname = "Salteñas"\n', "utf-8")
    given = {"XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_IZI_ISSUER": OWN, "XL_ADDIN_IZI_CLIENT_ID": "c-1"}
    return load(given)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer where it is another day than in La Paz."""
    in_la_paz = datetime.now(UTC) - timedelta(hours=4)
    monkeypatch.setenv("TZ", "Etc/GMT-14" if in_la_paz.hour >= 6 else "Etc/GMT+12")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps one time zone for all programs")
@pytest.mark.usefixtures("elsewhere")
def test_days_are_those_of_la_paz() -> None:
    """An invoice counts in the month that it is in La Paz, wherever the computer stands."""
    before = (datetime.now(UTC) - timedelta(hours=4)).date()
    said = IZI.today()
    assert said in {before, (datetime.now(UTC) - timedelta(hours=4)).date()}
    assert said != date.today()


@pytest.mark.parametrize(
    ("values", "company"),
    [
        ({"items": [], "issuer": "SALTENAS"}, DINER),
        ({"items": [], "issuer": DINER}, DINER),
        ({"items": [], "issuer": "77"}, "77"),
        ({"items": [], "issuer": None}, ""),
        ({"items": [], "issuer": "Nobody"}, ""),
        ({"items": []}, ""),
    ],
)
def test_an_invoice_is_its_issuers(settings: Settings, values: dict[str, object], company: str) -> None:
    """A row's key counts within the NIT that its Issuer means, however that is written."""
    assert Targets(settings).scope("izi_invoices", values).company == company


def test_a_charge_is_the_accounts(settings: Settings) -> None:
    """Charges have no issuer: their keys count within the iZi account, whatever issuers are listed."""
    assert Targets(settings).scope("izi_charges", {"amount": 1}).company == "c-1"


def test_who_and_where_needs_no_credentials(settings: Settings) -> None:
    """The host and whether it is production are known before any key is."""
    party = Targets(settings).party("izi_invoices")
    assert (party.system, party.host, party.production) == ("izi", "api.app.izifacturacion.com", True)
    assert Targets(settings).get_offline("izi_invoices") is None
