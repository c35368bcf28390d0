"""The ribbon as customUI14 (the namespace of 2009/07), in the language in use."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from xl_addin.build.ribbon import callback_names
from xl_addin.build.ribbon.buttons import BUTTONS, GROUPS, Button, Item, Kind, Need
from xl_addin.texts import say

NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
TAB: Final = "xl_addin"
TAB_LABEL: Final = "xl-addin"
TAB_KEYTIP: Final = "G"
"""No tab of Excel's has it, and no key of its old menus: see `schema.TAKEN`."""
_PLAIN: Final[dict[Any, str]] = {None: NAMESPACE}
"""Elements have no prefix; lxml's stubs know no such thing."""
ROWS_SHOWN: Final = 12
"""Items that a gallery shows before it scrolls."""


def written() -> bytes:
    """The part `customUI/customUI14.xml`, UTF-8; the same bytes for the same texts."""
    root = etree.Element(f"{{{NAMESPACE}}}customUI", nsmap=_PLAIN)
    root.set("onLoad", callback_names.LOADED)
    tabs = _in(_in(root, "ribbon"), "tabs")
    tab = _in(tabs, "tab", id=TAB, label=TAB_LABEL, keytip=TAB_KEYTIP)
    for name in GROUPS:
        group = _in(tab, "group", id=f"group_{name}", label=say(f"ribbon.group_{name}"))
        for button in BUTTONS:
            if button.group == name:
                _add(group, button)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add(group: etree._Element, button: Button) -> None:
    control = _in(group, button.kind, id=button.id, label=button.label, imageMso=button.image)
    control.set("keytip", button.keytip)
    control.set("size", "large" if button.large else "normal")
    control.set("screentip", button.tip)
    _say_when(control, button)
    if button.kind is Kind.MENU:
        control.set("itemSize", "normal")
    else:
        control.set("onAction", callback_names.press(button))
    if button.kind is Kind.GALLERY:
        control.set("columns", "1")
        control.set("rows", str(min(len(button.items), ROWS_SHOWN)))
        control.set("showItemLabel", "true")
        control.set("showItemImage", "false")
    for item in button.items:
        _add_item(control, button, item)


def _say_when(control: etree._Element, button: Button) -> None:
    """What the supertip says; of a control that needs something, also while that is not there."""
    if button.need is Need.NOTHING:
        control.set("supertip", button.help)
        return
    control.set("tag", f"{button.help}{callback_names.PARTS}{button.reason}")
    control.set("getEnabled", callback_names.enabled(button.need))
    control.set("getSupertip", callback_names.supertip(button.need))


def _add_item(control: etree._Element, button: Button, item: Item) -> None:
    if button.kind is Kind.GALLERY:
        _in(control, "item", id=item.id, label=item.label)
        return
    choice = _in(control, "button", id=item.id, label=item.label, imageMso=button.image, tag=item.detail)
    choice.set("onAction", callback_names.press(button))


def _in(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
