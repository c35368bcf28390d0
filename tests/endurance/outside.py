"""An office that speaks with the sandbox through somebody else, as if it were another host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme
from ledgers import reconnect
from office import Office
from outsider import Outsider

from xl_addin.sandbox.server import Sandbox


@contextmanager
def outside(office: Office, sandbox: Sandbox) -> Iterator[Outsider]:
    """Sits between the two until the block ends, and passes everything on until it is told otherwise."""
    authority = trustme.CA()
    made = Outsider(sandbox.url, Path(sandbox.ready["ca_bundle"]), authority)
    bundle = office.folder / "outside.pem"
    authority.cert_pem.write_to_path(str(bundle))
    given = {name: made.instead(value) for name, value in office.environment.items()}
    reconnect(office, **{**given, "XL_ADDIN_CA_BUNDLE": str(bundle)})
    yield made
    made.stop()
