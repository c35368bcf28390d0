"""`sandbox`: the services on this computer, for whoever tries things out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from commandline import COMMAND, RENT, Computer, marked

from xl_addin.install.commands import again
from xl_addin.install.interpreter import current
from xl_addin.sandbox.ready import lines_to_paste

TOLD = {
    "organizze": (
        "/organizze/rest/v2",
        ("email", "token"),
        ("base_url", "email", "token", "user_agent"),
    ),
    "iziago": (
        "/iziago/v1",
        ("token_url", "client_id", "client_secret"),
        ("base_url", "token_url", "client_id", "client_secret", "scopes"),
    ),
    "izi": (
        "/izi/v1",
        ("client_id", "public_key_file", "issuer"),
        ("base_url", "client_id", "public_key_file", "issuer"),
    ),
}
"""Each service's path, what else the ready file says of it, and its variables (design, sections 2 and 4)."""


@pytest.fixture
def bare(tmp_path: Path) -> Computer:
    """A computer that knows of no service yet."""
    return Computer(tmp_path, {})


@contextmanager
def served(computer: Computer, *options: str | Path) -> Iterator[dict[str, Any]]:
    """A sandbox in a process of its own: what its ready file says; stopped by SIGTERM."""
    file = computer.folder / "ready.json"
    file.unlink(missing_ok=True)
    with computer.started("sandbox", "--ready-file", file, *options) as process:
        while not file.exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        yield json.loads(file.read_text("utf-8"))
        process.terminate()
        stdout, stderr = process.communicate()
    assert "Traceback" not in stdout + stderr
    assert process.returncode in (0, -signal.SIGTERM)


def state(ready: dict[str, Any]) -> dict[str, Any]:
    """GET /state."""
    answer = requests.get(ready["admin_url"] + "/state", verify=ready["ca_bundle"], timeout=30)
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_the_ready_file_is_all_that_a_client_needs(bare: Computer) -> None:
    """Written whole once calls are answered: addresses, credentials, and a complete environment."""
    with served(bare, "--port", "0", "--latency-ms", "1", "--seed", "7") as ready:
        assert ready.keys() == {"ca_bundle", "admin_url", *TOLD, "env"}
        assert ready["admin_url"].startswith("https://127.0.0.1:")
        for system, (path, names, _variables) in TOLD.items():
            assert ready[system].keys() == {"base_url", *names}
            assert ready[system]["base_url"] == ready["admin_url"] + path
        wanted = {f"XL_ADDIN_{system}_{name}".upper() for system in TOLD for name in TOLD[system][2]}
        assert ready["env"].keys() == {"XL_ADDIN_CA_BUNDLE", *wanted}
        bare.given = ready["env"]
        healthy = bare.run("doctor")
        assert (healthy.returncode, "–" in healthy.stdout) == (0, False)
        assert state(ready)["calls"]
    assert bare.run("doctor").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_the_lines_to_paste_make_a_computer_that_works(bare: Computer) -> None:
    """Whoever starts it at a terminal pastes its lines into another one, and every service answers."""
    with bare.at_a_terminal("sandbox") as screen:
        screen.wait_for("XL_ADDIN_IZI_ISSUER")
        screen.wait_for("'\r\n")
        pasted = [line for line in screen.text.splitlines() if line.startswith("export ")]
        shell = "\n".join([*pasted, f"{COMMAND} doctor"])
        done = subprocess.run(
            ["sh", "-c", shell], env=bare.environment, capture_output=True, text=True, check=False
        )
        screen.press(b"\x03")
        screen.end()
    assert (done.returncode, done.stdout.count("✗")) == (0, 0)
    assert "equal are" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_with_a_folder_the_data_outlives_the_server(bare: Computer) -> None:
    """What was sent yesterday is there today, and a fault of the command line is at work from the start."""
    folder = bare.folder / "data"
    with served(bare, "--state", folder, "--fault", "drop-after-commit:1") as ready:
        bare.given = {**ready["env"], "XL_ADDIN_DEADLINE": "3"}
        assert bare.run("import", bare.workbook([RENT]), "--yes").returncode in (1, 3)
        before = marked(state(ready))
    with served(bare, "--state", folder) as ready:
        assert marked(state(ready)) == before


def test_a_fault_that_is_none_is_wrong_use(bare: Computer) -> None:
    """A mistyped fault is answered with the kinds there are."""
    for wrong in ("explode:1", "slow:2", "slow"):
        done = bare.run("sandbox", "--fault", wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "drop-after-commit" in done.stderr


def test_on_windows_the_lines_are_for_cmd() -> None:
    """PowerShell takes them without a word and sets nothing: so it is said where they belong."""
    head, blank, *lines = lines_to_paste(
        {"admin_url": "https://127.0.0.1:1", "env": {"A": "b c"}}, "nt"
    ).split("\n")
    assert "PowerShell" in head
    assert (blank, lines) == ("", ["set A=b c"])


@pytest.mark.parametrize("command", ["sandbox", "demo"])
def test_without_its_parts_the_way_to_them_is_told(command: str, tmp_path: Path) -> None:
    """Whoever installed xl-addin alone reads what to type, and it is for the Python that they have."""
    program = "import sys; sys.modules['uvicorn'] = None; import xl_addin.__main__ as xl; xl.main()"
    done = subprocess.run(
        [sys.executable, "-c", program, command],
        cwd=tmp_path,
        env={**os.environ, "XL_ADDIN_HOME": str(tmp_path), "COLUMNS": "500"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert again(current(), "sandbox") in done.stderr
    assert not list(tmp_path.glob("demo-output"))
