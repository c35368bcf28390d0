"""The seeded taxpayers: believable, and the same every time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.sandbox.izi.seed import extra_fields, fill, main_issuer
from xl_addin.sandbox.izi.system import show
from xl_addin.sandbox.records import Records


def seeded(seed: int = 1, today: date = date(2026, 11, 21)) -> Records:
    """New records."""
    records = Records(first_id=9999)
    fill(records, seed, today)
    return records


TAXPAYERS: list[dict[str, Any]] = seeded().all("contribuyentes")


def test_a_seed_and_a_year_make_the_same_taxpayers() -> None:
    """What went wrong in one run can be looked at in another."""
    assert seeded().all("contribuyentes") == TAXPAYERS
    assert seeded(seed=2).all("contribuyentes") != TAXPAYERS


def test_every_taxpayer_is_one_of_its_own() -> None:
    """No NIT, name or authorization twice; NITs are digits, authorizations fifteen of them."""
    authorizations = [one["autorizacion"] for taxpayer in TAXPAYERS for one in taxpayer["dosificaciones"]]
    for values in (
        authorizations, [one["nit"] for one in TAXPAYERS], [one["razonSocial"] for one in TAXPAYERS],
    ):  # fmt: skip
        assert len(set(values)) == len(values)
    assert all(re.fullmatch("[0-9]{10}", one["nit"]) for one in TAXPAYERS)
    assert all(re.fullmatch("[0-9]{15}", one) for one in authorizations)
    assert {one["ciudad"] for one in TAXPAYERS} == {"La Paz", "El Alto", "Cochabamba"}
    assert len({tuple(one) for one in TAXPAYERS}) == 1
    assert extra_fields() == {"101", "102", "103"}


def test_the_main_issuer_is_an_own_nit_with_one_of_everything() -> None:
    """So that it works without further parameters."""
    [main] = [one for one in TAXPAYERS if one["nit"] == main_issuer()]
    assert main["propio"]
    assert len(main["sucursales"]) == len(main["actividades"]) == len(main["dosificaciones"]) == 1


@given(today=st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_whatever_the_day_one_authorization_has_expired(today: date) -> None:
    """And the others last until the end of next year."""
    taxpayers = seeded(today=today).all("contribuyentes")
    limits = [one["fechaLimite"] for taxpayer in taxpayers for one in taxpayer["dosificaciones"]]
    assert sum(limit < today.isoformat() for limit in limits) == 1
    assert max(limits) == f"{today.year + 1}-12-31"


def test_the_state_shows_no_billing_key() -> None:
    """They are the taxpayers' secrets, though they open nothing here."""
    shown = show(seeded())
    assert set(shown) == {"facturas", "cobros", "contribuyentes"}
    assert "llave" not in str(shown)
    assert len(shown["contribuyentes"]) == len(TAXPAYERS) == 37
