"""What Excel takes for a ribbon: the rules of customUI14's schema for the elements that we use.

Excel drops a ribbon with one wrong attribute as a whole, and says so only to people who asked to be told.
The rules are those of the schema of 2009/07 (MS-CUSTOMUI2); the signatures are the documented ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from xl_addin.build.ribbon.images import IMAGES
from xl_addin.build.ribbon.xml import NAMESPACE

LONGEST: Final = 1_024
"""Characters of a label, a tip or a tag."""
LONGEST_KEYTIP: Final = 3
TAKEN: Final = frozenset("ABDEFHIJLMNOPQRTUVWXYZ")
"""First letters of the keys of Excel's tabs in Excel's English, of what stands beside them, of tabs that come
and go, and of the menus of before, whose keys still work."""
MOST: Final = 1_024
"""Rows and columns of a gallery."""

BUTTON: Final = "control As IRibbonControl"
GIVES: Final = "control As IRibbonControl, ByRef returnedVal"
GALLERY: Final = "control As IRibbonControl, selectedId As String, selectedIndex As Integer"
LOADS: Final = "ribbon As IRibbonUI"


@dataclass(frozen=True, slots=True)
class Element:
    """What may stand in an element.

    Attributes:
        children: Elements.
        needed: Attributes that must be there.
        allowed: Attributes that may.
        callbacks: Attributes that name a procedure, with its parameters.
    """

    children: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    callbacks: tuple[tuple[str, str], ...] = ()


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHOWN = "label imageMso screentip supertip keytip tag"
_ASKED = tuple((name, GIVES) for name in ("getEnabled", "getSupertip", "getLabel", "getVisible"))
ELEMENTS: Final = {
    "customUI": Element(_set("ribbon"), callbacks=(("onLoad", LOADS),)),
    "ribbon": Element(_set("tabs")),
    "tabs": Element(_set("tab")),
    "tab": Element(_set("group"), _set("id label"), _set("keytip insertAfterMso insertBeforeMso")),
    "group": Element(_set("button menu gallery"), _set("id label"), _set("keytip imageMso autoScale")),
    "menu": Element(_set("button"), _set("id label"), _set(f"{_SHOWN} size itemSize"), _ASKED),
    "gallery": Element(
        _set("item"),
        _set("id label onAction"),
        _set(f"{_SHOWN} size columns rows showItemLabel showItemImage"),
        (("onAction", GALLERY), *_ASKED),
    ),
    "button": Element(
        needed=_set("id label onAction"),
        allowed=_set(f"{_SHOWN} size"),
        callbacks=(("onAction", BUTTON), *_ASKED),
    ),
    "item": Element(needed=_set("id label"), allowed=_set("imageMso screentip supertip")),
}
WITHHELD: Final = {"menu": _set("size")}
"""Attributes that no control has inside an element: in a menu, all are of the menu's `itemSize`."""
EITHER: Final = (("supertip", "getSupertip"), ("label", "getLabel"))
"""Attributes of which an element has one at most."""
SIZES: Final = {
    "size": _set("normal large"),
    "itemSize": _set("normal large"),
    "showItemLabel": _set("true false"),
    "showItemImage": _set("true false"),
}

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_SUB = re.compile(r"^Public Sub (\w+)\((.*)\)$", re.MULTILINE)


def problems(xml: bytes) -> list[str]:
    """What Excel would refuse, one sentence each; empty when all is well."""
    root = etree.fromstring(xml)
    if root.tag != f"{{{NAMESPACE}}}customUI":
        return [f"the root is {root.tag}"]
    elements = list(root.iter(etree.Element))
    found = [problem for element in elements for problem in _of(element)]
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    found += [
        f"the keytip {key} begins as one of Excel's own"
        for element in elements
        if _name(element) == "tab" and (key := str(element.get("keytip", "")))[:1] in TAKEN and key
    ]
    found += [f"the id {name} is there {count} times" for name, count in ids.items() if count > 1]
    return found + _keytips(elements)


def wanted(xml: bytes) -> dict[str, str]:
    """The procedures that the ribbon calls, with their parameters."""
    return {
        str(element.get(attribute)): parameters
        for element in etree.fromstring(xml).iter()
        for attribute, parameters in ELEMENTS[_name(element)].callbacks
        if element.get(attribute)
    }


def unanswered(xml: bytes, vba: str) -> list[str]:
    """Procedures that the ribbon calls and the module does not have so, one sentence each."""
    there = dict(_SUB.findall(vba.replace("\r\n", "\n")))
    return [
        f"{name}({parameters}) is there as ({there[name]})" if name in there else f"{name} is not there"
        for name, parameters in wanted(xml).items()
        if there.get(name) != parameters
    ]


def _of(element: etree._Element) -> Iterator[str]:
    """What is wrong with an element, where it stands included."""
    name, parent = _name(element), element.getparent()
    if name not in ELEMENTS:
        yield f"{name} is no element that we know"
        return
    place, above = f"{name} {element.get('id', '')}".rstrip(), "" if parent is None else _name(parent)
    if above and name not in ELEMENTS[above].children:
        yield f"{place} may not stand in {above}"
    rule, given = ELEMENTS[name], set(map(str, element.attrib))
    calls = {attribute for attribute, _ in rule.callbacks}
    strange = given - (rule.needed | rule.allowed | calls) | given & WITHHELD.get(above, frozenset())
    yield from (f"{place} has no {attribute}" for attribute in sorted(rule.needed - given))
    yield from (f"{place} may not have {attribute}" for attribute in sorted(strange))
    yield from (f"{place} has both {one} and {other}" for one, other in EITHER if {one, other} <= given)
    for attribute in sorted(given):
        if reason := _value(attribute, str(element.get(attribute)), called=attribute in calls):
            yield f"{place}: {attribute} {reason}"


def _value(attribute: str, value: str, *, called: bool) -> str:
    """What is wrong with an attribute's value; blank when nothing is."""
    if called:
        return "" if _NAME.fullmatch(value) else "is no name of a procedure"
    if attribute == "id":
        return "" if _ID.fullmatch(value) else "is no id"
    if attribute == "imageMso":
        return "" if value in IMAGES else f"{value} is no picture of Office's that we know"
    if attribute == "keytip":
        return (
            "" if value.isalnum() and value.isupper() and len(value) <= LONGEST_KEYTIP else "cannot be typed"
        )
    if attribute in ("rows", "columns"):
        return "" if value.isdigit() and 1 <= int(value) <= MOST else "is no number of them"
    if attribute in SIZES:
        return "" if value in SIZES[attribute] else f"may not be {value}"
    if not value or len(value) > LONGEST:
        return f"has {len(value)} characters"
    return ""


def _keytips(elements: list[etree._Element]) -> list[str]:
    """Keys of controls that lead to several, or that hide a longer one."""
    controls = [element for element in elements if _name(element) != "tab"]
    keys = [str(element.get("keytip")) for element in controls if element.get("keytip")]
    return [
        f"the keytip {key} leads to several controls"
        for index, key in enumerate(keys)
        if any(other.startswith(key) for place, other in enumerate(keys) if place != index)
    ]


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
