"""Whether Excel runs: on Windows it holds its add-ins' files, and writes its list of them when it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from xl_addin.install.places import Machine
from xl_addin.values.account import user_name

NAME = "excel.exe"
TASKS = "tasklist.exe"
QUESTION = ("/NH", "/FO", "CSV", "/FI", f"IMAGENAME eq {NAME}", "/FI")
PATIENCE = 60
"""Seconds that the list of tasks may take."""


def excel_runs(machine: Machine) -> bool | None:
    """Whether this user has an Excel running on Windows; None where it cannot be told, False elsewhere."""
    if machine.system != "win32":
        return False
    folder = machine.programs or _programs()
    if folder is None:
        return None
    try:
        listed = [str(folder / TASKS), *QUESTION, f"USERNAME eq {user_name()}"]
        told = subprocess.run(  # noqa: S603
            listed, check=True, capture_output=True, text=True, errors="replace", timeout=PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return NAME in told.stdout.casefold()


if sys.platform == "win32":

    def _programs() -> Path | None:
        """Windows' own folder of programs, as Windows says: neither PATH nor the current folder counts."""
        import ctypes

        path = ctypes.create_unicode_buffer(32768)
        found = ctypes.WinDLL("kernel32").GetSystemDirectoryW(path, len(path))
        return Path(path.value) if 0 < found < len(path) else None
else:

    def _programs() -> Path | None:
        return None
