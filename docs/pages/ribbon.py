"""docs/ribbon.md: every button of the ribbon, from the table that the ribbon is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docs.pages.markdown import table
from xl_addin.build.ribbon.buttons import BUTTONS, GROUPS, Button, Kind, Need
from xl_addin.build.ribbon.xml import TAB_KEYTIP, TAB_LABEL
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.texts import LANGUAGES, language, say, use

LIKE: Final = {
    "refresh_sheet": "",
    "refresh_workbook": "",
    "refresh_all": "",
    "function_help": "`xl-addin call list`",
    "new_template": "`xl-addin template NAME`",
    "check_rows": "`xl-addin check WORKBOOK`",
    "send_rows": "`xl-addin import WORKBOOK`",
    "send_selection": "",
    "new_from_this": "`xl-addin renew WORKBOOK --out NEW`",
    "resume": "`xl-addin journal reconcile`",
    "undo_last": "`xl-addin journal undo BATCH`",
    "journal": "`xl-addin journal list --all`",
    "fetch": "`xl-addin fetch SYSTEM WHAT`",
    "settings": "",
    "doctor": "`xl-addin doctor`",
    "help": "",
}
"""The command that does the same, where there is one."""
NEEDS: Final = {Need.NOTHING: "nothing", Need.BOOK: "an open workbook"}

_HEAD = f"""\
# The ribbon

Made by `make docs` from the table of buttons; do not edit. The tab is called {TAB_LABEL}. On Windows Alt,
{TAB_KEYTIP} and the key beside a button press it. On a Mac the buttons work too, by the mouse; functions in
cells do not, so Refresh says so there.

- **A button that cannot work now** is grey, and its tip says what is missing.
- **Whatever goes wrong** ends in one message, in your language, with what to do next. Excel's calculation
  mode, events, screen and status bar are afterwards as you had them.
- **What is fetched or reported** goes into a new sheet behind the others, as a table. Texts stay texts:
  nothing in them becomes a formula. Sheets that are there are left alone.
- **Long work** says in the status bar how far it is. On Windows, Esc stops it between two rows; what was
  sent stays in the journal, and the same button goes on.
- **Send selection** takes every row in which a cell is selected: several areas too (Ctrl), hidden and
  filtered rows not. Rows that make one record, such as an invoice's items, are selected all or none. Excel
  for Mac tells only the first of several areas: there they are refused, and nothing is sent.
- **A long preview or report** is a page in a workbook of its own, which Excel never asks to save. The next
  button closes it, unless you typed in it; the workbook in front is then yours again.
- **The language** is that of the settings (`lang`), for the ribbon, messages, sheets and commands alike:
  `xl-addin addin install --lang pt` writes it there.
- **After an undo** the open sheet shows *not sent* and no Id any more. It is not saved: that is yours to
  do. A workbook that is not open goes on saying *sent*, until its rows are sent again.
- *Microsoft Excel is waiting for another application to complete an OLE action* should not be seen: the
  add-in asks Excel to be quiet about it. If it comes all the same, press OK and wait: rows are on their
  way, and nothing is lost.
- **Lists that are files**, such as PDFs and payment files, go into a folder: `xl-addin fetch` brings them.
"""


def page(_folder: Path) -> str:
    """The page, in English, with every language's labels."""
    before = language()
    try:
        use("en")
        parts = [_HEAD, *(line for group in GROUPS for line in _group(group)), *_lists(), *_labels()]
    finally:
        use(before)
    return "\n".join(parts)


def _group(name: str) -> Iterator[str]:
    rows = [_row(button) for button in _once() if button.group == name]
    yield f"## {say(f'ribbon.group_{name}')}\n"
    yield from table(["button", "key", "what it does", "needs", "the same as"], rows)
    yield ""


def _row(button: Button) -> list[str]:
    label = button.label if button.kind is not Kind.GALLERY else ", ".join(_galleries(button.press))
    keys = ", ".join(each.keytip for each in BUTTONS if each.press == button.press)
    return [f"**{label}**", keys, f"{button.tip}. {button.help}", NEEDS[button.need], LIKE[button.press]]


def _galleries(press: str) -> Iterator[str]:
    return (button.label for button in BUTTONS if button.press == press)


def _once() -> Iterator[Button]:
    """Each button once, though it may have several galleries."""
    first: dict[str, Button] = {}
    for button in BUTTONS:
        first.setdefault(button.press, button)
    return iter(first.values())


def _lists() -> Iterator[str]:
    """What the menu and the galleries hold."""
    yield "## What can be chosen\n"
    rows = [
        [button.label, ", ".join(item.label for item in button.items)] for button in BUTTONS if button.items
    ]
    yield from table(["from", "what"], rows)
    yield f"\nNot in the galleries: {', '.join(f'{name} {what}' for name, what in _downloads())}.\n"


def _downloads() -> Iterator[tuple[str, str]]:
    return ((name, what) for name, system in SYSTEMS.items() for what in system.downloads)


def _labels() -> Iterator[str]:
    """The labels in every language, for who helps somebody with another one."""
    rows = []
    for button in BUTTONS:
        labels = []
        for code in LANGUAGES:
            use(code)
            labels.append(button.label)
        rows.append(labels)
    use("en")
    yield "## In other languages\n"
    yield from table(list(LANGUAGES.values()), rows)
    yield ""
