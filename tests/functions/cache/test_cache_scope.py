"""No answer of one environment, login or token is shown as another one's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.connect.party import Party
from xl_addin.functions.cache.key import FILE_NAME, LENGTH, key_of
from xl_addin.functions.reads.scope import scope_of
from xl_addin.values.secret import Secret

PARTY = Party("bank", "api.example", "acme", production=False)
KEY = bytes(LENGTH)
TOKEN = Secret("a token")


def test_another_environment_login_or_token_is_another_scope() -> None:
    """A test and a production environment on one host, two logins of one label, two tokens share nothing."""
    scopes = {
        scope_of(PARTY, base_url, login, secret, key)
        for base_url in ("https://api.example/test", "https://api.example/prod")
        for login in ("one", "two")
        for secret in (TOKEN, Secret("another token"))
        for key in (KEY, bytes([1] * LENGTH))
    }
    assert len(scopes) == 16
    assert all(scope.startswith("bank api.example acme ") for scope in scopes)


def test_one_spelling_is_enough() -> None:
    """A slash at the end or a space around it asks nothing anew."""
    assert scope_of(PARTY, " https://api.example/test/ ", "One", TOKEN, KEY) == scope_of(
        PARTY, "https://api.example/test", "one", TOKEN, KEY
    )


def test_without_a_token_nothing_is_shown() -> None:
    """Who has no token sees nothing that was ever asked, by nobody either."""
    nobody = Secret("")
    assert scope_of(PARTY, "", "", nobody, KEY) != scope_of(PARTY, "", "", nobody, KEY)


@given(st.text("0123456789abcdef", min_size=4))
def test_a_scope_tells_nothing_of_the_token(token: str) -> None:
    """The name under which answers are kept holds neither the token nor what can be made of it alone."""
    scopes = {scope_of(PARTY, "", "one", Secret(token), key) for key in (KEY, bytes([1] * LENGTH))}
    assert len(scopes) == 2
    assert all(len(scope.rpartition(" ")[2]) == 16 for scope in scopes)


def test_the_key_of_a_home_is_made_once(tmp_path: Path) -> None:
    """The same at the next start, private to the user, and no other home's."""
    home, other = tmp_path / "one", tmp_path / "other"
    key = key_of(home)
    assert (len(key), key_of(home)) == (LENGTH, key)
    assert key_of(other) != key
    assert (home / FILE_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"half a key"])
def test_a_damaged_key_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """A file that was cut short costs a request, and is whole again."""
    (tmp_path / FILE_NAME).write_bytes(content)
    key = key_of(tmp_path)
    assert (len(key), key_of(tmp_path)) == (LENGTH, key)


def test_a_home_that_keeps_no_key_has_one_all_the_same(tmp_path: Path) -> None:
    """Where nothing can be written, each program has a key of its own."""
    (tmp_path / "home").write_text("no folder")
    first, second = (key_of(tmp_path / "home") for _ in range(2))
    assert len(first) == len(second) == LENGTH
    assert first != second
