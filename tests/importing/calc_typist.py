"""Types into a running LibreOffice as a person does. Run by the system's Python, which knows UNO.

    /usr/bin/python3 calc_typist.py PIPE < orders.json > shown.json

An order is {"open": FILE, "locale": "pt-BR", "type": [[CELL, TEXT], ...], "save": FILE}. Its answer is
what the first sheet shows then: one list of texts a row, the header first.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

XLSX = "Calc MS Excel 2007 XML"
PATIENCE = 60
"""Seconds that LibreOffice may take to start."""


def main(pipe: str) -> None:
    """Does the orders of stdin one after the other."""
    context = connected(pipe)
    shown = [done(context, order) for order in json.load(sys.stdin)]
    json.dump(shown, sys.stdout)


def connected(pipe: str) -> Any:
    """The context of the LibreOffice that listens at the pipe."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    last = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def done(context: Any, order: dict[str, Any]) -> list[list[str]]:
    """Opens, types, saves and tells what is shown."""
    speak(context, order["locale"])
    desktop = service(context, "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(url(order["open"]), "_blank", 0, (named("Hidden", True),))
    try:
        type_all(context, document, order["type"])
        document.storeToURL(url(order["save"]), (named("FilterName", XLSX),))
        return shown_in(document.Sheets.getByIndex(0))
    finally:
        document.close(True)


def speak(context: Any, locale: str) -> None:
    """Sets the language in which dates and decimals are typed, as under Tools, Options, Locale."""
    provider = service(context, "com.sun.star.configuration.ConfigurationProvider")
    access = "com.sun.star.configuration.ConfigurationUpdateAccess"
    node = named("nodepath", "/org.openoffice.Setup/L10N")
    settings = provider.createInstanceWithArguments(access, (node,))
    settings.setPropertyValue("ooSetupSystemLocale", locale)
    settings.commitChanges()


def type_all(context: Any, document: Any, typed: list[list[str]]) -> None:
    """Goes to each cell and types, as at the keyboard: Calc makes of it what it makes of a person's text."""
    dispatcher = service(context, "com.sun.star.frame.DispatchHelper")
    frame = document.CurrentController.Frame
    document.CurrentController.setActiveSheet(document.Sheets.getByIndex(0))
    for cell, text in typed:
        dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, (named("ToPoint", cell),))
        dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, (named("StringName", text),))


def shown_in(sheet: Any) -> list[list[str]]:
    """Every cell's text as Calc shows it."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    return [
        [sheet.getCellByPosition(column, row).String for column in range(last.EndColumn + 1)]
        for row in range(last.EndRow + 1)
    ]


def service(context: Any, name: str) -> Any:
    """One of LibreOffice's services."""
    return context.ServiceManager.createInstanceWithContext(name, context)


def url(path: str) -> str:
    """A file's address."""
    return Path(path).as_uri()


def named(name: str, value: Any) -> PropertyValue:
    """An argument by name."""
    argument = PropertyValue()
    argument.Name, argument.Value = name, value
    return argument


if __name__ == "__main__":
    main(sys.argv[1])
