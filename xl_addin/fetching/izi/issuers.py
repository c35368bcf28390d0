"""For whom invoices can be issued."""

from __future__ import annotations

from xl_addin.connect.izi import known_issuers
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.texts import say

COLUMNS = (
    Column("NIT", Kind.IDENTIFIER, 14),
    Column("Name", width=34),
    Column("Branch", Kind.IDENTIFIER, 10),
    Column("Activity", Kind.IDENTIFIER, 12),
    Column("Limit", Kind.AMOUNT, 14),
    Column("Own account", Kind.YES_NO, 12),
)


def issuers(source: Source, query: Query) -> Listing:
    """The issuers of the settings; iZi itself may know more."""
    rows = [
        (issuer.nit, issuer.name, issuer.branch, issuer.activity, issuer.limit, bool(issuer.client_id))
        for issuer in known_issuers(source.settings.izi).values()
    ]
    none_known = [say("izi_lists.no_issuers", file=source.settings.file)]
    return Listing("Issuers", COLUMNS, rows, [] if rows else none_known)
