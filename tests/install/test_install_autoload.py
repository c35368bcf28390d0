"""Excel's list of what it opens: ours comes and goes, and nobody else's add-in is ever cut off."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from fake_registry import FakeRegistry
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.install import autoload
from xl_addin.install.registry import Value

FILE = PureWindowsPath(r"C:\Users\Ana\AppData\Local\xl-addin\excel\xl-addin.xlam")
LOST = Value('"lost.xlam"')
OTHERS = st.lists(
    st.builds(
        Value,
        st.sampled_from(
            [
                '"C:\\Add-ins\\Solver.xlam"',
                '/R "C:\\Add-ins\\Prices.xll"',
                "%APPDATA%\\Budget.xla",
                "ATPVBAEN.XLAM",
            ]
        ),
        st.sampled_from([1, 2]),
    ),
    max_size=5,
)


def listed(others: Iterable[Value], lost: Iterable[int] = ()) -> FakeRegistry:
    """A registry whose Excel opens these, and others behind a gap that it does not open."""
    registry = FakeRegistry()
    registry.put(autoload.OPTIONS, "DefaultPath", Value("C:\\Money"))
    for number, value in enumerate(others):
        registry.put(autoload.OPTIONS, f"OPEN{number or ''}", value)
    gap = len(list(others)) + 1
    for number in lost:
        registry.put(autoload.OPTIONS, f"OPEN{gap + number}", LOST)
    return registry


def do(registry: FakeRegistry, changes: object, watched: list[Value]) -> None:
    """Does changes one by one; after each of them Excel still opens all others."""
    for change in list(changes):  # type: ignore[call-overload]
        change.make(registry)
        now = autoload.opened(registry)
        assert [value for value in watched if value not in now] == []
        assert LOST not in now


@given(OTHERS, st.integers(0, 5), st.sets(st.integers(0, 4)))
def test_it_comes_and_goes(others: list[Value], place: int, lost: set[int]) -> None:
    """Wherever others put theirs meanwhile, after uninstalling the list is as if we had never been there.

    What Excel does not open, because a number before it is missing, is not brought back to life for a moment.
    """
    registry = listed(others, lost)
    before = registry.shown()
    do(registry, autoload.adding(registry, FILE), others)
    assert autoload.is_opened(registry, FILE)
    assert list(autoload.adding(registry, FILE)) == []
    moved = listed([*others[:place], Value(f'"{FILE}"'), *others[place:]], lost)
    for each in (registry, moved):
        do(each, autoload.removing(each, FILE), others)
        assert each.shown() == before
        assert not autoload.is_opened(each, FILE)


def test_it_is_added_where_excel_still_reads() -> None:
    """Excel stops at a gap, so ours goes into the first one, and what stood behind it stays behind one."""
    registry = listed([Value('"a.xlam"')], [0])
    do(registry, autoload.adding(registry, FILE), [Value('"a.xlam"')])
    assert registry.values(autoload.OPTIONS)["OPEN1"] == Value(f'"{FILE}"')
    assert registry.values(autoload.OPTIONS)["OPEN3"] == LOST
    do(registry, autoload.removing(registry, FILE), [Value('"a.xlam"')])
    assert set(registry.values(autoload.OPTIONS)) == {"DefaultPath", "OPEN", "OPEN2"}


def test_one_of_the_same_name_elsewhere_is_named(tmp_path: Path) -> None:
    """Another home's add-in is told from ours, and from others'; one in Excel's start folder opens too."""
    other = '/R "D:\\other\\excel\\XL-ADDIN.xlam"'
    registry = listed([Value(f'"{FILE}"'), Value('"C:\\Solver.xlam"'), Value(other), Value("xl-addin.xlam")])
    elsewhere = ["D:\\other\\excel\\XL-ADDIN.xlam", "xl-addin.xlam"]
    assert autoload.others(registry, FILE, tmp_path / "XLSTART") == elsewhere
    for name in ("Xl-Addin.xlam", "prices.xlam"):
        (tmp_path / name).touch()
    assert autoload.others(registry, FILE, tmp_path) == [*elsewhere, str(tmp_path / "Xl-Addin.xlam")]


def test_an_entry_of_ours_is_known_in_any_case() -> None:
    """Excel rewrites paths as it likes; ours is not added twice."""
    registry = listed([Value(f'"{FILE}"'.upper())])
    assert list(autoload.adding(registry, FILE)) == []


def test_a_tick_that_was_taken_away_leaves_nothing_behind() -> None:
    """Excel then keeps the path elsewhere; installing again, and uninstalling, take it out there too."""
    registry = listed([])
    registry.put(autoload.MANAGER, str(FILE).lower(), Value(""))
    registry.put(autoload.MANAGER, "C:\\other.xlam", Value(""))
    assert autoload.is_unticked(registry, FILE)
    do(registry, autoload.adding(registry, FILE), [])
    assert set(registry.values(autoload.MANAGER)) == {"C:\\other.xlam"}
    assert not autoload.is_unticked(registry, FILE)
