"""Takes secrets out of texts that people or the journal will see."""

from __future__ import annotations

import json
import re
import threading
from base64 import b64encode
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from xl_addin.values.secret import Secret

STARS = "**********"

_HEADER = r"(?:basic|bearer)\s+[\w+/=.~-]{8,}"
"""An Authorization header's value, whoever's it is."""
LEARNED = 8
"""How many secrets learned on the way are remembered; older ones have long expired."""


class Redactor:
    """Replaces secrets in any text, also encoded for a URL, JSON or base64.

    >>> Redactor([Secret("s3cret/token")])("at ?key=s3cret%2Ftoken")
    'at ?key=**********'
    """

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._given = tuple(secrets)
        self._learned: deque[Secret] = deque(maxlen=LEARNED)
        self._learning = threading.Lock()
        self._pattern = _pattern(self._given)

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(STARS, text)

    def learn(self, secret: Secret) -> None:
        """One more secret, such as a token that a service gave out just now. Any thread may call."""
        with self._learning:
            self._learned.append(secret)
            self._pattern = _pattern([*self._given, *self._learned])


def _pattern(secrets: Iterable[Secret]) -> re.Pattern[str]:
    forms = {form for secret in secrets if secret for form in _forms(secret.reveal())}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile("|".join([_HEADER, *map(re.escape, longest_first)]), re.IGNORECASE)


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
