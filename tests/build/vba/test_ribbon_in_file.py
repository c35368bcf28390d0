"""The ribbon and the VBA of the built file meet, in every language."""

from __future__ import annotations

import pytest
from reading import VBA_Parser

from xl_addin.build import packing
from xl_addin.build.addin.assembly import built
from xl_addin.build.ribbon import callbacks, schema
from xl_addin.texts import available


@pytest.mark.parametrize("language", available())
def test_each_callback_is_there_with_its_parameters(language: str) -> None:
    """Whatever the ribbon calls is in the file that people install, and takes what Excel passes."""
    file = built(language)
    parser = VBA_Parser("xl-addin.xlam", data=file)
    modules = {name.rpartition(".")[0]: text for _, _, name, text in parser.extract_all_macros()}
    parser.close()
    ribbon = packing.parts(file)["customUI/customUI14.xml"]
    assert schema.problems(ribbon) == []
    assert schema.unanswered(ribbon, modules[callbacks.MODULE]) == []


def test_languages_differ_in_what_is_read_and_in_nothing_else() -> None:
    """A label in another language changes no button: the same controls call the same procedures."""
    ribbons = [packing.parts(built(language))["customUI/customUI14.xml"] for language in available()]
    assert len(set(ribbons)) == len(ribbons)
    assert len({tuple(schema.wanted(ribbon).items()) for ribbon in ribbons}) == 1
