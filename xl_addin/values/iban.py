"""Account numbers and banks as ISO 13616 (IBAN) and ISO 9362 (BIC) write them: checked, never corrected."""

from __future__ import annotations

import re

_BLANKS = r"\s\u00a0\u2007\u202f"
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_GAPS = re.compile(rf"[{_BLANKS}{_UNSEEN}.\-\u2010-\u2015]")
"""What people put between the groups; the checksum tells whether taking it out was right."""
_LABEL = re.compile(rf"[{_BLANKS}]*IBAN[{_BLANKS}]*:?", re.IGNORECASE)
_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
_SHORTEST = 15
"""Norway's."""
_FEWEST_DIGITS = 8
_KOSOVO = "XK"
"""In use by banks, though ISO 3166 has left it to its users and the register of countries lacks it."""


class IbanError(ValueError):
    """A text is no IBAN.

    `reason` is the end of a key of `texts`: "blank", "characters" (something besides letters and digits, or
    a letter where the country has digits), "country" (unknown, or without IBANs), "length" (not the
    country's), "checksum" (a slip of the finger, most often).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BicError(ValueError):
    """A text is no BIC; `reason` as in `IbanError`: "blank", "characters", "country" or "length"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def compact(text: str) -> str:
    """The text without `IBAN` before it and without what stands between its groups, in capitals.

    >>> compact("IBAN: de89 3704-0044.0532 0130 00")
    'DE89370400440532013000'
    """
    bare = _GAPS.sub("", _LABEL.sub("", text, count=1) if _LABEL.match(text) else text)
    return bare.upper() if bare.isascii() else bare


def looks_like_iban(text: str) -> bool:
    """Whether somebody meant an IBAN, right or wrong, and not the name of an account.

    Two letters, two digits, fifteen characters or more, eight of them digits.

    >>> looks_like_iban("DE89 3704 0044 0532 0130 01"), looks_like_iban("BB01 Conta corrente")
    (True, False)
    """
    bare = compact(text)
    digits = sum(character.isdecimal() for character in bare)
    return bool(_SHAPE.fullmatch(bare)) and digits >= _FEWEST_DIGITS


def checked_iban(text: str) -> str:
    """The IBAN, compact and in capitals.

    Country, length, the country's pattern and the two check digits are looked at. A country's own check
    digits are not: banks have accounts that break them.

    Raises:
        IbanError: With the reason.
    """
    from schwifty import IBAN, exceptions

    bare = compact(text)
    if not bare:
        raise IbanError("blank")
    if not (bare.isascii() and bare.isalnum()):
        raise IbanError("characters")
    if not bare[:2].isalpha():
        raise IbanError("country")
    if len(bare) < _SHORTEST:
        raise IbanError("length")
    try:
        return str(IBAN(bare))
    except exceptions.InvalidCountryCode:
        raise IbanError("country") from None
    except exceptions.InvalidLength:
        raise IbanError("length") from None
    except exceptions.InvalidChecksumDigits:
        raise IbanError("checksum") from None
    except exceptions.SchwiftyException:
        raise IbanError("characters") from None


def grouped(iban: str) -> str:
    """An IBAN as people read it, in groups of four.

    >>> grouped("DE89370400440532013000")
    'DE89 3704 0044 0532 0130 00'
    """
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def checked_bic(text: str) -> str:
    """The BIC in capitals, with eight or eleven characters as it was typed.

    Raises:
        BicError: With the reason.
    """
    from schwifty import BIC, exceptions

    bare = _GAPS.sub("", text)
    if not bare:
        raise BicError("blank")
    if not (bare.isascii() and bare.isalnum()):
        raise BicError("characters")
    try:
        return str(BIC(bare))
    except exceptions.InvalidLength:
        raise BicError("length") from None
    except exceptions.InvalidCountryCode:
        if bic_country(bare.upper()) == _KOSOVO:
            return bare.upper()
        raise BicError("country") from None
    except exceptions.SchwiftyException:
        raise BicError("characters") from None


def bic_country(bic: str) -> str:
    """The ISO 3166 code of the country that a checked BIC's bank is in.

    >>> bic_country("DEUTDEFF500")
    'DE'
    """
    return bic[4:6]
