"""What an administrator does in Iziago's settings, for tests: no API of the vendor has it."""

from __future__ import annotations

from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.iziago import grants
from xl_addin.sandbox.iziago.answers import NOT_LISTED, check
from xl_addin.sandbox.iziago.credentials import SCOPES
from xl_addin.sandbox.iziago.sent import body


def expire_tokens(call: Call) -> Any:
    """POST /iziago/sandbox/expire-tokens: no token that is out is good any more."""
    return Answer({"expired": grants.expire_all(call.records, call.now)})


def set_scopes(call: Call) -> Any:
    """POST /iziago/sandbox/scopes `{"scopes": [...]}`: Settings > General settings > Iziago API > Scope."""
    scopes = body(call).get("scopes")
    wanted = scopes if isinstance(scopes, list) else [None]
    if not all(scope in SCOPES for scope in wanted):
        check({"scopes": [NOT_LISTED]}, 400)
    grants.grant(call.records, [scope for scope in SCOPES if scope in wanted])
    return Answer({"scopes": grants.granted(call.records)})
