"""What the workbook said before the crash is not taken for what is so after it."""

from __future__ import annotations

from page import read_page
from rig import Rig
from scenario import step

PLANNED_SENDING_SENT = 3
"""Steps of the journal until the first row has its answer."""


def test_a_refusal_does_not_stand_beside_a_row_sent_later(rig: Rig) -> None:
    """Rows that were refused, and then sent by an import that died, no longer say that they are not there."""
    case = rig.new(1)
    assert case
    rig.sandbox.add_fault("unauthorized", 1.0, rig.template.posts)
    case.run(rig.server)
    rig.sandbox.add_fault("unauthorized", 0.0, rig.template.posts)
    said = {results["Status"] for results in read_page(case.path).results.values()}
    assert said == {"rejected", "not_sent"}
    before_the_last = (rig.template.steps - 1) * (1 + 2 * rig.template.size)
    case.run(rig.server, crash=step(before_the_last + PLANNED_SENDING_SENT, "after"))
    assert rig.deaths
    rig.look()
    rig.recover()
