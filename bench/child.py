"""Work in a process of its own, whose memory is nobody else's. `python -m bench.child` is that process."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PEAK = "MiB"
"""The name of the largest memory in what a child tells."""
ROOT = Path(__file__).parent.parent


def in_child(job: str, **arguments: object) -> dict[str, float]:
    """Calls a function in a fresh interpreter.

    Args:
        job: `module:function`; the function returns what it measured, by name.
        arguments: What it is called with; JSON takes them.

    Returns:
        What the function measured, and its process's peak memory in MiB, the interpreter's own included.

    Raises:
        RuntimeError: It failed; says how.
    """
    command = [sys.executable, "-m", "bench.child", job, json.dumps(arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{job} failed:\n{done.stderr}")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _main(job: str, arguments: str) -> None:
    module, name = job.split(":")
    told: Mapping[str, float] = getattr(importlib.import_module(module), name)(**json.loads(arguments))
    print(json.dumps({**told, PEAK: _peak_mib()}))


def _peak_mib() -> float:
    """The most memory that this process held. `getrusage` would count its parent's on Linux as well."""
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # bytes on a Mac


if __name__ == "__main__":
    _main(*sys.argv[1:])
