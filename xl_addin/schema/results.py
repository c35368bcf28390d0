"""The columns that xl-addin writes beside each row."""

from __future__ import annotations

from collections.abc import Mapping

from xl_addin.schema.fields import AmountField, Field, MomentField, TextField


def _named(fields: Mapping[str, Field]) -> dict[str, Field]:
    return {name: field.named(name) for name, field in fields.items()}


RESULTS: dict[str, Field] = _named(
    {
        "status": TextField(header="Status", help="What became of the row.", width=12),
        "remote_id": TextField(header="Id", help="What the service calls the record.", width=14),
        "number": TextField(header="Number", help="The number the service gave.", width=12),
        "link": TextField(header="Link", help="Where to look at the record.", width=14),
        "message": TextField(header="Message", help="What is wrong, or what else is to know.", width=48),
        "sent_at": MomentField(
            header="Sent at", help="When the service answered, in this computer's time.", width=17
        ),
        "key": TextField(
            header="Key",
            help="The row's own key. It keeps the row from being sent twice: leave it.",
            width=11,
        ),
    }
)

INVOICE_RESULTS: dict[str, Field] = RESULTS | _named(
    {
        "authorization": TextField(
            header="Authorization", help="The authorization the invoice was issued under.", width=18
        ),
        "control_code": TextField(header="Control code", help="The invoice's control code.", width=16),
        "total": AmountField(
            header="Total", help="What the invoice comes to in bolivianos, as iZi answered it.", width=14
        ),
        "roll_link": TextField(header="Roll link", help="The invoice as a PDF for a roll printer.", width=14),
    }
)
"""Of an invoice more is written: these columns stand behind the others, which stay where people know them."""
