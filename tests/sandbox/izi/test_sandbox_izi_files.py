"""The invoices' files, and the keys'."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from izi_plain_client import Izi, refusal

from xl_addin.sandbox.server import Sandbox, running


def fetched(izi: Izi, link: str) -> bytes:
    """The file behind a link, which asks for no header."""
    answer = izi.session.get(link, timeout=20)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return answer.content


def shown_text(file: bytes) -> list[str]:
    """The lines of text that a PDF shows."""
    shown = re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", file)
    return [re.sub(rb"\\(.)", rb"\1", line).decode("cp1252") for line in shown]


@pytest.mark.parametrize("name", ["link", "pdfRollo"])
def test_a_link_leads_to_a_page_of_the_invoice(izi: Izi, sandbox: Sandbox, name: str) -> None:
    """With its number, its buyer and its total; every object stands where the file's table says."""
    item = {"articulo": "Café (molido) \\ 1 kg\n→", "cantidad": 3, "precioUnitario": 411.5}
    made = izi.factura(razonSocial="Peña & Hijos", listaItems=[item])
    file_name = {"link": "factura", "pdfRollo": "facturaR80"}[name]
    assert made[name] == f"{sandbox.url}/izi/facturas/{file_name}-{made['id']}.pdf"
    file = fetched(izi, made[name])
    lines = shown_text(file)
    assert {f"FACTURA N° {made['numero']}", "Señor(es): Peña & Hijos", "TOTAL Bs 1234.50"} <= set(lines)
    assert "3 x Café (molido) \\ 1 kg ?: 1234.50" in lines
    places = [int(place) for place in re.findall(rb"^(\d{10}) 00000 n $", file, re.MULTILINE)]
    assert [file[place:].split()[0] for place in places] == [b"%d" % number for number in range(1, 6)]
    begin = re.search(rb"startxref\n(\d+)\n%%EOF\n$", file)
    assert begin
    assert file[int(begin[1]) :].startswith(b"xref\n")
    length = re.search(rb"/Length (\d+) >>\nstream\n(.*)\nendstream", file, re.DOTALL)
    assert length
    assert int(length[1]) == len(length[2])


@pytest.mark.parametrize("number", ["1", "x", "9" * 30, "-1", "٣"])
def test_a_file_that_is_not_there_is_not_found(izi: Izi, sandbox: Sandbox, number: str) -> None:
    """A taxpayer's id is no invoice's."""
    for kind in ("factura", "facturaR80"):
        answer = izi.session.get(f"{sandbox.url}/izi/facturas/{kind}-{number}.pdf", timeout=20)
        assert refusal(answer) == (404, "No encontrado")


def test_the_keys_stay_with_the_folder(tmp_path: Path) -> None:
    """A client's key goes on opening a restarted sandbox, and only its owner reads the private one."""

    def told() -> tuple[dict[str, Any], bytes]:
        with running(state=tmp_path) as sandbox:
            izi = Izi(sandbox.ready)
            with izi.session:
                numbers.append(izi.factura()["numero"])
            return sandbox.ready["izi"], Path(sandbox.ready["izi"]["public_key_file"]).read_bytes()

    numbers: list[int] = []
    first = told()
    assert told() == first
    assert numbers == [numbers[0], numbers[0] + 1]
    if sys.platform != "win32":
        assert (tmp_path / "izi-private.pem").stat().st_mode & 0o777 == 0o600


def test_the_ready_file_tells_all_that_a_client_needs(sandbox: Sandbox) -> None:
    """The contract's keys; the public key is as short as the document's own."""
    access = sandbox.ready["izi"]
    assert set(access) == {"base_url", "client_id", "public_key_file", "issuer"}
    assert access["base_url"] == sandbox.url + "/izi/v1"
    for name, value in access.items():
        assert sandbox.ready["env"][f"XL_ADDIN_IZI_{name.upper()}"] == value
    key = load_pem_public_key(Path(access["public_key_file"]).read_bytes())
    assert isinstance(key, RSAPublicKey)
    assert key.key_size == 1024
