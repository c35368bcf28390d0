"""Takes secrets out of texts that people or the journal will see."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from xl_addin.values.secret import Secret

STARS = "**********"

_HEADER = r"(?:basic|bearer)\s+[\w+/=.~-]{8,}"
"""An Authorization header's value, whoever's it is."""


class Redactor:
    """Replaces secrets in any text, also encoded for a URL, JSON or base64.

    >>> Redactor([Secret("s3cret/token")])("at ?key=s3cret%2Ftoken")
    'at ?key=**********'
    """

    def __init__(self, secrets: Iterable[Secret]) -> None:
        forms = {form for secret in secrets if secret for form in _forms(secret.reveal())}
        longest_first = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join([_HEADER, *map(re.escape, longest_first)]), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(STARS, text)


def _forms(secret: str) -> Iterator[str]:
    yield secret
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield from _inside_base64(secret.encode())


def _inside_base64(secret: bytes) -> Iterator[str]:
    """The letters a secret leaves in the base64 of any text around it, such as `user:secret`.

    Three bytes make four letters, so there are three ways to fall; letters shared with a
    neighbour are left out.
    """
    for before in range(3):
        whole = (before + len(secret)) * 8 // 6
        first = -(-before * 8 // 6)
        letters = b64encode(bytes(before) + secret).decode()[first:whole]
        if len(letters) >= 6:
            yield letters
            yield letters.replace("+", "-").replace("/", "_")
