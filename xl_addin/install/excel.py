"""The Excel of a Windows computer, as its registry tells."""

from __future__ import annotations

from typing import NamedTuple

from xl_addin.install.registry import Registry, text

CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
INSTALLED = {
    64: r"HKLM\SOFTWARE\Microsoft\Office\16.0\Excel\InstallRoot",
    32: r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Office\16.0\Excel\InstallRoot",
}
"""Where an Excel that came from an installation file stands, by its bits."""
RESILIENCY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


class Excel(NamedTuple):
    """An Excel.

    Attributes:
        version: Such as 16.0.17328.20162.
        bits: 64 or 32; 0 where nothing tells.
    """

    version: str
    bits: int


def found(registry: Registry) -> Excel | None:
    """The Excel that is installed, of 2016 or later; None where there is none."""
    if version := text(registry, CLICK_TO_RUN, "VersionToReport"):
        platform = text(registry, CLICK_TO_RUN, "Platform").casefold()
        return Excel(version, {"x64": 64, "x86": 32}.get(platform, 0))
    return next((Excel("16.0", bits) for bits, key in INSTALLED.items() if text(registry, key, "Path")), None)


def is_disabled(registry: Registry, file_name: str) -> bool:
    """Whether Excel has put a file among its disabled items, as it does after a crash."""
    items = (value.data for value in registry.values(RESILIENCY).values())
    texts = (data.decode("utf-16-le", "ignore") for data in items if isinstance(data, bytes))
    return any(file_name.casefold() in told.casefold() for told in texts)
