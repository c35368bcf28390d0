"""What was answered, when, and whether it is still good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in the cache.

    Attributes:
        value: What the service answered. Nobody changes it.
        at: Seconds since 1970 when it was fetched.
    """

    value: Any
    at: float

    def fresh(self, fresh_for: float, now: float, refreshed: float) -> bool:
        """Whether it can be taken as it is: young enough, and fetched after the last Refresh.

        An answer or a Refresh out of the future tells of a clock that was changed, and of nothing else.
        """
        return (refreshed <= self.at or refreshed > now) and self.at <= now < self.at + fresh_for


class NotYet(Exception):
    """The answer is on its way; a later calculation will have it."""
