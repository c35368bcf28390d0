"""The seeded taxpayers: an office's own NITs and those it may invoice for. No invoice was issued yet."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from string import ascii_letters, digits

from xl_addin.sandbox.records import Record, Records

_HEAD_OFFICE = 0  # "Casa Matriz"
_UNNAMED_ACTIVITY = 479900
_KEY_LENGTH = 64


def fill(records: Records, seed: int, today: date) -> None:
    """Fills empty records; the same seed and year give the same ones. The seed decides the billing keys."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose
    limit = date(today.year + 1, 12, 31).isoformat()
    taxpayers = [*_office()["propios"], *map(_with_one_place, _office()["asociados"])]
    for number, taxpayer in enumerate(taxpayers, start=1):
        records.put("contribuyentes", _taxpayer(number, taxpayer, random, limit))


def main_issuer() -> str:
    """The NIT that works without further parameters."""
    nit: str = _office()["propios"][0]["nit"]
    return nit


def extra_fields() -> frozenset[str]:
    """The ids of the extra fields that are configured."""
    return frozenset(_office()["camposExtra"])


@cache
def _office() -> Record:
    return tomllib.loads(files(__package__).joinpath("taxpayers.toml").read_text("utf-8"))


def _with_one_place(associate: Record) -> Record:
    """An associate as the document lists its data: one branch, one activity, one authorization."""
    authorization = {
        name: associate[name] for name in ("autorizacion", "fechaLimite", "llave") if name in associate
    }
    place = {"sucursal": _HEAD_OFFICE, "actividadEconomica": _UNNAMED_ACTIVITY}
    return {
        **associate,
        "sucursales": [_HEAD_OFFICE],
        "actividades": [_UNNAMED_ACTIVITY],
        "dosificaciones": [place | authorization],
        "propio": False,
    }


def _taxpayer(number: int, own: Record, random: Random, limit: str) -> Record:
    defaults = {"fechaLimite": limit, "llave": "".join(random.choices(ascii_letters + digits, k=_KEY_LENGTH))}
    return {
        "id": number,
        "nit": own["nit"],
        "razonSocial": own["razonSocial"],
        "ciudad": own["ciudad"],
        "estado": own.get("estado", "activo"),
        "propio": own.get("propio", True),
        "ultimoNumero": own["ultimoNumero"],
        "sucursales": own["sucursales"],
        "actividades": own["actividades"],
        "dosificaciones": [defaults | one for one in own["dosificaciones"]],
    }
