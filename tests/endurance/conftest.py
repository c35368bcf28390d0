"""An office whose disk fills, whose folders cannot be written, whose neighbours come at the same time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

sys.path.extend(str(Path(__file__).parent.parent / room) for room in ("cli", "http", "importing", "security"))

from commandline import Computer
from disks import Disk, small_disk
from hosts import Hosts
from ledgers import LEDGERS, Ledger
from office import Office, make_office
from outside import outside
from outsider import Outsider

from xl_addin.sandbox.server import Sandbox, running


@pytest.fixture
def office(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """The office."""
    return make_office(tmp_path / "office", sandbox, sandbox_env, monkeypatch)


@pytest.fixture
def colleague(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """Another computer with a journal of its own, connected to the same accounts."""
    return make_office(tmp_path / "colleague", sandbox, sandbox_env, monkeypatch)


@pytest.fixture
def outsider(sandbox: Any, office: Office) -> Iterator[Outsider]:
    """Sits between the office and the sandbox, and passes everything on until it is told otherwise."""
    with outside(office, sandbox) as made:
        yield made


@pytest.fixture(scope="module")
def serving_second() -> Iterator[Sandbox]:
    """A second sandbox, which knows nothing of what the first one was sent."""
    with running() as second:
        yield second


@pytest.fixture
def second(serving_second: Sandbox) -> Sandbox:
    """The second sandbox with its seeded data."""
    serving_second.reset()
    return serving_second


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Hosts]:
    """What the office's proxy takes names for."""
    with ExitStack() as held:
        yield Hosts(tmp_path, held)


@pytest.fixture
def computer(sandbox_env: dict[str, str], tmp_path: Path) -> Computer:
    """A computer with the command installed."""
    return Computer(tmp_path, sandbox_env)


@pytest.fixture
def disk_at() -> Iterator[Callable[[Path], Disk]]:
    """Makes an empty folder a small disk that can be filled and freed; gone with the test."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(small_disk(folder))


@pytest.fixture(params=LEDGERS, ids=lambda ledger: ledger.system)
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """Each service's rows in turn."""
    made: Ledger = request.param
    return made
