"""Invoices by what people call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Final

from xl_addin.apis.izi.names import NAMES
from xl_addin.fetching.izi.sent import Sent
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import CANDIDATES, SHOWN
from xl_addin.texts.enumeration import and_more
from xl_addin.values.names import nearest_forms, plain
from xl_addin.values.suggestions import may_suggest

CALLED: Final[tuple[Callable[[Sent], Iterable[str]], ...]] = (
    lambda item: [item.operation.typed.get("ref", "")],
    lambda item: [item.operation.key, item.operation.id],
    lambda item: [item.operation.typed.get("invoice", "")],
    lambda item: [item.operation.number],
)
"""What an invoice may be called, the surest first: numbers begin anew with each issuer and authorization."""
MOST_COMPARED: Final = 1_000
"""The newest names, among which those like a wrong one are looked for: each takes microseconds."""
MOST_WRONG: Final = 1_000
"""Wrong names for which it is remembered what is like them."""


class Written:
    """The names that some invoices have, put in order once for all the cells that look for one.

    Attributes:
        by_form: The names as they are written, by the form in which they are compared; the newest last.
    """

    def __init__(self, items: Iterable[Sent], kinds: Sequence[Callable[[Sent], Iterable[str]]]) -> None:
        self.by_form: dict[str, str] = {}
        for item in items:
            for name in (name for kind in kinds for name in kind(item)):
                if form := plain(name):
                    self.by_form.pop(form, None)
                    self.by_form[form] = name
        self._newest = list(self.by_form)[-MOST_COMPARED:]
        self._like = lru_cache(MOST_WRONG)(self._looked_up)

    def like(self, text: str) -> tuple[str, ...]:
        """Names that hold the text, else those that look like it.

        None where no more may be looked up in this calculation.
        """
        return self._like(plain(text)) if may_suggest() else ()

    def _looked_up(self, form: str) -> tuple[str, ...]:
        return tuple(self.by_form[name] for name in nearest_forms(form, self._newest, CANDIDATES))


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
        form = plain(text)
        for named in self._named:
            found = named.get(form, [])
            if len(found) > 1:
                candidates = "; ".join(map(_label, found[-SHOWN:]))
                raise Unfit("name_twice", value=text, candidates=candidates)
            if found:
                return found[0]
        raise _unknown(text, self._called, self._newest)

    def of_buyer(self, text: str) -> list[Sent]:
        """Every invoice made out to this NIT or name.

        Raises:
            Unfit: Nobody with it was ever sent one; lists those who look like it.
        """
        if found := self._buyers.get(plain(text)):
            return found
        raise _unknown(text, self._bought, self._first_buyers)

    @cached_property
    def _called(self) -> Written:
        return Written(self.items, CALLED)

    @cached_property
    def _newest(self) -> str:
        return and_more(list(map(_label, self.items[-SHOWN:])), SHOWN, of=len(self.items))

    @cached_property
    def _buyers(self) -> dict[str, list[Sent]]:
        return _by_name(self.items, _buyers)

    @cached_property
    def _bought(self) -> Written:
        return Written(self.items, [_buyers])

    @cached_property
    def _first_buyers(self) -> str:
        written = self._bought.by_form
        return and_more([written[form] for form in sorted(written)], SHOWN)


def _unknown(text: str, written: Written, known: str) -> Unfit:
    """Nothing is called so: what looks like it, or what there is."""
    if not known:
        return Unfit("none_sent", value=text)
    if close := written.like(text):
        return Unfit("name_unknown", value=text, candidates=", ".join(close))
    return Unfit("name_unlike", value=text, known=known)


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
