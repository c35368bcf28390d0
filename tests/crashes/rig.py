"""Offices side by side over one service: they crash, wait once for quiet, recover, and are looked at."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from case import Case
from crash import PLANNED
from crash_programs import BELIEVED
from crash_templates import State, Template
from fork_server import ForkServer
from scenario import ONLY, SEED, Attempt
from witness import lies, strangers, unsettled, untold

from xl_addin.sandbox.server import Sandbox
from xl_addin.settling.settlement import quiet_of

AGAIN = """
Again: XL_ADDIN_CRASH_SEED={seed} XL_ADDIN_CRASH_CASE={number} pytest '{test}'
(death at a moment, and whom a fault hits among several senders, may take a few times)
"""


@dataclass
class Rig:
    """All offices of one test.

    Attributes:
        sandbox: The service.
        server: Where programs are forked.
        folder: Where the offices are.
        template: What all of them send.
        test: The running test's name, for who repeats it.
        model: The office that nobody disturbs, once there is one.
        cases: The offices that crash.
        before: The service's state before all.
    """

    sandbox: Sandbox
    server: ForkServer
    folder: Path
    template: Template
    test: str
    model: Case | None = None
    cases: list[Case] = field(default_factory=list)
    before: State = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.before = self.sandbox.state()

    @property
    def deaths(self) -> int:
        """How many there were."""
        return sum(case.deaths for case in self.cases)

    def undisturbed(self) -> dict[str, Any]:
        """An import that nobody disturbs, in an office beside the others; see `crash.run`."""
        self.model = self._open(0)
        return self.model.run(self.server)

    def new(self, number: int) -> Case | None:
        """A new office; None when only another one is repeated."""
        if ONLY and str(number) != ONLY:
            return None
        self.cases.append(self._open(number))
        return self.cases[-1]

    def let_run(self, case: Case, attempt: Attempt, usual: Mapping[str, Any]) -> None:
        """Lets an attempt run.

        Args:
            case: Whose.
            attempt: Which.
            usual: How an import goes that nobody disturbs: a moment is a part of what that takes.
        """
        task = dict(attempt.task)
        if moment := task.get("moment"):
            since = usual["planned"] if moment["since"] == PLANNED else 0.0
            seconds = moment["part"] * (usual["lived"] - since)
            task["moment"] = {"since": moment["since"], "seconds": seconds}
        self._break(attempt.faults)
        case.log.append(f"the service: {dict(attempt.faults) or 'in order'}")
        try:
            if task["program"] == "resolve":
                case.resolve(self.server, self.sandbox.state(), **task)
            else:
                case.run(self.server, **task)
        finally:
            self._break(dict.fromkeys(attempt.faults, 0.0))

    def wait_for_quiet(self) -> None:
        """Returns when absence is believed."""
        time.sleep(quiet_of(BELIEVED).total_seconds() + 0.1)

    def look(self) -> None:
        """Fails where anything is not so, right now. What the dead had sent has arrived when this returns."""
        state = self.sandbox.state()
        for case in self.cases:
            self._expect_none(case, lies(case, state))

    def recover(self) -> None:
        """What people do the next morning, and what must then be so."""
        doubtful = [case for case in self.cases if self._import(case)]
        if self.template.asked and doubtful:
            self.wait_for_quiet()
        for case in doubtful:
            if not self.template.asked:
                case.resolve(self.server, self.sandbox.state())
            if self._import(case):
                self._expect_none(case, ["still in doubt"])
        self._import_once_more()
        state = self.sandbox.state()
        for case in self.cases:
            self._expect_none(case, unsettled(case, state))
        assert strangers(self.template, filter(None, [self.model, *self.cases]), self.before, state) == []

    def _open(self, number: int) -> Case:
        case = Case(number, self.template, self.folder / f"office-{number}")
        case.fill()
        return case

    def _break(self, faults: Mapping[str, float]) -> None:
        for kind, rate in faults.items():
            self.sandbox.add_fault(kind, rate, self.template.posts)

    def _import(self, case: Case) -> bool:
        """Imports; whether that left a doubt, which it must then have told."""
        answer = case.run(self.server)["answer"]
        in_doubt = "in_doubt" in answer["totals"]
        if in_doubt:
            self._expect_none(case, untold(case, answer))
        return in_doubt

    def _import_once_more(self) -> None:
        """It finds everything sent, and sends nothing."""
        posted = self.template.posted(self.sandbox.state())
        for case in self.cases:
            rows = case.run(self.server, workers=8)["answer"]["workbooks"][0]["rows"]
            open_rows = [row for row in rows if row["status"] != "already_sent"]
            self._expect_none(case, [f"at last {row['status']}: {row['message']}" for row in open_rows])
        assert self.template.posted(self.sandbox.state()) == posted

    def _expect_none(self, case: Case, problems: Sequence[str]) -> None:
        if problems:
            again = AGAIN.format(seed=SEED, number=case.number, test=self.test)
            pytest.fail("\n".join([*problems, "", *case.log, again]), pytrace=False)
