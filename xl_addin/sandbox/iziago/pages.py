"""Lists come in pages: `?page=2&size=50` (assumed)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.iziago.answers import INVALID, check, found

SIZE = 50
LARGEST = 200

_Item = TypeVar("_Item")


def page(call: Call, items: Sequence[_Item], show: Callable[[_Item], Any]) -> Answer:
    """One page, `{"items", "page", "size", "total"}`; behind the last one `items` is empty.

    Raises:
        Refusal: 400, `page` or `size` is no number that can be asked for.
    """
    number, size = _whole(call, "page", 1, 10**9), _whole(call, "size", SIZE, LARGEST)
    first = (number - 1) * size
    shown = [show(item) for item in items[first : first + size]]
    return found({"items": shown, "page": number, "size": size, "total": len(items)})


def _whole(call: Call, name: str, default: int, largest: int) -> int:
    text = call.query.get(name, str(default))
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= number <= largest:
        check({name: [INVALID]}, 400)
    return number
