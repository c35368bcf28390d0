"""How deep an answer's JSON goes: decoders go down with it, and end in an error of Python's own."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

DEEPEST: Final = 100
"""Lists and objects within one another; the deepest that is documented has five."""

_STEPS: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_OTHERS: Final = bytes(set(range(256)) - _STEPS.keys())
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
    steps = map(_STEPS.__getitem__, body.translate(None, _OTHERS))
    return any(depth > DEEPEST for depth in accumulate(steps))
