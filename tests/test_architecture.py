"""The shape of the house: imports go one way, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LAYERS = (
    {"errors", "texts", "values", "private_file", "sections"},
    {"mistyped"},
    {"policy"},
    {"settings", "settings_file", "credentials"},
    {"http"},
    {"apis"},
    {"connect", "journal", "workbook", "payment_files"},
    {"schema"},
    {"targets", "balances"},
    {"settling"},
    {"importing", "fetching", "health"},
    {"functions"},
    {"frames"},
    {"udfs"},
    {"build"},
    {"install"},
    {"macros", "demo"},
    {"cli"},
    {"__main__"},
)
"""A room imports from rooms in earlier sets and from itself; rooms of one set don't know each other."""

BESIDE = {"texts": {"errors"}, "values": {"errors"}}
"""Imports allowed inside one layer: errors is below them all and imports nothing."""

SANDBOX_MAY_IMPORT = {"errors", "values"}
MAY_IMPORT_SANDBOX = {"demo", "cli", "sandbox"}


def room_of(path: Path) -> str:
    """The room a source file belongs to: its first folder, or its own name at the top."""
    return path.relative_to(ROOT / "xl_addin").parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms a source file imports from, whether at its top or inside a function."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module] if node.module != "xl_addin" else [f"xl_addin.{n.name}" for n in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("xl_addin.")}
    return rooms


SOURCES = sorted((ROOT / "xl_addin").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    """A person who changes a room need only look to its right for what may break."""
    room = room_of(path)
    rooms = imported_rooms(path) - {room, "__version__"}
    if room == "sandbox":
        assert rooms <= SANDBOX_MAY_IMPORT
        return
    if room in MAY_IMPORT_SANDBOX:
        rooms -= {"sandbox"}
    if room == "__init__":
        assert not rooms
        return
    depth = next(index for index, layer in enumerate(LAYERS) if room in layer)
    allowed = set().union(*LAYERS[:depth]) | BESIDE.get(room, set())
    assert rooms <= allowed, f"{path.name} in {room} imports {sorted(rooms - allowed)}"


def test_every_source_file_has_a_room() -> None:
    """A new folder is placed in the order on purpose, not by accident."""
    rooms = {room_of(path) for path in SOURCES} - {"__init__", "sandbox"}
    assert rooms <= set().union(*LAYERS)


def test_sandbox_knows_nothing_of_the_clients() -> None:
    """What the sandbox proves about a client is not the client's own mistake repeated."""
    for path in (ROOT / "xl_addin" / "sandbox").rglob("*.py"):
        assert "xl_addin.apis" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("path", sorted((ROOT / "udfs").glob("*.py")), ids=lambda path: path.name)
def test_entry_points_know_one_door(path: Path) -> None:
    """What Excel calls has no thought of its own."""
    lines = [line for line in path.read_text("utf-8").splitlines() if "import" in line.split()]
    assert set(lines) <= {"import xlwings as xw", "from xl_addin.functions import entry"}


def test_excel_starts_at_once() -> None:
    """The entry points load nothing of a service before one of its functions is wanted."""
    heavy = {"sqlalchemy", "urllib3", "oauthlib", "lxml", "xlsxwriter", "xl_addin.apis"}
    modules = [f"udfs.{path.stem}" for path in (ROOT / "udfs").glob("*.py")]
    program = f"import importlib, sys; [importlib.import_module(name) for name in {modules}]; "
    program += f"print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("heavy", ["pandas", "xlwings", "openpyxl"])
def test_only_notebooks_and_excel_need_it(heavy: str) -> None:
    """Whoever works on the command line does not wait for what it never uses."""
    others = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in SOURCES
        if path.stem not in ("__init__", "__main__") and room_of(path) not in ("frames", "macros", "sandbox")
    ]
    program = f"import importlib, sys; [importlib.import_module(name) for name in {others}]; "
    done = subprocess.run([sys.executable, "-c", f"{program}sys.exit({heavy!r} in sys.modules)"], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "heavy", ["pandas", "xlwings", "openpyxl", "sqlalchemy", "requests", "lxml", "xlsxwriter"]
)
def test_help_loads_nothing_heavy(heavy: str) -> None:
    """`xl-addin --help` answers at once."""
    program = (
        "import sys; from xl_addin.cli.main import app; from typer.testing import CliRunner; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        f"sys.exit({heavy!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
