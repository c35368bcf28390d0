"""Accounts, categories, users: the records that others point at."""

from __future__ import annotations

from typing import Any

import pytest

from xl_addin.sandbox.server import Sandbox

BLANK, LISTED, INVALID, MISSING = (
    "não pode estar em branco",
    "não está incluído na lista",
    "não é válido",
    "não existe",
)


def test_the_user_is_known_by_number_only(organizze: Any) -> None:
    """users/{id} answers with the document's fields."""
    user = organizze.get("/users/3")
    assert set(user) == {"id", "name", "email", "role"}


def test_an_account_is_made_changed_and_deleted(organizze: Any) -> None:
    """The three answers are the document's own, with its values."""
    made = organizze.post("/accounts", name="Itaú CC", type="checking", description="Minha conta corrente")
    assert (made["name"], made["type"], made["archived"], made["default"]) == (
        "Itaú CC",
        "checking",
        False,
        False,
    )
    assert made["id"] > 2**31
    changed = organizze.put(f"/accounts/{made['id']}", name="Itaú Poupança", id=1, balance=5)
    assert changed == {**made, "name": "Itaú Poupança", "updated_at": changed["updated_at"]}
    assert organizze.delete(f"/accounts/{made['id']}") == changed
    assert organizze.ask("GET", f"/accounts/{made['id']}").status_code == 404


def test_an_account_without_a_name_is_refused_as_the_document_shows(organizze: Any, sandbox: Sandbox) -> None:
    """422 with the record as it would have been: nulls where the service had filled in, and the errors."""
    before = sandbox.state()["organizze"]["accounts"]
    answer = organizze.ask(
        "POST", "/accounts", json={"type": "checking", "description": "Minha conta corrente"}
    )
    assert answer.status_code == 422
    record = answer.json()
    record.pop("institution_id")
    assert record == {
        "id": None,
        "name": None,
        "description": "Minha conta corrente",
        "archived": False,
        "created_at": None,
        "updated_at": None,
        "default": False,
        "errors": {"name": [BLANK]},
        "type": "checking",
    }
    assert sandbox.state()["organizze"]["accounts"] == before


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("name", " ", BLANK), ("name", 5, INVALID), ("type", "gold", LISTED), ("type", ["checking"], LISTED),
     ("default", 1, INVALID), ("archived", "no", INVALID), ("description", {}, INVALID)],
)  # fmt: skip
def test_an_accounts_fields_have_types(organizze: Any, field: str, value: object, words: str) -> None:
    """What is of another type is refused by name, in a POST and in a PUT."""
    assert organizze.refused("POST", "/accounts", **{"name": "x", field: value}) == {field: [words]}
    assert organizze.refused("PUT", "/accounts/3", **{field: value}) == {field: [words]}


def test_there_is_one_default_account(organizze: Any) -> None:
    """A new default takes the place of the old one, and gets what names no account."""
    new = organizze.post("/accounts", name="Nova", type="checking", default=True)
    assert [item["id"] for item in organizze.get("/accounts") if item["default"]] == [new["id"]]
    assert organizze.purchase()["account_id"] == new["id"]


def test_a_deleted_account_takes_its_transactions_along(organizze: Any, sandbox: Sandbox) -> None:
    """Nothing is left in it, nor half of a transfer; the card of the same id keeps its own."""
    organizze.post("/transfers", debit_account_id=31, credit_account_id=4, amount_cents=5, date="2026-11-02")
    on_card = [item for item in sandbox.state()["organizze"]["transactions"] if item["credit_card_id"] == 31]
    organizze.delete("/accounts/31")
    state = sandbox.state()["organizze"]
    assert [item for item in state["transactions"] if item["account_id"] == 31] == on_card
    numbers = {item["id"] for item in state["transactions"]}
    assert {item["oposite_transaction_id"] for item in state["transactions"]} - {None} <= numbers


def test_without_a_default_account_one_must_be_named(organizze: Any) -> None:
    """A transaction that goes nowhere is refused."""
    organizze.delete("/accounts/3")
    assert organizze.refused("POST", "/transactions", description="x", date="2026-11-02") == {
        "account_id": [BLANK]
    }


def test_a_category_is_made_changed_and_deleted(organizze: Any) -> None:
    """As the document shows, with the colour it shows."""
    made = organizze.post("/categories", name="SEO")
    assert (made["color"], made["parent_id"]) == ("8dd47f", None)
    changed = organizze.put(f"/categories/{made['id']}", name="Marketing")
    assert changed == {**made, "name": "Marketing"}
    assert organizze.delete(f"/categories/{made['id']}") == changed


@pytest.mark.parametrize("parent", [999, "2", True, 2.0])
def test_a_categorys_parent_is_a_category(organizze: Any, parent: object) -> None:
    """A parent that is none is refused."""
    assert "parent_id" in organizze.refused("POST", "/categories", name="x", parent_id=parent)
    assert "parent_id" in organizze.refused("PUT", "/categories/3", parent_id=parent)
    assert organizze.refused("PUT", "/categories/3", parent_id=3) == {"parent_id": [MISSING]}


@pytest.mark.parametrize(("sent", "home"), [({"replacement_id": 25}, 25), ({}, 21)])
def test_a_deleted_categorys_transactions_go_to_its_replacement(organizze: Any, sent: Any, home: int) -> None:
    """To the one that is named, or else to the default category."""
    spent = organizze.purchase(category_id=20)
    organizze.delete("/categories/20", **sent)
    assert organizze.get(f"/transactions/{spent['id']}")["category_id"] == home


@pytest.mark.parametrize("replacement", [20, 999, "25", None])
def test_a_replacement_is_another_category(organizze: Any, sandbox: Sandbox, replacement: object) -> None:
    """A replacement that cannot be is refused and the category stays."""
    before = sandbox.state()["organizze"]
    assert organizze.refused("DELETE", "/categories/20", replacement_id=replacement) == {
        "replacement_id": [MISSING]
    }
    assert sandbox.state()["organizze"] == before


def test_the_default_category_stays(organizze: Any) -> None:
    """There is always one for what names none."""
    assert organizze.refused("DELETE", "/categories/21")


def test_a_deleted_parent_leaves_its_children(organizze: Any) -> None:
    """Children become categories of their own; budgets of the deleted one are gone."""
    organizze.delete("/categories/2")
    organizze.delete("/categories/3")
    categories = {item["id"]: item for item in organizze.get("/categories")}
    assert categories[4]["parent_id"] is None
    assert not {2, 3} & set(categories)
    assert 3 not in {item["category_id"] for item in organizze.get("/budgets")}
