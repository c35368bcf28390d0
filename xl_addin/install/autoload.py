r"""What Excel opens when it starts: the values OPEN, OPEN1, OPEN2 … of its options.

Excel reads them in order and stops at the first number that is missing; what stands behind it is not opened.
So ours is put in at that number, and all behind it make room by one; taken out, they all come back by one.
Nobody else's add-in is ever cut off, and none that Excel does not open is brought back to life.
"""

from __future__ import annotations

import ntpath
import re
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path, PurePath

from xl_addin.install.changes import Change, PutValue, RemoveValue
from xl_addin.install.registry import Registry, Value, expanded

OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"
MANAGER = r"HKCU\Software\Microsoft\Office\16.0\Excel\Add-in Manager"
"""Where Excel keeps the paths of add-ins whose tick somebody took away, as names of values."""
_NUMBERED = re.compile(r"OPEN([1-9]\d*)?", re.IGNORECASE)


def opened(registry: Registry) -> list[Value]:
    """What Excel opens at its start, in order."""
    listed = _listed(registry)
    return [listed[number] for number in takewhile(listed.__contains__, count())]


def is_opened(registry: Registry, file: PurePath) -> bool:
    """Whether Excel opens a file at its start."""
    return any(_names(value, file) for value in opened(registry))


def is_unticked(registry: Registry, file: PurePath) -> bool:
    """Whether somebody took the file's tick away in Excel's list of add-ins."""
    return any(_same(name, str(file)) for name in registry.values(MANAGER))


def others(registry: Registry, file: PurePath, start_folder: Path) -> list[str]:
    """Files of the same name elsewhere that Excel opens at its start: of another home, or a company's.

    Args:
        registry: Names what Excel opens.
        file: Ours.
        start_folder: Whatever lies in it, Excel opens too.

    Raises:
        OSError: The folder cannot be looked into.
    """
    lying = start_folder.iterdir() if start_folder.is_dir() else ()
    paths = [*map(_path, opened(registry)), *map(str, lying)]
    return [path for path in paths if _same(ntpath.basename(path), file.name) and not _same(path, str(file))]


def adding(registry: Registry, file: PurePath) -> Iterator[Change]:
    """The changes that have Excel open a file; none where it does already."""
    if not is_opened(registry, file):
        free = len(opened(registry))
        yield from _made_room(_listed(registry), free)
        yield PutValue(OPTIONS, _name(free), Value(f'"{file}"'))
    yield from _forgetting(registry, file)


def removing(registry: Registry, file: PurePath) -> Iterator[Change]:
    """The changes after which Excel opens the file no longer, and all others as before."""
    listed = _listed(registry)
    for ours in sorted((number for number in listed if _names(listed[number], file)), reverse=True):
        yield from _closed_up(listed, ours)
        listed = {number - (number > ours): value for number, value in listed.items() if number != ours}
    yield from _forgetting(registry, file)


def _made_room(listed: dict[int, Value], free: int) -> Iterator[Change]:
    """Everything behind a number that is missing moves on by one, the last one first."""
    for number in sorted((each for each in listed if each > free), reverse=True):
        if listed.get(number + 1) != listed[number]:
            yield PutValue(OPTIONS, _name(number + 1), listed[number])
        if number - 1 not in listed:
            yield RemoveValue(OPTIONS, _name(number))


def _closed_up(listed: dict[int, Value], taken: int) -> Iterator[Change]:
    """One is taken out, and everything behind it moves up by one, the first one first."""
    for number in sorted(each for each in listed if each >= taken):
        if number > taken and listed.get(number - 1) != listed[number]:
            yield PutValue(OPTIONS, _name(number - 1), listed[number])
        if number + 1 not in listed:
            yield RemoveValue(OPTIONS, _name(number))


def _forgetting(registry: Registry, file: PurePath) -> Iterator[Change]:
    """Takes the file out of the list of add-ins without a tick."""
    for name in registry.values(MANAGER):
        if _same(name, str(file)):
            yield RemoveValue(MANAGER, name)


def _listed(registry: Registry) -> dict[int, Value]:
    """The values by their numbers, those among them that Excel does not come to; `OPEN` is 0."""
    found = ((_NUMBERED.fullmatch(name), value) for name, value in registry.values(OPTIONS).items())
    return {int(match[1] or 0): value for match, value in found if match}


def _name(number: int) -> str:
    return f"OPEN{number or ''}"


def _names(value: Value, file: PurePath) -> bool:
    return _same(_path(value), str(file))


def _path(value: Value) -> str:
    r"""The file that a value opens: `"C:\…\name.xlam"`, perhaps behind a switch such as `/R`."""
    told = expanded(value).strip()
    return told.partition('"')[2].rpartition('"')[0] if '"' in told else told


def _same(one: str, other: str) -> bool:
    return ntpath.normcase(one) == ntpath.normcase(other)
