"""Secrets do not get out, however they are written."""

from __future__ import annotations

import doctest
import html
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.http import redact
from xl_addin.http.redact import Redactor
from xl_addin.values.secret import Secret

FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "quoted": lambda text: quote(text, safe=""),
    "quoted in lower case": lambda text: quote(text, safe="").lower() if text.islower() else quote(text),
    "form": quote_plus,
    "json": lambda text: json.dumps(text),
    "json in UTF-8": lambda text: json.dumps(text, ensure_ascii=False),
    "json of PHP": lambda text: json.dumps(text).replace("/", "\\/"),
    "json of Rails": lambda text: re.sub("[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text)),
    "html": html.escape,
}

letters = st.characters(exclude_categories=["Cs"])
secrets = st.text(letters, min_size=8, max_size=40).filter(
    lambda text: len(set(text)) > 4 and "*" not in text
)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@given(secret=secrets, before=st.text(max_size=20), after=st.text(max_size=20))
def test_no_form_gets_through(form: Callable[[str], str], secret: str, before: str, after: str) -> None:
    """A token in a URL, a form, JSON or plain text is not readable in what is left."""
    clean = Redactor([Secret(secret)])(before + form(secret) + after)
    assert form(secret).strip('"') not in clean


@given(
    secret=st.binary(min_size=9, max_size=40).map(lambda data: data.hex()),
    before=st.binary(max_size=20),
    after=st.binary(max_size=20),
)
def test_nor_inside_base64(secret: str, before: bytes, after: bytes) -> None:
    """`Basic` credentials hold the token under base64 with a name before it; they do not get through."""
    clean = Redactor([Secret(secret)])
    for encode in (b64encode, urlsafe_b64encode):
        assert "**********" in clean(encode(before + secret.encode() + after).decode())


@given(text=st.text())
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Only secrets are taken out; the service's words arrive whole."""
    if "basic" not in text.lower() and "bearer" not in text.lower():
        assert Redactor([Secret("n0t-in-any-text-at-all"), Secret("")])(text) == text


def test_a_header_of_anybody() -> None:
    """An Authorization header in a text goes, even when the secret in it is not ours."""
    assert Redactor([])("Authorization: Bearer eyJhbGciOi.x.y-z sent") == "Authorization: ********** sent"


@given(
    key=st.binary(min_size=128, max_size=256),
    iv=st.binary(min_size=16, max_size=16),
    body=st.binary(min_size=16),
)
@pytest.mark.parametrize("form", [str, json.dumps, lambda text: quote(text, safe=""), FORMS["json of PHP"]])
def test_an_invoice_in_a_header(form: Callable[[str], str], key: bytes, iv: bytes, body: bytes) -> None:
    """Whoever reads iZi's header could send its invoice again: nothing of it is left but the ClientId."""
    header = f"{b64encode(key).decode()}:{iv.hex()}{b64encode(body).decode()}"
    clean = Redactor([])(form(f"Authorization: 8abbe332-8b73:{header} sent"))
    assert "8abbe332-8b73" in clean
    assert form(header).strip('"') not in clean
    assert iv.hex() not in clean
    assert b64encode(key).decode()[:20] not in clean


def test_a_longer_secret_goes_whole() -> None:
    """Of two secrets that begin alike no end of the longer one is left."""
    assert Redactor([Secret("abcdefgh"), Secret("abcdefgh12345")])("x abcdefgh12345 y") == "x ********** y"


@given(tokens=st.lists(secrets, min_size=1, max_size=3), text=st.text(max_size=20))
def test_what_is_learned_on_the_way(tokens: list[str], text: str) -> None:
    """A token that a service gave out just now goes like the secrets known before, and those go as well."""
    clean = Redactor([Secret("kn0wn-before")])
    for token in tokens:
        clean.learn(Secret(token))
    shown = clean(f"{text} kn0wn-before {' '.join(tokens)}")
    assert "kn0wn-before" not in shown
    assert all(token not in shown for token in tokens)


def test_the_example_in_the_code_holds() -> None:
    """What the docstring shows is what happens."""
    assert doctest.testmod(redact).failed == 0
