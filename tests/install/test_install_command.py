"""The commands from first line to last, on a Windows whose registry is in memory and in a Mac's folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fake_registry import FakeRegistry

from xl_addin import settings_file
from xl_addin.cli.addin_install import language_of, put_in, take_out
from xl_addin.errors import WrongUse
from xl_addin.install import environment, examine, excel, running
from xl_addin.install.places import Machine
from xl_addin.install.registry import Value
from xl_addin.settings import Settings, load

SETTINGS = {"config.toml": 'lang = "pt"\n'}
"""What stays: the settings are a person's own."""
LISTED = '"EXCEL.EXE","4711","Console","1","123,456 K"'


def lines(shown: pytest.CaptureFixture[str]) -> list[str]:
    """What was said since, without the lines' indents."""
    return [line.strip() for line in shown.readouterr().out.splitlines()]


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    """What Windows' list of tasks says: a file that the program of that name here shows."""
    told, program = tmp_path / "tasks.csv", tmp_path / "bin" / running.TASKS
    told.write_text("INFO: No tasks are running which match the specified criteria.\n", "utf-8")
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncat '{told}'\n", "utf-8")
    program.chmod(0o755)
    return told


@pytest.fixture
def windows(bare_windows: Machine, tasks: Path) -> Machine:
    """A Windows computer that can say what runs."""
    return replace(bare_windows, programs=tasks.parent / "bin")


def test_there_and_back(windows: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """What `--dry-run` lists is what `install` then says it did; afterwards the doctor finds it; and back."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    before = registry.shown()
    put_in(windows, "pt", dry_run=True)
    would = lines(capsys)
    assert registry.shown() == before
    assert not windows.home.exists()
    put_in(windows, "pt", dry_run=False)
    did = lines(capsys)
    assert did[:-2] == would[1:]
    found = {finding.what: finding.error for finding in examine.findings(windows)}
    assert found["add-in"] is found["start"] is None
    put_in(windows, "pt", dry_run=False)
    assert "up to date" in lines(capsys)[0]
    take_out(windows, dry_run=True)
    would = lines(capsys)
    take_out(windows, dry_run=False)
    assert lines(capsys)[:-1] == would[1:]
    assert registry.shown() == before
    assert {each.name: each.read_text("utf-8") for each in windows.home.iterdir()} == SETTINGS


def test_one_language(windows: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """The ribbon's language becomes that of all that is said, and an update that names none keeps it."""
    file, settings = windows.home / "config.toml", Settings(home=windows.home)
    file.parent.mkdir(parents=True)
    file.write_text('# mine\n[organizze]\nemail = "ana@example.com" # hers\n', "utf-8")
    put_in(windows, "fr", dry_run=True)
    assert any('lang = "fr"' in line and str(file) in line for line in lines(capsys))
    put_in(windows, "fr", dry_run=False)
    assert load({"XL_ADDIN_HOME": str(windows.home)}).lang == "fr"
    assert [part in file.read_text("utf-8") for part in ("# mine", "# hers")] == [True, True]
    assert language_of(windows, settings) == "fr"
    settings_file.put_language(file, "es")
    assert language_of(windows, settings) == "es"
    file.unlink()
    assert language_of(windows, settings) == "fr"
    windows.manifest.unlink()
    assert language_of(windows, settings) == "en"


def test_a_variable_that_speaks_another_language_is_told(
    windows: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Set here or for good, it is why buttons and messages differ; where it agrees, nothing is said."""
    assert isinstance(windows.registry, FakeRegistry)
    for given, told in {"fr": True, "pt": False, "": False}.items():
        put_in(windows, "pt", dry_run=True, environment={environment.LANGUAGE: given})
        assert ("XL_ADDIN_LANG" in capsys.readouterr().err) is told
    windows.registry.with_values(environment.KEYS[0], **{environment.LANGUAGE: "es"})
    put_in(windows, "pt", dry_run=False, environment={environment.LANGUAGE: "pt"})
    assert "--lang es" in capsys.readouterr().err


def test_english_needs_no_settings(windows: Machine) -> None:
    """Where nobody chose a language, no settings file is made for it."""
    put_in(windows, "en", dry_run=False)
    assert not (windows.home / "config.toml").exists()


@pytest.mark.parametrize(
    ("folder", "given", "program"),
    [
        ("OneDrive - Vauzelle", {}, "OneDrive"),
        ("Firm", {"OneDriveCommercial": "Firm"}, "OneDrive"),
        ("Roaming", {"APPDATA": "Roaming"}, "Windows"),
    ],
)
def test_a_home_that_travels_is_refused(
    windows: Machine, tmp_path: Path, folder: str, given: dict[str, str], program: str
) -> None:
    """Its file names this computer's Python, and the journal would be refused there; nothing is changed."""
    given = {name: str(tmp_path / value) for name, value in given.items()}
    travelling = replace(windows, home=tmp_path / folder / "xl-addin")
    with pytest.raises(WrongUse, match=f"that {program} copies") as caught:
        put_in(travelling, "en", dry_run=False, environment=given)
    assert "journal" in caught.value.hint
    assert not travelling.home.exists()


def test_a_copy_in_excels_start_folder_is_refused(windows: Machine) -> None:
    """As one of another home is: Excel would open two."""
    windows.start_folder.mkdir(parents=True)
    (windows.start_folder / windows.file.name).touch()
    with pytest.raises(WrongUse, match="XLSTART"):
        put_in(windows, "en", dry_run=True)


def test_it_promises_a_tab_only_where_there_will_be_one(
    windows: Machine, bare_mac: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without an Excel, or where Excel disabled it, that is said at the end; also when all is up to date."""
    assert isinstance(windows.registry, FakeRegistry)
    put_in(bare_mac, "en", dry_run=False)
    assert "a tab of its own" in capsys.readouterr().out
    put_in(windows, "en", dry_run=True)
    assert "No Excel of 2016" in capsys.readouterr().err
    put_in(windows, "en", dry_run=False)
    said = capsys.readouterr()
    assert "a tab of its own" not in said.out
    assert "not work in Excel as it should" in said.out.splitlines()[-1]
    assert said.err.count("No Excel of 2016") == 1
    item = f"{windows.file}\0".encode("utf-16-le")
    windows.registry.put(excel.RESILIENCY, "1A2B", Value(item, 3))
    put_in(windows, "en", dry_run=False)
    said = capsys.readouterr()
    assert "up to date" in said.out
    assert "Disabled Items" in said.err


def test_a_listing_tells_that_excel_runs(
    windows: Machine, tasks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both ways: whoever lists first learns what the command itself would refuse."""
    put_in(windows, "en", dry_run=True)
    assert "Excel is running" not in capsys.readouterr().err
    put_in(windows, "en", dry_run=False)
    tasks.write_text(LISTED, "utf-8")
    windows.file.write_bytes(b"an older one")
    put_in(windows, "en", dry_run=True)
    assert "Excel is running" in capsys.readouterr().err
    take_out(windows, dry_run=True)
    assert "Excel is running" in capsys.readouterr().err


def test_not_while_excel_runs(windows: Machine, tasks: Path) -> None:
    """Nothing is changed, and the sentence says how to find an Excel that nobody sees."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    before = registry.shown()
    tasks.write_text(LISTED, "utf-8")
    with pytest.raises(WrongUse, match="Excel is running") as caught:
        put_in(windows, "en", dry_run=False)
    assert "Task Manager" in caught.value.hint
    assert (registry.shown(), windows.home.exists()) == (before, False)
    put_in(windows, "en", dry_run=True)
    tasks.write_text("", "utf-8")
    put_in(windows, "en", dry_run=False)
    tasks.write_text(LISTED, "utf-8")
    with pytest.raises(WrongUse, match="Excel is running"):
        take_out(windows, dry_run=False)
    assert windows.file.exists()


def test_a_policy_in_the_way_is_told_at_once(windows: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Also by `--dry-run`, so that nobody installs in vain."""
    assert isinstance(windows.registry, FakeRegistry)
    windows.registry.with_values(
        r"HKLM\SOFTWARE\Policies\Microsoft\Office\16.0\Excel\Security", DisableAllAddins=1
    )
    put_in(windows, "en", dry_run=True)
    assert "Disable all application add-ins" in capsys.readouterr().err


def test_on_a_mac(bare_mac: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """The file, xlwings' script, a word about Cmd-Q and what works there; and back."""
    put_in(bare_mac, "fr", dry_run=False)
    assert "Cmd-Q" in lines(capsys)[-1]
    assert [finding.error for finding in examine.findings(bare_mac)] == [None, None, None]
    take_out(bare_mac, dry_run=False)
    assert not bare_mac.file.exists()
    library = bare_mac.user / "Library"
    assert [each.name for each in library.rglob("*") if each.is_file()] == ["config.toml"]


def test_a_second_add_in_is_refused(windows: Machine) -> None:
    """Two homes have two journals: the one that Excel opens is named, and nothing is changed."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    put_in(windows, "en", dry_run=False)
    keys, second = registry.shown(), replace(windows, home=windows.home.with_name("second"))
    for dry_run in (True, False):
        with pytest.raises(WrongUse, match="two journals") as caught:
            put_in(second, "en", dry_run)
        assert str(windows.file) in str(caught.value)
        assert "addin uninstall" in caught.value.hint
    assert registry.shown() == keys
    assert not second.home.exists()


@pytest.mark.parametrize("key", environment.KEYS)
def test_what_only_this_window_has_is_refused(windows: Machine, key: str) -> None:
    """Excel's Python would have another home; what lasts, Excel sees too."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    here = {environment.HOME: str(windows.home)}
    with pytest.raises(WrongUse, match=environment.HOME) as caught:
        put_in(windows, "en", dry_run=False, environment=here)
    assert "setx" in caught.value.hint
    assert not windows.home.exists()
    registry.with_values(key, **{environment.HOME: str(windows.home)})
    put_in(windows, "en", dry_run=True, environment=here)
    with pytest.raises(WrongUse, match=environment.HOME):
        put_in(windows, "en", dry_run=True, environment={})
    with pytest.raises(WrongUse, match=environment.JOURNAL):
        put_in(windows, "en", dry_run=True, environment={**here, environment.JOURNAL: "sqlite:///D:/x.db"})
    registry.with_values(key, **{environment.HOME: "xl-home"})
    with pytest.raises(WrongUse, match=environment.HOME):
        put_in(windows, "en", dry_run=True, environment={environment.HOME: "xl-home"})


def test_a_mac_sees_no_window(bare_mac: Machine) -> None:
    """There, no variable leads Excel; it is refused before anything is written."""
    with pytest.raises(WrongUse, match=environment.HOME):
        put_in(bare_mac, "en", dry_run=False, environment={environment.HOME: str(bare_mac.home)})
    assert not bare_mac.home.exists()


def test_where_nothing_tells_what_runs_that_is_said(
    windows: Machine, tasks: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is installed, with a word; a program of that name in PATH or in the current folder is not asked."""
    (tasks.parent / running.TASKS).symlink_to(tasks.parent / "bin" / running.TASKS)
    tasks.write_text(LISTED, "utf-8")
    monkeypatch.chdir(tasks.parent)
    monkeypatch.setenv("PATH", str(tasks.parent / "bin"), prepend=":")
    (tasks.parent / "empty").mkdir()
    for blind in (replace(windows, programs=tasks.parent / "empty"), replace(windows, programs=None)):
        put_in(blind, "en", dry_run=False)
        assert "could not be found out" in capsys.readouterr().err
        take_out(blind, dry_run=False)
        assert "could not be found out" in capsys.readouterr().err
    tasks.unlink()  # so that the list itself fails
    put_in(windows, "en", dry_run=False)
    assert "could not be found out" in capsys.readouterr().err


def test_without_its_list_it_is_still_taken_out(windows: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """`No add-in is installed` is said only when Excel has none."""
    registry = windows.registry
    assert isinstance(registry, FakeRegistry)
    before = registry.shown()
    put_in(windows, "en", dry_run=False)
    windows.manifest.unlink()
    take_out(windows, dry_run=False)
    assert "gone from Excel" in capsys.readouterr().out
    assert registry.shown() == before
    take_out(windows, dry_run=False)
    assert "No add-in is installed" in capsys.readouterr().out
