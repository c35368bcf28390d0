"""The columns that xl-addin writes beside each row."""

from __future__ import annotations

from xl_addin.schema.fields import Field, MomentField, TextField

_ALL: dict[str, Field] = {
    "status": TextField(header="Status", help="What became of the row.", width=12),
    "remote_id": TextField(header="Id", help="What the service calls the record.", width=14),
    "number": TextField(header="Number", help="The number the service gave.", width=12),
    "link": TextField(header="Link", help="Where to look at the record.", width=14),
    "message": TextField(header="Message", help="What is wrong, or what else is to know.", width=48),
    "sent_at": MomentField(
        header="Sent at", help="When the service answered, in this computer's time.", width=17
    ),
    "key": TextField(
        header="Key", help="The row's own key. It keeps the row from being sent twice: leave it.", width=11
    ),
}

RESULTS: dict[str, Field] = {name: field.named(name) for name, field in _ALL.items()}
