"""Comparing what people type: case, accents, spare spaces and what nobody sees do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches


def plain(text: str) -> str:
    """The form in which two names are compared.

    >>> plain("  Poupança   CAIXA ") == plain("poupanca caixa")
    True
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if not (unicodedata.combining(sign) or is_unseen(sign)))
    return " ".join(text.casefold().split())


def nearest(text: str, names: Iterable[str], most: int = 3) -> list[str]:
    """The names that somebody may have meant: those that hold what was typed, else those that look like it.

    >>> nearest("balance", ["CARDS", "CASH_POSITION", "IZI_BALANCE"]), nearest("card", ["CARDS", "BUDGETS"])
    (['IZI_BALANCE'], ['CARDS'])
    """
    by_form = {plain(name): name for name in names}
    return [by_form[form] for form in nearest_forms(plain(text), by_form, most)]


def nearest_forms(typed: str, forms: Collection[str], most: int) -> list[str]:
    """The same where all are in their plain form already; those that begin with it come first.

    >>> nearest_forms("vendas", ["encomendas", "outras vendas", "vendas no balcao"], 5)
    ['vendas no balcao', 'outras vendas']
    """
    holding = [form for form in forms if typed and typed in form]
    holding.sort(key=lambda form: not form.startswith(typed))
    return holding[:most] or get_close_matches(typed, forms, most, 0.6)


def is_unseen(sign: str) -> bool:
    """Whether a character takes no room: a zero-width space, a byte order mark, a mark of direction.

    >>> is_unseen(chr(0x200B)), is_unseen(" ")
    (True, False)
    """
    return unicodedata.category(sign) == "Cf"
