"""The Payments module: unit transfers, which a person signs in Iziago after they were created."""

from __future__ import annotations

from datetime import date

from xl_addin.apis.iziago.caller import Caller, Period
from xl_addin.apis.iziago.models import PaymentAccount, Transfer, TransferDraft


class Payments:
    """Accounts, transfers, the file of a transfer, creating one."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @property
    def lists_transfers(self) -> bool:
        """Whether the profile has a list of transfers; the document names none."""
        return bool(self._caller.profile.route("payments.transfers").path)

    @property
    def finds_transfers(self) -> bool:
        """Whether that list tells end-to-end ids, by which a transfer is found again."""
        return self.lists_transfers and bool(self._caller.profile.fields["transfer"]["end_to_end_id"])

    def accounts(self) -> list[PaymentAccount]:
        """List of accounts enabled in the module."""
        return self._caller.listed("payments.accounts", PaymentAccount)

    def transfers(self, start: date, end: date) -> list[Transfer]:
        """Unit transfers from `start` to `end`, by execution date (all of it assumed).

        Raises:
            UnreadableAnswer: Among others, none of the transfers has the field that the profile takes for the
                end-to-end id; such a list cannot show that a transfer is not there.
            SettingsError: The profile has no such list.
        """
        return self._caller.listed(
            "payments.transfers", Transfer, Period(start, end), telling="end_to_end_id"
        )

    def transfer_file(self, transfer_id: str) -> bytes:
        """A unit transfer's file in XML (pain.001), as the service wrote it: read it with entities off."""
        return self._caller.file("payments.transfer_file", transfer=transfer_id)

    def create_transfer(self, draft: TransferDraft) -> Transfer:
        """Creates a unit transfer. Created is not paid: it is to be signed in Iziago."""
        return self._caller.created("payments.create_transfer", draft, Transfer)
