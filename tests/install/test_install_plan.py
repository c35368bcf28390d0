"""Installing, updating and uninstalling: what is listed is done, and what was done is taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest
from fake_registry import FakeRegistry
from msgspec import structs

from xl_addin.errors import XlAddinError
from xl_addin.install import autoload, manifest, plan, trusted
from xl_addin.install.changes import Change
from xl_addin.install.interpreter import Interpreter, Kind
from xl_addin.install.perform import perform
from xl_addin.install.places import Machine
from xl_addin.install.registry import Value

PYTHON = Interpreter(PureWindowsPath(r"C:\tools\python.exe"), PureWindowsPath(r"C:\tools"), Kind.UV_TOOL)


@pytest.fixture
def windows(bare_windows: Machine) -> Machine:
    """A Windows computer."""
    return bare_windows


@pytest.fixture
def mac(bare_mac: Machine) -> Machine:
    """A Mac."""
    return bare_mac


def installed(
    machine: Machine, content: bytes = b"the add-in", scripts: tuple[Path, ...] = ()
) -> list[Change]:
    """Installs, as the command does; what was changed."""
    before = manifest.read(machine)
    changes = plan.installing(machine, content, "pt", PYTHON, before, scripts)
    for change in changes:
        change.make(machine.registry)
    return changes


def uninstalled(machine: Machine) -> None:
    """Uninstalls, as the command does."""
    for change in plan.uninstalling(machine, manifest.read(machine)):
        change.make(machine.registry)


def files(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder; folders have no bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_excel_finds_it(windows: Machine) -> None:
    """The file is there, its folder is trusted without those below it, and Excel opens it at its start."""
    installed(windows)
    assert windows.file.read_bytes() == b"the add-in"
    assert windows.registry is not None
    assert autoload.is_opened(windows.registry, windows.file)
    location = trusted.location_of(windows.registry, windows.folder)
    assert location.endswith("Location10")
    assert "AllowSubFolders" not in windows.registry.values(location)


def test_what_is_listed_is_all_that_is_done(windows: Machine, tmp_path: Path) -> None:
    """Each file, folder and value that is new afterwards stands in a line of `--dry-run`."""
    before, registry = files(tmp_path), windows.registry
    assert isinstance(registry, FakeRegistry)
    keys = registry.shown()
    told = "\n".join(change.told for change in installed(windows))
    for path in files(tmp_path).keys() - before.keys():
        assert str(tmp_path / path) in told
    for key, values in registry.shown().items():
        for name in values.keys() - keys.get(key, {}).keys():
            assert f"{key}, {name} = {values[name].data}" in told


def test_each_change_is_listed_once(windows: Machine) -> None:
    """Nobody has to ask why the same folder is made twice."""
    told = [change.told for change in installed(windows)]
    assert len(told) == len(set(told))


def test_planning_changes_nothing(windows: Machine, tmp_path: Path) -> None:
    """`--dry-run` leaves no trace."""
    before, registry = files(tmp_path), windows.registry
    assert isinstance(registry, FakeRegistry)
    keys = registry.shown()
    assert plan.installing(windows, b"the add-in", "pt", PYTHON)
    assert (files(tmp_path), registry.shown()) == (before, keys)


def test_uninstalling_takes_all_of_it_back(windows: Machine, tmp_path: Path) -> None:
    """Also after updates: files and registry are as they were; the journal in our home stays."""
    windows.home.mkdir(parents=True)
    (windows.home / "journal.db").write_bytes(b"what was sent")
    before, registry = files(tmp_path), windows.registry
    assert isinstance(registry, FakeRegistry)
    keys = registry.shown()
    installed(windows)
    installed(windows, b"a newer one")
    uninstalled(windows)
    assert (files(tmp_path), registry.shown()) == (before, keys)


def test_installing_again_changes_nothing(windows: Machine) -> None:
    """Running it twice is harmless, so IT may run it at every sign-in."""
    installed(windows)
    assert installed(windows) == []


def test_an_update_writes_what_is_new(windows: Machine) -> None:
    """The file and what it is known by; the registry stays, and what is to be taken back is still known."""
    installed(windows)
    before = manifest.read(windows)
    changed = installed(windows, b"a newer one")
    assert [type(change).__name__ for change in changed] == ["WriteFile", "WriteFile"]
    assert windows.file.read_bytes() == b"a newer one"
    assert before is not None
    assert manifest.read(windows) == structs.replace(before, digest=manifest.digest(b"a newer one"))


def test_a_file_that_cannot_be_read_is_to_be_written(windows: Machine) -> None:
    """A folder of its name, a scanner's lock: planning goes on, and writing tells what stands in the way."""
    installed(windows)
    windows.file.unlink()
    windows.file.mkdir()
    changes = plan.installing(windows, b"the add-in", "pt", PYTHON, manifest.read(windows))
    with pytest.raises(XlAddinError, match=r"writes the file .*xl-addin\.xlam"):
        perform(changes, replace(windows, system="darwin"), pytest.fail)


def test_what_cannot_be_looked_at_is_told(mac: Machine) -> None:
    """Where the system refuses even a look, the sentence names the place, and nothing was changed."""
    hidden = replace(mac, user=mac.user / ("x" * 300))
    with pytest.raises(XlAddinError, match="cannot be looked at") as caught:
        plan.uninstalling(hidden, None)
    assert "Nothing was changed" in caught.value.message
    with pytest.raises(XlAddinError, match="cannot be looked at"):
        plan.installing(hidden, b"the add-in", "pt", PYTHON)


def test_what_broke_off_can_be_taken_back(windows: Machine, tmp_path: Path) -> None:
    """Wherever installing ends early, uninstalling leaves nothing behind."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    before, keys = files(tmp_path), registry.shown()
    changes = plan.installing(windows, b"the add-in", "pt", PYTHON)
    first = next(number for number, change in enumerate(changes) if windows.manifest.name in change.told)
    for end in range(first + 1, len(changes)):
        for change in changes[:end]:
            change.make(registry)
        uninstalled(windows)
        left = {path: content for path, content in files(tmp_path).items() if content is not None}
        assert left == {path: content for path, content in before.items() if content is not None}
        assert registry.shown() == keys


def test_what_others_put_there_stays(windows: Machine) -> None:
    """A folder with somebody's file is not removed, nor a trusted location that was there before us."""
    assert windows.registry is not None
    theirs = f"{trusted.LOCATIONS}\\Location77"
    windows.registry.put(theirs, "Path", Value(f"{windows.folder}\\".upper()))
    installed(windows)
    (windows.folder / "theirs.txt").write_text("keep me", "utf-8")
    uninstalled(windows)
    assert (windows.folder / "theirs.txt").exists()
    assert windows.registry.values(theirs)
    assert not windows.file.exists()


def test_on_a_mac(mac: Machine, tmp_path: Path) -> None:
    """The file goes where Excel starts from, and Python's script where Excel may run scripts."""
    script = tmp_path / "package" / "xlwings-1.applescript"
    script.parent.mkdir()
    script.write_bytes(b"on VbaHandler")
    before = files(tmp_path)
    installed(mac, scripts=(script,))
    assert mac.file.parts[-5:-1] == (
        "UBF8T346G9.Office",
        "User Content.localized",
        "Startup.localized",
        "Excel",
    )
    assert (mac.scripts / script.name).read_bytes() == b"on VbaHandler"
    uninstalled(mac)
    assert [
        path for path in files(tmp_path) if path not in before and path.endswith((".xlam", "script"))
    ] == []


def test_a_script_that_xlwings_put_there_stays(mac: Machine, tmp_path: Path) -> None:
    """Another add-in of the same Mac still needs it."""
    script = tmp_path / "xlwings-1.applescript"
    script.write_bytes(b"on VbaHandler")
    mac.scripts.mkdir(parents=True)
    (mac.scripts / script.name).write_bytes(b"on VbaHandler")
    installed(mac, scripts=(script,))
    uninstalled(mac)
    assert (mac.scripts / script.name).exists()


def test_the_script_of_an_older_version_goes(mac: Machine, tmp_path: Path) -> None:
    """An update leaves nothing behind that only the version before needed."""
    for name in ("xlwings-1.applescript", "xlwings-2.applescript"):
        (tmp_path / name).write_bytes(b"on VbaHandler")
        installed(mac, scripts=(tmp_path / name,))
    assert [path.name for path in mac.scripts.iterdir()] == ["xlwings-2.applescript"]


def test_a_damaged_list_of_what_was_done_is_told(windows: Machine) -> None:
    """Nothing is guessed: the advice says how to get a good one."""
    windows.home.mkdir(parents=True)
    windows.manifest.write_text("{", "utf-8")
    with pytest.raises(XlAddinError, match=r"installed\.json") as caught:
        manifest.read(windows)
    assert "Delete that file" in caught.value.hint


@pytest.mark.parametrize("broken", [None, "{"])
@pytest.mark.parametrize("again", [True, False])
def test_without_the_list_all_is_taken_back_too(
    windows: Machine, tmp_path: Path, broken: str | None, again: bool
) -> None:
    """Lost, or damaged and deleted as advised: what is ours is known by its name and its place."""
    windows.home.mkdir(parents=True)
    before, registry = files(tmp_path), windows.registry
    assert isinstance(registry, FakeRegistry)
    keys = registry.shown()
    installed(windows)
    if broken:
        windows.manifest.write_text(broken, "utf-8")
        with pytest.raises(XlAddinError):
            uninstalled(windows)
    windows.manifest.unlink()
    if again:
        installed(windows)
    uninstalled(windows)
    assert (files(tmp_path), registry.shown()) == (before, keys)
    assert plan.uninstalling(windows, None) == []


def test_a_location_that_is_not_ours_stays(windows: Machine) -> None:
    """Our name on another folder, or our folder without our name: somebody else made it."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    registry.with_values(rf"{trusted.LOCATIONS}\Location20", Path="C:\\theirs\\", Description="xl-addin")
    registry.with_values(rf"{trusted.LOCATIONS}\Location21", Path=f"{windows.folder}\\", Description="Ana's")
    keys = registry.shown()
    installed(windows)
    uninstalled(windows)
    assert registry.shown() == keys


PLANTED: dict[str, Callable[[Machine], dict[str, object]]] = {
    "another file of ours": lambda machine: {"files": [str(machine.home / "journal.db")]},
    "a file beside ours": lambda machine: {"files": [str(machine.folder / "taxes.xlsx")]},
    "a way around": lambda machine: {"files": [f"{machine.folder}/../journal.db"]},
    "a script elsewhere": lambda machine: {"files": [str(machine.home / "xlwings-1.2.applescript")]},
    "another script": lambda machine: {"files": [str(machine.scripts / "backup.applescript")]},
    "another add-in": lambda _machine: {"file": r"C:\Bloomberg\prices.xlam"},
    "another folder": lambda machine: {"folders": [str(machine.user / "Documents")]},
    "a folder below ours": lambda machine: {"folders": [str(machine.home / "journal.db.locks")]},
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
@pytest.mark.parametrize("system", ["windows", "mac"])
def test_a_list_that_names_something_else_is_refused(
    request: pytest.FixtureRequest, system: str, plant: Callable[[Machine], dict[str, object]]
) -> None:
    """Whoever wrote into it, nothing is taken away but what the installer makes; the sentence names it."""
    machine: Machine = request.getfixturevalue(system)
    installed(machine)
    known = json.loads(machine.manifest.read_bytes())
    planted = plant(machine)
    machine.manifest.write_text(json.dumps({**known, **planted}), "utf-8")
    [what] = planted.values()
    before = files(machine.user)
    for command in (uninstalled, installed):
        with pytest.raises(XlAddinError, match="never made") as caught:
            command(machine)
        assert str(what[0] if isinstance(what, list) else what) in str(caught.value)
    assert files(machine.user) == before
