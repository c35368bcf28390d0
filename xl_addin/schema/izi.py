"""The columns that both of iZi's templates have."""

from __future__ import annotations

from xl_addin.schema.fields import CountField

BOLIVIANOS = ("Bs.", "Bs", "BOB", "$b")
"""How the boliviano may be written in an amount; the last is Excel's sign for Bolivia in older versions."""

MOST_CODE = 999_999_999
"""Nine digits: more than any of iZi's codes has, as far as is known."""

BRANCH = CountField(
    header="Branch",
    least=0,
    most=MOST_CODE,
    help="The branch's code, if the issuer has more than one. iZi's app shows the codes in its API tab.",
    aliases=("Sucursal", "Código de sucursal", "Filial", "Código da filial", "Succursale"),
    width=10,
)
ACTIVITY = CountField(
    header="Activity",
    least=0,
    most=MOST_CODE,
    help="The economic activity's code, if the issuer has more than one. iZi's app shows"
    " the codes in its API tab.",
    aliases=(
        "Actividad",
        "Actividad económica",
        "Código de actividad",
        "Atividade",
        "Atividade econômica",
        "Activité",
        "Activité économique",
    ),
    width=10,
)
