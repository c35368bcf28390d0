"""Pictures of Office's own that controls may show, by name.

All of them are controls of Excel's in Microsoft's lists of command identifiers, in that of Office 2013 as in
that of Microsoft 365 (`office-fluent-ui-command-identifiers`): so every Excel with our ribbon has them.
"""

from __future__ import annotations

from typing import Final

IMAGES: Final = frozenset(
    {
        "CalculateNow",
        "ControlProperties",
        "Copy",
        "ErrorChecking",
        "FileNew",
        "FileSendAsAttachment",
        "FunctionWizard",
        "GetExternalDataFromWeb",
        "Help",
        "Refresh",
        "RefreshAll",
        "RefreshStatus",
        "ReviewHighlightChanges",
        "SendCopySelectNames",
        "TraceError",
        "Undo",
    }
)
