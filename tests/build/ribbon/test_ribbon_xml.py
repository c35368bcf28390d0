"""The ribbon that Excel reads: what its schema allows, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from xl_addin import texts
from xl_addin.build.ribbon import schema
from xl_addin.build.ribbon.buttons import BUTTONS, Kind, Need
from xl_addin.build.ribbon.callback_names import PARTS
from xl_addin.build.ribbon.images import IMAGES
from xl_addin.build.ribbon.xml import NAMESPACE, written
from xl_addin.schema import SHEETS
from xl_addin.texts import LANGUAGES

LABEL = 23
"""Characters of a label that stay on one line, or break into two below a large picture."""
PROMISED = {
    *("refresh_sheet", "refresh_workbook", "refresh_all", "function_help", "new_template", "check_rows"),
    *("send_rows", "send_selection", "new_from_this", "resume", "undo_last", "journal", "fetch"),
    *("settings", "doctor", "help"),
}


@pytest.fixture(params=LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each test is made in each language."""
    texts.use(request.param)
    yield request.param
    texts.use("en")


def elements(name: str) -> list[etree._Element]:
    """The ribbon's elements of a name."""
    return list(etree.fromstring(written()).iter(f"{{{NAMESPACE}}}{name}"))


def test_excel_takes_it() -> None:
    """One wrong attribute and Excel shows no ribbon at all: there is none."""
    assert schema.problems(written()) == []


def test_the_same_texts_give_the_same_bytes() -> None:
    """Who builds the file twice gets the same file."""
    assert written() == written()


def test_every_button_that_was_promised_is_there() -> None:
    """No button is forgotten, and none is there that nobody knows of."""
    assert {button.press for button in BUTTONS} == PROMISED


def test_labels_fit() -> None:
    """A label is short enough to be read on the ribbon."""
    assert [button.label for button in BUTTONS if not 1 <= len(button.label) <= LABEL] == []
    assert [group.get("label") for group in elements("group") if len(str(group.get("label"))) > LABEL] == []


def test_every_template_can_be_made() -> None:
    """The menu offers all six, and passes their names."""
    [menu] = elements("menu")
    assert [item.get("tag") for item in menu] == list(SHEETS)


def test_who_cannot_be_pressed_says_why() -> None:
    """A button that needs something says what, and one that needs nothing can always be pressed."""
    needs = {button.id: button.need for button in BUTTONS}
    for element in (*elements("button"), *elements("gallery"), *elements("menu")):
        need = needs.get(str(element.get("id")))
        if need:
            help_text, reason = str(element.get("tag")).split(PARTS)
            assert help_text
            assert reason
            assert element.get("getEnabled")
        else:
            assert element.get("getEnabled") is None


def test_nothing_that_is_said_parts_a_tag() -> None:
    """The sign between a tag's two texts stands in neither."""
    assert [button.id for button in BUTTONS if PARTS in button.help + button.reason] == []


def test_what_sends_needs_a_workbook_to_send() -> None:
    """Checking, sending and copying rows is offered in any workbook: what it lacks is said, not guessed."""
    needs = {button.id: button.need for button in BUTTONS}
    rows = ("check_rows", "send_rows", "send_selection", "new_from_this")
    assert {needs[button] for button in rows} == {Need.BOOK}
    assert [button.id for button in BUTTONS if button.kind is not Kind.BUTTON and button.need] == []


def test_no_picture_is_listed_in_vain() -> None:
    """The known pictures are those that are shown."""
    assert {button.image for button in BUTTONS} == IMAGES
