"""Users, accounts and categories."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call, Refusal
from xl_addin.sandbox.organizze.rules import BLANK, Check, found, now
from xl_addin.sandbox.store import Record, Store

ACCOUNT = ("name", "description", "type", "default", "archived")


def get_user(store: Store, call: Call) -> Record:
    """GET /users/3; there is no "me"."""
    return found(store, "users", call.ids[0])


def list_accounts(store: Store, call: Call) -> list[Record]:
    """GET /accounts."""
    return store.all("accounts")


def get_account(store: Store, call: Call) -> Record:
    """GET /accounts/3."""
    return found(store, "accounts", call.ids[0])


def create_account(store: Store, call: Call) -> Record:
    """POST /accounts."""
    fresh = {
        "id": store.new_id("accounts"),
        "name": None,
        "description": None,
        "archived": False,
        "created_at": now(),
        "updated_at": now(),
        "default": False,
        "type": "checking",
        "institution_id": "no_bank",
    }
    return _keep_account(store, call, fresh)


def update_account(store: Store, call: Call) -> Record:
    """PUT /accounts/18."""
    return _keep_account(store, call, dict(found(store, "accounts", call.ids[0])))


def delete_account(store: Store, call: Call) -> Record:
    """DELETE /accounts/18."""
    found(store, "accounts", call.ids[0])
    return store.drop("accounts", call.ids[0])


def _keep_account(store: Store, call: Call, record: Record) -> Record:
    check = Check(call.body)
    if "name" in call.body or record["name"] is None:
        check.text("name", required=True)
    check.text("description")
    check.text("type")
    check.truth("default")
    check.done({**record, "id": None, "created_at": None, "updated_at": None})
    record.update({name: call.body[name] for name in ACCOUNT if name in call.body}, updated_at=now())
    if record["default"]:
        for other in store.all("accounts"):
            if other["default"] and other["id"] != record["id"]:
                store.put("accounts", {**other, "default": False})
    return store.put("accounts", record)


def list_categories(store: Store, call: Call) -> list[Record]:
    """GET /categories."""
    return store.all("categories")


def get_category(store: Store, call: Call) -> Record:
    """GET /categories/1."""
    return found(store, "categories", call.ids[0])


def create_category(store: Store, call: Call) -> Record:
    """POST /categories."""
    fresh = {
        "id": store.new_id("categories"),
        "name": None,
        "color": "8dd47f",
        "parent_id": None,
        "kind": "expenses",
    }
    return _keep_category(store, call, fresh)


def update_category(store: Store, call: Call) -> Record:
    """PUT /categories/6."""
    return _keep_category(store, call, dict(found(store, "categories", call.ids[0])))


def delete_category(store: Store, call: Call) -> Record:
    """DELETE /categories/6: its transactions go to replacement_id, else to the default category."""
    found(store, "categories", call.ids[0])
    replacement = call.body.get("replacement_id", default_category(store)["id"])
    if (
        type(replacement) is not int
        or replacement not in store.tables["categories"]
        or replacement == call.ids[0]
    ):
        raise Refusal(422, {"errors": {"replacement_id": [BLANK if replacement is None else "não existe"]}})
    for transaction in store.all("transactions"):
        if transaction["category_id"] == call.ids[0]:
            store.put("transactions", {**transaction, "category_id": replacement})
    return store.drop("categories", call.ids[0])


def default_category(store: Store) -> Record:
    """The category of what has none: the first."""
    return store.all("categories")[0]


def default_account(store: Store) -> Record:
    """The account of what names none."""
    return next(
        (account for account in store.all("accounts") if account["default"]), store.all("accounts")[0]
    )


def _keep_category(store: Store, call: Call, record: dict[str, Any]) -> Record:
    check = Check(call.body)
    if "name" in call.body or record["name"] is None:
        check.text("name", required=True)
    check.text("color")
    check.refers(store, "parent_id", "categories")
    check.done({**record, "id": None})
    record.update({name: call.body[name] for name in ("name", "color", "parent_id") if name in call.body})
    return store.put("categories", record)
