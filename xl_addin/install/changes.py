"""What installing changes on a computer, one small thing at a time: told before, done, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xl_addin import private_file, settings_file
from xl_addin.install.registry import Registry, Value
from xl_addin.texts import say


class Change(Protocol):
    """One change. Doing it twice is doing it once."""

    @property
    def told(self) -> str:
        """What it does, a line for a person."""

    def make(self, registry: Registry | None) -> None:
        """Does it.

        Args:
            registry: None on a system that has none, where no change needs one.

        Raises:
            OSError: It cannot be done.
            SettingsError: Nor can this, of the settings file, which says why.
        """


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """A folder that only the user may look into."""

    path: Path

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.make_folder", path=self.path)

    def make(self, _registry: Registry | None) -> None:
        """See `Change`."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)


@dataclass(frozen=True, slots=True)
class WriteFile:
    """A whole file, or none."""

    path: Path
    content: bytes

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.write_file", path=self.path, bytes=len(self.content))

    def make(self, _registry: Registry | None) -> None:
        """See `Change`."""
        private_file.replace(self.path, self.content)


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language in the settings file, so that messages and sheets have the ribbon's. It stays."""

    file: Path
    code: str

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.set_language", file=self.file, lang=self.code)

    def make(self, _registry: Registry | None) -> None:
        """See `Change`."""
        settings_file.put_language(self.file, self.code)


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """A file that we wrote."""

    path: Path

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.remove_file", path=self.path)

    def make(self, _registry: Registry | None) -> None:
        """See `Change`."""
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """A folder that we made, if nobody else has put anything there."""

    path: Path

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.remove_folder", path=self.path)

    def make(self, _registry: Registry | None) -> None:
        """See `Change`."""
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()


@dataclass(frozen=True, slots=True)
class PutValue:
    """A value of the registry."""

    key: str
    name: str
    value: Value

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.put_value", key=self.key, name=self.name, data=self.value.data)

    def make(self, registry: Registry | None) -> None:
        """See `Change`."""
        assert registry is not None
        registry.put(self.key, self.name, self.value)


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """A value of the registry that is no longer wanted."""

    key: str
    name: str

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.remove_value", key=self.key, name=self.name)

    def make(self, registry: Registry | None) -> None:
        """See `Change`."""
        assert registry is not None
        registry.remove_value(self.key, self.name)


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """A key of the registry that we made, with its values."""

    key: str

    @property
    def told(self) -> str:
        """See `Change`."""
        return say("install.remove_key", key=self.key)

    def make(self, registry: Registry | None) -> None:
        """See `Change`."""
        assert registry is not None
        registry.remove_key(self.key)
