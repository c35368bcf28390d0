"""What Iziago says when it refuses: a missing scope, a record that is wrong. The shapes are assumed."""

from __future__ import annotations

import re

from xl_addin.apis.errors_map import errors_of
from xl_addin.errors import Invalid, ServiceError, Unauthorized
from xl_addin.http.answer import Answer
from xl_addin.http.statuses import what
from xl_addin.texts import say

_SCOPE = re.compile(r'\bscope="([\w.:/ -]+)"')


class MissingScope(Unauthorized):
    """A 403.

    Attributes:
        scope: What the service says is needed; blank when it does not say.
        said: The status and the service's words.
    """

    def __init__(self, scope: str, said: str, answer: str) -> None:
        shown = scope or "–"
        super().__init__(
            say("iziago.no_scope", what=said, scope=shown),
            hint=say("iziago.no_scope_hint", scope=shown),
            status=403,
            answer=answer,
        )
        self.scope = scope
        self.said = said

    def naming(self, scope: str) -> MissingScope:
        """The same, with the scope that is known to be needed where the service named none."""
        return MissingScope(self.scope or scope, self.said, self.answer)


def explain(answer: Answer) -> ServiceError | None:
    """A 403 with its scope (RFC 6750, section 3), or a 400 or 422 with an `errors` map."""
    if answer.status == 403:
        told = _SCOPE.search(answer.headers.get("WWW-Authenticate", ""))
        return MissingScope(told[1] if told else "", what(answer), answer.text)
    fields = errors_of(answer) if answer.status in (400, 422) else None
    if fields is None:
        return None
    reason = "; ".join(f"{name} {', '.join(said)}".strip().rstrip(".") for name, said in fields.items())
    return Invalid(
        say("iziago.refused", reason=reason or what(answer)),
        fields=fields,
        status=answer.status,
        answer=answer.text,
    )
