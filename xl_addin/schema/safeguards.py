"""The two columns at the end of every template's input."""

from __future__ import annotations

from xl_addin.schema.fields import TextField, YesNoField

REF = TextField(
    header="Ref",
    translated=("Ref", "Ref", "Réf"),
    help="Your own reference, such as the bill's number. The same Ref is not sent twice.",
    aliases=("Reference", "Referência", "Document", "Nº"),
    longest=255,
)
SEND_ANYWAY = YesNoField(
    header="Send anyway",
    translated=("Enviar mesmo assim", "Enviar de todos modos", "Envoyer quand même"),
    help="Yes sends the row although it looks like one that was sent before. Nothing else is waived.",
    width=13,
)
