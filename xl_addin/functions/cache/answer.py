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

    def fresh(self, fresh_for: float, now: float, refreshed: float, moved: float) -> bool:
        """Whether it can be taken as it is: young enough, and fetched since the last Refresh and move.

        An answer or one of the two out of the future tells of a clock that was changed, and of nothing else.
        """
        at = self.at
        return (
            at <= now < at + fresh_for
            and (refreshed <= at or refreshed > now)
            and (moved <= at or moved > now)
        )


class NotYet(Exception):
    """The answer is on its way; a later calculation will have it."""
