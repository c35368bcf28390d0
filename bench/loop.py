"""The script that a user would write: a loop of POSTs, without a journal or a second look."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import requests

from bench.rounds import Measured, timed
from bench.rows import Row
from xl_addin.sandbox.running import Sandbox


def loop(sandbox: Sandbox, rows: Sequence[Row], *, threads: int = 1) -> Measured:
    """Posts the rows; the accounts' and categories' ids are looked up before the clock starts.

    Each thread keeps one connection, which is the fastest that requests can do.
    """
    sandbox.reset()
    drafts = _drafts(sandbox, rows)
    parts = [drafts[number::threads] for number in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        return timed(lambda: list(pool.map(lambda part: _post_all(sandbox, part), parts)))


def _post_all(sandbox: Sandbox, drafts: Sequence[Row]) -> list[int]:
    ids = []
    with _session(sandbox) as session:
        for draft in drafts:
            answer = session.post(_url(sandbox, "transactions"), json=draft, timeout=30)
            answer.raise_for_status()
            ids.append(answer.json()["id"])
    return ids


def _drafts(sandbox: Sandbox, rows: Sequence[Row]) -> list[Row]:
    """The bodies: names are ids, amounts are cents."""
    with _session(sandbox) as session:
        accounts, categories = (
            {record["name"]: record["id"] for record in session.get(_url(sandbox, what), timeout=30).json()}
            for what in ("accounts", "categories")
        )
    return [
        {
            "description": row["description"],
            "date": row["date"].isoformat(),
            "amount_cents": int(row["amount"] * 100),
            "account_id": accounts[row["account"]],
            "category_id": categories[row["category"]],
            "paid": row["paid"],
            "tags": [{"name": tag} for tag in row["tags"]],
            "notes": row["notes"],
        }
        for row in rows
    ]


def _session(sandbox: Sandbox) -> requests.Session:
    access = sandbox.ready["organizze"]
    session = requests.Session()
    session.trust_env = False
    session.verify = sandbox.ready["ca_bundle"]
    session.auth = (access["email"], access["token"])
    session.headers["User-Agent"] = f"bench ({access['email']})"
    return session


def _url(sandbox: Sandbox, what: str) -> str:
    return f"{sandbox.ready['organizze']['base_url']}/{what}"
