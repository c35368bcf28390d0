"""`xl-addin fetch` in a process of its own, which can be interrupted or killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMAND = Path(sys.executable).with_name("xl-addin")


def begun(env: Mapping[str, str], home: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """`xl-addin fetch ARGUMENTS`, two files at a time.

    Args:
        env: All settings that it gets by the environment.
        home: The program's own folder.
        arguments: What comes after `fetch`.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XL_ADDIN_")}
    return subprocess.Popen(
        [COMMAND, "fetch", *arguments],
        env={**kept, **env, "XL_ADDIN_HOME": str(home), "XL_ADDIN_WORKERS": "2"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
