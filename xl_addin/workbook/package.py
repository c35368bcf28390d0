"""The package: a zip of parts that point at each other."""

from __future__ import annotations

import mmap
import os
import posixpath
import struct
import zipfile
from pathlib import Path
from typing import IO, NamedTuple

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.markup import POINTING, Source, elements
from xl_addin.workbook.refusals import Unreadable, damaged

KINDS = {".xlsx", ".xlsm"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
Signature = tuple[int, int, int]
"""A file's identity and state: inode, time of change, size."""

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\5\6"
_LONGEST_COMMENT = 0xFFFF
_ENTRY = 256
"""Bytes of the directory for one part, on the average: how many parts there are is but a claim."""
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_SIGNATURE = b"PK\6\7"
"""Leads to a second end, in 64 bits, as archives beyond four gigabytes need it and some programs write it."""
_LONG_END = struct.Struct("<4sQ2H2L4Q")
_LONG_END_SIGNATURE = b"PK\6\6"


class Relationship(NamedTuple):
    """Where a part points.

    Attributes:
        kind: The last word of its type, such as "worksheet".
        target: The name of the part it points at.
    """

    kind: str
    target: str


class Package:
    """An open workbook file. Close it, or use it in a `with` block.

    Attributes:
        archive: The zip underneath.
        file: The file it is in.
        signature: Tells this state of the file from any other.
        limits: How much of it is read.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        """Opens the file and looks at what it claims to hold.

        Raises:
            Unreadable: It is no workbook, or claims to be too much of one.
            OSError: It cannot be opened.
            zipfile.BadZipFile: It is no sound zip.
        """
        self.limits = limits
        _check_name(path)
        if path.exists() and not path.is_file() and not path.is_dir():
            raise Unreadable("not_a_file")  # a pipe would be waited for, for ever
        self.file = path.open("rb")
        try:
            self.signature = signature(os.fstat(self.file.fileno()))
            _check_content(self.file, limits)
            self.archive = zipfile.ZipFile(self.file)
            self._parts = self._checked()
        except BaseException:
            self.file.close()
            raise

    def close(self) -> None:
        """Closes the file."""
        self.archive.close()
        self.file.close()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def has(self, part: str) -> bool:
        """Whether there is such a part; names are compared without case, as the standard asks."""
        return part.lower() in self._parts

    def entry(self, part: str) -> zipfile.ZipInfo:
        """The zip's entry of a part.

        Raises:
            Unreadable: There is none.
        """
        try:
            return self._parts[part.lower()]
        except KeyError:
            raise damaged(f"its part {part} is missing") from None

    def open(self, part: str, limit: int | None = None) -> Source:
        """A part's content, read under the limits.

        Args:
            part: Its name, such as "xl/workbook.xml".
            limit: Bytes it may unpack to, when other than for all parts.
        """
        entry = self.entry(part)
        self._check_size(entry, limit or self.limits.part)
        return Source(self.archive.open(entry), part, self.limits)

    def kept(self, part: str) -> Source:
        """A part's content that will be held in memory; see `open`."""
        return self.open(part, self.limits.kept)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Where a part points, by id; what lies outside the workbook is left out.

        Args:
            part: The part's name; empty for the package itself.
        """
        described = relationships_of(part)
        if not self.has(described):
            return {}
        found: dict[str, Relationship] = {}
        with self.kept(described) as source:
            for count, element in enumerate(elements(source, "Relationship", namespaces=POINTING), start=1):
                if count > self.limits.entries:
                    raise damaged(f"its part {described} points at more than {self.limits.entries} others")
                if element.get("TargetMode") != "External":
                    kind = element.get("Type", "").rpartition("/")[2]
                    target = _resolve(part, element.get("Target", ""))
                    found[element.get("Id", "")] = Relationship(kind, target)
        return found

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        parts: dict[str, zipfile.ZipInfo] = {}
        for entry in self.archive.infolist():
            if parts.setdefault(entry.filename.lower(), entry) is not entry:
                raise damaged(f"its part {entry.filename} is there twice")
        if len(parts) > self.limits.entries:
            raise Unreadable("entries", parts=len(parts), limit=self.limits.entries)
        total = sum(entry.file_size for entry in parts.values())
        if total > self.limits.total:
            raise Unreadable("total_size", size=total, limit=self.limits.total)
        return parts

    def _check_size(self, entry: zipfile.ZipInfo, limit: int) -> None:
        if entry.flag_bits & 1:
            raise Unreadable("encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(f"its part {entry.filename} is packed in an unknown way")
        if entry.file_size > limit:
            raise Unreadable("part_size", part=entry.filename, size=entry.file_size, limit=limit)
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > self.limits.ratio_from and ratio > self.limits.ratio:
            raise Unreadable("ratio", part=entry.filename, ratio=ratio)


def relationships_of(part: str) -> str:
    """The name of the part that says where a part points.

    >>> relationships_of("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def signature(status: os.stat_result) -> Signature:
    """What of a file's status changes whenever a program saves it."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def _check_name(path: Path) -> None:
    if path.is_dir():
        raise Unreadable("folder")
    if path.suffix.lower() not in KINDS:
        path.stat()
        raise Unreadable("kind")


def _check_content(file: IO[bytes], limits: Limits) -> None:
    """Says what the file is when it is no workbook of ours, before anything unpacks it."""
    size = file.seek(0, os.SEEK_END)
    if size > limits.file:
        raise Unreadable("file_size", size=size, limit=limits.file)
    file.seek(0)
    head = file.read(len(_OLE))
    if head == _OLE:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            raise Unreadable("old" if content.find(_ENCRYPTED) < 0 else "encrypted")
    if not head.startswith(b"PK"):
        raise Unreadable("not_a_package")
    start = file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    _check_directory(file.read(), start, limits)


def _check_directory(tail: bytes, start: int, limits: Limits) -> None:
    """Counts the parts before a list of them is made.

    Args:
        tail: The end of the file.
        start: Where in the file it begins.
        limits: How many parts there may be.
    """
    end = tail.rfind(_END_SIGNATURE)
    if end < 0 or len(tail) < end + _END.size:
        raise damaged("its end is missing, as after a broken download")
    told = _END.unpack_from(tail, end)[4:7]
    if tail[:end][-_LOCATOR.size :].startswith(_LOCATOR_SIGNATURE) and told != _told_in_64_bits(
        tail[:end], start + end
    ):
        raise damaged("its directory is told twice, and not alike")
    count, size, _ = told
    if count > limits.entries:
        raise Unreadable("entries", parts=count, limit=limits.entries)
    if size > limits.entries * _ENTRY:
        raise damaged("its directory is not what its number of parts needs")


def _told_in_64_bits(before: bytes, place: int) -> tuple[int, ...]:
    """Number of parts, size and place of the directory as the second end tells them; nothing without one.

    Args:
        before: What stands before the first end.
        place: Where in the file that begins.
    """
    own = len(before) - _LOCATOR.size - _LONG_END.size
    if own < 0 or not before.startswith(_LONG_END_SIGNATURE, own):
        return ()
    locator = _LOCATOR.unpack_from(before, len(before) - _LOCATOR.size)
    if locator[1:] != (0, place - _LOCATOR.size - _LONG_END.size, 1):
        return ()
    return _LONG_END.unpack_from(before, own)[7:]


def _resolve(part: str, target: str) -> str:
    """The part a relationship means, by the rules of a path inside the package."""
    path = target if target.startswith("/") else f"/{posixpath.dirname(part)}/{target}"
    steps: list[str] = []
    for step in path.partition("#")[0].split("/"):
        if step == ".." and not steps:
            raise Unreadable("escape", part=part or "the package", target=target[:80])
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    if "\\" in target or ":" in target:
        raise Unreadable("escape", part=part or "the package", target=target[:80])
    return "/".join(steps)
