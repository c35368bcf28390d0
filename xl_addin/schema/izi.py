"""The columns that both of iZi's templates have."""

from __future__ import annotations

from xl_addin.schema.fields import CountField

BOLIVIANOS = ("Bs.", "Bs", "BOB", "$b")
"""How the boliviano may be written in an amount; the last is Excel's sign for Bolivia in older versions."""

MOST_CODE = 999_999_999
"""Nine digits: more than any of iZi's codes has, as far as is known."""

BRANCH = CountField(
    header="Branch",
    translated=("Filial", "Sucursal", "Succursale"),
    least=0,
    most=MOST_CODE,
    help="The branch's code, if the issuer has more than one. iZi's app shows the codes in its API tab.",
    aliases=("Código de sucursal", "Código da filial"),
    width=10,
)
ACTIVITY = CountField(
    header="Activity",
    translated=("Atividade", "Actividad", "Activité"),
    least=0,
    most=MOST_CODE,
    help="The economic activity's code, if the issuer has more than one. iZi's app shows"
    " the codes in its API tab.",
    aliases=("Actividad económica", "Código de actividad", "Atividade econômica", "Activité économique"),
    width=10,
)
