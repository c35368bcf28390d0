"""A program that was exchanged while Excel had it loaded: what it loads now is of another release."""

from __future__ import annotations

from importlib import metadata
from typing import Final

import xl_addin
from xl_addin.errors import WrongUse
from xl_addin.texts import say

NAME: Final = "xl-addin"
"""What pip calls it."""


def check(loaded: str = xl_addin.__version__) -> None:
    """Returns if the release that is installed is the one at work.

    Most of it is read from the disk when a button is pressed for the first time, so that after an update two
    releases would send rows together. Where pip knows of no release, it exchanged none.

    Args:
        loaded: The release at work.

    Raises:
        WrongUse: Another one was installed while Excel was open.
    """
    try:
        installed = metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return
    if installed != loaded:
        raise WrongUse(
            say("macros.other_release", loaded=loaded, installed=installed),
            hint=say("macros.other_release_hint"),
        )
