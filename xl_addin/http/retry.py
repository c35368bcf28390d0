"""Which requests urllib3 may repeat: reading ones, within their deadline. Writes, never."""

from __future__ import annotations

from typing import Any

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import MaxRetryError, ResponseError
from urllib3.util import Retry

from xl_addin.http.attempt import current
from xl_addin.http.statuses import retry_after


class WithinDeadline(Retry):
    """Gives up at once when the next wait would not end before the attempt's deadline."""

    def increment(self, *args: Any, **kwargs: Any) -> WithinDeadline:
        """The retries left after one more failure.

        Raises:
            MaxRetryError: None, or no time.
        """
        following = super().increment(*args, **kwargs)
        response = kwargs.get("response")
        wait = (self.get_retry_after(response) if response else None) or following.get_backoff_time()
        if wait >= current.get().left():
            reason = kwargs.get("error") or ResponseError("asked to wait beyond the deadline")
            raise MaxRetryError(kwargs["_pool"], str(args[1]), reason)
        return following

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds the service asks to wait; None when it does not say, or says it unreadably."""
        return retry_after(response.headers)


READS = WithinDeadline(
    total=4,
    connect=2,
    read=3,
    status=3,
    other=1,
    redirect=False,
    allowed_methods=frozenset({"GET"}),
    status_forcelist=frozenset({429, 502, 503, 504}),
    backoff_factor=0.25,
    backoff_max=5.0,
    backoff_jitter=0.25,
    raise_on_status=False,
    raise_on_redirect=False,
)

WRITES = Retry(False, respect_retry_after_header=False)
"""urllib3 was measured to send one POST four times when the answer's TLS record broke: all of it is off."""
