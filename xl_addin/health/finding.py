"""One line of the doctor's report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xl_addin.errors import XlAddinError
from xl_addin.texts import say


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one thing.

    Attributes:
        what: What was looked at: one of the doctor's own words, `title` for people.
        text: What was found, and what to do when it is not good.
        error: What is not good about it.
        service: What the service calls itself that it belongs to; blank for the program's own.
        unused: It was not looked at: nobody set it up.
    """

    what: str
    text: str
    error: XlAddinError | None = None
    service: str = ""
    unused: bool = False

    @property
    def title(self) -> str:
        """What was looked at, in the language in use."""
        return say(f"health.what_{self.what.replace('-', '_')}")


def found(what: str, look: Callable[[], str], service: str = "") -> Finding:
    """Looks, and takes an error for what was found, one of the operating system's too."""
    try:
        return Finding(what, look(), service=service)
    except XlAddinError as error:
        return Finding(what, str(error), error, service)
    except OSError as error:
        told = _unreadable(what, error)
        return Finding(what, str(told), told, service)


def _unreadable(what: str, error: OSError) -> XlAddinError:
    """What the system says of a file that it does not show."""
    file = error.filename or Finding(what, "").title
    reason = error.strerror or error
    return XlAddinError(
        say("health.unreadable", file=file, reason=reason), hint=say("health.unreadable_hint")
    )
