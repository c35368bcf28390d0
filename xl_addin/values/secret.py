"""A text that hides itself wherever it might be shown."""

from __future__ import annotations


class Secret:
    """Wraps a token or password; `reveal()` is called at the point of use and nowhere else.

    >>> Secret("s3cret")
    Secret('**********')
    >>> f"{Secret('s3cret')}"
    '**********'
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __str__(self) -> str:
        return "**********"

    def __repr__(self) -> str:
        return f"Secret('{self}')"

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        raise TypeError("a Secret cannot be pickled or copied into another process")
