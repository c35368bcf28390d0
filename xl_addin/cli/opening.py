"""What a command needs to work: settings, and on demand the journal and the targets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def journal(loaded: Settings) -> Iterator[Journal]:
    """The journal of these settings, closed afterwards."""
    from xl_addin.journal.store import Journal

    with Journal(loaded.journal_url) as opened:
        yield opened


@contextmanager
def targets(loaded: Settings) -> Iterator[Targets]:
    """The targets of these settings, their connections closed afterwards."""
    from xl_addin.targets import Targets

    made = Targets(loaded)
    try:
        yield made
    finally:
        made.close()
