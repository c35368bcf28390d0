"""Each error of iZi's document, raised by the sandbox: what the row says, and whom it stops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from izi_office import (
    ACTIVITIES,
    BRANCHES,
    CLIENT_WITHOUT_KEYS,
    DINER,
    DISABLED,
    EXPIRED,
    FACTURAS,
    INVOICES,
    KEYLESS,
    PART_AUTHORIZED,
    STRANGER,
    invoiced,
    issuers_toml,
    line,
    rehearsed,
)
from office import Office, cells, retype, statuses

OF_AN_ISSUER = [
    (STRANGER, "Contribuyente autorizado no encontrado", "Facturación por Terceros"),
    (DISABLED, "Contribuyente desactivado", "Enable the issuer (Estado)"),
    (EXPIRED, "Autorización de facturación vencida", "Fecha límite de emisión"),
]
OF_A_ROW = [
    ({"issuer": BRANCHES}, "Sucursal de Facturación Inválida", "under Branch"),
    ({"issuer": ACTIVITIES}, "Actividad Económica de Facturación Inválida", "under Activity"),
]


@pytest.fixture
def other_key(tmp_path: Path) -> str:
    """The file of a public key that belongs to nobody."""
    file = tmp_path / "other.pem"
    key = generate_private_key(65537, 2048).public_key()
    file.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return str(file)


@pytest.mark.parametrize(("issuer", "words", "advice"), OF_AN_ISSUER)
def test_an_issuers_trouble_stops_that_issuer(office: Office, issuer: str, words: str, advice: str) -> None:
    """The first row has iZi's words and what to do; the issuer's others are not tried; the rest is sent."""
    rows = [line(1), line(2, issuer=issuer), line(3, issuer=issuer), line(4), line(5, issuer=DINER)]
    path = office.workbook(rows, template=INVOICES)
    outcome = office.run(path)
    assert statuses(outcome) == ["sent", "rejected", "not_sent", "sent", "sent"]
    assert outcome.exit_code == 1
    _, refused, left, *_ = cells(path)
    assert words in refused["Message"]
    assert advice in refused["Message"]
    assert left["Message"].startswith("Not sent: the import stopped. ")
    assert words in left["Message"]
    assert office.posts() == 4
    assert statuses(office.run(path)) == ["already_sent", "rejected", "not_sent", *["already_sent"] * 2]


@pytest.mark.parametrize(("values", "words", "advice"), OF_A_ROW)
def test_a_rows_trouble_stops_that_row(
    office: Office, values: dict[str, Any], words: str, advice: str
) -> None:
    """A wrong branch or activity is the row's alone: the issuer's next invoice is sent."""
    issuer = values["issuer"]
    codes = {BRANCHES: {"branch": 1}, ACTIVITIES: {"activity": 702000}}.get(issuer, {})
    path = office.workbook([line(1, **values), line(2, issuer=issuer, **codes)], template=INVOICES)
    assert statuses(office.run(path)) == ["rejected", "sent"]
    refused = cells(path)[0]
    assert words in refused["Message"]
    assert advice in refused["Message"]
    assert refused["Id"] is None


def test_a_missing_authorization_stops_its_issuer(office: Office) -> None:
    """Without an authorization for branch and activity the row says which codes to look up."""
    codes = {"issuer": PART_AUTHORIZED, "branch": 1, "activity": 620100}
    path = office.workbook([line(1, **codes), line(2)], template=INVOICES)
    assert statuses(office.run(path)) == ["rejected", "sent"]
    message = cells(path)[0]["Message"]
    assert "No existe una autorización de facturación válida" in message
    assert "API tab" in message


def test_a_corrected_row_is_sent(office: Office) -> None:
    """After the advice was followed, the same import sends the row, once."""
    path = office.workbook([line(1, issuer=BRANCHES)], template=INVOICES)
    assert statuses(office.run(path)) == ["rejected"]
    retype(path, 2, "Branch", 2)
    assert statuses(office.run(path)) == ["sent"]
    assert [invoice["sucursal"] for invoice in invoiced(office)] == [2]
    assert cells(path)[0]["Message"] == rehearsed(office)


@pytest.mark.parametrize("words", ["Cliente no Encontrado", "Token inválido", "No existen llaves"])
def test_the_main_accounts_trouble_stops_everybody_who_uses_it(
    office: Office, other_key: str, words: str
) -> None:
    """Refused credentials are said once with what to do in iZi; no other invoice of them is tried."""
    office.configure("[izi]\n")
    changes = {
        "Cliente no Encontrado": {"XL_ADDIN_IZI_CLIENT_ID": "0000-nobody"},
        "Token inválido": {"XL_ADDIN_IZI_PUBLIC_KEY_FILE": other_key},
        "No existen llaves": {"XL_ADDIN_IZI_CLIENT_ID": CLIENT_WITHOUT_KEYS},
    }
    office.environment = {**office.environment, **changes[words]}
    office.configure("")
    path = office.workbook([line(1), line(2, issuer=DINER), line(3)], template=INVOICES)
    assert statuses(office.run(path, workers=1)) == ["rejected", "not_sent", "not_sent"]
    first, second, third = (row["Message"] for row in cells(path))
    assert words in first
    assert "Integración a Sistemas" in first
    assert words in second
    assert words in third
    assert office.posts() == 1


@pytest.mark.parametrize("words", ["Cliente no Encontrado", "Token inválido", "No existen llaves"])
def test_an_issuers_own_account_stops_alone(office: Office, other_key: str, words: str) -> None:
    """A client's own wrong iZi account stops its invoices; those of the main account go on."""
    main = office.settings.izi
    own = {
        "Cliente no Encontrado": {"client_id": "0000-nobody", "public_key_file": main.public_key_file},
        "Token inválido": {"client_id": f"{main.client_id} ", "public_key_file": other_key},
        "No existen llaves": {"client_id": CLIENT_WITHOUT_KEYS, "public_key_file": main.public_key_file},
    }
    office.configure(issuers_toml([{"nit": DINER, "name": "Salteñas", **own[words]}]))
    rows = [line(1, issuer=DINER), line(2), line(3, issuer=DINER), line(4)]
    path = office.workbook(rows, template=INVOICES)
    assert statuses(office.run(path)) == ["rejected", "sent", "not_sent", "sent"]
    assert words in cells(path)[0]["Message"]
    assert words in cells(path)[2]["Message"]
    assert office.posts() == 3


def test_an_own_account_without_a_key_is_seen_before_sending(office: Office, tmp_path: Path) -> None:
    """An issuer whose key file is not there is an invalid row with the reason, and nothing is sent."""
    own = {"nit": DINER, "client_id": "another", "public_key_file": str(tmp_path / "gone.pem")}
    office.configure(issuers_toml([own]))
    path = office.workbook([line(1), line(2, issuer=DINER)], template=INVOICES)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent", "invalid"]
    [problem] = outcome.books[0].all_problems
    assert problem.cell == "B3"
    assert "own iZi account" in problem.text
    assert "gone.pem" in problem.text
    assert office.posts() == 0


def test_an_error_inside_izi_is_a_doubt_with_its_words(office: Office) -> None:
    """A 500 is no refusal: the row is in doubt, tells what iZi said, and stops its issuer alone."""
    path = office.workbook([line(1, issuer=KEYLESS), line(2, issuer=KEYLESS), line(3)], template=INVOICES)
    outcome = office.run(path)
    assert statuses(outcome) == ["in_doubt", "not_sent", "sent"]
    assert outcome.exit_code == 3
    message = cells(path)[0]["Message"]
    assert "No se pudo generar el código de control" in message
    assert "journal resolve" in message


def test_slowing_down_is_waited_for(office: Office, sandbox: Any) -> None:
    """A 429 with Retry-After delays an invoice and changes neither order nor number."""
    sandbox.add_fault("rate-limit", 0.2, FACTURAS)
    path = office.workbook([line(number) for number in range(4)], template=INVOICES)
    assert statuses(office.run(path)) == ["sent"] * 4
    assert [invoice["razonSocial"] for invoice in invoiced(office)] == [f"Cliente {n}" for n in range(4)]
