"""What a command needs to work: settings, and on demand the journal and the targets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xl_addin.journal.store import Journal
    from xl_addin.settings import Settings
    from xl_addin.targets import Targets


_policy: Path | None = None


def follow(policy: Path | None) -> None:
    """Chooses the policy's file; None is the machine's. No option and no setting does."""
    global _policy
    _policy = policy


def settings() -> Settings:
    """The settings, with their language in use from now on.

    Raises:
        SettingsError: They make no sense, or the policy does not allow them.
    """
    from xl_addin import texts
    from xl_addin.settings import language_named, load

    texts.use(language_named())
    loaded = load(policy=_policy)
    texts.use(loaded.lang)
    return loaded


def journal(loaded: Settings) -> Journal:
    """The journal of these settings; close it, or use it in a `with` block.

    Raises:
        JournalError: It cannot be used, or not where it is.
    """
    from xl_addin.journal.opened import opened

    return opened(loaded.journal_url)


def targets(loaded: Settings) -> Targets:
    """The targets of these settings; close them, or use them in a `with` block."""
    from xl_addin.targets import Targets

    return Targets(loaded)
