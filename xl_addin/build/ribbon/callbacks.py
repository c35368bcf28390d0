"""Writes the module `xlAddinRibbon.bas`: the ribbon's callbacks, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xl_addin.build.ribbon import callback_names
from xl_addin.build.ribbon.buttons import BUTTONS, FETCH, Button, Kind, Need

MODULE: Final = "xlAddinRibbon"

_HEAD = f"""\
Option Explicit

' The callbacks of the ribbon: each says which button was pressed, Python does the rest.
' Written by xl_addin.build.ribbon.callbacks from its table of buttons: change that instead.

Private shownRibbon As IRibbonUI
Private shownState As Long ' what the ribbon was told last

Public Sub {callback_names.LOADED}(ribbon As IRibbonUI)
    Set shownRibbon = ribbon
End Sub

' Called by ThisWorkbook when another workbook, sheet or cell may be in front.
Public Sub {callback_names.NOTICE}()
    Dim found As Long
    If shownRibbon Is Nothing Then Exit Sub
    found = RibbonState()
    If found = shownState Then Exit Sub
    shownState = found
    shownRibbon.Invalidate
End Sub

' 0: no workbook is open; {Need.BOOK:d}: one is. What is in it, Python looks at, and says what is missing:
' a sheet is understood by its headers, which nobody wants compared at each click.
Private Function RibbonState() As Long
    On Error GoTo Done
    If ActiveWorkbook Is Nothing Then Exit Function
    RibbonState = {Need.BOOK:d}
Done:
End Function

Private Function Has(needed As Long) As Boolean
    Has = RibbonState() >= needed
End Function

' A tag holds two texts: what the button does, and why it cannot be pressed.
Private Function TipWith(needed As Long, texts As String) As String
    Dim parts() As String
    parts = Split(texts, "{callback_names.PARTS}")
    If Has(needed) Then TipWith = parts(0) Else TipWith = parts(UBound(parts))
End Function
"""


def written() -> str:
    """The module's text, without the line that names it; ASCII, lines end with a line feed."""
    return "\n".join([_HEAD, *_needs(), *_presses()])


def _needs() -> Iterator[str]:
    for need in sorted({button.need for button in BUTTONS} - {Need.NOTHING}):
        yield f"""\
Public Sub {callback_names.enabled(need)}(control As IRibbonControl, ByRef returnedVal)
    returnedVal = Has({need:d})
End Sub

Public Sub {callback_names.supertip(need)}(control As IRibbonControl, ByRef returnedVal)
    returnedVal = TipWith({need:d}, control.Tag)
End Sub
"""


def _presses() -> Iterator[str]:
    for button in {button.press: button for button in BUTTONS}.values():
        yield _press(button)


def _press(button: Button) -> str:
    name, id_ = callback_names.press(button), button.press
    if button.kind is Kind.GALLERY:
        return f"""\
Public Sub {name}(control As IRibbonControl, selectedId As String, selectedIndex As Integer)
    xlAddinBridge.Press "{id_}", Replace(Mid$(selectedId, {len(FETCH) + 2}), ".", " ")
End Sub
"""
    detail = ", control.Tag" if button.kind is Kind.MENU else ""
    return f"""\
Public Sub {name}(control As IRibbonControl)
    xlAddinBridge.Press "{id_}"{detail}
End Sub
"""
