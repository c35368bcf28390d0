"""The workbook part: its sheets, its calendar, and where its texts and formats are."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from xl_addin.workbook.formats import Formats, read_formats
from xl_addin.workbook.markup import RELATIONS, elements, is_true, local
from xl_addin.workbook.package import Package, Relationship
from xl_addin.workbook.refusals import Unreadable, damaged


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet.

    Attributes:
        name: What its tab says.
        part: Its part's name.
        visible: Its tab can be seen.
        number: Its `sheetId`, by which the calculation chain names it.
    """

    name: str
    part: str
    visible: bool
    number: str


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook part says.

    Attributes:
        part: Its own name.
        sheets: The worksheets in order; sheets of charts, macros and dialogs are left out.
        date1904: Days are counted from 1904.
        strings: The shared strings' part, or None.
        styles: The styles' part, or None.
        calc_chain: The calculation chain's part, or None.
    """

    part: str
    sheets: tuple[Sheet, ...]
    date1904: bool
    strings: str | None
    styles: str | None
    calc_chain: str | None

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name.

        Raises:
            Unreadable: "no_sheet".
        """
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise Unreadable("no_sheet", sheet=name)

    def formats(self, package: Package) -> Formats:
        """The workbook's cell formats."""
        if self.styles is None:
            return Formats([], {})
        with package.kept(self.styles) as source:
            return read_formats(source, package.limits)


def read_book(package: Package) -> Book:
    """Reads the workbook part of a package.

    Raises:
        Unreadable: There is none, or it points at sheets that are not there.
    """
    part = _main_part(package)
    targets = package.relationships(part)
    sheets: list[Sheet] = []
    parts: set[str] = set()
    date1904 = False
    with package.kept(part) as source:
        for element in elements(source, "sheet", "workbookPr", "definedName"):
            if local(element) == "workbookPr":
                date1904 = is_true(element.get("date1904"))
            elif local(element) == "sheet" and (sheet := _sheet(element.attrib, targets)):  # type: ignore[arg-type]
                if sheet.part in parts:
                    raise damaged(f"two of its sheets are one, {sheet.part}")
                parts.add(sheet.part)
                sheets.append(sheet)
    missing = next((sheet.part for sheet in sheets if not package.has(sheet.part)), None)
    if missing or not sheets:
        raise damaged(f"its part {missing} is missing" if missing else "it has no worksheet")
    by_kind = {target.kind: target.target for target in targets.values() if package.has(target.target)}
    return Book(
        part,
        tuple(sheets),
        date1904,
        *(by_kind.get(kind) for kind in ("sharedStrings", "styles", "calcChain")),
    )


def _main_part(package: Package) -> str:
    for target in package.relationships("").values():
        if target.kind == "officeDocument":
            if posixpath.splitext(target.target)[1] == ".bin":
                raise Unreadable("binary")
            return target.target
    if package.has("EncryptedPackage"):
        raise Unreadable("encrypted")
    raise Unreadable("not_a_package")


def _sheet(attributes: dict[str, str], targets: dict[str, Relationship]) -> Sheet | None:
    """The sheet of a `sheet` element; None when it is no worksheet."""
    for relations in RELATIONS:
        target = targets.get(attributes.get(f"{{{relations}}}id", ""))
        if target and target.kind == "worksheet":
            return Sheet(
                name=attributes.get("name", ""),
                part=target.target,
                visible=attributes.get("state", "visible") == "visible",
                number=attributes.get("sheetId", ""),
            )
    return None
