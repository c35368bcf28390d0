"""Every control of the ribbon's tab, in the order in which people see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from xl_addin.fetching.systems import SYSTEMS
from xl_addin.schema import SHEETS
from xl_addin.texts import say


class Kind(StrEnum):
    """What a control is; the name of its element."""

    BUTTON = "button"
    MENU = "menu"
    GALLERY = "gallery"


class Need(IntEnum):
    """What there must be before a control can work; who has one has those before it too."""

    NOTHING = 0
    BOOK = 1
    """A workbook is open. Whether its rows can be sent, the button says when it is pressed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things that a menu or a gallery offers.

    Attributes:
        id: The control's id, a dot, and the detail with dots for blanks.
        detail: What `press` is given.
        label: In the language in use.
    """

    id: str
    detail: str
    label: str


@dataclass(frozen=True, slots=True)
class Button:
    """One control.

    Attributes:
        id: What `press` is given; of several galleries for one button, that and the service.
        group: The group that it stands in: a text's key.
        image: The name of one of Office's own pictures.
        keytip: What is typed after Alt and the tab's.
        kind: Its element.
        need: What there must be before it can work.
        large: As high as the ribbon.
    """

    id: str
    group: str
    image: str
    keytip: str
    kind: Kind = Kind.BUTTON
    need: Need = Need.NOTHING
    large: bool = False

    @property
    def press(self) -> str:
        """The button that Python knows."""
        return self.id.partition(".")[0]

    @property
    def label(self) -> str:
        """In the language in use; a service's gallery has the service's name."""
        return SERVICES[self.id] if self.id in SERVICES else say(f"ribbon.label_{self.id}")

    @property
    def tip(self) -> str:
        """What it does, in a line."""
        return say(f"ribbon.tip_{self.press}")

    @property
    def help(self) -> str:
        """What a person may want to know before they press it."""
        return say(f"ribbon.help_{self.press}")

    @property
    def reason(self) -> str:
        """Why it cannot be pressed, while it cannot; blank where it always can."""
        return say(REASONS[self.need]) if self.need else ""

    @property
    def items(self) -> Sequence[Item]:
        """What a menu or a gallery offers."""
        return tuple(_items(self))


REASONS: Final = {Need.BOOK: "ribbon.needs_book"}
FETCH: Final = "fetch"
NEW: Final = "new_template"
SERVICES: Final = {f"{FETCH}.organizze": "Organizze", f"{FETCH}.iziago": "Iziago", f"{FETCH}.izi": "iZi"}
"""The galleries of lists: one a service, by what the service calls itself."""

BUTTONS: Final = (
    Button("new_template", "rows", "FileNew", "N", kind=Kind.MENU, large=True),
    Button("check_rows", "rows", "ErrorChecking", "C", need=Need.BOOK, large=True),
    Button("send_rows", "rows", "FileSendAsAttachment", "S", need=Need.BOOK, large=True),
    Button("send_selection", "rows", "SendCopySelectNames", "T", need=Need.BOOK),
    Button("new_from_this", "rows", "Copy", "W", need=Need.BOOK),
    Button("resume", "sent", "RefreshStatus", "U"),
    Button("undo_last", "sent", "Undo", "Z"),
    Button("journal", "sent", "ReviewHighlightChanges", "J"),
    Button(f"{FETCH}.organizze", "fetch", "GetExternalDataFromWeb", "O", kind=Kind.GALLERY),
    Button(f"{FETCH}.iziago", "fetch", "GetExternalDataFromWeb", "I", kind=Kind.GALLERY),
    Button(f"{FETCH}.izi", "fetch", "GetExternalDataFromWeb", "E", kind=Kind.GALLERY),
    Button("refresh_sheet", "values", "Refresh", "R", need=Need.BOOK, large=True),
    Button("refresh_workbook", "values", "CalculateNow", "B", need=Need.BOOK),
    Button("refresh_all", "values", "RefreshAll", "A", need=Need.BOOK),
    Button("function_help", "values", "FunctionWizard", "F"),
    Button("settings", "about", "ControlProperties", "G"),
    Button("doctor", "about", "TraceError", "D"),
    Button("help", "about", "Help", "H"),
)
GROUPS: Final = tuple(dict.fromkeys(button.group for button in BUTTONS))


def _items(button: Button) -> Iterator[Item]:
    if button.id == NEW:
        for sheet in SHEETS.values():
            yield Item(f"{NEW}.{sheet.template}", sheet.template, say(f"ribbon.new_{sheet.template}"))
    elif button.id in SERVICES:
        system = button.id.partition(".")[2]
        for what in SYSTEMS[system].lists:
            yield Item(f"{button.id}.{what}", f"{system} {what}", say(f"lists.{what}"))
