"""Starting, being ready, stopping, starting again."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests
from plain_client import Organizze

from xl_addin.errors import XlAddinError
from xl_addin.sandbox.server import Sandbox, running
from xl_addin.sandbox.systems import SYSTEMS


def start(*options: object) -> subprocess.Popen[str]:
    """A sandbox as a person starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "xl_addin.sandbox", *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusal(*options: object) -> str:
    """What a sandbox says that does not start."""
    process = start(*options)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (2, "")
    return err


def test_the_ready_file_tells_all_that_a_client_needs(sandbox: Sandbox, tmp_path: Path) -> None:
    """The contract's keys, addresses that end as it says, and a complete environment."""
    ready = sandbox.ready
    assert set(ready) == {"ca_bundle", "admin_url", "env"} | {system.name for system in SYSTEMS}
    assert ready["admin_url"].startswith("https://127.0.0.1:")
    environment = {"XL_ADDIN_CA_BUNDLE": ready["ca_bundle"]}
    for system in SYSTEMS:
        assert ready[system.name]["base_url"] == ready["admin_url"] + system.base
        environment |= system.environment(ready[system.name])
    assert ready["env"] == environment
    assert "BEGIN CERTIFICATE" in Path(ready["ca_bundle"]).read_text("ascii")


def test_nobody_trusts_it_who_was_not_given_its_bundle(sandbox: Sandbox) -> None:
    """Its authority is its own."""
    with requests.Session() as session:
        session.trust_env = False
        with pytest.raises(requests.exceptions.SSLError):
            session.get(sandbox.url + "/state", timeout=20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """Exit 0, not a word, no certificate left behind; what it told on stdout is the ready information."""
    process = start()
    assert process.stdout
    told = ""
    while not told.endswith("}\n}\n"):
        told += process.stdout.readline()
    ready = json.loads(told)
    assert Path(ready["ca_bundle"]).exists()
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
    assert not Path(ready["ca_bundle"]).exists()


def test_it_stops_with_a_client_connected_and_waiting(tmp_path: Path) -> None:
    """Idle connections and late answers hold nothing up."""
    with running(faults=["slow:1"]) as sandbox:
        client = Organizze(sandbox.ready)
        with client.session:
            client.session.get(sandbox.url + "/state", timeout=20)
            with pytest.raises(requests.exceptions.ReadTimeout):
                client.session.get(client.base_url + "/accounts", timeout=0.3)
            sandbox.stop()


def test_an_old_ready_file_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    """The file of an earlier run is gone even if the new one does not start."""
    ready = tmp_path / "ready.json"
    ready.write_text("{}", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refusal("--ready-file", ready, "--port", taken.getsockname()[1])
    assert not ready.exists()


@pytest.mark.parametrize("fault", ["slow", "slow:2", "explode:0.5", "slow:often", ":1"])
def test_a_fault_that_is_none_is_refused(fault: str) -> None:
    """With the kinds there are, and no stack trace."""
    words = refusal("--fault", fault)
    assert fault in words
    assert "drop-after-commit" in words
    assert "Traceback" not in words


def test_a_taken_port_is_told() -> None:
    """With what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refusal("--port", port).startswith(f"Port {port} cannot be used: ")


def test_faults_and_latency_of_the_command_line_are_in_force(tmp_path: Path) -> None:
    """From the first call on; a reset takes the faults away."""
    with running(faults=["error-500:1", "rate-limit:0"], latency_ms=1) as sandbox:
        client = Organizze(sandbox.ready)
        with client.session:
            assert client.ask("GET", "/accounts").status_code == 500
            sandbox.reset()
            assert client.ask("GET", "/accounts").status_code == 200


def test_what_keeps_it_from_starting_is_told_to_whoever_starts_it() -> None:
    """`running` raises with the sandbox's own words."""
    with pytest.raises(XlAddinError, match="explode:1 cannot be used"), running(faults=["explode:1"]):
        pytest.fail("it started")


def test_its_data_outlives_it(tmp_path: Path) -> None:
    """With a folder, a restart has the same records, calls, ids, certificate and address."""
    folder = tmp_path / "deep" / "state"
    with running(state=folder) as sandbox:
        before = _use(sandbox)
        bundle = Path(sandbox.ready["ca_bundle"])
        assert bundle.is_relative_to(folder)
        certificate = bundle.read_bytes()
        told, url = sandbox.state(), sandbox.url
    with running(state=folder, seed=99) as sandbox:
        assert sandbox.state() == told
        assert sandbox.url == url
        assert Path(sandbox.ready["ca_bundle"]).read_bytes() == certificate
        client = Organizze(sandbox.ready)
        with client.session:
            assert client.purchase()["id"] > before
        sandbox.reset()
        assert sandbox.state()["calls"] == []


def test_its_folder_may_be_served_on_another_port(tmp_path: Path) -> None:
    """The one that is asked for is taken, and remembered for the next time."""
    with running(state=tmp_path) as sandbox:
        first = sandbox.url
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for asked in (port, 0):
        with running(state=tmp_path, port=asked) as sandbox:
            assert sandbox.url == f"https://127.0.0.1:{port}" != first


def test_what_was_answered_is_on_disk_when_it_is_killed(tmp_path: Path) -> None:
    """A machine that loses power loses no record that a client was told of."""
    ready_file = tmp_path / "ready.json"
    process = start("--state", tmp_path / "state", "--ready-file", ready_file)
    while not ready_file.exists():
        assert process.poll() is None
    client = Organizze(json.loads(ready_file.read_text("utf-8")))
    with client.session:
        made = client.purchase()
    process.kill()
    process.communicate(timeout=30)
    with running(state=tmp_path / "state") as sandbox:
        state = sandbox.state()
        assert made["id"] in {item["id"] for item in state["organizze"]["transactions"]}
        assert [call["method"] for call in state["calls"]] == ["POST"]


def test_two_do_not_share_a_folder(tmp_path: Path) -> None:
    """The second one says so and leaves the first alone."""
    with running(state=tmp_path) as sandbox:
        words = refusal("--state", tmp_path)
        assert "cannot be used" in words
        assert "--state" in words
        assert sandbox.state()["calls"] == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Nor is a damaged database taken for an empty one."""
    (tmp_path / "file").write_text("x", "utf-8")
    assert "cannot be a folder" in refusal("--state", tmp_path / "file")
    (tmp_path / "sandbox.sqlite3").write_text("no database, but long enough to be looked at " * 40, "utf-8")
    assert "cannot be used" in refusal("--state", tmp_path)


def test_the_keys_are_private(tmp_path: Path) -> None:
    """Only their owner reads what the sandbox makes."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such modes")
    with running(state=tmp_path / "state") as sandbox:
        assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
        assert (Path(sandbox.ready["ca_bundle"]).parent / "ca-key.pem").stat().st_mode & 0o777 == 0o600


def _use(sandbox: Sandbox) -> Any:
    """Makes, changes and deletes; the newest id."""
    client = Organizze(sandbox.ready)
    with client.session:
        gone = client.purchase(description="é, “aspas” 😀")
        client.put("/accounts/4", name="Outra")
        client.post("/transfers", debit_account_id=3, credit_account_id=4, amount_cents=1, date="2026-11-02")
        newest = client.purchase(credit_card_id=32)["id"]
        client.delete(f"/transactions/{gone['id']}")
        client.delete(f"/transactions/{newest}")
        return newest
