"""Takes secrets out of texts that people or the journal will see."""

from __future__ import annotations

import html
import json
import re
import threading
from base64 import b64encode
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote, quote_plus

from xl_addin.values.secret import Secret

STARS = "**********"

_BASE64 = r"(?:[\w+/.~-]|\\/|%2[BF])"
_PADDING = r"(?:=|%3D){0,2}"
_HEADERS = (
    rf"(?:basic|bearer)\s+{_BASE64}{{8,}}+{_PADDING}",
    rf"(?::|%3A){_BASE64}{{128,}}+{_PADDING}(?::|%3A)[0-9a-f]{{32}}{_BASE64}{{20,}}+{_PADDING}",
)
"""An Authorization header's value, whoever's it is: HTTP's and OAuth's, and what stands behind iZi's
ClientId, with which anybody could send an invoice once more. Also as JSON and URLs spell it."""
LEARNED = 8
"""How many secrets learned on the way are remembered; older ones have long expired."""


class Redactor:
    """Replaces secrets in any text, also encoded for a URL, JSON, HTML or base64.

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
    return re.compile("|".join([*_HEADERS, *map(_spelled, longest_first)]), re.IGNORECASE)


def _forms(secret: str) -> Iterator[str]:
    yield secret
    yield from _inside_base64(secret.encode())


def _spelled(text: str) -> str:
    """A pattern for the text, each of its characters spelled as anybody's URL, JSON or HTML may."""
    return "".join(map(_ways, text))


@cache
def _ways(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    number = ord(character)
    ways = {
        character,
        f"\\{character}",  # PHP's JSON has \/
        f"\\u{number:04x}",  # and Rails' has \u0026
        json.dumps(character)[1:-1],
        quote(character, safe=""),
        quote_plus(character),
        html.escape(character),
        f"&#{number};",
        f"&#x{number:x};",
    }
    return f"(?:{'|'.join(map(re.escape, sorted(ways, key=len, reverse=True)))})"


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
