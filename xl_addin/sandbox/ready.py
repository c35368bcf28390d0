"""What others need to know to use a sandbox that is serving."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from xl_addin.sandbox.systems import SYSTEMS


def information(origin: str, ca_bundle: Path) -> dict[str, Any]:
    """The ready file's content (design, section 4).

    Args:
        origin: `https://127.0.0.1:PORT`.
        ca_bundle: The authority's certificate.
    """
    ready: dict[str, Any] = {"ca_bundle": str(ca_bundle), "admin_url": origin}
    environment = {"XL_ADDIN_CA_BUNDLE": str(ca_bundle)}
    for system in SYSTEMS:
        ready[system.name] = system.access(origin + system.base, ca_bundle.parent)
        environment |= system.environment(ready[system.name])
    return {**ready, "env": environment}


def write(path: Path, ready: dict[str, Any]) -> None:
    """Writes the file at once: who sees it sees all of it."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_text(json.dumps(ready, indent=2), "utf-8")
    partial.replace(path)


def lines_to_paste(ready: dict[str, Any], system: str = os.name) -> str:
    """What a person pastes into another terminal to use the sandbox from there; `system` as `os.name`."""
    windows = system == "nt"
    form = "set {}={}" if windows else "export {}='{}'"
    lines = [form.format(name, value) for name, value in ready["env"].items()]
    where = "another terminal (cmd; in PowerShell type cmd first)" if windows else "another terminal"
    head = f"Serving at {ready['admin_url']} until Ctrl-C. Paste these lines into {where}:"
    return "\n".join([head, "", *lines])
