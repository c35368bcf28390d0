"""The registry of a Windows computer, in memory; it behaves as the real one where the installer needs it."""

from __future__ import annotations

from dataclasses import dataclass, field

from xl_addin.install.registry import Value


@dataclass
class FakeRegistry:
    """Keys and names in any case are one, and keep the case they were made with.

    Attributes:
        held: Key, in small letters, to its path as made and its values.
    """

    held: dict[str, tuple[str, dict[str, Value]]] = field(default_factory=dict)

    def values(self, key: str) -> dict[str, Value]:
        """See `Registry`."""
        return dict(self.held.get(key.lower(), ("", {}))[1])

    def keys(self, key: str) -> list[str]:
        """See `Registry`."""
        start = key.lower() + "\\"
        below = [path[len(start) :] for each, (path, _) in self.held.items() if each.startswith(start)]
        return list(dict.fromkeys(path.partition("\\")[0] for path in below))

    def put(self, key: str, name: str, value: Value) -> None:
        """See `Registry`."""
        assert "\\" in key
        _path, values = self.held.setdefault(key.lower(), (key, {}))
        known = next((each for each in values if each.lower() == name.lower()), name)
        values[known] = value

    def remove_value(self, key: str, name: str) -> None:
        """See `Registry`."""
        _path, values = self.held.get(key.lower(), ("", {}))
        for each in [each for each in values if each.lower() == name.lower()]:
            del values[each]

    def remove_key(self, key: str) -> None:
        """See `Registry`; like Windows, it refuses while keys are below it."""
        if self.keys(key):
            raise PermissionError(13, "there are keys below it")
        self.held.pop(key.lower(), None)

    def with_values(self, key: str, **values: str | int | bytes) -> FakeRegistry:
        """The same, with values under a key: texts, numbers and bytes by their kinds."""
        kinds: dict[type, int] = {str: 1, bytes: 3, int: 4}
        for name, data in values.items():
            self.put(key, name, Value(data, kinds[type(data)]))
        return self

    def shown(self) -> dict[str, dict[str, Value]]:
        """All that it holds, by key; keys without values are left out."""
        return {path: dict(values) for path, values in self.held.values() if values}
