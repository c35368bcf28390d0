"""The installed command, loaded once: each call is a fork, which runs its script from the first line.

A call is a connection to the socket named on the command line. It brings a line of JSON (arguments, folder,
environment) with its stdin, stdout and stderr, and gets back the exit status, as `os.wait` has it. All that a
command does at its start and at its end it does as ever; only the modules are there already, which saves half
a second of the processor each time. The server ends when its own stdin does.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import Any

import xl_addin

COMMAND = Path(sys.executable).with_name("xl-addin")
LONGEST = 1 << 20
"""Bytes of a call, which come in one piece."""
NOT_LOADED = ("frames", "macros", "sandbox")
"""Rooms that load what most calls do not need, such as pandas and xlwings."""


def load() -> None:
    """Loads what commands load at first use."""
    rooms = [room.name for room in pkgutil.iter_modules(xl_addin.__path__) if room.name not in NOT_LOADED]
    for room in rooms:
        found = importlib.import_module(f"xl_addin.{room}")
        for module in pkgutil.walk_packages(getattr(found, "__path__", ()), f"{found.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    importlib.import_module("sqlalchemy.dialects.sqlite")


def serve(listener: socket.socket) -> None:
    """Answers calls side by side until stdin ends."""
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            answer(connection)
            return
        connection.close()


def answer(connection: socket.socket) -> None:
    """Takes a call in a process of its own, and runs the command in another; returns in the command's."""
    call, streams, _, _ = socket.recv_fds(connection, LONGEST, 3)
    command = os.fork()
    if command == 0:
        connection.close()
        become(json.loads(call), streams)
        return
    _, status = os.waitpid(command, 0)
    connection.sendall(struct.pack("i", status))
    os._exit(0)


def become(call: dict[str, Any], streams: list[int]) -> None:
    """Makes this process what a shell would have started."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(str(call["folder"]))
    os.environ.clear()
    os.environ.update(call["environment"])
    sys.stdin = io.TextIOWrapper(os.fdopen(0, "rb", closefd=False), "utf-8")
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), "utf-8")
    errors = os.fdopen(2, "wb", closefd=False)
    sys.stderr = io.TextIOWrapper(errors, "utf-8", "backslashreplace", line_buffering=True)
    sys.argv = [str(COMMAND), *call["arguments"]]
    runpy.run_path(str(COMMAND), run_name="__main__")


def main() -> None:
    """Serves at the socket named on the command line."""
    load()
    gc.freeze()  # what is loaded stays shared with the children
    assert len([*Path("/proc/self/task").iterdir()]) == 1, "only a single thread may fork"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who take calls
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen()
        print(flush=True)
        serve(listener)


if __name__ == "__main__":
    main()
