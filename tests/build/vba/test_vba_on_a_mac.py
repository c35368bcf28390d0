"""What a Mac's Excel passes to xlwings' script, and tells when Python does not come."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from memory import PYTHON, SECOND, Memory
from pyopenvba.interpreter import NOTHING

from xl_addin.build.addin.sheets import Python

LOG = "/Users/ana/xl-addin.log"


@pytest.fixture
def excel() -> Memory:
    """An Excel on a Mac, with the add-in's modules."""
    return Memory(mac=True)


def test_a_button_runs_the_script(excel: Memory) -> None:
    """The script is passed the statement, and the interpreter as a shell takes it, whatever its path is."""
    excel.run("Press", "fetch", "izi contacts")
    [words] = excel.outside.started
    _, interpreter, statement, book, excel_folder, log = words.split("|")
    assert shlex.split(interpreter) == [PYTHON.mac]
    assert statement == "from xl_addin.macros import entry; entry.press('fetch', 'izi contacts')"
    assert (book, excel_folder, log) == ("Book1", str(excel.host.state["path"])[:-4], LOG)


def test_a_shell_changes_nothing(excel: Memory) -> None:
    """Within the script's double quotes nothing is carried out: what is no name does not even get there."""
    excel.host.state["path"] = '/Apps $x "y"/Microsoft Excel.app'
    excel.run("Press", "fetch", "izi contacts")
    _, _, statement, *others = excel.outside.started[0].split("|")
    written = "printf '%s\\0' " + " ".join(f'"{part}"' for part in (statement, *others))
    shown = subprocess.run(["/bin/sh", "-c", written], capture_output=True, text=True, check=True, timeout=60)
    seen, _, excel_folder, log, _ = shown.stdout.split("\0")
    assert (seen, excel_folder, log) == (statement, '/Apps $x "y"/Microsoft Excel', LOG)
    for detail in ("$(touch bad)", "`touch bad`", "a|b", "it's", 'a"b', "a\\b", "a\nb"):
        excel.run("Press", "fetch", detail)
    assert len(excel.outside.started) == 1


def test_nothing_is_run_without_a_button(excel: Memory) -> None:
    """What speaks with the script takes a button while it is pressed, no interpreter and no statement."""
    excel.run("PerformOnMac", "doctor", "", False)
    excel.run("PerformOnMac", "/usr/bin/python3", "import os", False)
    excel.run("Press", "import os; x", "")
    assert excel.outside.started == []


def test_a_python_that_does_not_come_is_told(excel: Memory) -> None:
    """The script does not wait for Python: what Python complained of is looked at a little later."""
    excel.run("Press", "doctor", "")
    assert [procedure for _, procedure in excel.host.timers] == ["'Book1'!xlAddinLog.LookAtLog"]
    excel.outside.log = 70
    excel.run("LookAtLog")
    [told] = excel.outside.told
    assert LOG in told
    assert "xl-addin doctor" in told


def test_a_silent_python_is_no_complaint(excel: Memory) -> None:
    """When all went well nothing is said."""
    excel.run("Press", "doctor", "")
    excel.run("LookAtLog")
    assert excel.outside.told == []


def test_a_script_that_fails_is_told(excel: Memory) -> None:
    """When not even a shell can be started that is said at once, with the interpreter that was meant."""
    excel.outside.returned = "1"
    excel.run("Press", "doctor", "")
    assert excel.host.timers == []
    assert [PYTHON.mac in told for told in excel.outside.told] == [True]


def test_a_file_from_elsewhere_is_told() -> None:
    """A file that was built elsewhere starts no Python that happens to be found."""
    excel = Memory(Python(), mac=True)
    excel.run("Press", "doctor", "")
    assert excel.outside.started == []
    assert ["addin install" in told for told in excel.outside.told] == [True]


def test_cells_are_told_to_be_windows_only(excel: Memory) -> None:
    """A function in a cell says why it cannot work there."""
    assert excel.run("Server") is NOTHING
    assert "Windows only" in excel.reason


def test_a_person_is_asked(excel: Memory) -> None:
    """Python goes on by itself there, and may ask when the button has long ended; before one, nobody asks."""
    assert excel.run("IsPressed") is False
    excel.run("Press", "fetch", "izi contacts")
    for minutes, asks in ((50, True), (100, True), (161, False), (162, False)):
        excel.host.state["now"] = 46_000 + minutes * 60 * SECOND
        assert excel.run("IsPressed") is asks


def test_help_is_left_out(excel: Memory) -> None:
    """There is no help for functions that do not work, and an older Excel could not compile it."""
    excel.run("RegisterSoon")
    excel.run("Register")
    assert (excel.host.timers, excel.host.tries) == ([], [])
