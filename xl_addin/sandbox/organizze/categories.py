"""Categories; one may be another's parent."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.answers import BLANK, UNKNOWN, check, invalid
from xl_addin.sandbox.organizze.fields import Field, integer_or_null, read, text
from xl_addin.sandbox.organizze.sent import body, named
from xl_addin.sandbox.records import Record, Records

FIELDS = {
    "name": Field(text, required=True),
    "color": Field(text, default="8dd47f"),
    "parent_id": Field(integer_or_null),
}
DEFAULT_ID = 21
"""The samples' category of a transaction that names none. Which one it is, the document does not say."""


def index(call: Call) -> Any:
    """GET /categories."""
    return call.records.all("categories")


def show(call: Call) -> Any:
    """GET /categories/{id}."""
    return named(call, "categories")


def create(call: Call) -> Any:
    """POST /categories."""
    values = _checked(call, None)
    return call.records.put("categories", {"id": call.records.new_id(), **values, **_UNDOCUMENTED})


def update(call: Call) -> Any:
    """PUT /categories/{id}."""
    category = named(call, "categories")
    return call.records.put("categories", {**category, **_checked(call, category)})


def delete(call: Call) -> Any:
    """DELETE /categories/{id}; its transactions go to `replacement_id`, or else to the default category.

    The default category itself cannot go, and children lose their parent (both assumed).
    """
    category = named(call, "categories")
    if category["id"] == DEFAULT_ID:
        raise invalid(category, {"base": ["a categoria padrão não pode ser excluída"]})
    replacement = body(call).get("replacement_id", DEFAULT_ID)
    if replacement == category["id"] or not call.records.get("categories", replacement):
        raise invalid(category, {"replacement_id": [UNKNOWN]})
    _replace(call.records, "transactions", "category_id", category["id"], replacement)
    _replace(call.records, "categories", "parent_id", category["id"], None)
    for budget in call.records.all("budgets"):
        if budget["category_id"] == category["id"]:
            call.records.remove("budgets", budget["id"])
    call.records.remove("categories", category["id"])
    return category


_UNDOCUMENTED = {"kind": "expenses", "group_id": None}


def _checked(call: Call, base: Record | None) -> Record:
    values, errors = read(FIELDS, body(call), base)
    own = base["id"] if base else None
    parent = values["parent_id"]
    if parent is not None and (parent == own or not call.records.get("categories", parent)):
        errors.setdefault("parent_id", [UNKNOWN])
    check({"id": own, **values}, errors)
    return values


def _replace(records: Records, kind: str, field: str, old: int, new: int | None) -> None:
    for record in records.all(kind):
        if record[field] == old:
            records.put(kind, {**record, field: new})


def problem(records: Records, number: object) -> str | None:
    """What is wrong with a category id."""
    if number is None:
        return BLANK
    return None if records.get("categories", number) else UNKNOWN
