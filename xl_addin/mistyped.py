"""What is wrong with a value in a file of settings, in the user's language: msgspec knows, in English."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from xl_addin.texts import say

KINDS: Final = ("array", "bool", "float", "int", "object", "str")
"""Kinds that have words of their own."""
_AT = r"(?: - at `\$\.(?P<place>.+)`)?"
_KIND = re.compile(rf"Expected `(?P<kind>\w+)[^`]*`, got `[^`]+`{_AT}")
_FIELD = re.compile(rf"Object \w+ (?P<what>required|unknown) field `(?P<name>[^`]+)`{_AT}")


def told(error: msgspec.ValidationError) -> str:
    """Which value must be what, with its place in the file; as msgspec says it where we have no words."""
    text = str(error)
    if (found := _KIND.fullmatch(text)) and found["kind"] in KINDS and found["place"]:
        return say("mistyped.kind", place=found["place"], kind=say(f"mistyped.{found['kind']}"))
    if found := _FIELD.fullmatch(text):
        place = f"{found['place']}.{found['name']}" if found["place"] else found["name"]
        unknown = found["what"] == "unknown"
        return say("mistyped.unknown", place=place) if unknown else say("mistyped.missing", place=place)
    return text
