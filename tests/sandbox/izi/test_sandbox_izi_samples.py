"""The document's own programs: what they seal, the sandbox opens."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from xl_addin.sandbox.server import Sandbox

SAMPLES = Path(__file__).parents[2] / "samples"
TOTALS = {"node": 169, "php": 956}


def run(program: Path, sample: Path, ready: dict[str, Any], tamper: bool) -> tuple[int, str]:
    """Status and body of what the service answers to the sample."""
    access = ready["izi"]
    own = {
        "IZI_URL": access["base_url"],
        "IZI_CLIENT_ID": access["client_id"],
        "IZI_PUBLIC_KEY_FILE": access["public_key_file"],
        "IZI_EMISOR": access["issuer"],
        "CA_BUNDLE": ready["ca_bundle"],
        "TAMPER": "1" if tamper else "0",
    }
    done = subprocess.run(
        [program, sample],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    status, _, body = done.stdout.partition("\n")
    return int(status), body


@pytest.mark.parametrize(("language", "sample"), [("node", "izi_sample.js"), ("php", "izi_sample.php")])
def test_the_documents_sample_is_understood(
    request: pytest.FixtureRequest, sandbox: Sandbox, language: str, sample: str
) -> None:
    """An invoice is issued; with one byte of the body changed under way it is not."""
    program = request.getfixturevalue(language)
    status, body = run(program, SAMPLES / sample, sandbox.ready, tamper=False)
    assert (status, json.loads(body)["factura"]["montoTotal"]) == (200, TOTALS[language])
    assert run(program, SAMPLES / sample, sandbox.ready, tamper=True) == (401, "Token inválido")
    assert len(sandbox.state()["izi"]["facturas"]) == 1
