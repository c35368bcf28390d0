"""MS-OVBA 2.3: the streams of a VBA project. No compiled code is among them: Excel compiles what it loads."""

from __future__ import annotations

import struct
import uuid
from collections.abc import Sequence
from typing import Final

from xl_addin.build.vba.compound_file import compound_file
from xl_addin.build.vba.compression import compressed
from xl_addin.build.vba.module import Kind, Module

NAME: Final = "xlAddin"
CODE_PAGE: Final = 1252
ENGLISH: Final = 0x409
WINDOWS_64: Final = 3

_REFERENCES: Final = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
    "#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0"
    r"#C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL"
    "#Microsoft Office 16.0 Object Library",
}
"""Found by their ids; the paths are what Office itself writes. Office knows `IRibbonControl`."""
_UNCOMPILED: Final = bytes.fromhex("CC61FFFF000000")
_VISIBLE: Final = b"\xff"
_SEED: Final = 0x5D
"""Of the values that tell whether the project is locked: any number does; a fixed one, the same bytes."""


def vba_project(modules: Sequence[Module]) -> bytes:
    """The file `vbaProject.bin` with these modules, in this order.

    Raises:
        UnicodeEncodeError: A module is not ASCII.
    """
    streams = {module.name: compressed(module.stored) for module in modules}
    streams["_VBA_PROJECT"] = _UNCOMPILED
    streams["dir"] = compressed(_directory(modules))
    return compound_file({"VBA": streams, "PROJECT": _project(modules), "PROJECTwm": _names(modules)})


def _directory(modules: Sequence[Module]) -> bytes:
    """The stream `dir` (2.3.4.2): system, languages, references and modules."""
    parts = [
        _record(0x01, _long(WINDOWS_64)),
        _record(0x02, _long(ENGLISH)),
        _record(0x14, _long(ENGLISH)),
        _record(0x03, _short(CODE_PAGE)),
        _record(0x04, NAME.encode("ascii")),
        _twice(0x05, 0x40, ""),
        _record(0x06, b""),
        _record(0x3D, b""),
        _record(0x07, _long(0)),
        _record(0x08, _long(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1),
        _twice(0x0C, 0x3C, ""),
        *(_reference(name, library) for name, library in _REFERENCES.items()),
        _record(0x0F, _short(len(modules))),
        _record(0x13, b"\xff\xff"),
        *map(_entry, modules),
        _record(0x10, b""),
    ]
    return b"".join(parts)


def _entry(module: Module) -> bytes:
    """A module in `dir`: its name, its stream, where its source begins, what it belongs to."""
    kind = 0x21 if module.kind is Kind.STANDARD else 0x22
    return (
        _twice(0x19, 0x47, module.name)
        + _twice(0x1A, 0x32, module.name)
        + _twice(0x1C, 0x48, "")
        + _record(0x31, _long(0))
        + _record(0x1E, _long(0))
        + _record(0x2C, b"\xff\xff")
        + _record(kind, b"")
        + _record(0x2B, b"")
    )


def _reference(name: str, library: str) -> bytes:
    text = library.encode("ascii")
    return _twice(0x16, 0x3E, name) + _record(0x0D, _long(len(text)) + text + bytes(6))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _twice(number: int, unicode_number: int, text: str) -> bytes:
    """A text in the code page, and again in Unicode."""
    return _record(number, text.encode("ascii")) + _record(unicode_number, text.encode("utf-16-le"))


def _long(number: int) -> bytes:
    return struct.pack("<I", number)


def _short(number: int) -> bytes:
    return struct.pack("<H", number)


def _project(modules: Sequence[Module]) -> bytes:
    """The stream `PROJECT` (2.3.1): what is in it, unlocked and without a password, and no window open."""
    own = "{" + str(uuid.uuid5(uuid.NAMESPACE_DNS, NAME)).upper() + "}"
    lines = [
        f'ID="{own}"',
        *map(_line, modules),
        f'Name="{NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_hidden(_long(0), own)}"',
        f'DPB="{_hidden(bytes(1), own)}"',
        f'GC="{_hidden(_VISIBLE, own)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def _line(module: Module) -> str:
    return f"Module={module.name}" if module.kind is Kind.STANDARD else f"Document={module.name}/&H00000000"


def _names(modules: Sequence[Module]) -> bytes:
    """The stream `PROJECTwm` (2.3.3): each name in the code page and in Unicode."""
    pairs = (
        module.name.encode("ascii") + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules
    )
    return b"".join(pairs) + b"\0\0"


def _hidden(data: bytes, own: str) -> str:
    """Data encryption (2.4.3): of the project's state, which is no secret; Excel wants it so."""
    key = sum(own.encode("ascii")) & 0xFF
    out = [_SEED, 2 ^ _SEED, key ^ _SEED]
    before, last, one_before = key, out[2], out[1]
    for byte in bytes((_SEED & 6) // 2) + _long(len(data)) + data:
        cipher = byte ^ ((one_before + before) & 0xFF)
        out.append(cipher)
        one_before, last, before = last, cipher, byte
    return bytes(out).hex().upper()
