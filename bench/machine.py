"""What the figures were made on, in general words: no names and no paths."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

PROGRAMS = ("xl-addin", "requests", "openpyxl", "XlsxWriter", "lxml", "SQLAlchemy")
"""Whose versions a figure depends on."""
_QUIET = 0.5
"""Programs that want a core, on average over the last minute, above which the machine is called shared."""


def described() -> list[str]:
    """A sentence each for the machine, the programs, and what else was going on."""
    return [
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()},"
        f" Python {platform.python_version()}.",
        ", ".join(f"{name} {version(name)}" for name in PROGRAMS) + ".",
        _company(),
    ]


def _company() -> str:
    """Whether other work was going on; to be asked before any of ours."""
    if not hasattr(os, "getloadavg"):
        return "Whether other work was going on is not known."
    load = os.getloadavg()[0]
    if load < _QUIET:
        return f"Nothing else was going on (load {load:.1f} at the start)."
    return (
        f"**Other work was going on** (load {load:.1f} at the start): take ratios as they are, seconds with"
        " care, and a goal just missed or just reached as undecided."
    )
