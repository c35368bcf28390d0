"""The client keeps to the vendor's document: everything it can do, and nothing made up but one list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from xl_addin.apis.iziago.client import OPERATIONS, Iziago, connect
from xl_addin.apis.iziago.operations import MAY_BE_MISSING
from xl_addin.apis.iziago.profile import load
from xl_addin.values.secret import Secret

DOCUMENT = (Path(__file__).parent.parent.parent / "golden" / "iziago.txt").read_text("utf-8")
ASSUMED = {"payments.transfers"}
"""The list of transfers (design, section 5)."""

AREAS = {
    "Account statements module": "statements",
    "Budget & Cash Forecasting module": "forecasting",
    "Payments module": "payments",
    "Third-party database menu": "third_parties",
}


def bullets(heading: str) -> list[str]:
    """What the document lists below one of its modules, without the direction in which the data goes."""
    section = DOCUMENT.partition(f"\n{heading}")[2]
    end = min((found for other in AREAS if (found := section.find(f"\n{other}")) >= 0), default=len(section))
    lines = re.findall(r"^ +• (.+)$", section[:end], re.MULTILINE)
    return [re.sub(r"\s\(Management software [←→] Iziago\)", "", line).strip() for line in lines]


@pytest.fixture
def unconnected() -> Iterator[Iziago]:
    """A client that speaks with nobody."""
    with connect("https://127.0.0.1/v1", "", "id", Secret("s"), (), load()) as client:
        yield client


@pytest.mark.parametrize(("heading", "area"), AREAS.items())
def test_every_bullet_is_an_operation(heading: str, area: str) -> None:
    """Each module offers what the document lists for it, in its words, three things each."""
    documented = bullets(heading)
    assert len(documented) == 3
    ours = [operation for operation in OPERATIONS if operation.name.startswith(f"{area}.")]
    assert [operation.documented for operation in ours if operation.documented] == documented


def test_twelve_and_one() -> None:
    """Nothing is made up but the list of transfers, and that one a profile may lack."""
    assert len(OPERATIONS) == 13
    assert {operation.name for operation in OPERATIONS if not operation.documented} == ASSUMED
    assert MAY_BE_MISSING == ASSUMED


def test_every_method_is_an_operation(unconnected: Iziago) -> None:
    """No method of the client is left out of the table, and so of the tests; no operation is without one."""
    areas = {name: getattr(unconnected, name) for name in AREAS.values()}
    found = {
        f"{name}.{method}"
        for name, area in areas.items()
        for method in vars(type(area))
        if not method.startswith("_") and callable(getattr(area, method))
    }
    assert found == {operation.name for operation in OPERATIONS}


def test_the_sandbox_serves_every_operation() -> None:
    """What people try out in the sandbox is the whole service, as the built-in profile has it."""
    from xl_addin.sandbox.iziago.routes import ROUTES

    served = {(method, _unnamed(path)) for method, path, *_ in ROUTES}
    routes = [load().route(operation.name) for operation in OPERATIONS]
    assert served == {(route.verb, _unnamed(route.path)) for route in routes}


def test_the_advice_is_the_documents() -> None:
    """Where credentials and scopes are found is told in the words of the document."""
    for words in ("Settings > General settings > Iziago API", "OAuth 2.0 credentials", "Scope"):
        assert words in DOCUMENT


def _unnamed(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)
