"""A secret in every spelling in which it could stand somewhere."""

from __future__ import annotations

import html
import json
import zipfile
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus


def forms_of(secret: str) -> set[bytes]:
    """The secret itself, and as URLs, JSON, HTML, hexadecimal digits and base64 spell it."""
    spelled = {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret)[1:-1].replace("/", "\\/"),
        html.escape(secret),
        secret.encode().hex(),
        *_inside_base64(secret.encode()),
    }
    return {form.encode() for form in spelled}


def found_in(content: bytes, secrets: Iterable[str]) -> list[str]:
    """The secrets that stand in some bytes, in whichever spelling."""
    return [secret for secret in secrets if any(form in content for form in forms_of(secret))]


def contents(file: Path) -> Iterator[bytes]:
    """A file's bytes, and those of its parts where it is a workbook."""
    yield file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as package:
            yield from (package.read(name) for name in package.namelist())


def _inside_base64(secret: bytes) -> Iterator[str]:
    """What of it stands in base64 whatever is before it, without the letters at both ends."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(b"\0" * before + secret).decode()[4 if before else 0 :].rstrip("=")[:-1]
