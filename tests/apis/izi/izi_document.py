"""The vendor's document, taken apart: endpoints, their properties, samples and errors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

GOLDEN = Path(__file__).parent.parent.parent / "golden" / "izi.txt"
TEXT = GOLDEN.read_text("utf-8")

_ENDPOINT = re.compile(r"^POST(?: –)?\s+(?:https://[\w.]+)?/v1(/[\w-]+)$", re.MULTILINE)
_PROPERTY = re.compile(r"^(\w+)(\*?) *\( ?type: (\w+)(?: , pattern: (\S+))?", re.MULTILINE)
_BLOCK = re.compile(r"^\{.*?^\}", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"^(\d{3}) – ")
_SAID = re.compile(r"^(\D[^–\n]*?) – ")


@dataclass(frozen=True)
class Property:
    """One line of an endpoint's list: its name, whether it has the star, its type and pattern."""

    name: str
    required: bool
    type: str
    pattern: str = ""


@dataclass
class Endpoint:
    """One endpoint as printed.

    Attributes:
        path: Below /v1.
        text: All that is printed about it.
    """

    path: str
    text: str = field(repr=False)

    @property
    def properties(self) -> list[Property]:
        """The properties of its request, without those of an item."""
        return _properties(_BLOCK.sub("", self._request))

    @property
    def item_properties(self) -> list[Property]:
        """What the first block of its request lists in braces."""
        return _properties(self.blocks[0])

    @property
    def blocks(self) -> list[str]:
        """Everything printed in braces, in order."""
        return _BLOCK.findall(self.text)

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Status and text of each error."""
        found, status = [], 0
        for line in self.text.partition("\nErrores\n")[2].splitlines():
            if heading := _STATUS.match(line):
                status = int(heading[1])
            elif said := _SAID.match(line):
                found.append((status, said[1]))
        return found

    @property
    def _request(self) -> str:
        return self.text.partition("\nRespuesta\n")[0]

    def __str__(self) -> str:
        return self.path


def endpoints() -> dict[str, Endpoint]:
    """Every endpoint by its path."""
    text = TEXT.partition("\nPHP – Generación de llaves\n")[0]
    starts = list(_ENDPOINT.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return {
        start[1]: Endpoint(start[1], text[start.end() : end]) for start, end in zip(starts, ends, strict=True)
    }


def curl_body() -> str:
    """The body of the sample for curl."""
    found = re.search(r"--data '(.*)'", TEXT)
    assert found
    return found[1]


def php_body() -> str:
    """The PHP sample's invoice, its arrays written as JSON."""
    found = re.search(r"\$factura_obj = (\[.*?\]);", TEXT)
    assert found
    objects = found[1].replace("=>", ":").replace('[ "', '{ "')
    return re.sub(r"\](?=, \{|\],|;|$)", "}", objects)


def php_key() -> str:
    """The PHP sample's public key, on one line."""
    found = re.search(r'\$public_key = "(.*?)";', TEXT)
    assert found
    return found[1]


def node_function() -> str:
    """The Node sample at the document's end: `getAuthorizationHeader(data, clientId, publicKey)`."""
    found = re.search(r"^function getAuthorizationHeader.*?^\}", TEXT, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


def _properties(text: str) -> list[Property]:
    return [Property(name, bool(star), *rest) for name, star, *rest in _PROPERTY.findall(text)]
