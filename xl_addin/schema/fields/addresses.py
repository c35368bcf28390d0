"""Columns of e-mail and web addresses. Whether anybody is there, only sending tells."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from xl_addin.schema.fields.base import shown
from xl_addin.schema.fields.codes import CodeField
from xl_addin.schema.fields.text import TextField
from xl_addin.schema.problem import Unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailField(CodeField):
    """One e-mail address: a name, one @, and a domain with a dot."""

    def _fitting(self, text: str) -> str:
        name, _, domain = text.partition("@")
        parts = domain.split(".")
        if not name or len(parts) < 2 or not all(parts) or "@" in domain or _blanks(text, ',:;<>"'):
            raise Unfit("email", value=shown(text))
        return TextField._fitting(self, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlField(CodeField):
    """An absolute web address, https or http."""

    def _fitting(self, text: str) -> str:
        if _blanks(text) or not _is_absolute(text):
            raise Unfit("url", value=shown(text))
        return TextField._fitting(self, text)


def _blanks(text: str, signs: str = "") -> bool:
    """Whether a blank, an unprintable sign or one of these is in the text."""
    return any(sign.isspace() or not sign.isprintable() or sign in signs for sign in text)


def _is_absolute(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an address in brackets that is none
        return False
