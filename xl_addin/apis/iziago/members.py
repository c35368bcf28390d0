"""Members of JSON objects, reached by names in which a dot leads into an object."""

from __future__ import annotations

from typing import Any, Final

MISSING: Final = object()
"""What stands where nothing stands; null is None."""


def reached(tree: object, name: str) -> Any:
    """The member's value, or `MISSING`.

    >>> reached({"amount": {"value": 3}}, "amount.value")
    3
    """
    for part in name.split("."):
        if not isinstance(tree, dict) or part not in tree:
            return MISSING
        tree = tree[part]
    return tree


def put(tree: dict[str, Any], name: str, value: object) -> None:
    """Sets the member, and makes the objects on the way to it."""
    *way, last = name.split(".")
    for part in way:
        tree = tree.setdefault(part, {})
    tree[last] = value
