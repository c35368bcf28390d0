"""Parameters of a request: their types and patterns, by the document.

It does not say what a wrong one is answered with. Assumed: 400, with every problem in plain text, as each
406 of the document is about the issuer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from xl_addin.sandbox.izi.amounts import LIMIT
from xl_addin.sandbox.izi.answers import refuse
from xl_addin.sandbox.records import Record

Check: TypeAlias = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""

_REQUIRED = "es requerido"
_DECIMALS = 18  # more than a double has; assumed


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter.

    Attributes:
        check: What its value must be.
        default: Its value in a request that came without it.
        required: Whether a request needs it.
    """

    check: Check
    default: Any = None
    required: bool = False


def read(fields: Mapping[str, Field], sent: Mapping[str, Any]) -> Record:
    """The parameters' values; what the document does not name is ignored (assumed).

    Raises:
        Refusal: 400, with what is wrong.
    """
    refuse_problems(problems(fields, sent))
    return {name: sent.get(name, field.default) for name, field in fields.items()}


def problems(fields: Mapping[str, Field], sent: Mapping[str, Any]) -> list[str]:
    """What is wrong with the parameters, in the document's order."""
    found = {name: _problem(field, name, sent) for name, field in fields.items()}
    return [f"{name} {problem}" for name, problem in found.items() if problem]


def refuse_problems(found: list[str]) -> None:
    """Ends the call with 400 when there are problems."""
    if found:
        raise refuse(400, "; ".join(found))


def _problem(field: Field, name: str, sent: Mapping[str, Any]) -> str | None:
    if name in sent:
        return field.check(sent[name])
    return _REQUIRED if field.required else None


def text(value: Any) -> str | None:
    """Text with something in it."""
    if not isinstance(value, str):
        return "debe ser string"
    return None if value.strip() else _REQUIRED


def text_or_blank(value: Any) -> str | None:
    """Any text."""
    return None if isinstance(value, str) else "debe ser string"


def digits(value: Any) -> str | None:
    """The pattern `^[0-9]*$`."""
    return text_or_blank(value) or (None if re.fullmatch("[0-9]*", value) else "debe cumplir ^[0-9]*$")


def digits_first(value: Any) -> str | None:
    """The pattern `^[0-9]+`, which says nothing of what comes behind: `4346405-1A` is a buyer."""
    return text_or_blank(value) or (None if re.match("[0-9]+", value) else "debe cumplir ^[0-9]+")


def boolean(value: Any) -> str | None:
    """JSON's true or false."""
    return None if isinstance(value, bool) else "debe ser boolean"


def number(value: Any) -> str | None:
    """A JSON number; how large and how fine it may be is assumed."""
    if not isinstance(value, Decimal):
        return "debe ser number"
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "JSON has no infinity"
    return None if value.copy_abs() < LIMIT and exponent >= -_DECIMALS else "está fuera de rango"


def amount(value: Any) -> str | None:
    """A number that is not negative (assumed)."""
    return number(value) or ("no puede ser negativo" if value < 0 else None)


def positive(value: Any) -> str | None:
    """A number above zero (assumed)."""
    return number(value) or ("debe ser mayor a 0" if value <= 0 else None)


def code(value: Any) -> str | None:
    """A number that is a code: whole (assumed)."""
    return number(value) or (None if value == value.to_integral_value() else "debe ser entero")
