"""`credentials`: asks for secrets and keeps them in the operating system's keyring."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xl_addin.cli.logins import Login
    from xl_addin.settings import Settings
    from xl_addin.values.secret import Secret

commands = typer.Typer(help="Secrets, kept in the operating system's keyring.", no_args_is_help=True)
System = Annotated[str, typer.Argument(help="The service: organizze, iziago or izi.")]
Another = Annotated[
    str | None,
    typer.Option(
        "--login",
        metavar="NAME",
        help="Another e-mail or ClientId than the settings', such as that of an issuer's own iZi account.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="credentials")


@commands.command("set")
def set_(system: System, login: Another = None) -> None:
    """Asks for what the service wants to know, tries it, and keeps the secret; a token typed is not shown."""
    from xl_addin import credentials
    from xl_addin.cli.logins import SECRET
    from xl_addin.texts import say
    from xl_addin.values.secret import Secret

    chosen, settings = _login(system), opening.settings()
    credentials.check_keyring(system)
    echo(say(chosen.where), err=True)
    answers = _answers(chosen, getattr(settings, system), login)
    secret = Secret(answers.pop(SECRET))
    answered = _variables(system, answers)
    echo(_tried(chosen, answered, secret), err=True)
    credentials.store(system, answers[chosen.name], secret)
    echo(say("credentials.kept", login=answers[chosen.name]), err=True)
    if login:
        echo(say("credentials.beside", name=chosen.name, login=login), err=True)
        return
    _put(settings, system, {**answers, **dict.fromkeys(chosen.hidden_by, "")})
    _tell_what_goes_before(system, answered)


@commands.command("list")
def list_() -> None:
    """Shows which secrets are known and where from, never the secrets."""
    from xl_addin.connect.logins import KNOWN
    from xl_addin.texts import say

    settings = opening.settings()
    for system, known in KNOWN.items():
        for login, source in known.logins(settings):
            echo(f"{system:<9}  {login or '–':<36}  {say(f'credentials.source_{source}')}")


@commands.command("remove")
def remove(system: System, login: Another = None) -> None:
    """Takes a secret out of the keyring."""
    from xl_addin import credentials
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    chosen, settings = _login(system), opening.settings()
    whose: str = login or getattr(getattr(settings, system), chosen.name)
    if not credentials.remove(system, whose.strip()):
        raise WrongUse(say("credentials.none_kept", login=whose or "–"))
    echo(say("credentials.removed", login=whose), err=True)


def _login(system: str) -> Login:
    from xl_addin.cli.logins import LOGINS
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    if system not in LOGINS:
        raise WrongUse(say("fetch.unknown_system", system=system, allowed=", ".join(LOGINS)))
    return LOGINS[system]


def _answers(chosen: Login, section: object, login: str | None) -> dict[str, str]:
    """What is answered, by name; of another login only the secret is asked."""
    from xl_addin.cli.logins import SECRET
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    answers = {chosen.name: login.strip()} if login else {}
    for question in chosen.questions:
        if login and question.name != SECRET:
            continue
        text, default = say(question.text), getattr(section, question.name) if question.name else ""
        answers[question.name] = question.ask(text, default)
        if question.needed and not answers[question.name]:
            raise WrongUse(say("credentials.left_blank", question=text))
    return answers


def _variables(system: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers as environment variables."""
    from xl_addin.settings import PREFIX

    return {f"{PREFIX}{system}_{name}".upper(): value for name, value in answers.items()}


def _tried(chosen: Login, answered: Mapping[str, str], secret: Secret) -> str:
    """What the service says to the secret; a refused one is not kept."""
    from xl_addin.errors import ServiceError, Unauthorized
    from xl_addin.settings import load
    from xl_addin.texts import say

    settings = load({**os.environ, **answered})
    try:
        return chosen.attempt(settings, secret)
    except Unauthorized:
        raise
    except ServiceError as error:
        return say("credentials.not_tried", reason=error)


def _put(settings: Settings, system: str, answers: Mapping[str, str]) -> None:
    from xl_addin import settings_file

    settings_file.put(settings.file, system, answers)


def _tell_what_goes_before(system: str, answered: Mapping[str, str]) -> None:
    """Names the environment's variables that hide what was kept just now."""
    from xl_addin import credentials
    from xl_addin.texts import say

    given = {name: os.environ.get(name, "") for name in (*answered, credentials.VARIABLES[system])}
    if names := [name for name, value in given.items() if value and value != answered.get(name)]:
        echo(say("credentials.goes_before", names=", ".join(names)), err=True, fg="yellow")
