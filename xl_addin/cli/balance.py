"""`balance set`, `read`, `list` and `remove`: what the service showed on a day, which balances count from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from xl_addin.balances.sheet import Line
    from xl_addin.fetching.organizze.source import Source
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
    from datetime import date

    from xl_addin.errors import WrongUse
    from xl_addin.schema.problem import Unfit
    from xl_addin.schema.reading import READINGS
    from xl_addin.texts import say
    from xl_addin.values import dates, money
    from xl_addin.values.seen import seen

    settings = opening.settings()
    reading = READINGS[settings.lang]
    try:
        exact = money.parse(amount, decimal_comma=reading.decimal_comma, currency=("R$", "BRL"))
        on = seen(dates.parse(day, day_first=reading.day_first), date.today())
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


@commands.command("list")
def list_() -> None:
    """Shows what is known: account, amount, day, and who said it."""
    from xl_addin.texts import say

    settings = opening.settings()
    with _source(settings) as source:
        lines = list(_lines(source, settings))
    for line in lines or [say("balance.none")]:
        echo(line)


@commands.command("remove")
def remove(account: Annotated[str, typer.Argument(help="The account, by name.")]) -> None:
    """Forgets what `set` or `read` took of an account."""
    from xl_addin.errors import WrongUse
    from xl_addin.fetching.organizze.openings import known
    from xl_addin.texts import say

    settings = opening.settings()
    with _source(settings) as source:
        found = _told(source, account)
        party = source.party
        if not source.anchors.remove(party.host, party.company, found.id):
            written = found.id in known(source).anchors
            key = "balance.in_settings" if written else "balance.not_told"
            raise WrongUse(say(key, account=found.name, file=settings.file))
        echo(say("balance.removed", account=found.name))
        for line in _lines(source, settings, found.id):
            echo(line)


def _lines(source: Source, settings: Settings, only: int | None = None) -> Iterator[str]:
    """What is known of each account or of one, and what is wrong with it."""
    from xl_addin.fetching.organizze.openings import known
    from xl_addin.texts import say
    from xl_addin.texts.figures import figure

    found = known(source)
    names = {record.id: record.name for record in source.names.accounts}
    for number, anchor in found.anchors.items():
        if only in (None, number):
            name, amount = names.get(number, f"#{number}"), figure(anchor.amount)
            origin = say("balance.told") if number in found.told else str(settings.file)
            yield say("balance.listed", account=name, amount=amount, day=anchor.day, source=origin)
            if unusable := found.unusable(number, name):
                yield f"  {unusable}"
    yield from found.notes if only is None else ()


def _told(source: Source, text: str) -> Named[int]:
    """The account that is meant, also one that the service has no more, as `list` shows it."""
    from xl_addin.errors import WrongUse
    from xl_addin.schema.problem import Unfit
    from xl_addin.targets.directory import Named
    from xl_addin.texts import say

    try:
        return source.names.accounts.resolve(text, archived=True)
    except Unfit as unfit:
        party = source.party
        gone = (number for number in source.anchors.of(party.host, party.company) if text == f"#{number}")
        if (number := next(gone, None)) is not None:
            return Named(number, text)
        raise WrongUse(say(f"problem.{unfit.reason}", header="ACCOUNT", **unfit.blanks)) from None


def _source(settings: Settings) -> AbstractContextManager[Source]:
    from xl_addin.fetching.organizze.system import ORGANIZZE

    return ORGANIZZE.open(settings)


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
