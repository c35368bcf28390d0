"""What the doctor says Excel would see, on computers of all kinds."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path, PureWindowsPath

import pytest
from fake_registry import FakeRegistry
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from xl_addin.install import autoload, environment, examine, excel, manifest, plan, policies, trusted
from xl_addin.install.interpreter import Interpreter, Kind
from xl_addin.install.places import Machine
from xl_addin.install.registry import Value

DLL = f"xlwings64-{version('xlwings')}.dll"
PYTHON = Interpreter(Path("python"), Path(), Kind.UV_TOOL)
BEST, WORST = policies.Place(), policies.Place(trusted=False, marked=True)
SECURITY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    """A Windows computer on which all is well."""
    python = tmp_path / "tools" / "Scripts" / "python.exe"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "tools" / DLL).touch()
    registry = FakeRegistry().with_values(
        excel.CLICK_TO_RUN, VersionToReport="16.0.17328.20162", Platform="x64"
    )
    machine = Machine(tmp_path / "home", tmp_path, "win32", registry, tmp_path / "Roaming")
    chosen = Interpreter(python, tmp_path / "tools", Kind.UV_TOOL)
    for change in plan.installing(machine, b"the add-in", "en", chosen):
        change.make(registry)
    return machine


def seen(machine: Machine) -> dict[str, str]:
    """What each look says; what is not good begins with a cross."""
    told = examine.findings(machine)
    return {finding.what: f"✗ {finding.text}" if finding.error else finding.text for finding in told}


def wrong(machine: Machine) -> list[str]:
    """Which looks found something that is not good."""
    return [what for what, text in seen(machine).items() if text.startswith("✗")]


def registry_of(machine: Machine) -> FakeRegistry:
    """The computer's."""
    assert isinstance(machine.registry, FakeRegistry)
    return machine.registry


def test_all_is_well(windows: Machine) -> None:
    """Version and bits of Excel, the file, Python with what Excel loads; no line of what is not there."""
    told = seen(windows)
    assert wrong(windows) == []
    assert "16.0.17328.20162, 64 bits" in told["excel"]
    assert DLL in told["interpreter"]
    assert list(told) == ["excel", "add-in", "interpreter", "start", "policies"]


def test_the_bits_of_excel_decide_what_it_loads(windows: Machine) -> None:
    """An Excel of 32 bits needs xlwings' other library; which bits Python has does not matter."""
    registry_of(windows).with_values(excel.CLICK_TO_RUN, Platform="x86")
    assert wrong(windows) == ["interpreter"]
    assert "xlwings32" in seen(windows)["interpreter"]


def test_an_excel_from_an_installation_file(windows: Machine) -> None:
    """Companies install it without Click-to-Run; 32 bits stand in a branch of their own."""
    registry = registry_of(windows)
    registry.remove_key(excel.CLICK_TO_RUN)
    assert wrong(windows) == ["excel"]
    registry.with_values(excel.INSTALLED[32], Path="C:\\Program Files (x86)\\Office16\\")
    assert excel.found(registry) == excel.Excel("16.0", 32)


def test_a_virus_scanner_took_the_file(windows: Machine) -> None:
    """It was installed and is gone: that is said, with what to do."""
    windows.file.unlink()
    assert wrong(windows) == ["add-in"]
    assert "Virus scanners" in seen(windows)["add-in"]


def test_a_file_from_the_internet(windows: Machine) -> None:
    """Somebody sent it by mail and copied it there: Windows' mark is seen."""
    windows.file.with_name(windows.file.name + examine.MARK).write_text("[ZoneTransfer]\nZoneId=3\n", "utf-8")
    assert wrong(windows) == ["add-in"]
    assert "Unblock" in seen(windows)["add-in"]


def test_a_file_of_another_version(windows: Machine, tmp_path: Path) -> None:
    """After an update of xl-addin or of xlwings the file is older, until it is installed again."""
    installed = manifest.read(windows)
    assert installed is not None
    windows.manifest.write_bytes(structs.replace(installed, maker="xl-addin 0.0.1, xlwings 0.37.8").written())
    assert wrong(windows) == ["add-in"]
    assert "0.0.1" in seen(windows)["add-in"]


@pytest.mark.parametrize("content", [b"", b"somebody else's"])
def test_a_file_that_is_not_the_installed_one(windows: Machine, content: bytes) -> None:
    """Emptied by a scanner, or another put in its place: a name alone is no sign of health."""
    windows.file.write_bytes(content)
    assert wrong(windows) == ["add-in"]
    assert "emptied or replaced" in seen(windows)["add-in"]


def test_an_update_that_broke_off_is_seen(windows: Machine) -> None:
    """The list is written first: it tells of the file that was to come, and the old one is still there."""
    installed = manifest.read(windows)
    first = plan.installing(windows, b"a newer one", "en", PYTHON, installed)[0]
    first.make(windows.registry)
    assert manifest.read(windows) != installed
    assert "add-in" in wrong(windows)


def test_what_cannot_be_looked_at_is_one_line_of_several(windows: Machine) -> None:
    """A folder of the file's name, a path that the system refuses: the doctor names it and goes on."""
    windows.file.unlink()
    windows.file.mkdir()
    assert wrong(windows) == ["add-in"]
    assert f"{windows.file} cannot be looked at" in seen(windows)["add-in"]
    windows.file.rmdir()
    windows.file.write_bytes(b"the add-in")
    installed = manifest.read(windows)
    assert installed is not None
    windows.manifest.write_bytes(structs.replace(installed, interpreter=f"/{'x' * 300}/python").written())
    assert wrong(windows) == ["interpreter"]
    assert list(seen(windows))[-1] == "policies"


def test_python_is_gone(windows: Machine) -> None:
    """An environment that was deleted or moved is named."""
    (windows.user / "tools" / "Scripts" / "python.exe").unlink()
    assert wrong(windows) == ["interpreter"]


def test_conda_is_mentioned(windows: Machine) -> None:
    """It may lack libraries when Excel starts it: no fault, but the first thing to think of."""
    (windows.user / "tools" / "conda-meta").mkdir()
    assert wrong(windows) == []
    assert "conda" in seen(windows)["interpreter"]


def test_excel_disabled_it_after_a_crash(windows: Machine) -> None:
    """Excel keeps that in bytes, with the path in them; another's do not matter."""
    registry = registry_of(windows)
    item = b"\x02\0\0\0\x10\0" + "c:\\other\\prices.xlam\0".encode("utf-16-le")
    registry.put(excel.RESILIENCY, "1A2B", Value(item, 3))
    assert wrong(windows) == []
    ours = b"\x02\0\0\0\x10\0" + f"{windows.file}\0".upper().encode("utf-16-le")
    registry.put(excel.RESILIENCY, "3C4D", Value(ours, 3))
    assert wrong(windows) == ["start"]
    assert "Disabled Items" in seen(windows)["start"]


def test_excel_does_not_open_it(windows: Machine) -> None:
    """No tick, no entry, no trust: each is told for itself."""
    registry = registry_of(windows)
    registry.put(autoload.MANAGER, str(windows.file), Value(""))
    assert "tick" in seen(windows)["start"]
    registry.remove_value(autoload.MANAGER, str(windows.file))
    registry.remove_key(trusted.location_of(registry, windows.folder))
    assert "no trusted location" in seen(windows)["start"]
    registry.remove_value(autoload.OPTIONS, "OPEN")
    assert "does not open" in seen(windows)["start"]


@pytest.mark.parametrize("root", policies.ROOTS)
@pytest.mark.parametrize("rule", policies.RULES, ids=lambda rule: rule.name)
def test_each_policy_is_named(windows: Machine, rule: policies.Rule, root: str) -> None:
    """With the words of the Group Policy editor, and the place where it is set; wherever it is set."""
    registry, worst = registry_of(windows), WORST._replace(remote=rule is policies.NETWORK)
    for number in rule.stops:
        registry.with_values(f"{root}\\{rule.key}", **{rule.name: number})
        found = policies.obstacles(registry, worst)
        assert any(rule.title in each.told and f"{rule.name} = {number}" in each.told for each in found)
    registry.with_values(f"{root}\\{rule.key}", **{rule.name: 2})
    assert policies.obstacles(registry, worst) == []


def test_macros_in_a_trusted_location_are_not_stopped(windows: Machine) -> None:
    """`Disable all macros` leaves trusted locations out, until those are disabled too."""
    registry = registry_of(windows).with_values(SECURITY, VBAWarnings=4)
    assert wrong(windows) == []
    registry.with_values(f"{SECURITY}\\Trusted Locations", AllLocationsDisabled=1)
    assert wrong(windows) == ["policies"]
    told = seen(windows)["policies"]
    assert "Disable all trusted locations" in told
    assert "VBA Macro Notification Settings" in told
    assert "administrator" in told


def test_the_companys_word_counts_before_a_persons_own(windows: Machine) -> None:
    """What a person switched off themselves does not matter where the company switched it on."""
    rule = policies.ALL_OFF
    registry = registry_of(windows).with_values(f"{policies.OWN}\\{rule.key}", **{rule.name: 1})
    assert wrong(windows) == ["policies"]
    registry.with_values(f"{policies.COMPANYS[0]}\\{rule.key}", **{rule.name: 0})
    assert wrong(windows) == []


@pytest.mark.parametrize("root", trusted.POLICIES)
def test_the_companys_trusted_location_counts(bare_windows: Machine, root: str) -> None:
    """The remedy that for-it.md names: no location of our own is made, and the doctor is content."""
    registry = registry_of(bare_windows)
    registry.with_values(f"{policies.COMPANYS[0]}\\{policies.USERS_OFF.key}", **{policies.USERS_OFF.name: 0})
    registry.put(f"{root}\\Location1", "Path", Value(str(bare_windows.folder)))
    changes = plan.installing(bare_windows, b"the add-in", "en", PYTHON)
    for change in changes:
        change.make(registry)
    assert not any("Location10" in change.told for change in changes)
    assert not {"start", "policies"} & set(wrong(bare_windows))
    registry.remove_key(f"{root}\\Location1")
    assert {"start", "policies"} <= set(wrong(bare_windows))


def test_a_location_with_a_variable_counts(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows replaces it where the value's type says so, and nowhere else."""
    registry = registry_of(windows)
    key = trusted.location_of(registry, windows.folder)
    monkeypatch.setenv("Xl_Place", str(windows.home))
    registry.put(key, "Path", Value("%XL_PLACE%/excel\\", 2))
    assert wrong(windows) == []
    registry.put(key, "Path", Value("%XL_PLACE%/excel\\"))
    assert wrong(windows) == ["start"]


def test_on_another_computers_disk_a_location_must_be_allowed() -> None:
    """By a path to it, or by the letter of a drive; Excel forbids that as long as nobody allows it."""
    registry = FakeRegistry().with_values(f"{trusted.DRIVES}\\Z", RemotePath="\\\\server\\ana")
    folders = (r"\\server\ana\excel", r"z:\xl-addin\excel", r"C:\xl-addin\excel")
    assert [trusted.is_remote(registry, PureWindowsPath(folder)) for folder in folders] == [True, True, False]
    remote = policies.Place(remote=True)
    assert [each.effect for each in policies.obstacles(registry, remote)] == ["network"]
    registry.with_values(f"{policies.OWN}\\{policies.NETWORK.key}", **{policies.NETWORK.name: 1})
    assert policies.obstacles(registry, remote) == []
    registry.with_values(f"{policies.COMPANYS[0]}\\{policies.NETWORK.key}", **{policies.NETWORK.name: 0})
    assert [each.effect for each in policies.obstacles(registry, remote)] == ["network"]


def test_a_second_add_in_is_seen(windows: Machine) -> None:
    """One of another home has another journal: that is no remark, it is wrong."""
    registry_of(windows).put(autoload.OPTIONS, "OPEN1", Value('"D:\\old\\excel\\XL-Addin.xlam"'))
    assert wrong(windows) == ["start"]
    assert r"D:\old\excel\XL-Addin.xlam" in seen(windows)["start"]


def test_a_copy_in_excels_start_folder_is_a_second_one(windows: Machine) -> None:
    """Excel opens whatever lies there: it is no remark among others, and the sentence says what to move."""
    windows.start_folder.mkdir(parents=True)
    copy = windows.start_folder / "xl-addin.xlam"
    copy.touch()
    assert wrong(windows) == ["start"]
    assert str(copy) in seen(windows)["start"]
    assert "XLSTART" in seen(windows)["start"]
    assert "others" not in seen(windows)


def test_what_the_company_deployed_is_no_illness(
    bare_windows: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its signed file is named, and nobody is told to install a second one; another journal is seen."""
    registry = registry_of(bare_windows)
    registry.put(autoload.OPTIONS, "OPEN1", Value(r'"C:\Tools\xl-addin\xl-addin.xlam"'))
    [told] = examine.findings(bare_windows)
    assert (told.error, told.unused) == (None, False)
    assert r"C:\Tools\xl-addin\xl-addin.xlam" in told.text
    monkeypatch.setenv(environment.HOME, str(bare_windows.home))
    assert wrong(bare_windows) == ["environment"]


def test_a_lost_list_is_told_while_excel_has_the_add_in(windows: Machine) -> None:
    """`Not installed` would be a lie."""
    windows.manifest.unlink()
    assert wrong(windows) == ["add-in"]
    assert "installed.json" in seen(windows)["add-in"]


def test_another_journal_than_excels_is_seen(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of this window alone leads this command, and not Excel, to it."""
    monkeypatch.setenv(environment.JOURNAL, "sqlite:///D:/other.db")
    assert wrong(windows) == ["environment"]
    registry_of(windows).with_values(environment.KEYS[0], **{environment.JOURNAL: "sqlite:///D:/other.db"})
    assert wrong(windows) == []


def test_another_language_than_the_ribbons_is_seen(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that comes before it is no illness, but it is told."""
    monkeypatch.setenv(environment.LANGUAGE, "en")
    assert "environment" not in seen(windows)
    monkeypatch.setenv(environment.LANGUAGE, "fr")
    assert wrong(windows) == []
    assert "XL_ADDIN_LANG" in seen(windows)["environment"]


@pytest.mark.parametrize("guid", policies.DEFENDER_RULES)
def test_a_rule_of_defender_is_named(windows: Machine, guid: str) -> None:
    """Set by group policy, by a tool or by Intune; one that only watches is not in the way."""
    title = policies.DEFENDER_RULES[guid][0]
    for key in policies.DEFENDER:
        registry = FakeRegistry().with_values(key, **{guid.upper(): "1"})
        assert [each.title for each in policies.obstacles(registry, BEST)] == [title]
        assert policies.obstacles(registry.with_values(key, **{guid.upper(): "2"}), BEST) == []
    intune = FakeRegistry().with_values(
        policies.MANAGED, ASRRules=f"{{{guid}}}=6|56a863a9-875e-4185-98a7-b882c64b5ce5=1"
    )
    assert [each.title for each in policies.obstacles(intune, BEST)] == [title]


@given(st.text(), st.text())
def test_nonsense_in_a_policy_stops_no_doctor(rules: str, number: str) -> None:
    """Whatever tools wrote there, the doctor goes on."""
    registry = FakeRegistry().with_values(policies.MANAGED, ASRRules=rules)
    registry.with_values(SECURITY, VBAWarnings=number, DisableAllAddins=b"\xff\xfe")
    assert policies.obstacles(registry, BEST) == []


def test_another_add_in_of_xlwings_is_mentioned(windows: Machine) -> None:
    """In Excel's start folder, or in its list; it is no illness."""
    windows.start_folder.mkdir(parents=True)
    (windows.start_folder / "xlwings.xlam").touch()
    registry_of(windows).put(autoload.OPTIONS, "OPEN1", Value('"C:\\tools\\My-xlwings.xlam"'))
    told = seen(windows)["others"]
    assert wrong(windows) == []
    assert all(name in told for name in ("xlwings.xlam", "My-xlwings.xlam"))


def test_a_mac_has_a_script_and_no_registry(windows: Machine) -> None:
    """What only Windows has, has no line there."""
    mac = replace(windows, home=windows.user / "mac", system="darwin", registry=None)
    python = Interpreter(windows.user / "tools" / "Scripts" / "python.exe", windows.user, Kind.UV_TOOL)
    for change in plan.installing(mac, b"the add-in", "en", python):
        change.make(None)
    assert wrong(mac) == ["script"]
    mac.scripts.mkdir(parents=True)
    (mac.scripts / f"xlwings-{version('xlwings')}.applescript").touch()
    told = seen(mac)
    assert wrong(mac) == []
    assert list(told) == ["add-in", "interpreter", "script"]


def test_where_nothing_is_installed_nothing_is_wrong(windows: Machine) -> None:
    """Whoever uses the command line alone is told how to have it; on Linux nothing."""
    for change in plan.uninstalling(windows, manifest.read(windows)):
        change.make(windows.registry)
    [finding] = examine.findings(windows)
    assert finding.unused
    assert "addin install" in finding.text
    assert list(examine.findings(replace(windows, system="linux", registry=None))) == []
