"""`credentials`: asks for secrets and keeps them in the operating system's keyring."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening

if TYPE_CHECKING:
    from xl_addin.settings import Settings
    from xl_addin.values.secret import Secret

commands = typer.Typer(help="Secrets, kept in the operating system's keyring.", no_args_is_help=True)
System = Annotated[str, typer.Argument(help="The service: organizze.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(commands, name="credentials")


@commands.command("set")
def set_(system: System) -> None:
    """Asks for the e-mail and the token; what is typed for the token is not shown."""
    from xl_addin import credentials, settings_file
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say
    from xl_addin.values.secret import Secret

    settings = _settings(system)
    credentials.check_keyring(system)
    typer.echo(say("credentials.where_organizze"), err=True)
    email = typer.prompt(
        say("credentials.ask_email"), default=settings.organizze.email or None, err=True
    ).strip()
    token = Secret(_hidden(say("credentials.ask_token")).strip())
    if "@" not in email or not token:
        raise WrongUse(say("credentials.nothing_given"))
    typer.echo(_tried(settings, email, token), err=True)
    credentials.store(system, email, token)
    settings_file.put(settings.file, system, {"email": email})
    typer.echo(say("credentials.kept", email=email), err=True)


@commands.command("list")
def list_() -> None:
    """Shows which secrets are known and where from, never the secrets."""
    from xl_addin import credentials
    from xl_addin.texts import say

    settings = opening.settings()
    _secret, source = credentials.find("organizze", settings.organizze.email)
    typer.echo(f"organizze  {settings.organizze.email or '–':<32} {say(f'credentials.source_{source}')}")


@commands.command("remove")
def remove(system: System) -> None:
    """Takes the token out of the keyring."""
    from xl_addin import credentials
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    email = _settings(system).organizze.email
    if not credentials.remove(system, email):
        raise WrongUse(say("credentials.none_kept", email=email or "–"))
    typer.echo(say("credentials.removed", email=email), err=True)


def _settings(system: str) -> Settings:
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    if system != "organizze":
        raise WrongUse(say("fetch.unknown_system", system=system, allowed="organizze"))
    return opening.settings()


def _tried(settings: Settings, email: str, token: Secret) -> str:
    """What the service says to the token; a refused one is not kept."""
    from xl_addin.connect import organizze
    from xl_addin.errors import ServiceError, Unauthorized
    from xl_addin.texts import say

    try:
        with organizze.client_as(settings, email, token) as client:
            return say("credentials.accepted", count=len(client.accounts.list()))
    except Unauthorized:
        raise
    except ServiceError as error:
        return say("credentials.not_tried", reason=error)


def _hidden(prompt: str) -> str:
    """Reads a line without showing it; from a pipe when there is no terminal."""
    from getpass import getpass

    if sys.stdin.isatty():
        return getpass(f"{prompt}: ", stream=sys.stderr)
    return sys.stdin.readline()
