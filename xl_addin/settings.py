"""Settings: a TOML file in the home folder, overridden by the environment. Secrets are never in the file."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import urlsplit

import msgspec
from platformdirs import user_data_path

from xl_addin import policy as policies
from xl_addin.errors import SettingsError
from xl_addin.mistyped import told
from xl_addin.policy import FREE, Policy
from xl_addin.sections import (
    FunctionSettings,
    IziagoSettings,
    IziSettings,
    Opening,
    OrganizzeSettings,
    Section,
)
from xl_addin.texts import LANGUAGES, say
from xl_addin.values import money
from xl_addin.values.account import user_name
from xl_addin.values.names import plain
from xl_addin.values.secret import Secret

FILE_NAME = "config.toml"
PREFIX = "XL_ADDIN_"
WORKERS = range(1, 33)
"""How many senders may work side by side."""
JOURNALS = ("sqlite:///", "sqlite+pysqlite:///")
"""How a journal's URL begins; which of them can be used, the journal says."""
HEADER_LIMITS = range(2_000, 100_001)
"""Bytes that iZi's Authorization header may be limited to."""
SECRETS = (("organizze", "token"), ("iziago", "client_secret"), ("izi", "public_key"))
"""What people may be tempted to write into the file: table and name."""


class Transport(TypedDict):
    """How every client reaches its service, by the names of `Http`'s arguments."""

    ca_bundle: Path | None
    proxy: Secret | None
    deadline: float
    connections: int
    policy: Policy


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All settings of one run.

    Attributes:
        home: The folder of config, journal and cache.
        lang: en, pt, es or fr.
        journal_url: SQLAlchemy URL of the journal.
        ca_bundle: PEM file trusted besides the system's certificates, or blank.
        proxy: URL of an HTTP proxy, or blank. May hold a password, so it is shown nowhere.
        deadline: Seconds a request may take altogether.
        workers: Senders that work side by side.
        policy: What the company allows on this computer. Never taken from the file or the environment.
    """

    home: Path
    lang: str = "en"
    journal_url: str = ""
    ca_bundle: str = ""
    proxy: str = ""
    deadline: float = 30.0
    workers: int = 8
    organizze: OrganizzeSettings = OrganizzeSettings()
    iziago: IziagoSettings = IziagoSettings()
    izi: IziSettings = IziSettings()
    functions: FunctionSettings = FunctionSettings()
    policy: Policy = FREE

    def __repr__(self) -> str:
        return f"Settings(home={self.home}, lang={self.lang})"

    @property
    def file(self) -> Path:
        """The TOML file, whether it exists or not."""
        return self.home / FILE_NAME

    @property
    def transport(self) -> Transport:
        """What all clients are made with."""
        return {
            "ca_bundle": Path(self.ca_bundle) if self.ca_bundle else None,
            "proxy": self.secret_proxy,
            "deadline": self.deadline,
            "connections": self.workers,
            "policy": self.policy,
        }

    @property
    def secret_proxy(self) -> Secret | None:
        """The proxy, wrapped."""
        return Secret(self.proxy) if self.proxy else None


def home(environment: Mapping[str, str] | None = None) -> Path:
    """The folder of config, journal and cache, a whole path, known before any setting is read."""
    given = os.environ if environment is None else environment
    chosen = given.get("XL_ADDIN_HOME") or user_data_path("xl-addin", appauthor=False, roaming=False)
    return Path(chosen).absolute()


def language_named(environment: Mapping[str, str] | None = None) -> str:
    """The language that environment or file name, whatever else is wrong there; blank where none is named.

    So what is wrong with the settings is said in the language that they name.
    """
    given = os.environ if environment is None else environment
    try:
        tree = tomllib.loads((home(given) / FILE_NAME).read_text("utf-8-sig"))
    except (OSError, ValueError):
        tree = {}
    named = given.get(f"{PREFIX}LANG") or tree.get("lang")
    return named if isinstance(named, str) and named in LANGUAGES else ""


def load(environment: Mapping[str, str] | None = None, *, policy: Path | Policy | None = None) -> Settings:
    """Reads the settings.

    Args:
        environment: The process's, unless given.
        policy: The company's, or its file: the machine's, unless a program gives another. No setting does.

    Raises:
        SettingsError: The file or the policy cannot be read, a setting makes no sense, or the policy does
            not allow it; says which and where.
    """
    given = os.environ if environment is None else environment
    folder = home(given)
    tree = _file_tree(folder / FILE_NAME)
    _overlay(tree, given)
    allowed = policy if isinstance(policy, Policy) else policies.read(policy or policies.place())
    tree["home"] = str(folder)
    _as_texts(tree)
    _check_written(tree, folder / FILE_NAME)
    tree.setdefault("journal_url", f"sqlite:///{_journal_of(folder, allowed)}")
    try:
        read = msgspec.convert(tree, Settings, strict=False, dec_hook=lambda _kind, value: Path(value))
    except msgspec.ValidationError as error:
        raise SettingsError(
            say("settings.wrong", file=folder / FILE_NAME, reason=told(error)),
            hint=say("settings.wrong_hint"),
        ) from None
    settings = msgspec.structs.replace(read, policy=allowed, journal_url=_whole(read.journal_url, folder))
    _check(settings)
    return settings


def _whole(url: str, folder: Path) -> str:
    """A journal's URL with its whole path: a file without one lies in the home, wherever a program runs."""
    start = next((each for each in JOURNALS if url.startswith(each)), "")
    name = url.removeprefix(start)
    if not (start and name) or name.startswith((":memory:", "file:")):
        return url
    return f"{start}{folder / name}"


def _journal_of(folder: Path, policy: Policy) -> Path:
    """The journal's file where the settings name none; in a folder of all users each has their own."""
    if policy.journal_folder is None:
        return folder / "journal.db"
    return Path(policy.journal_folder) / f"journal-{user_name()}.db"


def _file_tree(file: Path) -> dict[str, Any]:
    try:
        tree = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            say("settings.unreadable", file=file, reason=error), hint=say("settings.wrong_hint")
        ) from None
    if "policy" in tree:
        reason = say("policy.not_a_setting", file=policies.place())
        raise SettingsError(say("settings.wrong", file=file, reason=reason), hint=say("settings.wrong_hint"))
    for section, name in SECRETS:
        if isinstance(table := tree.get(section), dict) and name in table:
            raise SettingsError(
                say("settings.secret_in_file", file=file, name=name),
                hint=say("settings.secret_in_file_hint", system=section),
            )
    return tree


def _as_texts(tree: dict[str, Any]) -> None:
    """A NIT without quotes is a number in TOML; people mean the text."""
    section = tree.get("izi")
    issuers = section.get("issuers") if isinstance(section, dict) else None
    tables = [section, *(issuers if isinstance(issuers, list) else ())]
    for table in tables:
        for name in ("nit", "issuer"):
            if isinstance(table, dict) and type(table.get(name)) is int:
                table[name] = str(table[name])


def _check_written(tree: Mapping[str, Any], file: Path) -> None:
    """Each opening balance can be read; the sentence names the account and how to write it."""
    section = tree.get("organizze")
    openings = section.get("balances") if isinstance(section, dict) else None
    for account, opening in openings.items() if isinstance(openings, dict) else ():
        try:
            msgspec.convert(opening, Opening, strict=False)
        except msgspec.ValidationError:
            example = f'"{account}" = {{ amount = "1234.56", day = 2026-11-20 }}'
            raise SettingsError(
                say("settings.opening", account=account, file=file, example=example),
                hint=say("settings.wrong_hint"),
            ) from None


def _overlay(tree: dict[str, Any], given: Mapping[str, str]) -> None:
    """Lays XL_ADDIN_... over the file: `XL_ADDIN_ORGANIZZE_EMAIL` is `organizze.email`."""
    for field in msgspec.structs.fields(Settings):
        if field.name in ("home", "policy"):
            continue
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            section = tree.setdefault(field.name, {})
            if not isinstance(section, dict):
                continue  # the file has something else there, which `convert` names
            for inner in msgspec.structs.fields(field.type):
                _take(section, inner.name, given.get(f"{PREFIX}{field.name}_{inner.name}".upper()))
        else:
            _take(tree, field.name, given.get(f"{PREFIX}{field.name}".upper()))


def _take(section: dict[str, Any], name: str, value: str | None) -> None:
    if value:
        section[name] = value


def _check(settings: Settings) -> None:
    for name, address in _addresses(settings):
        if not _is_https(address):
            raise SettingsError(say("settings.not_https", name=name), hint=say("settings.not_https_hint"))
    if settings.lang not in LANGUAGES:
        raise SettingsError(
            say("settings.language", lang=settings.lang, allowed=", ".join(LANGUAGES)),
            hint=say("settings.language_hint", file=settings.file),
        )
    if settings.ca_bundle and not Path(settings.ca_bundle).is_file():
        raise SettingsError(
            say("settings.no_bundle", file=settings.ca_bundle), hint=say("settings.no_bundle_hint")
        )
    if not 1 <= settings.deadline <= 600:
        raise SettingsError(
            say("settings.deadline", deadline=settings.deadline), hint=say("settings.wrong_hint")
        )
    if not 0 <= settings.functions.wait <= 600:
        raise SettingsError(
            say("settings.wait", wait=settings.functions.wait), hint=say("settings.wrong_hint")
        )
    if settings.workers not in WORKERS:
        raise SettingsError(
            say("settings.workers", workers=settings.workers), hint=say("settings.wrong_hint")
        )
    if settings.izi.header_limit not in HEADER_LIMITS:
        raise SettingsError(
            say("settings.header_limit", limit=settings.izi.header_limit), hint=say("settings.wrong_hint")
        )
    _check_openings(settings)
    _check_issuers(settings)
    _check_journal(settings)


def _check_journal(settings: Settings) -> None:
    """The journal is a file of SQLite's, and the one that the policy wants: each user has exactly one."""
    policy, url = settings.policy, settings.journal_url
    if not url.startswith(JOURNALS):
        raise SettingsError(say("journal.bad_url"), hint=say("journal.bad_url_hint"))
    if policy.journal_folder is None:
        return
    wanted = _journal_of(settings.home, policy)
    led_away = wanted.resolve() != Path(policy.journal_folder).resolve() / wanted.name
    if led_away or url != f"sqlite:///{wanted}":
        raise SettingsError(
            say("policy.journal", file=policy.file, journal=wanted, url=_shown(url)),
            hint=say("policy.journal_hint"),
        )


def _shown(url: str) -> str:
    """A journal's URL for a message: one of a server may hold a password."""
    return url if url.startswith("sqlite") else url.partition(":")[0] + ":…"


def _check_openings(settings: Settings) -> None:
    """Each opening balance has whole cents; an impossible day refuses its account alone, later."""
    for account, opening in settings.organizze.balances.items():
        try:
            money.checked(opening.amount)
        except money.AmountError as error:
            reason = say(f"problem.amount_{error.reason}", header=account, value=opening.amount)
        else:
            continue
        raise SettingsError(
            say("settings.wrong", file=settings.file, reason=reason.rstrip(".")),
            hint=say("settings.wrong_hint"),
        )


def _check_issuers(settings: Settings) -> None:
    """Each issuer has a NIT, and what rows may call one means no other."""
    nits = [issuer.nit for issuer in settings.izi.issuers]
    hint = say("settings.issuers_hint", file=settings.file)
    for nit in (*nits, settings.izi.issuer or "0"):
        if not (nit.isascii() and nit.isdigit()):
            raise SettingsError(say("settings.issuer_nit", nit=nit), hint=hint)
    names = [plain(issuer.name) for issuer in settings.izi.issuers if issuer.name]
    for name, count in Counter(nits + names).items():
        if count > 1:
            raise SettingsError(say("settings.issuer_twice", name=name), hint=hint)


def _addresses(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every address that is set, with the setting's name."""
    for field in msgspec.structs.fields(Settings):
        section = getattr(settings, field.name)
        if isinstance(section, Section) and section.base_url:
            yield f"[{field.name}] base_url", section.base_url
    if settings.iziago.token_url:
        yield "[iziago] token_url", settings.iziago.token_url


def _is_https(address: str) -> bool:
    try:
        base = urlsplit(address)
        return base.scheme == "https" and bool(base.hostname) and base.port != 0
    except ValueError:  # a port that is no number
        return False
