"""The demo as the README promises it, and the comparison that keeps it honest."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from xl_addin.demo.comparison import Mismatch, compare
from xl_addin.demo.run import FETCHED, WORKBOOKS
from xl_addin.sandbox.server import running

Record = dict[str, Any]
State = dict[str, list[Record]]


@dataclass(frozen=True)
class Performance:
    """One run of the demo: how it ended, what it printed, what the service has afterwards."""

    code: int
    screen: str
    state: dict[str, Any]

    @property
    def posts(self) -> int:
        """POSTs since the folder's first demo."""
        return sum(call["method"] == "POST" for call in self.state["calls"])


@dataclass(frozen=True)
class Demo:
    """A folder in which the demo ran twice."""

    folder: Path
    users_home: Path
    first: Performance
    second: Performance

    def books(self) -> list[Path]:
        """The workbooks it filled and imported."""
        return [self.folder / name for name in WORKBOOKS]


def perform(folder: Path, users_home: Path) -> Performance:
    """`xl-addin demo --out FOLDER`, by somebody who uses the program for real as well."""
    own = {"XL_ADDIN_HOME": str(users_home), "XL_ADDIN_ORGANIZZE_TOKEN": "the-real-one", "COLUMNS": "120"}
    done = subprocess.run(
        [Path(sys.executable).with_name("xl-addin"), "demo", "--out", folder],
        env={**os.environ, **own},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    with running(state=folder / ".sandbox") as sandbox:
        return Performance(done.returncode, done.stdout + done.stderr, sandbox.state())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, run twice."""
    folder, users_home = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("user") / "home"
    return Demo(folder, users_home, perform(folder, users_home), perform(folder, users_home))


def test_it_sends_compares_and_leaves_the_workbooks(demo: Demo) -> None:
    """One command shows the whole way, and what can be opened afterwards."""
    assert demo.first.code == 0, demo.first.screen
    assert demo.first.posts > 0
    for name in (*WORKBOOKS, *FETCHED):
        assert (demo.folder / name).exists()
        assert name in demo.first.screen


def test_again_it_sends_nothing(demo: Demo) -> None:
    """The second run says that all was sent already; the service was sent nothing more."""
    assert demo.second.code == 0, demo.second.screen
    assert "already sent" in demo.second.screen
    assert "already sent" not in demo.first.screen
    assert demo.second.posts == demo.first.posts
    assert demo.second.state["organizze"] == demo.first.state["organizze"]


def test_it_stays_in_its_folder(demo: Demo) -> None:
    """A person's own home and token have no part in it, nor does the vendor's host."""
    assert not demo.users_home.exists()
    shown = demo.first.screen + demo.second.screen
    assert "the-real-one" not in shown
    assert "PRODUCTION" not in shown


def test_equal_records_are_told_as_equal(demo: Demo) -> None:
    """The comparison is over every sent row of every workbook."""
    state = demo.second.state["organizze"]
    marks = {
        item["notes"].rpartition("[xl:")[2]
        for item in state["transactions"]
        if "[xl:" in (item["notes"] or "")
    }
    marks |= {
        tag["name"] for item in state["transfers"] for tag in item["tags"] if tag["name"].startswith("xl:")
    }
    assert compare(demo.books(), state).rows == len(marks)


def test_a_demo_that_finds_a_difference_fails(demo: Demo, tmp_path: Path) -> None:
    """A record deleted behind its back ends the next demo with exit code 1 and the row's place."""
    folder = shutil.copytree(demo.folder, tmp_path / "demo")
    with running(state=folder / ".sandbox") as sandbox:
        lost = victim(sandbox.state()["organizze"], "transactions")
        way = sandbox.ready["organizze"]
        answer = requests.delete(
            f"{way['base_url']}/transactions/{lost['id']}",
            auth=(way["email"], way["token"]),
            headers={"User-Agent": "somebody else"},
            verify=sandbox.ready["ca_bundle"],
            timeout=30,
        )
        assert answer.ok
    failed = perform(folder, demo.users_home)
    assert failed.code == 1
    assert str(lost["id"]) in failed.screen
    assert "Traceback" not in failed.screen


def change(kind: str, **values: Any) -> Callable[[State], None]:
    """Something a service might store instead of what was sent."""

    def alter(state: State) -> None:
        record = victim(state, kind)
        record.update({name: value(record[name]) for name, value in values.items()})

    return alter


def victim(state: State, kind: str) -> Record:
    """A record of ours that is no part of a series."""
    return next(
        item
        for item in state[kind]
        if item["total_installments"] == 1
        and not item["recurring"]
        and "xl:" in f"{item['notes']}{[tag['name'] for tag in item['tags']]}"
    )


def drop(state: State) -> None:
    """A record gets lost."""
    state["transactions"].remove(victim(state, "transactions"))


def double(state: State) -> None:
    """A record is there twice."""
    state["transactions"].append({**victim(state, "transactions"), "id": 1})


def stray(state: State) -> None:
    """A record that no workbook knows."""
    state["transactions"].append({**victim(state, "transactions"), "id": 1, "notes": "[xl:zzzzzzzz]"})


ALTERATIONS: dict[str, Callable[[State], None]] = {
    "a cent": change("transactions", amount_cents=lambda cents: cents + 1),
    "the sign": change("transactions", amount_cents=lambda cents: -cents),
    "the date": change("transactions", date=lambda day: "1999-01-01"),
    "the description": change("transactions", description=lambda text: text[:-1]),
    "the account": change("transactions", account_id=lambda number: number + 1),
    "a transfer's cent": change("transfers", amount_cents=lambda cents: cents + 1),
    "a transfer's account": change("transfers", oposite_account_id=lambda number: number + 1),
    "lost": drop,
    "twice": double,
    "stray": stray,
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_a_record_that_differs_is_not_passed_over(demo: Demo, alteration: str) -> None:
    """When the service has something else than the sheet says, the demo fails and says which row."""
    state = copy.deepcopy(demo.second.state["organizze"])
    ALTERATIONS[alteration](state)
    with pytest.raises(Mismatch) as caught:
        compare(demo.books(), state)
    assert caught.value.exit_code == 1
    assert str(caught.value)
