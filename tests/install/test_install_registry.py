"""The registry's seam: the one of the tests and Windows' own behave alike."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from fake_registry import FakeRegistry

from xl_addin.install.registry import Registry, Value, number, text

KEY = r"HKCU\Software\xl-addin tests\Excel"


@pytest.fixture(params=["fake", "windows"])
def registry(request: pytest.FixtureRequest) -> Iterator[Registry]:
    """One after the other; Windows' own where there is one."""
    if request.param == "fake":
        yield FakeRegistry()
        return
    if sys.platform != "win32":
        pytest.skip("this is no Windows")
    from xl_addin.install.registry import WindowsRegistry

    real = WindowsRegistry()
    yield real
    for key in (rf"{KEY}\Below", KEY, KEY.rpartition("\\")[0]):
        real.remove_key(key)


def test_a_value_comes_back_as_it_was_put(registry: Registry) -> None:
    """Data and kind, whatever the kind; putting it again changes it."""
    given = {
        "Text": Value("C:\\x"),
        "Path": Value("%APPDATA%\\x", 2),
        "Bytes": Value(b"\1\0", 3),
        "On": Value(1, 4),
    }
    for name, value in given.items():
        registry.put(KEY, name, value)
    registry.put(KEY, "Text", Value("D:\\"))
    assert registry.values(KEY) == {**given, "Text": Value("D:\\")}


def test_case_does_not_matter(registry: Registry) -> None:
    """Excel writes `OPEN`, others `Open`: it is one value."""
    registry.put(KEY, "Open", Value("one"))
    registry.put(KEY.upper().replace("HKCU", "HKCU"), "OPEN", Value("two"))
    assert registry.values(KEY) == {"Open": Value("two")}
    assert text(registry, KEY, "oPeN") == "two"
    registry.remove_value(KEY, "OPEN")
    assert registry.values(KEY) == {}


def test_what_is_not_there_is_nothing(registry: Registry) -> None:
    """Reading it gives nothing, taking it out does nothing."""
    assert registry.values(KEY) == {}
    assert registry.keys(KEY) == []
    assert (text(registry, KEY, "None"), number(registry, KEY, "None")) == ("", None)
    registry.remove_value(KEY, "None")
    registry.remove_key(KEY)


def test_numbers_are_read_however_they_were_written(registry: Registry) -> None:
    """Some tools write a policy's number as text."""
    registry.put(KEY, "As text", Value("4"))
    registry.put(KEY, "As number", Value(4, 4))
    assert number(registry, KEY, "As text") == number(registry, KEY, "As number") == 4


def test_a_key_with_keys_below_it_stays(registry: Registry) -> None:
    """Nobody's values disappear with ours."""
    registry.put(rf"{KEY}\Below", "Name", Value("x"))
    assert registry.keys(KEY) == ["Below"]
    with pytest.raises(PermissionError):
        registry.remove_key(KEY)
    assert registry.keys(KEY) == ["Below"]
