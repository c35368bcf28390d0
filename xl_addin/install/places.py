"""Where things go on this computer, by its system."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from xl_addin.install.registry import Registry

FILE_NAME = "xl-addin.xlam"
MANIFEST = "installed.json"
EXCELS = ("win32", "darwin")
"""Systems on which there is an Excel."""
GROUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
"""Below a Mac user's home: what Excel opens when it starts."""
SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"
"""Below a Mac user's home: the only scripts that Excel may run (AppleScriptTask)."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer, as its user may change it.

    Attributes:
        home: Our own folder.
        user: The user's home folder.
        system: As `sys.platform` calls it.
        registry: Of Windows; None elsewhere.
        roaming: Windows' folder that travels with a user, in which Excel has its own start folder.
        programs: Where Windows' own programs lie; None asks Windows.
    """

    home: Path
    user: Path = field(default_factory=Path.home)
    system: str = sys.platform
    registry: Registry | None = None
    roaming: Path = Path()
    programs: Path | None = None

    @property
    def has_excel(self) -> bool:
        """Whether there can be one. Elsewhere the file is only put where it would lie on Windows."""
        return self.system in EXCELS

    @property
    def manifest(self) -> Path:
        """Where it stands what was installed."""
        return self.home / MANIFEST

    @property
    def folder(self) -> Path:
        """Where the add-in's file goes. On Windows a folder of its own, so that only ours is trusted."""
        return self.user / GROUP if self.system == "darwin" else self.home / "excel"

    @property
    def file(self) -> Path:
        """The add-in's file."""
        return self.folder / FILE_NAME

    @property
    def scripts(self) -> Path:
        """Where a Mac's Excel may run scripts from."""
        return self.user / SCRIPTS

    @property
    def start_folder(self) -> Path:
        """Where Excel opens whatever lies there, on Windows and on a Mac."""
        windows = self.roaming / "Microsoft" / "Excel" / "XLSTART"
        return self.user / GROUP if self.system == "darwin" else windows


def script_name() -> str:
    """What xlwings calls the script by which Excel on a Mac starts Python."""
    return f"xlwings-{version('xlwings')}.applescript"


def this(home: Path) -> Machine:
    """This computer."""
    registry: Registry | None = None
    if sys.platform == "win32":
        from xl_addin.install.registry import WindowsRegistry

        registry = WindowsRegistry()
    return Machine(home, registry=registry, roaming=Path(os.environ.get("APPDATA", "")))
