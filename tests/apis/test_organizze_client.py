"""Making a client."""

from __future__ import annotations

import pytest

from xl_addin.apis.organizze import auth
from xl_addin.apis.organizze.client import connect
from xl_addin.errors import SettingsError
from xl_addin.values.secret import Secret


@pytest.mark.parametrize("user_agent", ["", "  ", "Ana\r\nX-Evil: 1", "Conceição"])
def test_a_user_agent_that_no_header_holds(user_agent: str) -> None:
    """The service answers 400 without a User-Agent; a wrong one is told before anything is asked."""
    with pytest.raises(SettingsError, match="User-Agent"):
        connect("https://127.0.0.1/rest/v2", "ana@example.com", Secret("t"), user_agent)


def test_credentials_hide_themselves() -> None:
    """E-mail and token do not show in a repr, whatever is printed while looking for a fault."""
    shown = auth.header("ana@example.com", Secret("t0ken"))
    assert "YW5h" not in repr(shown) + str(shown)
    assert shown.reveal() == "Basic YW5hQGV4YW1wbGUuY29tOnQwa2Vu"


def test_letters_of_any_language_make_credentials() -> None:
    """A token with an accent is sent as UTF-8 and not refused."""
    shown = auth.header("josé@example.com", Secret("ção→"))
    assert shown.reveal() == "Basic am9zw6lAZXhhbXBsZS5jb206w6fDo2/ihpI="
