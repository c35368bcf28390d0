"""Text as the file spells it: `_x000D_` stands for what XML cannot hold."""

from __future__ import annotations

import re

LONGEST = 32_767
"""UTF-16 units that fit into one cell (Excel's specification)."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}(?:_|[\x00-\x08\x0b-\x1f\ufffe\uffff]))")


def decode(text: str) -> str:
    r"""The text as a person typed it.

    >>> decode("a_x000D__x005F_x0041_")
    'a\r_x0041_'
    """
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), plain)


def encode(text: str) -> str:
    r"""The spelling that `decode` reads back; half a surrogate pair becomes U+FFFD.

    >>> encode("a\r_x0041_")
    'a_x000D__x005F_x0041_'
    """
    whole = _LONE.sub("\ufffd", text)
    guarded = _LOOKS_ESCAPED.sub("_x005F_", whole)
    return _UNHOLDABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", guarded)


def fitted(text: str) -> str:
    """The text, cut with an ellipsis where a cell could not hold it."""
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: (LONGEST - 1) * 2]
    return kept.decode("utf-16-le", "ignore") + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
