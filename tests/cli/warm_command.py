"""Calls of the installed command that cost no start: see `command_server`."""

from __future__ import annotations

import atexit
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("command_server.py")
PATIENCE = 120.0
"""Seconds that no call takes."""
OF_THE_START = ("PYTHON", "LD_", "LC_", "LANG", "TZ")
"""Variables that count when a process starts: whoever sets one needs a start of its own."""


def can_call(environment: Mapping[str, str]) -> bool:
    """Whether a call with this environment is what the command would be if it were started."""
    changed = {
        name for name in environment.keys() | os.environ if environment.get(name) != os.environ.get(name)
    }
    return sys.platform == "linux" and not any(name.startswith(OF_THE_START) for name in changed)


def call(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str
) -> subprocess.CompletedProcess[str]:
    """Calls the command and waits for its end."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode())
        given.seek(0)
        task = {"arguments": list(arguments), "folder": str(folder), "environment": dict(environment)}
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(_server())
            streams = [given.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(connection, [json.dumps(task).encode()], streams)
            [status] = struct.unpack("i", connection.recv(4))
        out.seek(0)
        err.seek(0)
        told, complained = (stream.read().decode("utf-8", "replace") for stream in (out, err))
    code = os.waitstatus_to_exitcode(status)
    return subprocess.CompletedProcess(list(arguments), code, told, complained)


@cache
def _server() -> str:
    """Where the server listens; one for this process, which it does not outlive."""
    folder = tempfile.TemporaryDirectory(prefix="xl-addin-calls-")
    address = str(Path(folder.name) / "calls")
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, str(PROGRAM), address], **pipes)

    def end() -> None:
        process.communicate()
        folder.cleanup()

    atexit.register(end)
    assert process.stdout
    assert process.stdout.readline() == b"\n", "command_server.py did not begin; its words are on stderr"
    return address
