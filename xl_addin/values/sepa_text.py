"""The characters that every SEPA bank carries, and the rule for references (EPC217-08, basic Latin)."""

from __future__ import annotations

import unicodedata
from string import ascii_letters, digits

MARKS = "/-?:().,'+"
"""All marks that are carried; the blank comes on top."""
LONGEST_REFERENCE = 35
"""An end-to-end id's length in ISO 20022 (`Max35Text`)."""

_CARRIED = frozenset(ascii_letters + digits + MARKS + " ")
_UNLISTED = "."
"""What the EPC's conversion table puts for a character that it does not list."""
_SPELLED = str.maketrans(
    {
        **{"ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "Th", "þ": "th"},
        **{"Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "ı": "i"},
        **dict.fromkeys('"`´\u2018\u2019\u201a\u201b\u201c\u201d\u201e«»', "'"),
        **dict.fromkeys("_\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\t\n\r", " "),
        **{"&": "+", "€": "EUR", "°": "o"},
    }
)
"""Letters that are no base letter with an accent, and marks that keyboards and word processors put in."""


class ReferenceUnfit(ValueError):
    """A text cannot be an end-to-end id.

    `reason` is the end of a key of `texts`: "blank", "too_long", "characters" or "slash".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def misfits(text: str) -> str:
    """The characters of a text that a bank may refuse or replace, each once, in their order.

    >>> misfits("São João & Cia")
    'ã&'
    """
    return "".join(dict.fromkeys(character for character in text if character not in _CARRIED))


def slashed(text: str) -> bool:
    """Whether a reference has a slash where it may have none: first, last, or two in a row."""
    return text.startswith("/") or text.endswith("/") or "//" in text


def checked_reference(text: str) -> str:
    """The text itself, when it can be an end-to-end id or another reference of ISO 20022.

    Raises:
        ReferenceUnfit: With the reason.
    """
    if not text.strip():
        raise ReferenceUnfit("blank")
    if len(text) > LONGEST_REFERENCE:
        raise ReferenceUnfit("too_long")
    if misfits(text):
        raise ReferenceUnfit("characters")
    if slashed(text):
        raise ReferenceUnfit("slash")
    return text


def latin(text: str) -> str:
    """How the text can be written with the characters that are carried: a suggestion for a message.

    Accents go, other letters are spelled out, and what has no spelling becomes a full stop.
    What a person typed is never replaced by it.

    >>> latin("São João & Cia – Łódź")
    'Sao Joao + Cia - Lodz'
    """
    apart = unicodedata.normalize("NFKD", text.translate(_SPELLED)).translate(_SPELLED)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return "".join(character if character in _CARRIED else _UNLISTED for character in bare)
