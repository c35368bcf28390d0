"""Names that people type, and the ids a service knows them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from xl_addin.schema.problem import Unfit
from xl_addin.texts.enumeration import and_more
from xl_addin.values.names import nearest_forms, plain
from xl_addin.values.suggestions import may_suggest

CANDIDATES = 5
SHOWN = 12

Id = TypeVar("Id", int, str)
"""What a service's ids are."""


@dataclass(frozen=True, slots=True)
class Named(Generic[Id]):
    """A record of the service that rows refer to by name.

    Attributes:
        id: The service's id.
        name: The name as the service has it.
        path: "Parent > Child" where there is a parent, else the name.
        also: Other texts that mean it, such as an IBAN or a tax number.
        archived: Hidden in the service's app; not for new rows.
        default: The service takes it when none is named.
    """

    id: Id
    name: str
    path: str = ""
    also: tuple[str, ...] = ()
    archived: bool = False
    default: bool = False


class Directory(Generic[Id]):
    """The records of one list, found by name, by path or by #id; case and accents do not count."""

    def __init__(self, records: Iterable[Named[Id]]) -> None:
        self._records: tuple[Named[Id], ...] = tuple(records)
        self._found: dict[str, list[Named[Id]]] = {}
        for record in self._records:
            forms = {plain(record.name), _path(record.path or record.name), plain(f"#{record.id}")}
            for form in forms | set(map(plain, record.also)):
                self._found.setdefault(form, []).append(record)

    def __iter__(self) -> Iterator[Named[Id]]:
        return iter(self._records)

    def resolve(self, text: str, *, archived: bool = False) -> Named[Id]:
        """The one record meant.

        Args:
            text: A name, a path or #id.
            archived: An archived one will do where no other has the name: what is past can be read.

        Raises:
            Unfit: None, several or only an archived one; lists the candidates.
        """
        found = self._found.get(plain(text)) or self._found.get(_path(text)) or []
        current = [record for record in found if not record.archived] or (found if archived else [])
        if len(current) == 1:
            return current[0]
        if current:
            raise Unfit("name_twice", value=text, candidates=", ".join(map(self._label, current)))
        if found:
            raise Unfit("name_archived", value=text)
        if close := self._close(text):
            raise Unfit("name_unknown", value=text, candidates=", ".join(close))
        raise Unfit("name_unlike", value=text, known=and_more(self.labels(), SHOWN) or "–")

    def has(self, text: str, *, archived: bool = True) -> bool:
        """Whether the text means a record, or several; archived ones count unless told otherwise."""
        found = self._found.get(plain(text)) or self._found.get(_path(text)) or ()
        return any(archived or not record.archived for record in found)

    def default(self) -> Named[Id] | None:
        """The service's default record, if it has one."""
        return next((record for record in self._records if record.default and not record.archived), None)

    def labels(self) -> list[str]:
        """What a dropdown offers: names, and paths where a name alone is not enough."""
        return list(self._labels.values())

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The labels in order, by their plain forms."""
        labels = sorted((self._label(record) for record in self._records if not record.archived), key=plain)
        return {plain(label): label for label in labels}

    def _label(self, record: Named[Id]) -> str:
        """The shortest text that means this record alone."""
        for form in (record.name, record.path):
            others = self._found.get(plain(form)) or self._found.get(_path(form)) or []
            if form and [other for other in others if not other.archived] == [record]:
                return form
        return f"#{record.id}"

    def _close(self, text: str) -> list[str]:
        """Labels that hold the text, else those that look like it."""
        if not may_suggest():
            return []
        return [self._labels[form] for form in nearest_forms(plain(text), self._labels, CANDIDATES)]


def _path(text: str) -> str:
    return ">".join(plain(part) for part in text.split(">"))
