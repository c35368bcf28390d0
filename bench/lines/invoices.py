"""An accountant's month: invoices of many issuers, each issuer's one after another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from heapq import heapify, heapreplace
from pathlib import Path

from bench.figure import to_bound
from bench.line import Finding, Line
from bench.office import Office
from bench.rounds import SECONDS, SENDING, alternate
from bench.rows import invoices
from bench.sizes import Sizes
from xl_addin.sandbox.running import Sandbox, running


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Imports a month's invoices."""
    name = f"import, {sizes.senders} senders"
    with running(latency_ms=sizes.latency_ms) as sandbox:
        issuers = dict(list(_issuers(sandbox).items())[: sizes.issuers])
        rows = invoices(sizes.invoices, list(issuers))
        office = Office(folder, sandbox, rows, "izi_invoices", _settings(issuers))
        sides = alternate(sizes.long_rounds, {name: lambda: office.send(sizes.senders)})
    lanes = Counter(row["issuer"] for row in rows).values()
    bound = longest_sender(lanes, sizes.senders) * sizes.latency_ms / 1000
    share = sizes.invoices * sizes.latency_ms / 1000 / sizes.senders
    whole, sending = sides[name][SECONDS], sides[name][SENDING]
    return Finding(
        [
            to_bound("import, to its lanes one after another", whole, bound, 1.15),
            to_bound("of it sending, to the same", sending, bound),
            to_bound("import, to rows x latency / senders", whole, share),
        ],
        sides,
        notes=[f"{len(lanes)} issuers, {max(lanes)} invoices in the longest lane."],
    )


def longest_sender(lanes: Iterable[int], senders: int) -> int:
    """How many rows the busiest sender has, when whoever is free takes the longest lane that is left.

    >>> longest_sender([3, 3, 3], senders=2)
    6
    """
    busy = [0] * senders
    heapify(busy)
    for lane in sorted(lanes, reverse=True):
        heapreplace(busy, busy[0] + lane)
    return max(busy)


def _issuers(sandbox: Sandbox) -> Mapping[str, str]:
    """NIT to name of the customers that an accountant may invoice for today."""
    today = date.today().isoformat()
    return {
        one["nit"]: one["razonSocial"]
        for one in sandbox.state()["izi"]["contribuyentes"]
        if not one["propio"]
        and one["estado"] == "activo"
        and one["dosificaciones"][0]["fechaLimite"] >= today
    }


def _settings(issuers: Mapping[str, str]) -> str:
    """The settings file of an accountant; JSON's quotes are TOML's too."""
    return "\n".join(
        f"[[izi.issuers]]\nnit = {json.dumps(nit)}\nname = {json.dumps(name, ensure_ascii=False)}"
        for nit, name in issuers.items()
    )


LINE = Line(
    "invoices",
    "Invoices for iZi",
    "iZi numbers invoices as they arrive, so an issuer's go one after another, a lane, and issuers side by"
    " side. The bound is the sender that gets most rows, when whoever is free takes the next issuer, those"
    " with most invoices first. The goal is Organizze's. Each request is sealed with RSA and AES.",
    measure,
    "an answer comes 52 ms after its request, and a row's beginning takes 2 ms to be on disk. What is"
    " done once comes to 0.7 s for 1,000 invoices, which have eleven result cells each: reading them 0.12"
    " s, checking them 0.08 s, the plan in the journal 0.07 s, the keys 0.09 s, the results 0.2 s.",
)
