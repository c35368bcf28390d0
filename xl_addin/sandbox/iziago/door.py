"""Who may come in: a bearer token that is good, with the scope that the call needs (RFC 6750)."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Answer, Call, Refusal
from xl_addin.sandbox.iziago import grants
from xl_addin.sandbox.iziago.answers import error, refuse
from xl_addin.sandbox.system import Function


def guard(call: Call) -> None:
    """Raises `Refusal`: 401 without a token that is good."""
    _held(call)


def scoped(scope: str, function: Function) -> Function:
    """The function, for tokens with this scope; 403 for others."""

    def answered(call: Call) -> Any:
        if scope not in _held(call):
            raise _insufficient(scope)
        return function(call)

    return answered


def _held(call: Call) -> list[str]:
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise _challenged(401, "", "")  # who brings no token is told of no error (RFC 6750, 3.1)
    scopes = grants.held(call.records, token.strip(), call.now)
    if scopes is None:
        raise refuse(401)
    return scopes


def _insufficient(scope: str) -> Refusal:
    words = f"Le périmètre (scope) « {scope} » n'est pas autorisé pour cet identifiant"
    return _challenged(403, words, f', error="insufficient_scope", scope="{scope}"')


def _challenged(status: int, words: str, problem: str) -> Refusal:
    challenge = {"WWW-Authenticate": f'Bearer realm="Iziago"{problem}'}
    return Refusal(Answer(error(status, words).body, status, challenge))
