"""The documented 404, 406 and 500: each is raised by somebody among the seeded taxpayers."""

from __future__ import annotations

from typing import Any

import pytest
from izi_plain_client import Izi, refusal

from xl_addin.sandbox.server import Sandbox

BRANCHES, ACTIVITIES, PARTLY = "1020703031", "1020703049", "1020703057"
DISABLED, EXPIRED, KEYLESS, ASSOCIATE = "1212500027", "1226648023", "1230917028", "3415720017"
BRANCH_WORDS = "Sucursal de Facturación Inválida"
ACTIVITY_WORDS = "Actividad Económica de Facturación Inválida"
NO_AUTHORIZATION = "No existe una autorización de facturación válida"


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [({"emisor": "999"}, 404, "Contribuyente autorizado no encontrado"),
     ({"emisor": ""}, 404, "Contribuyente autorizado no encontrado"),
     ({"emisor": DISABLED}, 406, "Contribuyente desactivado"),
     ({"emisor": EXPIRED}, 406, "Autorización de facturación vencida"),
     ({"emisor": BRANCHES}, 406, BRANCH_WORDS), ({"emisor": BRANCHES, "sucursal": 7}, 406, BRANCH_WORDS),
     ({"sucursal": 1}, 406, BRANCH_WORDS), ({"actividadEconomica": 1}, 406, ACTIVITY_WORDS),
     ({"emisor": ACTIVITIES}, 406, ACTIVITY_WORDS), ({"emisor": PARTLY}, 406, BRANCH_WORDS),
     ({"emisor": PARTLY, "sucursal": 1}, 406, ACTIVITY_WORDS),
     ({"emisor": PARTLY, "sucursal": 1, "actividadEconomica": 620100}, 406, NO_AUTHORIZATION),
     ({"emisor": KEYLESS}, 500, f"No se pudo generar el código de control: {KEYLESS} no tiene llave")],
)  # fmt: skip
def test_a_documented_refusal_has_the_documents_words(
    izi: Izi, sandbox: Sandbox, fields: dict[str, Any], status: int, words: str
) -> None:
    """In plain text, and no invoice is issued."""
    before = sandbox.state()["izi"]
    assert refusal(izi.ask("/facturas", izi.invoice(**fields))) == (status, words)
    assert sandbox.state()["izi"] == before


@pytest.mark.parametrize(
    ("fields", "authorization"),
    [({"emisor": BRANCHES, "sucursal": 2}, "290400110045998"),
     ({"emisor": ACTIVITIES, "actividadEconomica": 854900}, "290400110046105"),
     ({"emisor": PARTLY, "sucursal": 1, "actividadEconomica": 951100}, "290400110046214"),
     ({"sucursal": 0, "actividadEconomica": 692000}, "290400110045871"),
     ({"emisor": ASSOCIATE}, "312400120011001"),
     ({"emisor": ASSOCIATE, "sucursal": 5, "actividadEconomica": 1}, "312400120011001")],
)  # fmt: skip
def test_branch_and_activity_choose_the_authorization(
    izi: Izi, fields: dict[str, Any], authorization: str
) -> None:
    """Of an own NIT; an associate has one only."""
    assert izi.factura(**fields)["autorizacion"] == authorization


def test_an_issuers_number_goes_on_over_its_branches(izi: Izi) -> None:
    """The document has one last number for a taxpayer."""
    made = [izi.factura(emisor=BRANCHES, sucursal=branch)["numero"] for branch in (0, 2, 1)]
    assert made == [made[0], made[0] + 1, made[0] + 2]


def test_everybody_else_may_be_invoiced_for(izi: Izi, sandbox: Sandbox) -> None:
    """Thirty associates, without further parameters."""
    seeded = sandbox.state()["izi"]["contribuyentes"]
    good = [
        one["nit"] for one in seeded if not one["propio"] and one["nit"] not in (DISABLED, EXPIRED, KEYLESS)
    ]
    assert len(good) == 30
    assert {izi.factura(emisor=nit)["montoTotal"] for nit in good} == {169}
