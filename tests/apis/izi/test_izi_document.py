"""The client keeps to the vendor's document: every operation, property, sample and error, and no others."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from izi_document import TEXT, Property, curl_body, endpoints, php_body

from xl_addin.apis.izi import models, servers
from xl_addin.apis.izi.client import OPERATIONS, connect
from xl_addin.apis.izi.names import NAMES
from xl_addin.apis.izi.refusals import REFUSALS
from xl_addin.sections import IziSettings
from xl_addin.values.secret import Secret

ENDPOINTS = endpoints()
INVOICES, CHARGES, TRIALS = (ENDPOINTS[path] for path in ("/facturas", "/cobros", "/encript-test"))

FROM_THE_SAMPLES = Property("tipoCompra", False, "number")
"""In the PHP sample and in the answer only."""

TYPES = {
    "string": ("str",),
    "number": ("int", "Decimal"),
    "boolean": ("bool",),
    "array": ("tuple",),
    "object": ("dict", "InvoiceDraft"),
}


def test_the_client_has_every_operation_and_no_other() -> None:
    """Whatever the service can do, the client can do; nothing is made up."""
    assert {path for _, path, _ in OPERATIONS} == ENDPOINTS.keys()
    assert [method for method, _, _ in OPERATIONS] == ["POST"] * 3


def test_methods_and_operations_are_the_same(pem: str) -> None:
    """The table of operations leaves no method out and promises none that is not there."""
    with connect(servers.TEST, "8abbe332", Secret(pem)) as client:
        resources = {name: value for name, value in vars(client).items() if not name.startswith("_")}
        found = {
            f"{name}.{verb}" for name, value in resources.items() for verb in dir(value) if verb[0] != "_"
        }
    assert found == {verb for _, _, verb in OPERATIONS}


def test_the_sandbox_serves_every_operation() -> None:
    """What people try out in the sandbox is the whole service."""
    from xl_addin.sandbox.izi.routes import BASE, OPEN_ROUTES, ROUTES

    open_ones = {path.removeprefix(BASE) for method, path, _ in OPEN_ROUTES if method == "POST"}
    assert {path for _, path, _ in ROUTES} | open_ones == ENDPOINTS.keys()


def test_the_servers_are_the_printed_ones() -> None:
    """Without a setting, invoices go to iZi's production server and nowhere else."""
    printed = re.findall(r"^https://api\.\S+/v1$", TEXT, re.MULTILINE)
    assert printed == [servers.TEST, servers.PRODUCTION]
    assert IziSettings().base_url == servers.PRODUCTION


def test_the_document_is_read_whole() -> None:
    """No printed block of the document escapes these tests."""
    assert [len(endpoint.blocks) for endpoint in (INVOICES, CHARGES, TRIALS)] == [4, 1, 1]
    assert TEXT.count("* (") + TEXT.count("*  (") == sum(
        item.required for endpoint in ENDPOINTS.values() for item in endpoint.properties
    )


@pytest.mark.parametrize(
    ("listed", "model"),
    [
        ([*INVOICES.properties, FROM_THE_SAMPLES], models.InvoiceDraft),
        ([Property(item.name, True, item.type) for item in INVOICES.item_properties], models.Item),
        (CHARGES.properties, models.ChargeDraft),
        (TRIALS.properties, models.Trial),
    ],
    ids=["invoice", "item", "charge", "trial"],
)
def test_every_property_can_be_sent(listed: list[Property], model: type[msgspec.Struct]) -> None:
    """A request has the document's properties, each of its type and pattern, needed where it has the star."""
    ours = {field.encode_name: field for field in msgspec.structs.fields(model)}
    assert ours.keys() == {item.name for item in listed}
    for item in listed:
        assert ours[item.name].required is item.required, item.name
        assert any(kind in str(ours[item.name].type) for kind in TYPES[item.type]), item.name
        assert (f"pattern={item.pattern!r}" in str(ours[item.name].type)) is bool(item.pattern), item.name


def test_every_name_is_used() -> None:
    """The table of names has no name that no request and no answer has."""
    structs = [
        kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    ]
    fields = {field.name for kind in structs for field in msgspec.structs.fields(kind)}
    assert NAMES.keys() <= fields


def printed_charge() -> str:
    """The sample with its mistakes put right: a comma too many, and a name that its list does not have."""
    text = re.sub(r",\s*}$", "}", CHARGES.blocks[0])
    return text.replace('"razonSocial"', '"razonSocialFactura"')


@pytest.mark.parametrize(
    ("printed", "model"),
    [
        (INVOICES.blocks[2], models.InvoiceDraft),
        (curl_body(), models.InvoiceDraft),
        (php_body(), models.InvoiceDraft),
        (printed_charge(), models.ChargeDraft),
    ],
    ids=["invoice", "curl", "php", "charge"],
)
def test_every_printed_request_can_be_sent(printed: str, model: type[Any]) -> None:
    """Each request of the document can be made, and is sent with just the fields the document has."""
    draft = msgspec.json.decode(printed, type=model)
    sent = msgspec.json.Encoder(decimal_format="number").encode(draft)
    assert json.loads(sent, parse_float=Decimal) == json.loads(printed, parse_float=Decimal)


def test_the_printed_answer_is_understood() -> None:
    """What the vendor shows is what the client reads, field by field."""
    read = msgspec.json.decode(INVOICES.blocks[3], type=models.InvoiceMade)
    again = json.loads(msgspec.json.Encoder(decimal_format="number").encode(read))
    assert again == json.loads(INVOICES.blocks[3].replace(".000Z", "Z"))
    assert (read.invoice.number, read.invoice.total) == (99, Decimal(169))
    assert read.invoice.control_code == "FF-EE-EE-80"


def test_every_printed_error_has_advice() -> None:
    """Whatever the document says iZi may refuse, a person is told what to do about it."""
    printed = {words for endpoint in ENDPOINTS.values() for _, words in endpoint.errors}
    assert printed == {words for words, _, _ in REFUSALS}
