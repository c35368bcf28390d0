"""The session: get and send, each with a deadline, an honest error and no secrets in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from urllib.parse import SplitResult, urlencode, urlsplit

from urllib3 import BaseHTTPResponse, Retry, Timeout
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from xl_addin.errors import ServiceError, SettingsError
from xl_addin.http import nesting
from xl_addin.http.answer import Answer
from xl_addin.http.attempt import Attempt, TooLarge, current
from xl_addin.http.breaks import broken
from xl_addin.http.pool import pool_to
from xl_addin.http.redact import Redactor
from xl_addin.http.retry import READS, WRITES
from xl_addin.http.statuses import partial, verdict
from xl_addin.http.trust import Trust
from xl_addin.policy import FREE, Policy
from xl_addin.texts import say
from xl_addin.values.printable import printable
from xl_addin.values.secret import Secret

MIB = 2**20
CHUNK = 64 * 1024
HEAD = 8 * MIB
"""Bytes that an answer may have besides its body: its headers, and lines between its chunks."""
READ_TRIES = 3
"""How often a GET is asked whose answer breaks off half-way; urllib3 repeats only up to the headers."""

Params = Mapping[str, str | int]
Headers = Mapping[str, str | Secret]
"""A secret is revealed when the request is written: until then it shows itself in no frame of a traceback."""
Sign = Callable[[str, bytes], Mapping[str, str]]
"""Headers that a request needs because of its path and its body, such as a signature."""
Explain = Callable[[Answer], ServiceError | None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. Its repr shows no header: credentials are among them.

    Attributes:
        method: In capitals.
        path: From the base URL on.
        query: As it stands behind the question mark.
        headers: Those of the session included.
        body: The bytes to send; None sends none.
    """

    method: str
    path: str
    query: str
    headers: Headers = field(repr=False)
    body: bytes | None = field(repr=False)


class Http(AbstractContextManager["Http"]):
    """Speaks with one service. Many threads may use it at once.

    Nothing in the environment changes it, no redirect is followed, no cookie is kept.
    """

    def __init__(
        self,
        base_url: str,
        headers: Headers,
        secrets: Iterable[Secret] = (),
        *,
        sign: Sign = lambda _path, _body: {},
        ca_bundle: Path | None = None,
        proxy: str | Secret | None = None,
        connections: int = 8,
        connect_timeout: float = 10.0,
        deadline: float = 30.0,
        max_bytes: int = 32 * MIB,
        policy: Policy = FREE,
        explain: Explain = lambda _answer: None,
    ) -> None:
        """Prepares; nothing is sent yet.

        Args:
            base_url: Where paths start from; https only.
            headers: Sent with each request.
            secrets: What no message and no kept answer may hold.
            sign: Called for each request, with its path and body.
            ca_bundle: PEM file of certificates trusted besides the system's.
            proxy: URL of an HTTP proxy.
            connections: How many are kept open.
            connect_timeout: Seconds to connect, and again to shake hands.
            deadline: Seconds for everything together, repeats of a GET included.
            max_bytes: Longest answer that is read, counted after decoding.
            policy: Which hosts may be spoken to, the proxy's among them.
            explain: The service's own reading of an answer that is no success; None where it has none.

        Raises:
            SettingsError: The address, proxy or bundle cannot be used, or the policy forbids a host.
        """
        self._base = _https(base_url)
        _check_allowed(self.host, policy)
        self._headers: Headers = {"Accept": "application/json", "Accept-Encoding": "gzip", **headers}
        self._sign = sign
        through, hidden = _proxy(proxy, policy)
        self._timeout = Timeout(connect=connect_timeout, read=deadline)
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._explain = explain
        self.redact = Redactor([*secrets, *hidden])
        self._pool = pool_to(self._base, Trust(ca_bundle), connections, through)

    def __repr__(self) -> str:
        return f"Http({self.host})"

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def host(self) -> str:
        """The service's host name."""
        return self._base.hostname or ""

    def get(self, path: str, params: Params | None = None, headers: Headers | None = None) -> Answer:
        """Asks for something; repeated where that may help.

        Args:
            path: From the base URL on, with its slash.
            params: The query.
            headers: Of this request, over those of all.

        Raises:
            ServiceError: No success.
        """
        return self._speak(self._read, self._request("GET", path, None, params, headers or {}))

    def send(
        self,
        method: str,
        path: str,
        *,
        json: bytes | None,
        params: Params | None = None,
        headers: Headers | None = None,
    ) -> Answer:
        """Sends something, once.

        Args:
            method: POST, PUT or DELETE.
            path: From the base URL on, with its slash.
            json: The body, sent as it is.
            params: The query.
            headers: Of this request, over those of all.

        Raises:
            NothingSent: Proven: no byte of the request was written.
            Refused: The service said no.
            FateUnknown: Anything else.
        """
        typed = {} if json is None else _JSON
        return self._speak(
            self._write, self._request(method, path, json, params, {**typed, **(headers or {})})
        )

    def submit(self, form: Secret, headers: Headers) -> Answer:
        """Sends a form to the base URL itself, once; so OAuth 2.0 asks for tokens (RFC 6749, section 4.4.2).

        Raises:
            ServiceError: As `send`.
        """
        return self._speak(
            self._write, self._request("POST", "", form.reveal().encode(), None, {**_FORM, **headers})
        )

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()

    def _speak(self, carry: Callable[[Request, Attempt], Answer], request: Request) -> Answer:
        attempt = Attempt(self._deadline, self._max_bytes + HEAD)
        token = current.set(attempt)
        try:
            answer = carry(request, attempt)
        except Exception as error:  # whatever broke: what a person must know is whether a byte had left
            failure: ServiceError | None = broken(error, attempt, self.host, self._max_bytes)
        else:
            failure = self._judge(answer, complete=request.method != "GET" or answer.status == 200)
        finally:
            current.reset(token)
        if failure is not None:  # raised out here it carries no library error, and so no credentials
            raise self._clean(failure)
        return answer

    def _request(
        self, method: str, path: str, body: bytes | None, params: Params | None, headers: Headers
    ) -> Request:
        return Request(method, path, urlencode(params or {}), {**self._headers, **headers}, body)

    def _read(self, request: Request, attempt: Attempt) -> Answer:
        for _ in range(READ_TRIES - 1):
            response = self._open(request, READS)
            try:
                return self._whole(response)
            except HTTPError:
                if attempt.over:
                    raise
        return self._whole(self._open(request, READS))

    def _write(self, request: Request, _attempt: Attempt) -> Answer:
        return self._whole(self._open(request, WRITES))

    def _open(self, request: Request, retries: Retry) -> BaseHTTPResponse:
        """Sends the request; returns once the answer's headers are there."""
        headers = {name: _revealed(value) for name, value in request.headers.items()}
        return self._pool.urlopen(
            request.method,
            self._target(request),
            body=request.body,
            headers={**headers, **self._sign(request.path, request.body or b"")},
            retries=retries,
            redirect=False,
            timeout=self._timeout,
            preload_content=False,
            decode_content=False,
        )

    def _target(self, request: Request) -> str:
        """Path and query as the request line has them."""
        path = f"{self._base.path}{request.path}" or "/"
        if not request.query:
            return path
        return f"{path}{'&' if '?' in path else '?'}{request.query}"

    def _whole(self, response: BaseHTTPResponse) -> Answer:
        body = _body(response, self._max_bytes)
        nesting.check(body)
        return Answer(response.status, response.headers, body)

    def _judge(self, answer: Answer, *, complete: bool) -> ServiceError | None:
        """The error an answer stands for; its text is redacted before anybody looks at it.

        Args:
            answer: To what was asked or sent.
            complete: Whether a success is all of it; see `statuses.partial`.
        """
        if 200 <= answer.status < 300:
            return None if complete else partial(answer, self.host)
        shown = replace(answer, body=self.redact(answer.text).encode())
        return self._explain(shown) or verdict(shown, self.host)

    def _clean(self, failure: ServiceError) -> ServiceError:
        failure.message = printable(self.redact(failure.message))
        failure.args = (failure.message,)
        return failure


def _revealed(value: str | Secret) -> str:
    return value.reveal() if isinstance(value, Secret) else value


_JSON = {"Content-Type": "application/json; charset=utf-8"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _body(response: BaseHTTPResponse, max_bytes: int) -> bytes:
    """An answer's whole body, decoded; the connection is kept when it came to its end."""
    whole = BytesIO()
    try:
        for chunk in response.stream(CHUNK, decode_content=True):
            if whole.tell() + len(chunk) > max_bytes:
                raise TooLarge
            whole.write(chunk)
    except BaseException:
        response.close()
        raise
    response.release_conn()
    return whole.getvalue()  # of a BytesIO that is no copy


def _https(base_url: str) -> SplitResult:
    base = urlsplit(base_url.rstrip("/"))
    if base.scheme != "https" or not base.hostname or base.query or base.fragment or base.username:
        raise SettingsError(say("http.base_url"), hint=say("http.base_url_hint"))
    return base


def _check_allowed(host: str, policy: Policy) -> None:
    if not policy.allows_host(host):
        raise SettingsError(policy.refusal(host), hint=say("policy.ask"))


def _proxy(proxy: str | Secret | None, policy: Policy) -> tuple[str, list[Secret]]:
    """The proxy's URL, blank without one, and the secrets in it."""
    url = proxy.reveal() if isinstance(proxy, Secret) else proxy
    if not url:
        return "", []
    if not _is_proxy(url):
        raise SettingsError(say("http.proxy_url"), hint=say("http.proxy_url_hint"))
    _check_allowed(urlsplit(url).hostname or "", policy)
    return url, [Secret(url), Secret(urlsplit(url).password or "")]


def _is_proxy(url: str) -> bool:
    r"""Whether it is a proxy's URL, and names the same host to urllib3: `http://one\@other` does not."""
    try:
        parts, taken = urlsplit(url), parse_url(url).host or ""
        same = taken.strip("[]").lower() == parts.hostname
        return parts.scheme in ("http", "https") and same and parts.port != 0
    except ValueError:  # a port that is no number
        return False
