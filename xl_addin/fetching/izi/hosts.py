"""The computers that keep the files: iZi's links lead to a store of somebody else's."""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Lock
from urllib.parse import SplitResult, urlsplit

from xl_addin.errors import NotFound, Refused, ServiceError
from xl_addin.http.answer import Answer
from xl_addin.http.session import MIB, Http
from xl_addin.settings import Settings
from xl_addin.texts import say

LARGEST = 20 * MIB
"""Bytes of a file; an invoice has a hundredth of it."""
HEADERS = {"Accept": "application/pdf, */*;q=0.5"}
GONE = frozenset({401, 403, 404, 410})
"""How stores answer for what is not there or no longer public."""


class Hosts(AbstractContextManager["Hosts"]):
    """Reads files behind links, from whatever host. Many threads may use it at once.

    No host gets any credentials or cookies of ours, and no redirect is followed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: dict[str, Http] = {}
        self._lock = Lock()

    def __exit__(self, *_exception: object) -> None:
        for http in self._made.values():
            http.close()

    def read(self, link: str) -> bytes:
        """The whole file.

        Raises:
            ServiceError: It is no https:// link, the policy forbids its host, or the file did not come.
            SettingsError: The proxy or the bundle cannot be used.
        """
        parts, policy = _https(link), self._settings.policy
        if not policy.allows_host(host := parts.hostname or ""):
            raise Refused(policy.refusal(host))
        path = parts.path or "/"
        return self._of(parts.netloc).get(f"{path}?{parts.query}" if parts.query else path).body

    def _of(self, host: str) -> Http:
        with self._lock:
            if host not in self._made:
                self._made[host] = self._http(host)
            return self._made[host]

    def _http(self, host: str) -> Http:
        return Http(
            f"https://{host}",
            HEADERS,
            max_bytes=LARGEST,
            explain=_explain,
            **self._settings.transport,
        )


def _https(link: str) -> SplitResult:
    """The parts of a link that may be followed: an https:// address without anybody's name in it."""
    try:
        parts = urlsplit(link)
        usable = parts.scheme == "https" and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:  # brackets or a port that are none
        usable = False
    if not usable:
        raise Refused(say("pdfs.bad_link"))
    return parts


def _explain(answer: Answer) -> ServiceError | None:
    """None of our credentials are refused, for none were sent: the file is not there for us."""
    if answer.status not in GONE:
        return None
    return NotFound(say("pdfs.gone", status=answer.status), status=answer.status, answer=answer.text)
