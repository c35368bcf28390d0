"""What all systems have together: their records, and the list of calls that were made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xl_addin.sandbox.disk import Disk
from xl_addin.sandbox.records import Records

FILE = "sandbox.sqlite3"


class Store:
    """Records by system, and calls; on disk when a folder is given, else in memory only.

    Args:
        first_ids: System to the first id it gives out.
        folder: Where to keep everything.

    Raises:
        WrongUse: Another sandbox uses the folder.
    """

    def __init__(self, first_ids: Mapping[str, int], folder: Path | None) -> None:
        self.systems = {system: Records(first_id) for system, first_id in first_ids.items()}
        self.calls: list[dict[str, Any]] = []
        self._written_calls = 0
        self._disk = Disk(folder / FILE) if folder else None
        if self._disk:
            self._load(self._disk)

    def _load(self, disk: Disk) -> None:
        for system, records in self.systems.items():
            records.load(disk.records(system))
        self.calls = disk.calls()
        self._written_calls = len(self.calls)

    def commit(self) -> None:
        """Brings what changed to the disk; called before a call is answered."""
        changes = [(system, records.take_changes()) for system, records in self.systems.items()]
        if self._disk:
            self._disk.write(changes, self.calls[self._written_calls :])
            self._written_calls = len(self.calls)

    def clear(self) -> None:
        """Forgets every record and call."""
        for records in self.systems.values():
            records.clear()
        self.calls.clear()
        self._written_calls = 0
        if self._disk:
            self._disk.clear()

    def close(self) -> None:
        """Lets go of the folder."""
        if self._disk:
            self._disk.close()
