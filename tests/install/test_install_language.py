"""Which language the add-in gets when nobody says."""

from __future__ import annotations

import plistlib

import pytest
from fake_registry import FakeRegistry

from xl_addin import settings_file
from xl_addin.cli.addin_install import language_of
from xl_addin.install import environment, language
from xl_addin.install.places import Machine
from xl_addin.install.registry import Value
from xl_addin.settings import Settings

LIST = 7
"""The registry's type of a list of texts."""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pt", "pt"),
        ("PT", "pt"),
        ("pt-BR", "pt"),
        ("pt_BR.UTF-8", "pt"),
        (" fr@euro ", "fr"),
        ("es-419", "es"),
        ("de", ""),
        ("english", ""),
        ("C.UTF-8", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_names(name: str, code: str) -> None:
    """Whether somebody writes it as systems do, in capitals or plainly."""
    assert language.known(name) == code


def test_windows_language_is_taken(bare_windows: Machine) -> None:
    """What Windows shows itself in comes before what the person reads, and that before their region's."""
    registry = bare_windows.registry
    assert isinstance(registry, FakeRegistry)
    found = [language.of_system(bare_windows, {"LANG": "fr_FR.UTF-8"})]
    shown, read, region = language.WINDOWS
    told = {region: Value("es-BO"), read: Value(["nl-NL", "fr-CA"], LIST), shown: Value(["pt-BR"], LIST)}
    for place, value in told.items():
        registry.put(*place, value)
        found.append(language.of_system(bare_windows, {}))
    assert found == ["", "es", "fr", "pt"]


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_macs_language_is_taken(bare_mac: Machine, kind: plistlib.PlistFormat) -> None:
    """The first that we speak of those in System Settings; without them, the terminal's."""
    file = bare_mac.user / language.MAC
    file.parent.mkdir(parents=True)
    given = {"LANG": "es_BO.UTF-8"}
    file.write_bytes(plistlib.dumps({"AppleLanguages": ["de-DE", "pt-BR", "en-US"]}, fmt=kind))
    assert language.of_system(bare_mac, given) == "pt"
    for damaged in (b"", b"bplist00", b"<plist>", plistlib.dumps(["AppleLanguages"], fmt=kind)):
        file.write_bytes(damaged)
        assert language.of_system(bare_mac, given) == "es"
    file.unlink()
    assert language.of_system(bare_mac, {**given, "LC_ALL": "fr_FR"}) == "fr"
    assert language.of_system(bare_mac, {"LANG": "C"}) == ""


def test_what_somebody_chose_comes_before_the_systems(bare_windows: Machine) -> None:
    """The settings, then the variable; the system's language only where neither says anything."""
    assert isinstance(bare_windows.registry, FakeRegistry)
    bare_windows.registry.put(*language.WINDOWS[2], Value("pt-BR"))
    settings = Settings(home=bare_windows.home)
    assert language_of(bare_windows, settings, {}) == "pt"
    assert (
        language_of(bare_windows, Settings(home=bare_windows.home, lang="fr"), {environment.LANGUAGE: "fr"})
        == "fr"
    )
    settings_file.put_language(settings.file, "en")
    assert language_of(bare_windows, settings, {}) == "en"
