"""`balance set` and `balance read`: what the service showed on a day, from which balances are counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from xl_addin.balances.sheet import Line
    from xl_addin.schema.problem import Problem
    from xl_addin.settings import Settings
    from xl_addin.targets.directory import Directory, Named

    Known = tuple[Named[int], Decimal, date]

commands = typer.Typer(help="Balances, which Organizze does not give.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="balance")


@commands.command("set", context_settings={"ignore_unknown_options": True})
def set_(
    account: Annotated[str, typer.Argument(help="The account, by name.")],
    amount: Annotated[str, typer.Argument(help="What Organizze showed, such as 1234.56 or -50.00.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="The day at whose end it showed that.")],
) -> None:
    """Takes what Organizze shows on a day; balances of all other days are derived from it."""
    from xl_addin.errors import WrongUse
    from xl_addin.schema.problem import Unfit
    from xl_addin.schema.reading import READINGS
    from xl_addin.texts import say
    from xl_addin.values import dates, money

    settings = opening.settings()
    reading = READINGS[settings.lang]
    try:
        exact = money.parse(amount, decimal_comma=reading.decimal_comma, currency=("R$", "BRL"))
        on = dates.parse(day, day_first=reading.day_first)
        found = _accounts(settings).resolve(account, archived=True)
    except money.AmountError as error:
        raise WrongUse(say(f"problem.amount_{error.reason}", header="AMOUNT", value=amount)) from None
    except dates.DateError as error:
        raise WrongUse(say(f"problem.date_{error.reason}", header="DATE", value=day)) from None
    except Unfit as unfit:
        raise WrongUse(say(f"problem.{unfit.reason}", header="ACCOUNT", **unfit.blanks)) from None
    _keep(settings, [(found, exact, on)])


@commands.command("read")
def read_(
    workbook: Annotated[Path, typer.Argument(help="With the columns Account, Amount and Date.")],
) -> None:
    """Takes the same from a workbook, one row an account: all rows, or none when one is wrong."""
    from xl_addin.balances.sheet import read
    from xl_addin.schema.reading import READINGS

    settings = opening.settings()
    found = read(workbook, READINGS[settings.lang])
    known, strange = _resolved(found.lines, _accounts(settings))
    problems = [*found.problems, *strange]
    for problem in problems:
        echo(problem, err=True, fg="red")
    if problems:
        raise typer.Exit(1)
    _keep(settings, known)


def _resolved(lines: Sequence[Line], accounts: Directory[int]) -> tuple[list[Known], list[Problem]]:
    """The lines with their accounts, and what is wrong with the others."""
    from xl_addin.schema.problem import Unfit
    from xl_addin.texts import say

    known: dict[int, Known] = {}
    problems = []
    for line in lines:
        try:
            account = accounts.resolve(line.account, archived=True)
        except Unfit as unfit:
            problems.append(line.problem(say(f"problem.{unfit.reason}", header="Account", **unfit.blanks)))
            continue
        if account.id in known:
            problems.append(line.problem(say("balance.twice", account=account.name)))
        known[account.id] = account, line.amount, line.day
    return list(known.values()), problems


def _accounts(settings: Settings) -> Directory[int]:
    from xl_addin.connect import organizze
    from xl_addin.targets.organizze import Names

    with organizze.client(settings) as client:
        return Names(client).accounts


def _keep(settings: Settings, known: Sequence[Known]) -> None:
    from xl_addin.balances.anchors import Anchor, Anchors
    from xl_addin.connect import organizze
    from xl_addin.texts import say
    from xl_addin.texts.figures import figure

    party = organizze.party(settings)
    anchors = [Anchor(party.company, party.host, account.id, amount, day) for account, amount, day in known]
    Anchors(settings.home).put(*anchors)
    for account, amount, day in known:
        echo(say("balance.kept", account=account.name, amount=figure(amount), day=day))
