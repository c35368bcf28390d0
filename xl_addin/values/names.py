"""Comparing what people type: case, accents and spare spaces do not count."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The form in which two names are compared.

    >>> plain("  Poupança   CAIXA ") == plain("poupanca caixa")
    True
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())
