"""What a command needs to work: settings, and on demand the journal and the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xl_addin.journal.store import Journal
    from xl_addin.settings import Settings
    from xl_addin.targets import Targets


def settings() -> Settings:
    """The settings, with their language in use from now on.

    Raises:
        SettingsError: They make no sense.
    """
    from xl_addin import texts
    from xl_addin.settings import load

    loaded = load()
    texts.use(loaded.lang)
    return loaded


def journal(loaded: Settings) -> Journal:
    """The journal of these settings; close it, or use it in a `with` block."""
    from xl_addin.journal.store import Journal

    return Journal(loaded.journal_url)


def targets(loaded: Settings) -> Targets:
    """The targets of these settings; close them, or use them in a `with` block."""
    from xl_addin.targets import Targets

    return Targets(loaded)
