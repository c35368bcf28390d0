"""What targets have in common whose rows are one request each, with nothing to add to the preview."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from xl_addin.schema import Sheet
from xl_addin.targets.target import Request, Resolved, Target, Undoer
from xl_addin.texts import say


class OneStep:
    """The parts of `target.Target` that most targets answer alike."""

    sheet: type[Sheet]
    second: Target | None = None

    def look_ahead(self, sources: Collection[str]) -> None:
        """See `Target.look_ahead`: nothing has to be fetched."""

    def bound(self, request: Request, first: str) -> Request:
        """See `Target.bound`: there is no second step."""
        raise AssertionError(f"no second step after {first}")

    def notes(self, rows: Sequence[Resolved]) -> Sequence[str]:
        """See `Target.notes`: each row says enough by itself."""
        return ()

    def undoer(self) -> Undoer | None:
        """See `Target.undoer`: there is no way."""
        return None

    def by_hand(self) -> str:
        """See `Target.by_hand`."""
        return say(f"by_hand.{self.sheet.template}")
