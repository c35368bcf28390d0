"""What a request that got no complete answer came to: nothing sent, or nobody knows."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Iterator
from http.client import HTTPException, IncompleteRead, RemoteDisconnected

from urllib3.exceptions import DecodeError, InvalidChunkLength, NameResolutionError, ProxyError
from urllib3.exceptions import IncompleteRead as PoolIncompleteRead
from urllib3.exceptions import TimeoutError as PoolTimeout

from xl_addin.errors import FateUnknown, NoAnswer, NothingSent, ServiceError
from xl_addin.http.attempt import Attempt, TooLarge
from xl_addin.http.nesting import DEEPEST, TooDeep
from xl_addin.texts import say

_BEFORE: tuple[tuple[str, str, tuple[type[BaseException], ...]], ...] = (
    ("certificate", "certificate_hint", (ssl.SSLCertVerificationError,)),
    ("proxy", "proxy_hint", (ProxyError,)),
    ("unknown_host", "connect_hint", (socket.gaierror, NameResolutionError)),
    ("connect_refused", "connect_hint", (ConnectionRefusedError,)),
    ("connect_slow", "connect_hint", (TimeoutError, PoolTimeout)),
    ("tls", "connect_hint", (ssl.SSLError,)),
    ("connect", "connect_hint", (BaseException,)),
)
"""Sentence and advice by what is found among an error's causes; the first that fits counts."""

_REASONS: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("closed", (RemoteDisconnected, ssl.SSLEOFError, ConnectionResetError)),
    ("cut_off", (IncompleteRead, PoolIncompleteRead, InvalidChunkLength)),
    ("not_http", (HTTPException,)),
    ("packed", (DecodeError, zlib.error)),
    ("unwritable", (ValueError,)),
)


def broken(error: Exception, attempt: Attempt, host: str, max_bytes: int) -> ServiceError:
    """The error a person sees for one that a library raised; it has no link to the library's own.

    A library's error holds the request, and that the credentials.
    """
    causes = list(_causes(error))
    if attempt.written:
        return _after(causes, attempt, host, max_bytes)
    for sentence, advice, kinds in _BEFORE:
        found = next((cause for cause in causes if isinstance(cause, kinds)), None)
        if found is not None:
            deepest = found if sentence == "certificate" else causes[-1]
            return NothingSent(
                say(f"http.{sentence}", host=host, reason=_reason(deepest)), hint=say(f"http.{advice}")
            )
    raise AssertionError("the last kind fits every error")


def _after(causes: list[BaseException], attempt: Attempt, host: str, max_bytes: int) -> FateUnknown:
    if any(isinstance(cause, TooLarge) for cause in causes):
        return FateUnknown(say("http.answer_large", host=host, megabytes=max_bytes // 2**20))
    if any(isinstance(cause, TooDeep) for cause in causes):
        return FateUnknown(say("http.answer_deep", host=host, depth=DEEPEST))
    if attempt.over or any(isinstance(cause, TimeoutError | PoolTimeout) for cause in causes):
        return NoAnswer(say("http.answer_slow", host=host, seconds=f"{attempt.seconds:g}"))
    return FateUnknown(say("http.answer_broken", host=host, reason=_reason(causes[-1])))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it wraps, outermost first. Libraries keep the inner one in four places."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, BaseException) and id(found) not in seen:
            seen.add(id(found))
            yield found
            inner = [getattr(found, "reason", None), getattr(found, "original_error", None), *found.args]
            waiting += [*inner, found.__cause__ or found.__context__]


def _reason(error: BaseException) -> str:
    """A few words about an error; a library's own text may quote the request and is not shown."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message.rstrip(".")
    for reason, kinds in _REASONS:
        if isinstance(error, kinds):
            return say(f"http.reason_{reason}")
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.replace("_", " ").lower()
    if isinstance(error, OSError):
        return (error.strerror or str(error)).rstrip(".").lower()
    return type(error).__name__
