"""What a status that is no success means for the request."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from email.utils import mktime_tz, parsedate_tz
from urllib.parse import urlsplit

import msgspec

from xl_addin.errors import (
    FateUnknown,
    Invalid,
    NotFound,
    Refused,
    ServiceError,
    TooManyRequests,
    Unauthorized,
)
from xl_addin.http.answer import Answer
from xl_addin.texts import say

LONGEST_WAIT = 10**6
"""Seconds; a service that asks for more has asked for nothing that can be waited for."""
REFUSALS = frozenset({400, 405, 406, 413, 414, 415})
"""Nothing was done, by the meaning of these statuses (RFC 9110, section 15.5)."""
LONGEST = 300


def verdict(answer: Answer, host: str) -> ServiceError | None:
    """The error that an answer stands for; None for a success."""
    if 200 <= answer.status < 300:
        return None
    if 300 <= answer.status < 400:
        return _redirect(answer, host)
    return _BY_STATUS.get(answer.status, _other)(answer, host)


def partial(answer: Answer, host: str) -> ServiceError:
    """The error for what was read with another success than 200: nobody knows whether it is everything.

    206 is a part of it, 203 is what somebody in between made of it, 202 and 204 are nothing yet (RFC 9110,
    section 15.3). What was sent is answered by any success.
    """
    message = say("http.partial", host=host, what=answer.status)
    return FateUnknown(message, status=answer.status, answer=answer.text)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a Retry-After header asks for, up to `LONGEST_WAIT`; None without one that can be read.

    A date is counted from the service's own clock where the answer tells it.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:LONGEST]), LONGEST_WAIT)
    until, sent = _moment(text), _moment(headers.get("Date", ""))
    if until is None:
        return None
    return min(max(0.0, until - (time.time() if sent is None else sent)), LONGEST_WAIT)


def _moment(text: str) -> float | None:
    """Seconds since 1970 of a date in a header; None where it is none."""
    try:
        parsed = parsedate_tz(text)
        return None if parsed is None else float(mktime_tz(parsed))
    except (ValueError, OverflowError, TypeError, IndexError):  # such as a day in the year 99999
        return None


def what(answer: Answer) -> str:
    """The status, and the service's own words where it has some for people."""
    words = _words(answer)
    return f"{answer.status}: {words}" if words else str(answer.status)


def _words(answer: Answer) -> str:
    """The text of `{"error": ...}` or of a plain answer; nothing of a web page."""
    try:
        content = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        content = "" if answer.text.lstrip().startswith("<") else answer.text
    if isinstance(content, dict):
        content = content.get("error") or content.get("message")
    return " ".join(content.split())[:LONGEST].rstrip(". ") if isinstance(content, str) else ""


def _unauthorized(answer: Answer, host: str) -> ServiceError:
    return Unauthorized(
        say("http.unauthorized", host=host, what=what(answer)),
        hint=say("http.unauthorized_hint"),
        status=answer.status,
        answer=answer.text,
    )


def _not_found(answer: Answer, host: str) -> ServiceError:
    return NotFound(
        say("http.not_found", host=host, what=what(answer)), status=answer.status, answer=answer.text
    )


def _invalid(answer: Answer, host: str) -> ServiceError:
    return Invalid(
        say("http.invalid", host=host, what=what(answer)), fields={}, status=answer.status, answer=answer.text
    )


def _too_many(answer: Answer, host: str) -> ServiceError:
    seconds = retry_after(answer.headers)
    key = "slow_down" if seconds is None else "slow_down_wait"
    message = say(f"http.{key}", host=host, what=what(answer), seconds=f"{seconds or 0:.0f}")
    return TooManyRequests(message, retry_after=seconds, answer=answer.text)


def _redirect(answer: Answer, host: str) -> ServiceError:
    """In doubt whatever its number: a redirect often answers a POST that was carried out."""
    message = say("http.redirect", host=host, target=_target(answer, host), what=answer.status)
    return FateUnknown(message, status=answer.status, answer=answer.text)


def _target(answer: Answer, host: str) -> str:
    """The host a redirect names; its own when it names none."""
    try:
        return urlsplit(answer.headers.get("Location", "")).hostname or host
    except ValueError:
        return "an unreadable address"


def _other(answer: Answer, host: str) -> ServiceError:
    kind, key = (Refused, "refused") if answer.status in REFUSALS else (FateUnknown, "failed")
    return kind(say(f"http.{key}", host=host, what=what(answer)), status=answer.status, answer=answer.text)


_BY_STATUS: dict[int, Callable[[Answer, str], ServiceError]] = {
    401: _unauthorized,
    403: _unauthorized,
    404: _not_found,
    422: _invalid,
    429: _too_many,
}
