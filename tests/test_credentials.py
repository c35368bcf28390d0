"""Secrets: found, kept and removed, never shown."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyrings.alt.file import PlaintextKeyring

from xl_addin import credentials
from xl_addin.credentials import Source
from xl_addin.errors import SettingsError
from xl_addin.values.secret import Secret


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real keyring, in a file of the test's own, chosen on purpose."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    before = keyring.get_keyring()
    ring = PlaintextKeyring()
    ring.file_path = str(tmp_path / "keyring.cfg")
    keyring.set_keyring(ring)
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("kept")
def test_a_stored_token_is_found_whatever_the_capitals() -> None:
    """What `credentials set` keeps is found again under the same e-mail."""
    credentials.store("organizze", "Ana@Shop.example", Secret("t0ken"))
    found, source = credentials.find("organizze", "ana@shop.example", {})
    assert (found.reveal(), source) == ("t0ken", Source.KEYRING)
    assert credentials.remove("organizze", "ana@shop.example")
    assert not credentials.remove("organizze", "ana@shop.example")
    assert credentials.find("organizze", "ana@shop.example", {})[1] is Source.NOWHERE


@pytest.mark.usefixtures("kept")
def test_the_environment_goes_before_the_keyring() -> None:
    """On a server the environment decides."""
    credentials.store("organizze", "ana@shop.example", Secret("ring"))
    found, source = credentials.find("organizze", "ana@shop.example", {"XL_ADDIN_ORGANIZZE_TOKEN": "env"})
    assert (found.reveal(), source) == ("env", Source.ENVIRONMENT)


@pytest.mark.usefixtures("kept")
def test_each_service_keeps_its_own() -> None:
    """One login's name at two services is two secrets; an issuer's own iZi account is one more."""
    for system, login in (("iziago", "login"), ("izi", "login"), ("izi", "issuer")):
        credentials.store(system, login, Secret(f"{system} {login}"))
    environment = {"XL_ADDIN_ORGANIZZE_TOKEN": "env", "XL_ADDIN_IZI_PUBLIC_KEY_FILE": "key.pem"}
    for system, login in (("iziago", "login"), ("izi", "login"), ("izi", "issuer")):
        found, source = credentials.find(system, login, environment)
        assert (found.reveal(), source) == (f"{system} {login}", Source.KEYRING)
    given = {"XL_ADDIN_IZIAGO_CLIENT_SECRET": "env"}
    assert credentials.find("iziago", "login", given)[0].reveal() == "env"


@pytest.mark.usefixtures("kept")
def test_a_secret_that_windows_could_not_keep_is_kept_nowhere() -> None:
    """Its credential store takes 2,560 bytes in UTF-16; beyond that the variable is named instead."""
    credentials.store("izi", "client", Secret("k" * 1280))
    assert len(credentials.find("izi", "client", {})[0].reveal()) == 1280
    for longer in ("k" * 1281, "😀" * 641):
        with pytest.raises(SettingsError, match="XL_ADDIN_IZI_PUBLIC_KEY_FILE") as caught:
            credentials.store("izi", "client", Secret(longer))
        assert longer not in str(caught.value)


def test_a_key_is_read_from_its_file(tmp_path: Path) -> None:
    """A byte order mark is no part of it; what cannot be a key's file is refused with the variable's name."""
    file = tmp_path / "key.pem"
    file.write_bytes(b"\xef\xbb\xbfkey")
    assert credentials.in_file(file).reveal() == "key"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="XL_ADDIN_IZI_PUBLIC_KEY_FILE"):
        credentials.in_file(file)
    with pytest.raises(SettingsError, match="XL_ADDIN_IZI_PUBLIC_KEY_FILE"):
        credentials.in_file(tmp_path / "gone.pem")
    file.write_bytes(b"k" * 100_001)
    with pytest.raises(SettingsError, match="too large"):
        credentials.in_file(file)


def test_a_machine_without_a_keyring_says_what_to_do() -> None:
    """A server has no keyring: the advice names the variable to use instead."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        with pytest.raises(SettingsError, match="XL_ADDIN_ORGANIZZE_TOKEN"):
            credentials.store("organizze", "ana@shop.example", Secret("t0ken"))
        assert credentials.find("organizze", "ana@shop.example", {})[1] is Source.NOWHERE
    finally:
        keyring.set_keyring(before)


def test_a_plain_file_is_no_keyring_unless_chosen(tmp_path: Path) -> None:
    """A token never lands in a readable file just because a library for that is installed."""
    before = keyring.get_keyring()
    ring = PlaintextKeyring()
    ring.file_path = str(tmp_path / "keyring.cfg")
    keyring.set_keyring(ring)
    try:
        with pytest.raises(SettingsError, match="no keyring"):
            credentials.store("organizze", "ana@shop.example", Secret("t0ken"))
    finally:
        keyring.set_keyring(before)
    assert not (tmp_path / "keyring.cfg").exists()


def test_a_secret_hides_itself() -> None:
    """No way of showing a secret shows it."""
    secret = Secret("t0ken")
    shown = f"{secret} {secret!r} {secret!s} {[secret]} { ({'a': secret}) }"
    assert "t0ken" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)
