"""No answer of one environment or login is shown as another one's."""

from __future__ import annotations

from xl_addin.connect.party import Party
from xl_addin.functions.reads.scope import scope_of

PARTY = Party("bank", "api.example", "acme", production=False)


def test_another_environment_or_login_is_another_scope() -> None:
    """A test and a production environment on one host, or two logins of one label, share no answer."""
    scopes = {
        scope_of(PARTY, base_url, login)
        for base_url in ("https://api.example/test", "https://api.example/prod")
        for login in ("one", "two")
    }
    assert len(scopes) == 4
    assert all(scope.startswith("bank api.example acme ") for scope in scopes)


def test_one_spelling_is_enough() -> None:
    """A slash at the end or a space around it asks nothing anew."""
    assert scope_of(PARTY, " https://api.example/test/ ", "One") == scope_of(
        PARTY, "https://api.example/test", "one"
    )
