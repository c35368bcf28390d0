"""Serves the sandbox: until stopped, or for as long as a test or the demo needs it."""

from __future__ import annotations

import json
import os
import socket
import ssl
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from xl_addin.sandbox.certificates import HOST, certificates
from xl_addin.sandbox.connections import CuttableProtocol
from xl_addin.sandbox.faults import Faults, parse
from xl_addin.sandbox.organizze.system import OrganizzeSystem
from xl_addin.sandbox.service import Calls, System, application

SYSTEMS = (OrganizzeSystem,)
"""The services that are played; one more service is one more entry."""


class Sandbox:
    """A server over one folder's data, or over none."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        latency_ms: int = 0,
        faults: Sequence[str] = (),
        seed: int = 1,
        persistent: bool = False,
    ) -> None:
        """Binds the port.

        Args:
            folder: Holds the certificates, and the data when it is persistent.
            port: 0 takes any free one.
            latency_ms: Delay of each answer.
            faults: KIND:RATE.
            seed: Decides which calls the faults hit.
            persistent: Data outlives the server.

        Raises:
            ValueError: A fault is none.
            OSError: The port is taken.
        """
        self._authority, server = certificates(folder)
        file = folder / "sandbox.db" if persistent else None
        self._systems: list[System] = [make(file) for make in SYSTEMS]
        self._calls = Calls(file)
        made = Faults(seed)
        for text in faults:
            made.put(parse(text))
        self._socket = socket.create_server((HOST, port))
        app = application(self._systems, self._calls, made, latency_ms / 1000)
        config = uvicorn.Config(
            app,
            http=CuttableProtocol,
            ws="none",
            lifespan="off",
            ssl_certfile=server,
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)

    @property
    def origin(self) -> str:
        """https://127.0.0.1:PORT."""
        return f"https://{HOST}:{self._socket.getsockname()[1]}"

    @property
    def ready(self) -> dict[str, Any]:
        """What the ready file holds (design, section 4)."""
        parts: dict[str, Any] = {"ca_bundle": str(self._authority.resolve()), "admin_url": self.origin}
        environment = {"XL_ADDIN_CA_BUNDLE": parts["ca_bundle"]}
        for system in self._systems:
            parts[system.name] = system.ready(self.origin)
            environment |= system.environment(self.origin)
        return {**parts, "env": environment}

    def run(self) -> None:
        """Serves until `stop`, SIGINT or SIGTERM."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            for system in self._systems:
                system.store.close()
            self._calls.close()

    def stop(self) -> None:
        """Ends `run`, from another thread."""
        self._server.should_exit = True

    def wait_until_serving(self) -> None:
        """Returns once calls are answered."""
        while not self._server.started:
            time.sleep(0.01)


@dataclass(frozen=True, slots=True)
class Admin:
    """The admin's doors of a running sandbox.

    Attributes:
        ready: What the ready file holds.
    """

    ready: dict[str, Any]

    @property
    def url(self) -> str:
        """Where the sandbox is."""
        return str(self.ready["admin_url"])

    def state(self) -> dict[str, Any]:
        """All records by system, and the calls."""
        return dict(json.loads(self._ask("/state")))

    def add_fault(self, kind: str, rate: float, match: str = "", **more: Any) -> None:
        """Sets a fault; rate 0 removes it."""
        self._ask("/faults", {"kind": kind, "rate": rate, "match": match, **more})

    def reset(self) -> None:
        """Data, calls and faults as in the beginning."""
        self._ask("/reset", {})

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})  # noqa: S310
        context = ssl.create_default_context(cafile=self.ready["ca_bundle"])
        with urllib.request.urlopen(request, context=context) as answer:  # noqa: S310 - 127.0.0.1 only
            return bytes(answer.read())


def serve(
    *,
    port: int = 0,
    ready_file: Path | None = None,
    latency_ms: int = 0,
    faults: Sequence[str] = (),
    seed: int = 1,
    state: Path | None = None,
) -> None:
    """Serves until stopped; the ready file appears, whole, once calls are answered. See `Sandbox`."""
    with tempfile.TemporaryDirectory(prefix="xl-addin-sandbox-") as scratch:
        sandbox = Sandbox(
            state or Path(scratch),
            port=port,
            latency_ms=latency_ms,
            faults=faults,
            seed=seed,
            persistent=state is not None,
        )
        threading.Thread(target=_announce, args=(sandbox, ready_file), daemon=True).start()
        sandbox.run()


@contextmanager
def running(*, state: Path | None = None, latency_ms: int = 0, seed: int = 1) -> Iterator[Admin]:
    """A sandbox in a thread of this process, stopped at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="xl-addin-sandbox-") as scratch:
        folder = state or Path(scratch)
        sandbox = Sandbox(folder, latency_ms=latency_ms, seed=seed, persistent=state is not None)
        thread = threading.Thread(target=sandbox.run, daemon=True)
        thread.start()
        sandbox.wait_until_serving()
        try:
            yield Admin(sandbox.ready)
        finally:
            sandbox.stop()
            thread.join()


def _announce(sandbox: Sandbox, ready_file: Path | None) -> None:
    sandbox.wait_until_serving()
    text = json.dumps(sandbox.ready, indent=2)
    if ready_file is None:
        print(text, flush=True)
        return
    fresh = ready_file.with_name(f".{ready_file.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    fresh.replace(ready_file)
