"""Excel in memory, by pyOpenVBA: for what LibreOffice does not have. Windows' own functions are stand-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import VBAObject, member, method

from xl_addin.build.addin.assembly import modules
from xl_addin.build.addin.sheets import Python, sheets
from xl_addin.build.vba.module import Module
from xl_addin.functions.registry import FUNCTIONS

WINDOWS = """\
Option Explicit

Public outside As Object
Public host As Object

Public Function GetAttr(ByVal file As String) As Long
    GetAttr = outside.GetAttr(file)
End Function

Public Function FileLen(ByVal file As String) As Long
    FileLen = outside.FileLen(file)
End Function

Public Function Environ(ByVal key As String) As String
    Environ = "/Users/ana"
End Function

Public Function AppleScriptTask(ByVal script As String, ByVal handler As String, _
        ByVal words As String) As String
    AppleScriptTask = outside.AppleScriptTask(script, handler, words)
End Function

Public Sub MsgBox(ByVal words As String, ByVal kind As Long, ByVal caption As String)
    outside.MsgBox words
End Sub

Public Function LoadLibrary(ByVal file As String) As Long
    LoadLibrary = outside.LoadLibrary(file)
End Function

Public Function XLPyDLLActivateAuto(ByRef answer As Variant, ByVal command As String, _
        ByVal mode As Long) As Long
    XLPyDLLActivateAuto = 1
    answer = outside.Wrong(command)
    If answer <> "" Then Exit Function
    Set answer = outside.Server()
    XLPyDLLActivateAuto = 0
End Function

Public Sub Use(ByVal given As Object, ByVal givenHost As Object)
    Set outside = given
    Set host = givenHost
End Sub

Public Function Performed(ByVal button As String, ByVal detail As String) As Boolean
    Dim done As Boolean
    Perform button, detail, done
    Performed = done
End Function
"""
DECLARED = re.compile(
    r"^#If Mac Then\n#Else(?:If Win64 Then)?\n(?: +Private Declare .*\n(?:#Else\n)?)+#End If\n", re.M
)
HOSTS = re.compile(
    r"\b(?:Application\.(?:Caller\.Worksheet\.Parent\.(?=Date1904))?|ThisWorkbook\.(?=IsAddin|Saved)|(?=ActiveWorkbook))|(?<=CDbl\()(?=Now\))"
)
"""What pyOpenVBA's Excel lacks, of which `Host` stands for the object."""
OFFICES = re.compile(r"As IRibbon(UI|Control)")
"""Types of Office's library, which it does not know either."""
QUALIFIED = re.compile(r"(?<!!)\bxlAddin[A-Z]\w+\.")
"""A module's name before a procedure's, which pyOpenVBA does not know."""
AUTOMATION = 440
"""The number of an error of another program's."""
FILE_NOT_FOUND = 53
DIRECTORY, ARCHIVE = 16, 32
AUTOMATIC = -4105
HIDDEN = 1004
"""The number of Excel's error for help of a hidden workbook."""
USED = (
    "xlAddinBridge",
    "xlAddinCalculation",
    "xlAddinCells",
    "xlAddinFunctions",
    "xlAddinHelp",
    "xlAddinKnown",
    "xlAddinLog",
    "xlAddinMac",
    "xlAddinMoved",
    "xlAddinPython",
    "xlAddinRibbon",
    "xlAddinScreen",
    "xlAddinState",
    "xlAddinTimer",
)
PYTHON = Python(windows=r"C:\py\python.exe", mac="/opt/ana's py/python3", library=r"C:\py")
SECOND = 1 / 86_400
SHOWN = tuple(FUNCTIONS.values())[:4]
"""The functions whose help it has."""


class Server(VBAObject):
    """The function server of xlwings.

    Attributes:
        done: What it was told to do.
        says: What its commands answer, by their names.
        shows: What cells are answered.
        gone: What every call fails with.
        breaks: What a statement fails with.
        refuses: The command that fails.
    """

    vba_type_name = "XLPython"

    def __init__(self) -> None:
        self.done: list[tuple[str, ...]] = []
        self.says: dict[str, Any] = {}
        self.shows: Any = 1.0
        self.gone = self.breaks = self.refuses = ""
        self.asked = ""

    @method
    def Module(self, name: str) -> Server:  # noqa: N802 - xlwings' names
        """Imports a module."""
        return self._do("Module", name)

    @method
    def SetAttr(self, _of: Any, name: str, _value: Any) -> Server:  # noqa: N802
        """Sets a module's variable."""
        return self._do("SetAttr", name)

    @method
    def Exec(self, statement: str) -> Server:  # noqa: N802
        """Runs a statement."""
        if self.breaks:
            raise VBARuntimeError(AUTOMATION, self.breaks)
        return self._do("Exec", statement)

    @method
    def CallUDF(self, _module: str, name: str, _arguments: Any) -> Any:  # noqa: N802
        """What a cell shows."""
        self._do("CallUDF", name)
        return self.shows

    @method
    def Tuple(self, *given: str) -> Server:  # noqa: N802
        """A command's arguments."""
        return self._do("Tuple", *given)

    @method
    def Call(self, _module: Any, name: str, _arguments: Any) -> Server:  # noqa: N802
        """A command."""
        if name == self.refuses:
            raise VBARuntimeError(AUTOMATION, f"{name} failed")
        self.asked = name
        return self._do("Call", name)

    @method
    def Var(self, _answer: Any) -> Any:  # noqa: N802
        """What the command answered."""
        return self.says.get(self.asked, 0)

    def _do(self, *what: str) -> Server:
        if self.gone:
            raise VBARuntimeError(AUTOMATION, self.gone)
        self.done.append(what)
        return self


class Outside(VBAObject):
    """The system: which files there are, what comes of starting Python, what a person was told."""

    vba_type_name = "Outside"

    def __init__(self) -> None:
        self.files = {PYTHON.windows, rf"{PYTHON.library}\xlwings64-0.37.8.dll"}
        self.folders: set[str] = set()
        self.wrong = self.returned = ""
        self.log = 0
        self.started: list[str] = []
        self.told: list[str] = []
        self.server = Server()

    @method
    def GetAttr(self, file: str) -> int:  # noqa: N802
        """What a file is: of a folder the bit for folders."""
        if file in self.folders:
            return DIRECTORY
        if file not in self.files:
            raise VBARuntimeError(FILE_NOT_FOUND, "File not found")
        return ARCHIVE

    @method
    def FileLen(self, _file: str) -> int:  # noqa: N802
        """The size of the log on a Mac."""
        return self.log

    @method
    def AppleScriptTask(self, _script: str, _handler: str, words: str) -> str:  # noqa: N802
        """What xlwings' script returns."""
        self.started.append(words)
        return self.returned

    @method
    def MsgBox(self, words: str) -> None:  # noqa: N802
        """A box of Excel's."""
        self.told.append(words)

    @method
    def LoadLibrary(self, file: str) -> int:  # noqa: N802
        """Not zero where the library is there."""
        return int(file in self.files)

    @method
    def Wrong(self, command: str) -> str:  # noqa: N802
        """What xlwings' library says of a start that failed."""
        self.started.append(command)
        return self.wrong

    @method(name="Server")
    def given(self) -> Server:
        """The server that was started."""
        return self.server


class Toolbar(VBAObject):
    """A toolbar of Excel's, and its first button."""

    vba_type_name = "Toolbar"

    @method
    def Controls(self, _place: int) -> Toolbar:  # noqa: N802
        """The button."""
        return self

    @member
    def Enabled(self) -> bool:  # noqa: N802
        """Whether it can be pressed."""
        return True


class Host(VBAObject):
    """What of Excel's application pyOpenVBA does not have.

    Attributes:
        state: Properties by their names in small letters; an error is what Excel answers with.
        timers: Procedures that are to run, with the moment.
        helped: Functions whose help was taken, with their hints.
        refused: Functions whose help is not taken.
        hides: Whether help of a hidden workbook is refused.
        dirty: Addresses of what is to be calculated.
        calculated: Addresses of what was calculated at once.
    """

    vba_type_name = "Host"

    def __init__(self) -> None:
        self.state: dict[str, Any] = {
            "enableevents": True,
            "screenupdating": True,
            "displayalerts": True,
            "enablecancelkey": 1,
            "isaddin": True,
            "saved": False,
            "activeworkbook": self,
            "caller": 0,
            "date1904": False,
            "calculation": AUTOMATIC,
            "statusbar": False,
            "path": "/Applications/Microsoft Excel.app/Contents",
            "now": 46_000.0,
        }
        self.timers: list[tuple[float, str]] = []
        self.tries: list[str] = []
        self.helped: dict[str, tuple[str, ...]] = {}
        self.refused: set[str] = set()
        self.hides = False
        self.dirty: list[str] = []
        self.calculated: list[str] = []

    def vba_get(
        self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None
    ) -> object:
        """A property, or what a method answers."""
        told = self.state[name.lower()] if name.lower() in self.state else super().vba_get(name, args, named)
        if isinstance(told, VBARuntimeError):
            raise told
        return told

    def vba_set(self, name: str, value: object, *_rest: Any, **_named: Any) -> None:
        """Sets a property that is there."""
        assert name.lower() in self.state
        self.state[name.lower()] = value

    @method
    def CommandBars(self, _name: str) -> Toolbar:  # noqa: N802
        """The toolbar that the function wizard disables."""
        return Toolbar()

    @method
    def Volatile(self) -> None:  # noqa: N802
        """Has a cell calculated whenever any is."""

    @method
    def Dirty(self, cells: Any) -> None:  # noqa: N802
        """Cells to calculate: a range's own method."""
        self.dirty.append(cells.vba_get("Address"))

    @method
    def Calculate(self, cells: Any) -> None:  # noqa: N802
        """Calculates cells: a range's own method."""
        self.calculated.append(cells.vba_get("Address"))

    @method
    def OnTime(self, EarliestTime: Any, Procedure: str, LatestTime: Any = None, Schedule: Any = True) -> None:  # noqa: N802, N803
        """Sets a timer, or takes one back, which must be there."""
        timer = (float(getattr(EarliestTime, "serial", EarliestTime)), Procedure)
        if Schedule is not False:
            self.timers.append(timer)
        elif timer in self.timers:
            self.timers.remove(timer)
        else:
            raise VBARuntimeError(HIDDEN, "Method 'OnTime' of object '_Application' failed")

    @method
    def MacroOptions(  # noqa: N802
        self,
        Macro: str,  # noqa: N803
        Description: str,  # noqa: N803
        Category: str,  # noqa: N803
        ArgumentDescriptions: Any = None,  # noqa: N803
    ) -> None:
        """Takes a function's help."""
        function = Macro.partition("!")[2]
        self.tries.append(function)
        if self.hides and self.state["isaddin"]:
            raise VBARuntimeError(HIDDEN, "Cannot edit a macro on a hidden workbook.")
        if function in self.refused:
            raise VBARuntimeError(HIDDEN, "no")
        assert Description
        assert Category
        self.helped[function] = tuple(getattr(ArgumentDescriptions, "items", ()))


class Memory:
    """Our modules in an Excel.

    Attributes:
        outside: The system.
        host: Excel's application.
    """

    def __init__(self, python: Python = PYTHON, *, mac: bool = False) -> None:
        self.app = ExcelApplication()
        self.outside = Outside()
        self.host = Host()
        self._fill(python)
        for module in modules(["a"]):
            if module.name in USED:
                self._add(module, mac)
        self._add(Module("Windows", WINDOWS))
        self.app.run("Use", self.outside, self.host)

    def run(self, procedure: str, *arguments: Any) -> Any:
        """What a procedure returns."""
        return self.app.run(procedure, *arguments)

    def range(self, address: str) -> Any:
        """Cells of the first sheet, as a formula passes them."""
        return self.app.sheet(1).sheet.vba_get("Range", [address])

    def put(self, address: str, formula: str) -> None:
        """A formula in a cell; its result may spill."""
        self.range(address).vba_set("Formula2", formula)

    @property
    def reason(self) -> str:
        """Why there is no Python."""
        return str(self.run("Reason"))

    @property
    def commands(self) -> list[tuple[str, ...]]:
        """The commands that Python was asked, each with its arguments."""
        done = self.outside.server.done
        return [
            (*name, *arguments)
            for (kind, *arguments), (call, *name) in pairwise(done)
            if (kind, call) == ("Tuple", "Call")
        ]

    def _add(self, module: Module, mac: bool = False) -> None:
        text = QUALIFIED.sub("", DECLARED.sub("", module.text))
        if module.name != "Windows":
            text = OFFICES.sub("As Object", HOSTS.sub("host.", text))
            text = re.sub(r"\b(ours|area)\.(Dirty|Calculate)\b", r"host.\2 \1", text)
        if mac:
            text = text.replace("#If Mac Then", "#If True Then")
        self.app.add_module(text.replace("XLWINGS_VERSION", '"0.37.8"'), name=module.name)

    def _fill(self, python: Python) -> None:
        """The add-in's own sheets, as the workbook of the VBA has them."""
        book = self.app.add_workbook()
        for name, rows in sheets(SHOWN, python).items():
            page = book.vba_get("Worksheets").vba_get("Add")
            page.vba_set("Name", name)
            for row, texts in enumerate(rows, 1):
                for column, text in zip("ABCDEFGHIJ", texts, strict=False):
                    page.vba_get("Range", [f"{column}{row}"]).vba_set("Value", text)
