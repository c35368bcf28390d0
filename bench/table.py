"""The lines of the table, in the design's order; one module each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.line import Line
from bench.lines import (
    exporting,
    formulas,
    function_server,
    growth,
    invoices,
    late_service,
    prompt_service,
    reading,
    spilling,
    starting,
    transfers,
    writing,
)

LINES: Sequence[Line] = (
    late_service.LINE,
    prompt_service.LINE,
    reading.LINE,
    writing.LINE,
    formulas.LINE,
    exporting.LINE,
    spilling.LINE,
    starting.LINE,
    function_server.LINE,
    invoices.LINE,
    transfers.LINE,
    growth.LINE,
)

NOT_BUILT: Mapping[str, str] = {}
"""Work of the design's table that cannot be measured, and why."""
