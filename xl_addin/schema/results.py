"""The columns that xl-addin writes beside each row."""

from __future__ import annotations

from collections.abc import Mapping

from xl_addin.schema.fields import AmountField, Field, MomentField, TextField


def _named(fields: Mapping[str, Field]) -> dict[str, Field]:
    return {name: field.named(name) for name, field in fields.items()}


RESULTS: dict[str, Field] = _named(
    {
        "status": TextField(
            header="Status",
            translated=("Status", "Estado", "Statut"),
            help="What became of the row.",
            width=12,
        ),
        "remote_id": TextField(
            header="Id", translated=("Id", "Id", "Id"), help="What the service calls the record.", width=14
        ),
        "number": TextField(
            header="Number",
            translated=("Número", "Número", "Numéro"),
            help="The number the service gave.",
            width=12,
        ),
        "link": TextField(
            header="Link",
            translated=("Link", "Enlace", "Lien"),
            help="Where to look at the record.",
            width=14,
        ),
        "message": TextField(
            header="Message",
            translated=("Mensagem", "Mensaje", "Message"),
            help="What is wrong, or what else is to know.",
            width=48,
        ),
        "sent_at": MomentField(
            header="Sent at",
            translated=("Enviada em", "Enviada el", "Envoyée le"),
            help="When the service answered, in this computer's time.",
            width=17,
        ),
        "key": TextField(
            header="Key",
            translated=("Chave da linha", "Clave de la fila", "Clé de la ligne"),
            help="The row's own key. It keeps the row from being sent twice: leave it.",
            width=11,
        ),
    }
)

INVOICE_RESULTS: dict[str, Field] = RESULTS | _named(
    {
        "authorization": TextField(
            header="Authorization",
            translated=("Autorização", "Autorización", "Autorisation"),
            help="The authorization the invoice was issued under.",
            width=18,
        ),
        "control_code": TextField(
            header="Control code",
            translated=("Código de controle", "Código de control", "Code de contrôle"),
            help="The invoice's control code.",
            width=16,
        ),
        "total": AmountField(
            header="Total",
            translated=("Total", "Total", "Total"),
            help="What the invoice comes to in bolivianos, as iZi answered it.",
            width=14,
        ),
        "roll_link": TextField(
            header="Roll link",
            translated=("Link em bobina", "Enlace en rollo", "Lien en rouleau"),
            help="The invoice as a PDF for a roll printer.",
            width=14,
        ),
    }
)
"""Of an invoice more is written: these columns stand behind the others, which stay where people know them."""
