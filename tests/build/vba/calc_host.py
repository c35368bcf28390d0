"""LibreOffice with the add-in open, for the tests: run by the system's Python, which can speak with it.

Takes one line of JSON for each thing to do, and answers with one. While VBA asks for Python, it passes the
question on, as a line that begins with "ask", and takes the next line as its answer.
"""

import json
import subprocess
import sys
import time

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.script import InvocationInfo, XInvocation2

FILTER = "Calc MS Excel 2007 VBA XML"
RUN_MACROS = 4


def said(**words):
    """Tells the test."""
    print(json.dumps(words), flush=True)


def heard():
    """What the test says."""
    return json.loads(sys.stdin.readline())


def nested(value):
    """Lists as UNO passes them."""
    return tuple(map(nested, value)) if isinstance(value, list) else value


class Server(unohelper.Base, XInvocation2):
    """What VBA takes for xlwings' function server."""

    def invoke(self, name, arguments, _places, _changed):
        """Any method: the test answers."""
        said(ask=name, arguments=arguments)
        return nested(heard()), (), ()

    def hasMethod(self, _name):  # noqa: N802 - UNO's names
        """UNO asks before it calls."""
        return True

    def hasProperty(self, _name):  # noqa: N802
        """UNO asks before it calls."""
        return False

    def getIntrospection(self):  # noqa: N802
        """UNO asks before it calls."""

    def getMemberNames(self):  # noqa: N802
        """UNO asks before it calls."""
        return ()

    def getMembers(self):  # noqa: N802
        """UNO asks before it calls."""
        return ()

    def getInfo(self):  # noqa: N802
        """UNO asks before it calls."""
        return ()

    def getInfoForName(self, name, _exact):  # noqa: N802
        """UNO asks before it calls."""
        return InvocationInfo(aName=name)


class Calc:
    """An open document, and what a test does with it."""

    def __init__(self, document):
        self.document = document
        self.libraries = document.BasicLibraries
        document.Sheets.insertNewByName("Cells", 0)
        self.sheet = document.Sheets.getByName("Cells")
        self.run("xlAddinPython.Use", [Server()])

    def run(self, macro, arguments):
        """Runs a macro of the add-in; what it returns."""
        place = f"vnd.sun.star.script:{self.libraries.ProjectName}.{macro}?language=Basic&location=document"
        script = self.document.getScriptProvider().getScript(place)
        return script.invoke(tuple(map(nested, arguments)), (), ())[0]

    def do(self, statement):
        """Runs a statement of Basic's, as Excel calls what it alone can call."""
        library = self.libraries.getByName(self.libraries.ProjectName)
        if library.hasByName("Once"):
            library.removeByName("Once")
        library.insertByName("Once", f"Option VBASupport 1\nSub Now()\n{statement}\nEnd Sub\n")
        self.run("Once.Now", [])

    def put(self, cell, value):
        """A constant in a cell."""
        place = self.sheet.getCellRangeByName(cell)
        if isinstance(value, str):
            place.setString(value)
        else:
            place.setValue(value)

    def show(self, cells, formula):
        """Puts a formula into a cell, or over some as an array; what they show, row by row."""
        place = self.sheet.getCellRangeByName(cells)
        if ":" in cells:
            place.setArrayFormula(formula)
        else:
            place.setFormula("")
            place.setFormula(formula)
        return [[cell if cell is not None else "" for cell in row] for row in place.getDataArray()]

    def clear(self):
        """An empty sheet."""
        self.sheet.getCellRangeByName("A1:Z200").clearContents(1023)

    def modules(self):
        """The names of the VBA modules that it has."""
        return list(self.libraries.getByName(self.libraries.ProjectName).ElementNames)


def opened(file, profile):
    """LibreOffice with the file open, and its process."""
    pipe = f"xl_addin_{uno.generateUuid().value.hex()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--invisible"]
    command += [f"-env:UserInstallation={profile}", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.1)
    else:
        process.kill()
        raise SystemExit("LibreOffice did not start")
    desktop = remote.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    wanted = {"Hidden": True, "MacroExecutionMode": RUN_MACROS, "FilterName": FILTER}
    options = tuple(PropertyValue(Name=name, Value=value) for name, value in wanted.items())
    return desktop, desktop.loadComponentFromURL(file, "_blank", 0, options), process


def main(file, profile):
    """Opens the file, and does what it is told until it is told no more."""
    desktop, document, process = opened(file, profile)
    try:
        calc = Calc(document)
        said(done=calc.modules())
        for line in sys.stdin:
            wanted = json.loads(line)
            try:
                said(done=getattr(calc, wanted["do"])(*wanted["with"]))
            except Exception as error:
                said(failed=f"{type(error).__name__}: {error}")
    finally:
        document.close(True)
        desktop.terminate()
        process.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
