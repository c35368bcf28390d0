"""`credentials`: what is asked for each service, how it is tried, where it stays."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from commandline import Computer, administrate
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEYRING = "keyrings.alt.file.PlaintextKeyring"
ANOTHER = "0f4d1f0a-0000-4c55-8a0b-6d2e7f19b3c8"


@pytest.fixture
def fresh(computer: Computer) -> Computer:
    """A computer with a keyring, that knows where the sandbox is and no login there."""
    kept = ("CA_BUNDLE", "ORGANIZZE_BASE_URL", "IZI_BASE_URL")
    computer.given = {
        name: value for name, value in computer.given.items() if name.removeprefix("XL_ADDIN_") in kept
    }
    folders = {name: str(computer.folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    computer.more = {**folders, "PYTHON_KEYRING_BACKEND": KEYRING}
    return computer


@pytest.fixture
def iziago(sandbox: Any) -> dict[str, str]:
    """The sandbox's Iziago; a base URL beside which the token's address is found."""
    return dict(sandbox.ready["iziago"])


@pytest.fixture
def izi(sandbox: Any) -> dict[str, str]:
    """The sandbox's iZi."""
    return dict(sandbox.ready["izi"])


def settings(computer: Computer) -> dict[str, Any]:
    """The settings file."""
    return tomllib.loads((computer.home / "config.toml").read_text("utf-8"))


def answers(*lines: str) -> str:
    """Lines as a pipe gives them."""
    return "".join(f"{line}\n" for line in lines)


def test_iziagos_login_is_asked_for_tried_and_kept(fresh: Computer, iziago: dict[str, str]) -> None:
    """Address and login go into the settings, the secret into the keyring only; the next command has them."""
    login, secret = iziago["client_id"], iziago["client_secret"]
    done = fresh.run("credentials", "set", "iziago", stdin=answers(iziago["base_url"], login, secret))
    assert done.returncode == 0
    assert "OAuth 2.0 credentials" in done.stderr
    assert "Iziago accepts this: 4 accounts." in done.stderr
    assert settings(fresh) == {"iziago": {"base_url": iziago["base_url"], "client_id": login}}
    assert secret not in done.stdout + done.stderr
    listed = fresh.run("credentials", "list").stdout
    assert [line.split()[:3] for line in listed.splitlines() if "keyring" in line] == [
        ["iziago", login, "secret"]
    ]
    assert fresh.run("doctor").returncode == 0
    assert fresh.run("credentials", "remove", "iziago").returncode == 0
    assert fresh.run("doctor").returncode == 1


def test_a_missing_scope_does_not_keep_a_good_secret_out(
    fresh: Computer, sandbox: Any, iziago: dict[str, str]
) -> None:
    """A token was issued, so the secret is right: it is kept, and the scope to select is named."""
    administrate(sandbox, "scopes", {"scopes": ["statements"]})
    given = answers(iziago["base_url"], iziago["client_id"], iziago["client_secret"])
    done = fresh.run("credentials", "set", "iziago", stdin=given)
    assert done.returncode == 0
    assert "needs the scope payments" in done.stderr
    assert "is in the keyring" in done.stderr


@pytest.mark.parametrize(
    ("system", "given"),
    [
        ("organizze", ("ana@shop.example", "mistyped")),
        ("iziago", ("{base_url}", "{client_id}", "mistyped")),
        ("iziago", ("{base_url}", "nobody", "mistyped")),
        ("izi", ("nobody", "{public_key_file}", "")),
    ],
)
def test_what_the_service_refuses_is_not_kept(
    fresh: Computer, iziago: dict[str, str], izi: dict[str, str], system: str, given: tuple[str, ...]
) -> None:
    """Whoever mistypes learns it at once: no settings, no keyring, and nothing of the secret shown."""
    known = izi if system == "izi" else iziago
    done = fresh.run("credentials", "set", system, stdin=answers(*(line.format(**known) for line in given)))
    assert done.returncode == 1
    assert "mistyped" not in done.stdout + done.stderr
    assert not (fresh.home / "config.toml").exists()
    assert not (fresh.folder / "XDG_DATA_HOME").exists()


@pytest.mark.parametrize(
    ("system", "given", "asked"),
    [
        ("organizze", ("", "t0ken"), "E-mail"),
        ("organizze", ("ana@shop.example", ""), "Token"),
        ("iziago", ("https://127.0.0.1:9/v1", ""), "Login"),
        ("izi", ("client", ""), "Public key"),
    ],
)
def test_a_blank_answer_is_named(fresh: Computer, system: str, given: tuple[str, ...], asked: str) -> None:
    """Nothing is kept of half a login; the question that needs an answer is said again."""
    done = fresh.run("credentials", "set", system, stdin=answers(*given))
    assert done.returncode == 2
    assert f"needed: {asked}" in done.stderr


def test_an_address_without_encryption_is_refused(fresh: Computer) -> None:
    """A password is not even tried over http://."""
    given = answers("http://127.0.0.1:9/v1", "login", "t0psecret")
    done = fresh.run("credentials", "set", "iziago", stdin=given)
    assert done.returncode == 2
    assert "https://" in done.stderr
    assert "t0psecret" not in done.stderr


@pytest.mark.parametrize("pasted", [False, True], ids=["file", "pasted"])
def test_izis_key_moves_into_the_keyring(fresh: Computer, izi: dict[str, str], pasted: bool) -> None:
    """The path of the downloaded file is enough, or its text; later the file is no longer needed."""
    file = fresh.folder / "downloaded key.pem"
    file.write_bytes(Path(izi["public_key_file"]).read_bytes())
    key = file.read_text("ascii").strip() if pasted else f'"{file}"'
    given = answers(izi["client_id"], key, izi["issuer"])
    done = fresh.run("credentials", "set", "izi", stdin=given)
    assert done.returncode == 0
    assert "equal are: ClientId, IV, AES" in done.stderr
    assert settings(fresh) == {"izi": {"client_id": izi["client_id"], "issuer": izi["issuer"]}}
    file.unlink()
    assert fresh.run("doctor").returncode == 0
    assert "secret from the keyring" in fresh.run("credentials", "list").stdout


def test_the_kept_key_goes_before_a_file_named_earlier(fresh: Computer, izi: dict[str, str]) -> None:
    """What was given last is what is used: the settings' old file is forgotten, another line stays."""
    fresh.home.mkdir()
    old = '# ours\n[izi]\npublic_key_file = "old.pem"\nheader_limit = 9000\n'
    (fresh.home / "config.toml").write_text(old, "utf-8")
    given = answers(izi["client_id"], izi["public_key_file"])
    assert fresh.run("credentials", "set", "izi", stdin=given).returncode == 0
    assert settings(fresh) == {"izi": {"header_limit": 9000, "client_id": izi["client_id"]}}
    assert fresh.run("doctor").returncode == 0


def test_the_environment_is_told_to_go_before(fresh: Computer, izi: dict[str, str]) -> None:
    """Nobody looks for hours why the key just kept is not the one that is used."""
    fresh.more["XL_ADDIN_IZI_PUBLIC_KEY_FILE"] = "another.pem"
    given = answers(izi["client_id"], izi["public_key_file"])
    done = fresh.run("credentials", "set", "izi", stdin=given)
    assert done.returncode == 0
    assert "look at XL_ADDIN_IZI_PUBLIC_KEY_FILE" in done.stderr


def test_an_issuers_own_account_has_a_key_of_its_own(fresh: Computer, izi: dict[str, str]) -> None:
    """With --login only the key is asked, and the settings stay as they are."""
    fresh.home.mkdir()
    own = f'[[izi.issuers]]\nnit = "1020703049"\nclient_id = "{izi["client_id"]}"\n'
    (fresh.home / "config.toml").write_text(own, "utf-8")
    assert fresh.run("doctor").returncode == 1
    given = answers(izi["public_key_file"])
    done = fresh.run("credentials", "set", "izi", "--login", izi["client_id"], stdin=given)
    assert done.returncode == 0
    assert f'client_id = "{izi["client_id"]}"' in done.stderr
    assert (fresh.home / "config.toml").read_text("utf-8") == own
    assert fresh.run("doctor").returncode == 0
    removed = fresh.run("credentials", "remove", "izi", "--login", izi["client_id"])
    assert removed.returncode == 0
    assert fresh.run("credentials", "remove", "izi", "--login", izi["client_id"]).returncode == 2


@pytest.mark.parametrize(
    "given", ["nowhere.pem", "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB" * 20], ids=["no file", "no PEM"]
)
def test_what_is_no_key_is_refused_and_not_repeated(fresh: Computer, given: str) -> None:
    """A piece of a key that was pasted as a path does not turn up in a message."""
    done = fresh.run("credentials", "set", "izi", stdin=answers("client", given))
    assert done.returncode == 2
    assert "neither a file nor a key" in done.stderr
    assert given not in done.stderr


def test_production_is_not_asked_anything(fresh: Computer) -> None:
    """On iZi's own server a trial would be an invoice, so the key is only looked at, and that is said."""
    fresh.given = {}
    fresh.more["XL_ADDIN_PROXY"] = "http://127.0.0.1:9"  # whatever is asked all the same ends here
    key = generate_private_key(65537, 2048).public_key()
    file = fresh.folder / "key.pem"
    file.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    done = fresh.run("credentials", "set", "izi", stdin=answers(ANOTHER, str(file)))
    assert done.returncode == 0
    assert "RSA key of 2048 bits" in done.stderr
    assert "without making an invoice" in done.stderr
    doctor = fresh.run("doctor")
    assert doctor.returncode == 0
    assert "PRODUCTION api.app.izifacturacion.com can be asked nothing" in doctor.stdout


def test_a_key_that_windows_could_not_keep_is_refused(fresh: Computer, izi: dict[str, str]) -> None:
    """A key is not kept on one computer that would fail on the next; it may stay in its file."""
    file = fresh.folder / "huge.pem"
    key = generate_private_key(65537, 8192).public_key()
    file.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    done = fresh.run("credentials", "set", "izi", stdin=answers(izi["client_id"], str(file)))
    assert done.returncode == 2
    assert "2560" in done.stderr
    assert "XL_ADDIN_IZI_PUBLIC_KEY_FILE" in done.stderr


def test_a_service_that_is_none_is_answered_with_those_there_are(fresh: Computer) -> None:
    """Wrong use, and the names to choose from."""
    done = fresh.run("credentials", "set", "easy")
    assert done.returncode == 2
    assert "organizze, iziago, izi" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_key_is_pasted_at_a_terminal(fresh: Computer, izi: dict[str, str]) -> None:
    """Its lines are read as far as the last one; then the next question comes."""
    with fresh.at_a_terminal("credentials", "set", "izi") as screen:
        screen.wait_for("ClientId:")
        screen.type(izi["client_id"])
        screen.wait_for("Public key")
        screen.type(Path(izi["public_key_file"]).read_text("ascii").strip())
        screen.wait_for("NIT")
        screen.type(izi["issuer"])
        assert screen.end() == 0
    assert settings(fresh)["izi"]["issuer"] == izi["issuer"]
