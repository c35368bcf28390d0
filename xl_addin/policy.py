"""What a company allows on a computer: `policy.toml`, which users neither override nor point elsewhere."""

from __future__ import annotations

import re
import sys
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import msgspec

from xl_addin.errors import SettingsError
from xl_addin.mistyped import told
from xl_addin.texts import say

FILE_NAME = "policy.toml"
FOLDER_NAME = "xl-addin"
_LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"(\*\.)?{_LABEL}(\.{_LABEL})*", re.ASCII | re.IGNORECASE)


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is allowed. Without a file, everything is.

    Attributes:
        hosts: The only hosts that may be spoken to; `*.example.com` means those below it. None allows all.
        rows: The most rows that one import may send, of all its workbooks together.
        partial: A part of a workbook's rows may be sent: the valid ones (`--partial`), or a selection.
        send_anyway: Rows that look like something sent may be sent: by `Send anyway`, by
            `--look-alikes send` or by a person's yes. Forbidden together with a `journal_folder` only:
            a journal that a user chooses knows only what they let it know.
        journal_folder: The folder of the journals, of which each user has one.
        file: Where it was read from; None where there is none. Not a key of the file.
    """

    hosts: tuple[str, ...] | None = None
    rows: int | None = None
    partial: bool = True
    send_anyway: bool = True
    journal_folder: str | None = None
    file: Path | None = None

    def allows_host(self, host: str) -> bool:
        """Whether a host may be spoken to; case does not matter. What is no plain name is none."""
        if self.hosts is None:
            return True
        return _is_host(host) and any(_covers(one.lower(), host.lower()) for one in self.hosts)

    def refusal(self, host: str) -> str:
        """The sentence for a host that it does not allow."""
        allowed = ", ".join(self.hosts or ()) or "–"
        return say("policy.host", file=self.file, host=host, allowed=allowed)

    @property
    def limits(self) -> dict[str, object]:
        """What it says, by key; nothing where everything is allowed."""
        told = {name: getattr(self, name) for name in KEYS}
        return {name: value for name, value in told.items() if value != getattr(FREE, name)}


KEYS = tuple(field.name for field in msgspec.structs.fields(Policy) if field.name != "file")
FREE = Policy()
"""No policy: everything is allowed."""


def place() -> Path:
    """The machine's policy file, whether it exists or not. No variable of the environment moves it."""
    return _folder() / FOLDER_NAME / FILE_NAME


def read(file: Path) -> Policy:
    """Reads a policy.

    A file that is there but says nothing clear stops everything: it was written to forbid something.

    Raises:
        SettingsError: It cannot be read, has a key that nobody knows, or a value that makes no sense.
    """
    try:
        tree = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return FREE
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(file, error) from None
    if unknown := [name for name in tree if name not in KEYS]:
        raise _wrong(file, say("policy.unknown", names=", ".join(sorted(unknown)), allowed=", ".join(KEYS)))
    return _checked(file, tree)


def _checked(file: Path, tree: dict[str, Any]) -> Policy:
    try:
        policy = msgspec.convert(tree, Policy)
    except msgspec.ValidationError as error:
        raise _wrong(file, told(error)) from None
    if policy.rows is not None and policy.rows < 1:
        raise _wrong(file, say("policy.rows", rows=policy.rows))
    if policy.journal_folder is not None and not Path(policy.journal_folder).is_absolute():
        raise _wrong(file, say("policy.journal_folder", folder=policy.journal_folder))
    if not policy.send_anyway and policy.journal_folder is None:
        raise _wrong(file, say("policy.needs_folder"))
    for value in policy.hosts or ():
        if not _is_host(value):
            raise _wrong(file, say("policy.hosts_value", value=value))
    return msgspec.structs.replace(policy, file=file)


def _is_host(value: str) -> bool:
    """Whether it is a host's name, `*.` and a domain, or an address: no URL, no port, no pattern."""
    try:
        return bool(_HOST.fullmatch(value)) or bool(ip_address(value))
    except ValueError:
        return False


def _wrong(file: Path, reason: object) -> SettingsError:
    wrong = say("policy.wrong", file=file, reason=str(reason).rstrip("."))
    return SettingsError(wrong, hint=say("policy.wrong_hint"))


def _covers(allowed: str, host: str) -> bool:
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed


if sys.platform == "win32":

    def _folder() -> Path:
        """ProgramData as the machine's own registry has it: a user can change the variable of that name."""
        import winreg

        shell = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, shell, 0, access) as key:
            folder, _kind = winreg.QueryValueEx(key, "Common AppData")
        return Path(folder)
else:

    def _folder() -> Path:
        return Path("/Library/Application Support" if sys.platform == "darwin" else "/etc")
