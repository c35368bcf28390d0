"""The rules find what Excel would refuse."""

from __future__ import annotations

import pytest

from xl_addin.build.ribbon import schema
from xl_addin.build.ribbon.callbacks import written as callbacks
from xl_addin.build.ribbon.xml import NAMESPACE, written

GOOD = written().decode()
WRONG = {
    "an id that is there twice": ('id="help"', 'id="doctor"', "the id doctor is there 2 times"),
    "an id that is none": ('id="help"', 'id="1 help"', "button 1 help: id is no id"),
    "an attribute that is none": ('id="help"', 'id="help" colour="red"', "button help may not have colour"),
    "an attribute of another control": (
        'id="new_template.izi_charges"',
        'id="new_template.izi_charges" getPressed="x"',
        "button new_template.izi_charges may not have getPressed",
    ),
    "a large item in a menu": (
        'id="new_template.izi_charges"',
        'id="new_template.izi_charges" size="large"',
        "button new_template.izi_charges may not have size",
    ),
    "no label": (
        '<group id="group_sent" label="What was sent"',
        '<group id="group_sent"',
        "group group_sent has no label",
    ),
    "an empty label": ('label="Doctor"', 'label=""', "button doctor: label has 0 characters"),
    "a long label": ('label="Doctor"', f'label="{"x" * 1_025}"', "button doctor: label has 1025 characters"),
    "a picture that nobody has": (
        'imageMso="Help"',
        'imageMso="Halp"',
        "button help: imageMso Halp is no picture of Office's that we know",
    ),
    "a keytip twice": ('keytip="H"', 'keytip="D"', "the keytip D leads to several controls"),
    "a keytip that hides another": ('keytip="H"', 'keytip="DX"', "the keytip D leads to several controls"),
    "a tab's keytip of Excel's": (
        'label="xl-addin" keytip="G"',
        'label="xl-addin" keytip="X"',
        "the keytip X begins as one of Excel's own",
    ),
    "a keytip that cannot be typed": ('keytip="H"', 'keytip="h!"', "button help: keytip cannot be typed"),
    "a procedure that is none": (
        'onAction="xlAddinPressHelp"',
        'onAction="Help me"',
        "button help: onAction is no name of a procedure",
    ),
    "a button without one": (' onAction="xlAddinPressHelp"', "", "button help has no onAction"),
    "two supertips": (
        'getSupertip="xlAddinTipWithBook"',
        'getSupertip="xlAddinTipWithBook" supertip="x"',
        "button check_rows has both supertip and getSupertip",
    ),
    "a size that is none": (
        'keytip="H" size="normal"',
        'keytip="H" size="huge"',
        "button help: size may not be huge",
    ),
    "no rows in a gallery": ('rows="3"', 'rows="0"', "gallery fetch.izi: rows is no number of them"),
    "an element that is none": (
        '<item id="fetch.izi.issuers"',
        '<box id="fetch.izi.issuers"',
        "box is no element that we know",
    ),
    "a gallery in a gallery": (
        '<item id="fetch.izi.issuers" label="Issuers"/>',
        '<gallery id="x" label="x" onAction="x"/>',
        "gallery x may not stand in gallery",
    ),
    "another namespace": (
        "2009/07",
        "2006/01",
        f"the root is {{{NAMESPACE.replace('2009/07', '2006/01')}}}customUI",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_excel_would_refuse_is_found(case: str) -> None:
    """Each mistake is said with the control that has it, before Excel drops the ribbon for it."""
    right, wrong, problem = WRONG[case]
    assert right in GOOD
    assert problem in schema.problems(GOOD.replace(right, wrong, 1).encode())


def test_a_callback_that_is_missing_is_found() -> None:
    """A button whose procedure is not there, or takes other parameters, is named."""
    vba = callbacks()
    assert schema.unanswered(written(), vba) == []
    gone = vba.replace("Public Sub xlAddinPressHelp(", "Private Sub xlAddinPressHelp(")
    assert schema.unanswered(written(), gone) == ["xlAddinPressHelp is not there"]
    other = vba.replace("xlAddinHasBook(control As IRibbonControl, ByRef returnedVal)", "xlAddinHasBook()")
    assert schema.unanswered(written(), other) == [
        "xlAddinHasBook(control As IRibbonControl, ByRef returnedVal) is there as ()"
    ]
