"""The lines of the table, in the design's order; one module each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.line import Line
from bench.lines import (
    exporting,
    growth,
    invoices,
    late_service,
    prompt_service,
    reading,
    starting,
    transfers,
    writing,
)

LINES: Sequence[Line] = (
    late_service.LINE,
    prompt_service.LINE,
    reading.LINE,
    writing.LINE,
    exporting.LINE,
    starting.LINE,
    invoices.LINE,
    transfers.LINE,
    growth.LINE,
)

NOT_BUILT: Mapping[str, str] = {
    "1,000 formulas over 12 months and 5 accounts, cold and warm": "cell functions are not built yet",
    "start of the function server": "it is not built yet",
}
"""Work of the design's table that cannot be measured, and why."""
