"""The part of the settings that each service has: a table of that name in the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every service's part has.

    Attributes:
        base_url: The API's base; another host than the vendor's is shown as TEST.
    """

    base_url: str = ""


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an account held at the end of a day.

    Attributes:
        amount: In the account's currency.
        day: The day.
    """

    amount: Decimal
    day: date


class OrganizzeSettings(Section, frozen=True, forbid_unknown_fields=True):
    """How to reach Organizze, and what its accounts held once.

    Attributes:
        email: The account's e-mail, which is also the company in the journal.
        user_agent: Who asks; blank makes one from the e-mail (document, section on User-Agent).
        balances: Opening balances by the account's name, `[organizze.balances]` in the file:
            `"Bradesco CC" = { amount = "1234.56", day = 2026-10-31 }`.
    """

    base_url: str = "https://api.organizze.com.br/rest/v2"
    email: str = ""
    user_agent: str = ""
    balances: dict[str, Opening] = {}


class IziagoSettings(Section, frozen=True, forbid_unknown_fields=True):
    """How to reach Iziago. The vendor publishes no address: the contract names it.

    Attributes:
        token_url: Where tokens are issued; blank takes the profile's path beside the base.
        client_id: The OAuth 2.0 login of Settings > General settings > Iziago API.
        scopes: The scopes to ask for, separated by blanks; blank asks for all four.
        profile: A TOML file that tells how Iziago's API differs from what is assumed.
        label: What the company is called in previews and in the journal; blank takes the login.
    """

    token_url: str = ""
    client_id: str = ""
    scopes: str = ""
    profile: str = ""
    label: str = ""


class Issuer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company that invoices are issued for.

    Attributes:
        nit: Its tax number.
        name: What the Issuer column may call it.
        branch: The branch's code that its invoices carry unless the row names one.
        activity: The economic activity's code, likewise.
        limit: No invoice above this amount (Bs) is sent.
        client_id: Its own iZi account, where it has one.
        public_key_file: That account's public key; blank means the keyring has it.
    """

    nit: str
    name: str = ""
    branch: int | None = None
    activity: int | None = None
    limit: Decimal | None = None
    client_id: str = ""
    public_key_file: str = ""


class IziSettings(Section, frozen=True, forbid_unknown_fields=True):
    """How to reach iZi, and for whom invoices are issued.

    Attributes:
        client_id: The account's ClientId.
        public_key_file: PEM file of its public key; blank means the keyring has it.
        issuer: NIT of the issuer that a blank Issuer means.
        issuers: The companies that rows may name, `[[izi.issuers]]` in the file.
        header_limit: Bytes an Authorization header may have: iZi carries the whole invoice in it, and
            servers commonly stop at 8 or 16 KB.
    """

    base_url: str = "https://api.app.izifacturacion.com/v1"
    client_id: str = ""
    public_key_file: str = ""
    issuer: str = ""
    issuers: tuple[Issuer, ...] = ()
    header_limit: int = 8000


class FunctionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How cell functions behave.

    Attributes:
        wait: Seconds that a calculation waits for the services; then cells fill when they answer.
    """

    wait: float = 3.0
