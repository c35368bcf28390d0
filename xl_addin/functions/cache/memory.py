"""Answers in memory, up to a limit: what was not used for longest makes room."""

from __future__ import annotations

import threading

from cachetools import LRUCache

from xl_addin.functions.cache.answer import Kept

LARGEST = 64 * 2**20
"""Bytes of answers as they are kept on the disk; in memory they take two to three times that."""


class Memory:
    """Keys and their last answers. Many threads may use it."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._lock = threading.Lock()
        self._sized: LRUCache[str, tuple[Kept, int]] = LRUCache(largest, getsizeof=lambda pair: pair[1])

    def get(self, key: str) -> Kept | None:
        """The last answer, as old as it may be."""
        with self._lock:
            pair = self._sized.get(key)
        return pair[0] if pair else None

    def beginning(self, start: str) -> list[str]:
        """The keys that begin so."""
        with self._lock:
            return [key for key in self._sized if key.startswith(start)]

    def put(self, key: str, kept: Kept, size: int) -> None:
        """Keeps an answer in place of the one before; one that is larger than all the room is not kept.

        Args:
            key: Of the question.
            kept: The answer.
            size: In bytes.
        """
        with self._lock:
            self._sized.pop(key, None)
            if size <= self._sized.maxsize:
                self._sized[key] = (kept, size)
