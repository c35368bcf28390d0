"""Which run of which computer this is: `records.uptime` counts from its start."""

from __future__ import annotations

import hashlib
import platform
import time
from functools import cache
from pathlib import Path

_LINUX = (Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/timens_offsets"))
"""A start's own name; and how far a container's clock was moved."""
ROUNDED = 600.0
"""Seconds: where a start has no name, its time on the clock is its name, and clocks are set a little."""
LENGTH = 16
"""Letters of the name, which stands beside each step of the journal."""


@cache
def boot() -> str:
    """The name of this start; another computer, container or start has another one."""
    return hashlib.sha256(_start().encode()).hexdigest()[:LENGTH]


def _start() -> str:
    try:
        return " ".join(_LINUX[0].read_text("ascii").split() + _moved())
    except OSError:
        return f"{platform.node()} {round((time.time() - time.monotonic()) / ROUNDED)}"


def _moved() -> list[str]:
    return _LINUX[1].read_text("ascii").split() if _LINUX[1].exists() else []
