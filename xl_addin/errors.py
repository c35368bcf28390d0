"""What can go wrong, as one tree. Every message is written for the person at the sheet.

    XlAddinError
      WrongUse               the command, its arguments or the settings are wrong (exit 2)
        SettingsError        a setting is missing or makes no sense; the hint says which and where
      WorkbookError          a file cannot be read or written
        RowsMoved            nothing was written, since the rows are not where they were read
      PaymentFileError       a file of transfers is refused, or cannot be saved
      JournalError           the journal is missing, damaged or of a newer version
      ServiceError           talking with a service went wrong
        NothingSent          proven: no byte of the request left this machine
        Refused              the service said no and did nothing
          Unauthorized       401, 403: the credentials, not the row
          IssuerRefused      everything of one issuer; that of others goes on
          NotFound           404
          Invalid            422, with the service's own words per field
          TooManyRequests    429, with the wait it asked for
        FateUnknown          the request may have been acted on, or not
          NoAnswer           the time was over before the answer had come
          UnreadableAnswer   a success that cannot be read; its bytes are kept

For a request that only reads, the difference between `NothingSent`, `Refused` and `FateUnknown` is
of no matter. For one that sends money it decides the row's state (ADR 0002).
"""

from __future__ import annotations


class XlAddinError(Exception):
    """Base of all errors a person may see.

    Attributes:
        message: What happened and where, one sentence.
        hint: What to do next; may be empty.
        exit_code: What the command line exits with.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class WrongUse(XlAddinError):
    """The command line was used in a way that cannot work."""

    exit_code = 2


class SettingsError(WrongUse):
    """A setting is missing or makes no sense."""


class WorkbookError(XlAddinError):
    """A workbook cannot be read or written."""


class RowsMoved(WorkbookError):
    """The rows of a workbook are not where they were read, so nothing was written beside them."""


class PaymentFileError(XlAddinError):
    """A file of transfers cannot be read, contradicts itself or cannot be saved."""


class JournalError(XlAddinError):
    """The journal cannot be used."""

    exit_code = 2


class ServiceError(XlAddinError):
    """Talking with a service went wrong.

    Attributes:
        status: The HTTP status, or None when no answer arrived.
        answer: The answer's body as text, redacted; may be empty.
    """

    def __init__(self, message: str, *, hint: str = "", status: int | None = None, answer: str = "") -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.answer = answer


class NothingSent(ServiceError):
    """Connecting or the handshake failed: the service cannot have seen the request."""


class Refused(ServiceError):
    """The service answered that it did nothing."""


class Unauthorized(Refused):
    """The credentials are wrong or lack a right; every further request would fail alike."""


class IssuerRefused(Refused):
    """The service refuses everything of one issuer; that of others goes on."""


class NotFound(Refused):
    """The service knows no such record."""


class Invalid(Refused):
    """The service names what is wrong with the record.

    Attributes:
        fields: Field name to the service's messages, as they came.
    """

    def __init__(
        self, message: str, *, fields: dict[str, list[str]], status: int | None = None, answer: str = ""
    ) -> None:
        super().__init__(message, status=status, answer=answer)
        self.fields = fields


class TooManyRequests(Refused):
    """The service asks to slow down.

    Attributes:
        retry_after: Seconds it asked to wait, or None when it did not say.
    """

    def __init__(self, message: str, *, retry_after: float | None, answer: str = "") -> None:
        super().__init__(message, status=429, answer=answer)
        self.retry_after = retry_after


class FateUnknown(ServiceError):
    """The request left this machine and no readable answer tells what became of it."""


class NoAnswer(FateUnknown):
    """The time was over before the answer had come."""


class UnreadableAnswer(FateUnknown):
    """A success whose content is not what the document describes; the message names the field."""
