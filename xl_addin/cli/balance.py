"""`balance set`: what the service showed on a day, the fixed point of computed balances."""

from __future__ import annotations

from typing import Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

commands = typer.Typer(help="Balances, which Organizze does not give.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="balance")


@commands.callback()
def _group() -> None:
    """Keeps `set` a word of its own although it is the only command."""


@commands.command("set", context_settings={"ignore_unknown_options": True})
def set_(
    account: Annotated[str, typer.Argument(help="The account, by name.")],
    amount: Annotated[str, typer.Argument(help="What Organizze showed, such as 1234.56 or -50.00.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="The day at whose end it showed that.")],
) -> None:
    """Takes what Organizze shows on a day; balances of all other days are derived from it."""
    from xl_addin.balances.anchors import Anchor, Anchors
    from xl_addin.connect import organizze
    from xl_addin.errors import WrongUse
    from xl_addin.schema.problem import Unfit
    from xl_addin.schema.reading import READINGS
    from xl_addin.targets.organizze import Names
    from xl_addin.texts import say
    from xl_addin.values import dates, money

    settings = opening.settings()
    reading = READINGS[settings.lang]
    try:
        exact = money.parse(amount, decimal_comma=reading.decimal_comma, currency=("R$", "BRL"))
        on = dates.parse(day, day_first=reading.day_first)
    except money.AmountError as error:
        raise WrongUse(say(f"problem.amount_{error.reason}", header="AMOUNT", value=amount)) from None
    except dates.DateError as error:
        raise WrongUse(say(f"problem.date_{error.reason}", header="DATE", value=day)) from None
    with organizze.client(settings) as client:
        try:
            found = Names(client).accounts.resolve(account)
        except Unfit as unfit:
            raise WrongUse(say(f"problem.{unfit.reason}", header="ACCOUNT", **unfit.blanks)) from None
    party = organizze.party(settings)
    Anchors(settings.home).put(Anchor(party.company, party.host, found.id, exact, on))
    echo(say("balance.kept", account=found.name, amount=exact, day=on))
