"""What the ribbon's XML calls and the VBA has: one name for both.

Excel may look a callback up in whatever workbook is in front, so all begin with ours.
"""

from __future__ import annotations

from typing import Final

from xl_addin.build.ribbon.buttons import Button, Need

LOADED: Final = "xlAddinRibbonLoaded"
NOTICE: Final = "xlAddinRibbonNotice"
"""Not called by the XML: by the workbook's events, whenever something else may be in front."""
PARTS: Final = "|"
"""Parts what a control's tag holds: what its supertip says while it can be pressed, and while it cannot."""


def press(button: Button) -> str:
    """What a button does; all galleries of one button share it.

    >>> from xl_addin.build.ribbon.buttons import BUTTONS
    >>> press(BUTTONS[1])
    'xlAddinPressCheckRows'
    """
    return f"xlAddinPress{''.join(word.title() for word in button.press.split('_'))}"


def enabled(need: Need) -> str:
    """Whether what a control needs is there."""
    return f"xlAddinHas{need.name.title()}"


def supertip(need: Need) -> str:
    """What the control's supertip says now."""
    return f"xlAddinTipWith{need.name.title()}"
