"""Every function, by name. What Excel, VBA or the docs know of them is derived from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xl_addin.functions import addin
from xl_addin.functions.function import Function
from xl_addin.functions.organizze import lists as organizze_lists

FUNCTIONS: Final[Mapping[str, Function]] = {
    function.name: function
    for room in (organizze_lists, addin)
    for function in vars(room).values()
    if isinstance(function, Function)
}
