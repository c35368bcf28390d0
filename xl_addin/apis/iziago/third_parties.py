"""The Third-party database: who is paid, and on which accounts."""

from __future__ import annotations

from xl_addin.apis.iziago.caller import Caller
from xl_addin.apis.iziago.models import (
    ThirdParty,
    ThirdPartyAccount,
    ThirdPartyAccountDraft,
    ThirdPartyDraft,
)


class ThirdParties:
    """List, create, add an account."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(self) -> list[ThirdParty]:
        """List of third parties and their accounts."""
        return self._caller.listed("third_parties.list", ThirdParty)

    def create(self, draft: ThirdPartyDraft) -> ThirdParty:
        """Creates a third party, without accounts."""
        return self._caller.created("third_parties.create", draft, ThirdParty)

    def add_account(self, third_party_id: str, draft: ThirdPartyAccountDraft) -> ThirdPartyAccount:
        """Creates an account of a third party; answered with the account (assumed)."""
        return self._caller.created(
            "third_parties.add_account", draft, ThirdPartyAccount, third_party=third_party_id
        )
