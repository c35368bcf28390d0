"""Invoices by what people call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from xl_addin.apis.izi.names import NAMES
from xl_addin.fetching.izi.sent import Sent
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import CANDIDATES, SHOWN
from xl_addin.values.names import plain

CALLED: Final[tuple[Callable[[Sent], Iterable[str]], ...]] = (
    lambda item: [item.operation.typed.get("ref", "")],
    lambda item: [item.operation.key, item.operation.id],
    lambda item: [item.operation.typed.get("invoice", "")],
    lambda item: [item.operation.number],
)
"""What an invoice may be called, the surest first: numbers begin anew with each issuer and authorization."""


class Register:
    """Some invoices.

    Attributes:
        items: All of them, oldest first.
    """

    def __init__(self, items: Sequence[Sent]) -> None:
        self.items = items
        self._named = [_by_name(items, names) for names in CALLED]

    def find(self, text: str) -> Sent:
        """The one invoice with this Ref; where none has it, with this Key, Invoice or number.

        Raises:
            Unfit: None has it, or several have; lists the candidates.
        """
        for named in self._named:
            found = named.get(plain(text), [])
            if len(found) > 1:
                candidates = "; ".join(map(_label, found[-SHOWN:]))
                raise Unfit("name_twice", value=text, candidates=candidates)
            if found:
                return found[0]
        raise _unknown(text, _written(self.items, CALLED), list(map(_label, self.items[-SHOWN:])))

    def of_buyer(self, text: str) -> list[Sent]:
        """Every invoice made out to this NIT or name.

        Raises:
            Unfit: Nobody with it was ever sent one; lists those who look like it.
        """
        buyers = _by_name(self.items, _buyers)
        if found := buyers.get(plain(text)):
            return found
        written = _written(self.items, [_buyers])
        raise _unknown(text, written, [written[name] for name in sorted(written)[:SHOWN]])


def _written(items: Iterable[Sent], kinds: Iterable[Callable[[Sent], Iterable[str]]]) -> dict[str, str]:
    """Names as they are written, by the form in which they are compared."""
    names = [name for kind in kinds for item in items for name in kind(item)]
    return {plain(name): name for name in names if plain(name)}


def _unknown(text: str, written: Mapping[str, str], known: Sequence[str]) -> Unfit:
    """Nothing is called so: what looks like it, or what there is."""
    if not known:
        return Unfit("none_sent", value=text)
    if close := get_close_matches(plain(text), written, n=CANDIDATES, cutoff=0.6):
        return Unfit("name_unknown", value=text, candidates=", ".join(written[form] for form in close))
    return Unfit("name_unlike", value=text, known=", ".join(known))


def _by_name(items: Iterable[Sent], names: Callable[[Sent], Iterable[str]]) -> dict[str, list[Sent]]:
    named = defaultdict[str, list[Sent]](list)
    for item in items:
        for name in {plain(name) for name in names(item)} - {""}:
            named[name].append(item)
    return dict(named)


def _buyers(item: Sent) -> list[str]:
    request = item.operation.request
    return [str(request.get(NAMES[field], "")) for field in ("buyer_nit", "buyer_name")]


def _label(item: Sent) -> str:
    """What tells one invoice from the others: its Key, and what people know it by."""
    operation = item.operation
    known = operation.typed.get("ref") or operation.typed.get("invoice") or operation.number
    return f"{operation.key} ({known}, {item.day})"
