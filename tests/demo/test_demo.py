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

from xl_addin.demo.cast import PARTS
from xl_addin.demo.comparison import Mismatch, compare
from xl_addin.sandbox.server import running

WORKBOOKS = [name for part in PARTS.values() for name in {**part.good, **part.bad}]
FETCHED = [name for part in PARTS.values() for name in part.fetched]

Record = dict[str, Any]
Records = dict[str, list[Record]]
State = dict[str, Any]


@dataclass(frozen=True)
class Performance:
    """One run of the demo: how it ended, what it printed, what the service has afterwards."""

    code: int
    screen: str
    state: dict[str, Any]

    @property
    def posts(self) -> int:
        """POSTs since the folder's first demo; those for a token are no rows."""
        posts = [call for call in self.state["calls"] if call["method"] == "POST"]
        return sum("/oauth/" not in call["path"] for call in posts)


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
    for system in PARTS:
        assert demo.second.state[system] == demo.first.state[system]


def test_it_stays_in_its_folder(demo: Demo) -> None:
    """A person's own home and token have no part in it, nor does the vendor's host."""
    assert not demo.users_home.exists()
    shown = demo.first.screen + demo.second.screen
    assert "the-real-one" not in shown
    assert "PRODUCTION" not in shown


def test_equal_records_are_told_as_equal(demo: Demo) -> None:
    """The comparison is over every sent row of every workbook."""
    state = demo.second.state
    ours = state["organizze"]
    marks = {
        item["notes"].rpartition("[xl:")[2]
        for item in ours["transactions"]
        if "[xl:" in (item["notes"] or "")
    }
    marks |= {
        tag["name"] for item in ours["transfers"] for tag in item["tags"] if tag["name"].startswith("xl:")
    }
    items = sum(len(invoice["listaItems"]) for invoice in state["izi"]["facturas"])
    others = len(state["iziago"]["transfers"]) + THIRD_PARTIES + items + len(state["izi"]["cobros"])
    assert compare(demo.books(), state).rows == len(marks) + others


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


THIRD_PARTIES = 3
"""Rows of the demo's third parties: two are new, one has an account added."""


ACCOUNT = {"id": "tpa-0", "iban": "BE68539007547034", "accountNumber": None}


def change(kind: str, **values: Any) -> Callable[[State], None]:
    """Something Organizze might store instead of what was sent."""

    def alter(state: State) -> None:
        record = victim(state["organizze"], kind)
        record.update({name: value(record[name]) for name, value in values.items()})

    return alter


def other(system: str, kind: str, **values: Any) -> Callable[[State], None]:
    """Something another service might store instead of what was sent."""

    def alter(state: State) -> None:
        record = state[system][kind][-1]
        record.update({name: value(record[name]) for name, value in values.items()})

    return alter


def victim(state: Records, kind: str) -> Record:
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
    state["organizze"]["transactions"].remove(victim(state["organizze"], "transactions"))


def double(state: State) -> None:
    """A record is there twice."""
    ours = state["organizze"]
    ours["transactions"].append({**victim(ours, "transactions"), "id": 1})


def stray(state: State) -> None:
    """A record that no workbook knows."""
    ours = state["organizze"]
    ours["transactions"].append({**victim(ours, "transactions"), "id": 1, "notes": "[xl:zzzzzzzz]"})


def again(system: str, kind: str) -> Callable[[State], None]:
    """A record is there a second time, under another id."""

    def alter(state: State) -> None:
        records = state[system][kind]
        records.append({**records[-1], "id": "999"})

    return alter


def of_another_issuer(state: State) -> None:
    """An invoice is in another company's books."""
    invoice = state["izi"]["facturas"][-1]
    nits = [issuer["nit"] for issuer in state["izi"]["contribuyentes"]]
    invoice["emisor"] = next(nit for nit in nits if nit != invoice["emisor"])


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
    "a bill's cent": other("iziago", "transfers", amount=lambda euros: euros + 0.01),
    "a bill's day": other("iziago", "transfers", executionDate=lambda day: "1999-01-01"),
    "a bill's creditor": other("iziago", "transfers", creditorAccountId=lambda account: "tpa-0"),
    "a bill twice": again("iziago", "transfers"),
    "a supplier's name": other("iziago", "third_parties", name=lambda name: name + "s"),
    "a supplier's account": other("iziago", "third_parties", accounts=lambda all_: all_ * 2 or [ACCOUNT]),
    "an invoice's total": other("izi", "facturas", montoTotal=lambda total: total + 0.01),
    "an invoice's buyer": other("izi", "facturas", comprador=lambda nit: nit + "0"),
    "an invoice's item": other("izi", "facturas", listaItems=lambda items: items * 2),
    "an invoice of somebody else": of_another_issuer,
    "an invoice twice": again("izi", "facturas"),
    "a charge's cent": other("izi", "cobros", monto=lambda amount: amount + 0.01),
    "a charge twice": again("izi", "cobros"),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_a_record_that_differs_is_not_passed_over(demo: Demo, alteration: str) -> None:
    """When the service has something else than the sheet says, the demo fails and says which row."""
    state = copy.deepcopy(demo.second.state)
    ALTERATIONS[alteration](state)
    with pytest.raises(Mismatch) as caught:
        compare(demo.books(), state)
    assert caught.value.exit_code == 1
    assert str(caught.value)
