"""The English sentences of a template that belong to no column."""

from __future__ import annotations

STATUSES = {
    "sent": "The service has the record. Id, Number and Link say which one it is.",
    "already_sent": "It was sent before and has not changed: nothing was sent now. The cell still says sent.",
    "invalid": "Something in the row has to be corrected; Message says what. Nothing was sent.",
    "rejected": "The service said no; Message has its reason. Correct the row and import again.",
    "in_doubt": "The connection broke at the wrong moment: the record may be there or not. Do not type it in"
    " elsewhere. `xl-addin journal reconcile` asks the service and settles it. Where a service cannot be"
    " asked, look there, then tell `xl-addin journal resolve` what you found.",
    "not_sent": "Nothing was sent: another row stopped the import. Import again.",
}
"""What each word in the Status column means and what to do about it."""

STEPS = (
    ("Fill in", "Type or paste your rows. Then save the workbook and close it in Excel.", ""),
    ("Check", "Reads every row and names each problem with its cell. Sends nothing.", "xl-addin check FILE"),
    ("Send", "Shows what would be sent, asks, and sends only after your yes.", "xl-addin import FILE"),
    ("Look", "Each row's result is in the grey columns. Importing again never sends a row twice.", ""),
)
"""What to do, in order, and the command that does it."""

HABITS = (
    "Type dates and amounts the way your Excel writes them. (150.00) and 150.00- are understood too.",
    "A cell may hold a formula: its value counts. Empty rows are skipped; rows below the table count.",
    "To send the same rows again as new ones, next month perhaps: xl-addin renew FILE --out NEW.",
    "The Key column keeps a row from being sent twice. Leave it as it is; it moves along when you sort.",
)
"""What else is good to know, for every template."""

HEADS = ("Column", "Required", "What it means", "What may stand there")
"""Over the list of input columns."""

DATE_WARNING = "This is not a date from 1900 to 2999. A day such as 2026-11-30 always works."
COUNT_WARNING = "Whole numbers from {least} to {most} are understood."
WORD_WARNING = (
    "The list has the words to choose from. The same words in Portuguese, Spanish or French will do."
)
WORDS_WARNING = (
    "The list has the words to choose from. Several may stand in a cell, with commas between them."
)
CURRENCY_WARNING = "The list has some currencies. The three letters of any other in ISO 4217 will do as well."
NAME_WARNING = "This is not one of the names known when the workbook was made. The check looks it up again."
RESULT_WARNING = "xl-addin writes this column and goes by it. Better leave it as it is."

NOT_WRITTEN = "{file} cannot be written: {reason}."
NOT_WRITTEN_HINT = "Close it in every program, see that its folder is there and yours, then try again."
