"""How deep an answer's JSON goes: decoders go down with it, and end in an error of Python's own."""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 100
"""Lists and objects within one another; the deepest that is documented has five."""

_OTHERS: Final = bytes(set(range(256)) - set(b"[]{}"))
_TEXT: Final = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)


class TooDeep(Exception):
    """An answer has more within one another than is read."""


def check(body: bytes) -> None:
    """Returns when a decoder can take the body; what is no JSON is no matter.

    Raises:
        TooDeep: It cannot.
    """
    if body.lstrip()[:1] not in (b"[", b"{"):
        return
    if _is_deep(body) and _is_deep(_TEXT.sub(b"", body)):  # brackets in texts are looked at on suspicion only
        raise TooDeep


def _is_deep(body: bytes) -> bool:
    """Takes the innermost brackets away, again and again; what is never closed stays."""
    brackets = body.translate(None, _OTHERS)
    for left in range(DEEPEST, -1, -1):
        if brackets.count(b"[") + brackets.count(b"{") <= left:
            return False
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return True
