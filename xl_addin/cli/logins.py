"""What proves to each service who asks: what a person is asked for, how it is tried. One line a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from xl_addin.apis.izi import public_key
from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.cli import asking
from xl_addin.connect import izi, iziago, organizze
from xl_addin.health.comparison import compared
from xl_addin.settings import Settings
from xl_addin.texts import say
from xl_addin.values.secret import Secret

SECRET = ""
"""The name of the answer that goes into the keyring; all others are settings."""


class Question(NamedTuple):
    """One thing that is asked.

    Attributes:
        name: The setting that the answer becomes, or SECRET.
        text: The question's key.
        ask: Asks it, given the question and what Enter alone means.
        needed: It may not be left blank.
    """

    name: str
    text: str
    ask: Callable[[str, str], str] = asking.seen
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Login:
    """One service's.

    Attributes:
        name: The setting that says whose the secret is.
        where: Where a person finds it: a text's key.
        questions: In this order.
        attempt: Tries the secret with settings that hold the answers, and says what came of it. Raises
            ServiceError, and SettingsError where it cannot be a secret of this kind.
        hidden_by: Settings that would be looked at instead of the keyring.
    """

    name: str
    where: str
    questions: tuple[Question, ...]
    attempt: Callable[[Settings, Secret], str]
    hidden_by: tuple[str, ...] = ()


def _try_organizze(settings: Settings, token: Secret) -> str:
    with organizze.client_as(settings, settings.organizze.email, token) as client:
        return say("credentials.accepted", service="Organizze", count=len(client.accounts.list()))


def _try_iziago(settings: Settings, secret: Secret) -> str:
    with iziago.client_as(settings, settings.iziago.client_id, secret) as client:
        try:
            return say("credentials.accepted", service="Iziago", count=len(client.payments.accounts()))
        except MissingScope as refusal:  # so a token was issued
            return say("credentials.accepted_only", reason=refusal)


def _try_izi(settings: Settings, key: Secret) -> str:
    with izi.client_as(settings, settings.izi.client_id, key) as client:
        if not izi.party(settings).production:
            return compared(client, izi.party(settings).host)
    return say("credentials.key_untried", bits=public_key.read(key).key_size)


def _public_key(question: str, default: str) -> str:
    """A public key in its plainest form: whatever stands around it in the file is not kept."""
    given = asking.key_file(question, default)
    if not given:
        return ""
    plain = public_key.read(Secret(given)).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return plain.decode()


LOGINS: Mapping[str, Login] = {
    "organizze": Login(
        name="email",
        where="credentials.where_organizze",
        questions=(
            Question("email", "credentials.ask_email"),
            Question(SECRET, "credentials.ask_token", asking.unseen),
        ),
        attempt=_try_organizze,
    ),
    "iziago": Login(
        name="client_id",
        where="credentials.where_iziago",
        questions=(
            Question("base_url", "credentials.ask_base_url"),
            Question("client_id", "credentials.ask_login"),
            Question(SECRET, "credentials.ask_client_secret", asking.unseen),
        ),
        attempt=_try_iziago,
    ),
    "izi": Login(
        name="client_id",
        where="credentials.where_izi",
        questions=(
            Question("client_id", "credentials.ask_client_id"),
            Question(SECRET, "credentials.ask_public_key", _public_key),
            Question("issuer", "credentials.ask_issuer", needed=False),
        ),
        attempt=_try_izi,
        hidden_by=("public_key_file",),
    ),
}
