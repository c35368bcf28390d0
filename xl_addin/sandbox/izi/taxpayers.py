"""For whom an invoice may be issued, and under which authorization."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xl_addin.sandbox.izi import answers
from xl_addin.sandbox.izi.answers import refuse
from xl_addin.sandbox.records import Record, Records


def named(records: Records, nit: str) -> Record:
    """The taxpayer with this NIT.

    Raises:
        Refusal: 404, the client may not invoice for it; 406, it was disabled.
    """
    for taxpayer in records.all("contribuyentes"):
        if taxpayer["nit"] == nit:
            if taxpayer["estado"] == "desactivado":
                raise refuse(406, answers.DISABLED_ISSUER)
            return taxpayer
    raise refuse(404, answers.UNKNOWN_ISSUER)


def authorization(taxpayer: Record, branch: Decimal | None, activity: Decimal | None, today: date) -> Record:
    """The authorization for a branch and an activity; each may be left out where there is one only.

    An associate has one authorization: the document ties wrong branches and activities to own NITs, so
    for others they are not looked at (assumed).

    Raises:
        Refusal: 406, the branch or activity is none of its own, or the authorization is missing or expired.
    """
    found = _own(taxpayer, branch, activity) if taxpayer["propio"] else taxpayer["dosificaciones"][0]
    if found["fechaLimite"] < today.isoformat():
        raise refuse(406, answers.EXPIRED)
    return dict(found)


def _own(taxpayer: Record, branch: Decimal | None, activity: Decimal | None) -> Record:
    place = (
        _chosen(taxpayer["sucursales"], branch, answers.INVALID_BRANCH),
        _chosen(taxpayer["actividades"], activity, answers.INVALID_ACTIVITY),
    )
    for one in taxpayer["dosificaciones"]:
        if (one["sucursal"], one["actividadEconomica"]) == place:
            found: Record = one
            return found
    raise refuse(406, answers.NO_AUTHORIZATION)


def _chosen(codes: Sequence[int], wanted: Decimal | None, words: str) -> int:
    fitting = [code for code in codes if wanted is None or code == wanted]
    if len(fitting) != 1:
        raise refuse(406, words)
    return fitting[0]
