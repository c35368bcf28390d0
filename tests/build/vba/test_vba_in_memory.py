"""What LibreOffice does not have: cells that spill, and how Python is found, started and lost."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from memory import PYTHON, Memory, Server
from pyopenvba.interpreter import NOTHING, VBAArray, VBAErrorValue

from xl_addin.build.addin.assembly import modules
from xl_addin.build.addin.sheets import Python
from xl_addin.build.ribbon import xml
from xl_addin.build.ribbon.buttons import BUTTONS
from xl_addin.build.ribbon.xml import NAMESPACE
from xl_addin.build.vba.module import Module
from xl_addin.functions.coercion import SEVERAL_AREAS
from xl_addin.schema import SHEETS

CHAINED = """\
ImportError: DLL load failed while importing _multiarray_umath
    from . import multiarray
  File "C:\\x\\numpy\\core\\__init__.py", line 23, in <module>
Traceback (most recent call last):
During handling of the above exception, another exception occurred:
ImportError: first
    raise
  File "C:\\py\\xlwings\\com_server.py", line 12, in Module
Traceback (most recent call last):"""
"""Errors that follow one another, from the end, as xlwings' library gives them."""


@pytest.fixture
def excel() -> Memory:
    """An Excel with the add-in's modules, on a computer where all is well."""
    return Memory()


def test_a_spilled_cell_is_told_as_its_formula(excel: Memory) -> None:
    """`XL_ADDIN_WHY` of any cell of a table tells of the formula that filled it."""
    excel.put("P1", "=SEQUENCE(3)")
    place = excel.run("Located", excel.range("P1"))
    assert place.endswith("!P1\n=SEQUENCE(3)")
    assert excel.run("Located", excel.range("P3")) == place
    assert excel.run("Located", excel.range("R3")).endswith("!R3\n")


def test_python_is_started_once(excel: Memory) -> None:
    """The first cell starts Python by the add-in's own settings; the others take what is there."""
    for _ in range(3):
        assert excel.run("Server") is excel.outside.server
    assert excel.outside.started == [
        f'"{PYTHON.windows}" -P -c "import xlwings; xlwings.serve(\'$(CLSID)\')"',
    ]


def test_a_button_runs_its_statement(excel: Memory) -> None:
    """What a button asks for is run in the same Python, which knows the Excel that asks."""
    assert excel.run("Performed", "help", "") is True
    statement = "from xl_addin.macros import entry; entry.press('help', '')"
    assert excel.outside.server.done[-2:] == [("SetAttr", "BOOK_CALLER"), ("Exec", statement)]


@pytest.mark.parametrize("words", ["it's", "\\'); bad('", "a\nb", '"', "é", "a.b", "a|b"])
def test_a_buttons_words_stay_words(excel: Memory, words: str) -> None:
    """A button runs one statement of Python's: what is no name is refused, before Python hears of it."""
    for button, detail in ((words, ""), ("fetch", words)):
        assert excel.run("Performed", button, detail) is False
    assert excel.outside.started == []


def test_what_buttons_pass_is_taken(excel: Memory) -> None:
    """Every list and every template of the ribbon is a name as VBA takes them."""
    ids = [item.get("id", "") for item in etree.fromstring(xml.written()).iter(f"{{{NAMESPACE}}}item")]
    lists = [" ".join(id_.split(".")[1:]) for id_ in ids]
    assert len(lists) > 10
    for detail in [*lists, *SHEETS]:
        assert excel.run("Statement", "fetch", detail).endswith(f"entry.press('fetch', '{detail}')")
    for button in BUTTONS:
        assert excel.run("Statement", button.press, "").endswith(f"entry.press('{button.press}', '')")


def test_a_folder_is_no_python(excel: Memory) -> None:
    """Where Python's name is a folder's now, nothing is started: the sentence says which file is missing."""
    excel.outside.files.remove(PYTHON.windows)
    excel.outside.folders.add(PYTHON.windows)
    assert excel.run("Server") is NOTHING
    assert PYTHON.windows in excel.reason


def test_a_search_for_files_goes_on() -> None:
    """A macro of somebody's that goes through a folder with `Dir` is not led astray by our cells."""
    assert [module.name for module in modules(["a"]) if re.search(r"\bDir\b", code(module))] == []


def code(module: Module) -> str:
    """A module without its comments."""
    return re.sub(r"'.*", "", module.text)


@pytest.mark.parametrize(
    "python", [Python(), Python(windows=PYTHON.windows), Python(library=r"C:\py")], ids=str
)
def test_a_file_from_elsewhere_starts_nothing(python: Python) -> None:
    """A file that was built elsewhere starts no Python that happens to be found: it says what to do."""
    excel = Memory(python)
    excel.outside.files.add("xlwings64-0.37.8.dll")
    assert excel.run("Server") is NOTHING
    assert "addin install" in excel.reason
    assert "not made on this computer" in excel.reason
    assert excel.run("Performed", "help", "") is False
    assert excel.outside.started == []


def test_a_moved_python_is_named(excel: Memory) -> None:
    """When the interpreter is gone nothing is started, and the sentence says which file is missing."""
    excel.outside.files.remove(PYTHON.windows)
    assert excel.run("Server") is NOTHING
    assert PYTHON.windows in excel.run("Reason")
    assert "addin install" in excel.run("Reason")
    assert excel.outside.started == []


def test_a_missing_library_is_named(excel: Memory) -> None:
    """When xlwings is not there the sentence names its library."""
    excel.outside.files = {PYTHON.windows}
    assert excel.run("Server") is NOTHING
    assert "xlwings64-0.37.8.dll" in excel.run("Reason")


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("Python process exited before it was possible.\r\nCommand: x\r\nWorking Dir: y", "exited before"),
        ('Unexpected Python Error: Traceback (most):\n  File "x"\nImportError: no xl_addin\n', "no xl_addin"),
        (CHAINED, "ImportError: DLL load failed"),
        ("\n".join(reversed(CHAINED.splitlines())), "ImportError: first"),
        ("\r\n\r\nThe service is disabled.\r\n", "The service is disabled."),
        ('  File "x", line 3\n', 'File "x", line 3'),
    ],
)
def test_a_python_that_fails_is_told_in_one_line(excel: Memory, description: str, told: str) -> None:
    """A Python that ends at once is told by what it said, never by a trace."""
    excel.outside.wrong = description
    assert excel.run("Server") is NOTHING
    assert told in excel.run("Reason")
    assert not {"\n", "\r"} & set(excel.run("Reason"))
    assert "Traceback" not in excel.run("Reason")
    assert "()" not in excel.run("Reason")


def test_cells_do_not_try_again_and_again(excel: Memory) -> None:
    """Each try may take long: after one that failed cells wait, and only a button tries at once."""
    excel.outside.wrong = "no"
    for _ in range(5):
        assert excel.run("Server") is NOTHING
    assert len(excel.outside.started) == 1
    assert excel.run("Performed", "help", "") is False
    excel.outside.wrong = ""
    assert excel.run("Performed", "help", "") is True
    assert excel.run("Server") is excel.outside.server


def test_a_lost_python_is_started_again(excel: Memory) -> None:
    """A Python that was ended from outside is noticed by who insists, and a new one is there."""
    excel.run("Server")
    excel.outside.server.gone = "The RPC server is unavailable."
    lost, excel.outside.server = excel.outside.server, Server()
    assert excel.run("Server") is lost
    assert excel.run("Server", True) is excel.outside.server
    assert len(excel.outside.started) == 2


def test_a_failing_button_leaves_the_cells_alone(excel: Memory) -> None:
    """When only a button's statement fails, cells go on with the same Python."""
    excel.run("Server")
    server = excel.outside.server
    server.breaks = "NameError: press"
    assert excel.run("Performed", "help", "") is False
    assert "NameError" in excel.run("Reason")
    assert excel.run("Server") is server


@pytest.mark.parametrize("bounds", [[(0, 3)], [(0, 1), (0, 1)], [(1, 4), (1, 1)]], ids=str)
def test_marks_become_error_values(excel: Memory, bounds: list[tuple[int, int]]) -> None:
    """In arrays as COM has them, each mark of Python's is an error value, and everything else stays."""
    answer = VBAArray(bounds, items=["\x012042", "", 1.5, "\x012015"])
    excel.run("PutErrors", answer)
    assert list(map(str, answer.items)) == ["Error 2042", "", "1.5", "Error 2015"]
    assert isinstance(answer.items[0], VBAErrorValue)


def test_an_argument_that_is_left_out_is_blank(excel: Memory) -> None:
    """Python makes no difference between what is left out and what is blank, so none is passed."""
    assert excel.run("Given") == ""
    assert excel.run("Given", 3.5) == 3.5


@pytest.mark.parametrize("procedure", ["Given", "Located"])
def test_a_range_of_several_areas_is_told_by_its_number(excel: Memory, procedure: str) -> None:
    """Python hears that a range had several areas, and can say so; one area is passed as ever."""
    passed = excel.run(procedure, excel.range("P1:P2,R1:R2"))
    assert isinstance(passed, VBAErrorValue)
    assert str(passed) == f"Error {SEVERAL_AREAS}"
    assert not isinstance(excel.run(procedure, excel.range("P1:P2")), VBAErrorValue)


def test_no_formula_gives_commands(excel: Memory) -> None:
    """What the timer and events ask of Python, no formula of a workbook that somebody sent can ask."""
    excel.run("Server")
    excel.host.state["caller"] = excel.range("P1")
    excel.run("Told", "close")
    assert excel.commands == []
    excel.host.state["caller"] = "Picture 1"
    excel.run("Told", "pending")
    assert excel.commands == [("pending",)]
