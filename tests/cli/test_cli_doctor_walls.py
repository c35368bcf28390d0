"""What the doctor says behind a company's proxy and its eyes."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme
from commandline import Computer
from company_proxy import INSPECTOR, inspecting, listening, wanting


@pytest.fixture
def clerk(computer: Computer) -> Computer:
    """A computer that uses Organizze only."""
    computer.given = {
        name: value
        for name, value in computer.given.items()
        if "_IZI_" not in name and "_IZIAGO_" not in name
    }
    return computer


def line(report: str, what: str) -> str:
    """The report's line about something."""
    return next(each for each in report.splitlines() if each[2:].startswith(f"{what} "))


def test_a_proxy_that_wants_a_password(clerk: Computer) -> None:
    """Without it the doctor says that the proxy wants one and where to give it; with it, all is well."""
    with listening(wanting("ana", "pr0xypass")) as port:
        clerk.more = {"XL_ADDIN_PROXY": f"http://127.0.0.1:{port}"}
        done = clerk.run("doctor")
        assert done.returncode == 1
        told = line(done.stdout, "accounts")
        assert told.startswith("✗")
        assert "407" in told
        assert "XL_ADDIN_PROXY" in told
        assert "name and password" in told
        clerk.more = {"XL_ADDIN_PROXY": f"http://ana:pr0xypass@127.0.0.1:{port}"}
        well = clerk.run("doctor")
        assert well.returncode == 0
        assert "pr0xypass" not in well.stdout + well.stderr


def test_a_proxy_that_opens_what_is_encrypted(clerk: Computer, tmp_path: Path) -> None:
    """Nothing is sent through it; the doctor says how to trust the company's certificate, and that helps."""
    authority = trustme.CA(organization_name=INSPECTOR)
    with listening(inspecting, authority) as port:
        clerk.more = {"XL_ADDIN_PROXY": f"http://127.0.0.1:{port}"}
        done = clerk.run("doctor")
        assert done.returncode == 1
        told = line(done.stdout, "accounts")
        assert "not trusted" in told
        assert "XL_ADDIN_CA_BUNDLE" in told
        bundle = tmp_path / "company.pem"
        authority.cert_pem.write_to_path(str(bundle))
        clerk.more["XL_ADDIN_CA_BUNDLE"] = str(bundle)
        assert "✓ accounts" in clerk.run("doctor").stdout
