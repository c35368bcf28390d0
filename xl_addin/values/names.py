"""Comparing what people type: case, accents, spare spaces and what nobody sees do not count."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The form in which two names are compared.

    >>> plain("  Poupança   CAIXA ") == plain("poupanca caixa")
    True
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if not (unicodedata.combining(sign) or is_unseen(sign)))
    return " ".join(text.casefold().split())


def is_unseen(sign: str) -> bool:
    """Whether a character takes no room: a zero-width space, a byte order mark, a mark of direction.

    >>> is_unseen(chr(0x200B)), is_unseen(" ")
    (True, False)
    """
    return unicodedata.category(sign) == "Cf"
