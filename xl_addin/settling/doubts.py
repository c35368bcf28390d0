"""What a person needs to find a row in doubt where the service cannot be asked.

Numbers that are missing between a row's neighbours are a hint and nothing more: the invoice with that
number may have been made by somebody else, and numbers may be left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xl_addin.journal.operation import Operation, Scope
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.targets.izi_doubts import Likeness, likeness
from xl_addin.texts import say
from xl_addin.texts.figures import exact
from xl_addin.values.la_paz import LA_PAZ

MOST_MISSING = 5
"""More missing numbers than that hint at nothing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that no row of this journal has, between the numbers of what was sent before and after.

    Attributes:
        before: The number of what was sent last before.
        after: The number of what was sent first after.
        missing: Those between them that no row has.
    """

    before: int
    after: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row in doubt as a person looks for it.

    Attributes:
        began: When its request left.
        gap: Where its number may be, or None.
    """

    operation: Operation
    likeness: Likeness
    began: datetime
    gap: Gap | None

    def told(self) -> str:
        """One sentence or two: who, whom, how much, when in La Paz; and the hint."""
        minute = f"{self.began.astimezone(LA_PAZ):%Y-%m-%d %H:%M}"
        alike, total = self.likeness, exact(self.likeness.total)
        who = say("doubt.who", issuer=alike.issuer, buyer=alike.buyer, total=total, minute=minute)
        if self.gap is None:
            return who
        numbers = ", ".join(map(str, self.gap.missing))
        around = {"before": self.gap.before, "after": self.gap.after}
        return f"{who} {say('doubt.gap', count=len(self.gap.missing), numbers=numbers, **around)}"


def doubts(journal: Journal, operations: Iterable[Operation]) -> list[Doubt]:
    """Those of the operations that are in doubt and that only a person can find."""
    alike = [(item, likeness(item)) for item in operations if item.state is State.IN_DOUBT]
    ours = [(item, looks) for item, looks in alike if looks]
    sent: dict[Scope, list[Operation]] = defaultdict(list)
    for item in journal.in_states(State.SENT) if ours else ():
        sent[item.scope].append(item)
    moments = [_began(journal, item) for item, _ in ours]
    return [
        Doubt(item, looks, began, gap(began, sent[item.scope]))
        for (item, looks), began in zip(ours, moments, strict=True)
    ]


def gap(moment: datetime, sent: Sequence[Operation]) -> Gap | None:
    """The numbers missing between what was sent next before a moment and next after it.

    Args:
        moment: When the row in doubt left.
        sent: What was sent in its scope, so for its issuer; what has no number says nothing.
    """
    timed = [(item.sent_at, int(item.number), item) for item in sent if item.sent_at and _counts(item.number)]
    earlier = max((entry for entry in timed if entry[0] <= moment), key=lambda entry: entry[0], default=None)
    later = min((entry for entry in timed if entry[0] > moment), key=lambda entry: entry[0], default=None)
    if earlier is None or later is None or _series(earlier[2]) != _series(later[2]):
        return None
    known = {number for _, number, _ in timed}
    if not 1 < later[1] - earlier[1] <= MOST_MISSING + 1:
        return None
    missing = tuple(number for number in range(earlier[1] + 1, later[1]) if number not in known)
    return Gap(earlier[1], later[1], missing) if missing else None


def numbered(journal: Journal, operation: Operation, number: str) -> Operation | None:
    """Another row of the scope that has this number, in a series that the operation may be of.

    That is the series of what was sent next before it and next after it. What a person settled tells none.
    """
    scope = operation.scope
    sent = [item for item in journal.in_states(State.SENT) if item.scope == scope and item.id != operation.id]
    near = _series_around(_began(journal, operation), sent)
    return next((item for item in sent if item.number == number and _series(item) in near), None)


def _series_around(moment: datetime, sent: Iterable[Operation]) -> set[str]:
    told = [(item.sent_at, _series(item)) for item in sent if item.sent_at and _series(item)]
    before = max((entry for entry in told if entry[0] <= moment), default=None)
    after = min((entry for entry in told if entry[0] > moment), default=None)
    return {"", *(series for _, series in filter(None, (before, after)))}


def _began(journal: Journal, operation: Operation) -> datetime:
    """When its request left; the answer, or the news that there is none, may have come much later."""
    steps = [step.at for step in journal.history(operation.id) if step.after is State.SENDING]
    moment = steps[0] if steps else operation.changed_at
    assert moment is not None, "each operation is dated when it is written down"
    return moment


def _counts(number: str) -> bool:
    return number.isascii() and number.isdigit()


def _series(operation: Operation) -> str:
    """Under another authorization an issuer's numbers begin anew."""
    return operation.more.get("authorization", "")
