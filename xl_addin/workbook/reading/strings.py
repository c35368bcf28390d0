"""The shared strings: each text of a workbook once, cells point at it by number."""

from __future__ import annotations

from lxml import etree

from xl_addin.workbook.markup import Source, elements, local, namespace
from xl_addin.workbook.text import decode


def read_strings(source: Source) -> list[str]:
    """All shared strings, in order."""
    return [text_of(item) for item in elements(source, "si")]


def text_of(item: etree._Element) -> str:
    """The text of an `si` or `is`: its runs joined, reading aids (phonetic runs) left out."""
    own = f"{namespace(item)}t"
    if len(item) == 1 and item[0].tag == own:
        return decode(item[0].text or "")
    runs = (child.find(own) if local(child) == "r" else child for child in item)
    return decode("".join(run.text or "" for run in runs if run is not None and run.tag == own))
