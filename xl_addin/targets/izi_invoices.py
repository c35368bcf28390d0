"""Rows of `izi_invoices` as POST /facturas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from xl_addin.apis.izi.models import Invoice, InvoiceDraft, Item
from xl_addin.connect.izi import login_of
from xl_addin.errors import SettingsError
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.schema.problem import Unfit
from xl_addin.schema.sheet import EXTRA
from xl_addin.sections import Issuer
from xl_addin.targets.izi import CURRENCY, EXACT, IziTarget, in_cents, to_draft, to_request
from xl_addin.targets.target import Misfits, Receipt, Remark, Request, Resolved
from xl_addin.texts import say
from xl_addin.texts.figures import exact, figure, readable
from xl_addin.values.money import LARGEST


class IziInvoicesTarget(IziTarget):
    """See `target.Target`."""

    sheet = IziInvoices

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`."""
        issuer = self._issuer(values)
        draft = _draft(values, issuer)
        total = total_of(draft)
        if total <= 0:
            raise Misfits([_too_little(draft, total)])
        if total > LARGEST:
            raise Misfits([("invoice", Unfit("amount_too_large", value=total))])
        if issuer.limit is not None and total > issuer.limit:
            over = Unfit("over_limit", total=exact(total), limit=exact(issuer.limit))
            raise Misfits([("invoice", over)])
        login = login_of(self._settings, issuer)
        try:
            unfit = self._check_header(self._clients.of(login), draft)
        except SettingsError as error:
            raise Misfits([("issuer", Unfit("no_login", why=error))]) from None
        if unfit:
            raise Misfits([("invoice", unfit)])
        return Resolved(
            request=to_request(draft),
            look=(self._month(), issuer.nit, draft.buyer_nit, draft.buyer_name, str(total), *_lines(draft)),
            account=issuer.name or issuer.nit,
            amount=total,
            currency=CURRENCY,
            day=None,
            what=draft.buyer_name,
            lane=f"{login.client_id}/{issuer.nit}",
            login="/".join(login),
            defaults=self._defaults(values, issuer),
        )

    def send(self, request: Request) -> Receipt:
        """See `Target.send`."""
        draft = to_draft(request, InvoiceDraft)
        login = login_of(self._settings, self._issuers.of_nit(draft.issuer))
        return _receipt(draft, self._clients.of(login).invoices.create(draft))

    def notes(self, rows: Sequence[Resolved]) -> Sequence[str]:
        """What is taken off altogether, by issuer: the sums are after it."""
        sums: dict[str, list[Decimal]] = {}
        for row in rows:
            if discount := to_draft(row.request, InvoiceDraft).discount:
                sums.setdefault(row.account, []).append(discount)
        return [
            say("preview.discounts", count=len(taken), issuer=issuer, amount=figure(sum(taken, Decimal())))
            for issuer, taken in sums.items()
        ]

    def _issuer(self, values: Mapping[str, Any]) -> Issuer:
        try:
            return self._issuers.resolve(values["issuer"])
        except Unfit as unfit:
            raise Misfits([("issuer", unfit)]) from None

    def _defaults(self, values: Mapping[str, Any], issuer: Issuer) -> tuple[Remark, ...]:
        remarks = []
        if values["issuer"] is None:
            remarks.append(Remark("default.issuer", (("issuer", issuer.name or issuer.nit),)))
        elif not self._issuers.is_listed(issuer.nit):
            remarks.append(Remark("default.unlisted_issuer", (("issuer", issuer.nit),)))
        for name in ("branch", "activity"):
            code = getattr(issuer, name)
            if values[name] is None and code is not None:
                blanks = (("issuer", issuer.name or issuer.nit), ("code", str(code)))
                remarks.append(Remark(f"default.{name}", blanks))
        return tuple(remarks)


def _too_little(draft: InvoiceDraft, total: Decimal) -> tuple[str, Unfit]:
    """Why an invoice comes to nothing: its discount, or its prices where it has none."""
    if draft.discount:
        return "discount", Unfit("discount_too_high", total=exact(total))
    return "unit_price", Unfit("nothing_to_pay", total=exact(total))


def total_of(draft: InvoiceDraft) -> Decimal:
    """What we think an invoice comes to: each item in whole cents, less the discount (assumed)."""
    items = (in_cents(EXACT.multiply(item.quantity, item.unit_price)) for item in draft.items)
    return sum(items, Decimal()) - (draft.discount or Decimal())


def _draft(values: Mapping[str, Any], issuer: Issuer) -> InvoiceDraft:
    extra = {
        name.removeprefix(EXTRA): text
        for name, text in values.items()
        if name.startswith(EXTRA) and text is not None
    }
    branch = issuer.branch if values["branch"] is None else values["branch"]
    activity = issuer.activity if values["activity"] is None else values["activity"]
    return InvoiceDraft(
        issuer=issuer.nit,
        buyer_nit=values["buyer_nit"],
        buyer_name=values["buyer_name"],
        items=tuple(
            Item(article=line["item"], quantity=line["quantity"], unit_price=line["unit_price"])
            for line in values["items"]
        ),
        branch=UNSET if branch is None else branch,
        activity=UNSET if activity is None else activity,
        discount=values["discount"] or UNSET,
        purchase_type=UNSET if values["purchase_type"] is None else values["purchase_type"],
        extra=extra or UNSET,
    )


def _lines(draft: InvoiceDraft) -> list[str]:
    """The items as a person compares them, in an order of their own."""
    return sorted(f"{item.article} {item.quantity} {item.unit_price}" for item in draft.items)


def _receipt(draft: InvoiceDraft, made: Invoice) -> Receipt:
    more = {
        "authorization": made.authorization,
        "control_code": made.control_code,
        "total": None if made.total is None else str(in_cents(made.total)),
        "roll_link": made.roll_link,
    }
    return Receipt(
        str(made.id),
        number="" if made.number is None else str(made.number),
        link=made.link or "",
        more={name: value for name, value in more.items() if value},
        differences=tuple(_differences(draft, made)),
    )


def _differences(draft: InvoiceDraft, made: Invoice) -> list[str]:
    """One sentence for each thing in the answer that is not as it was sent."""
    pairs = (
        ("total", total_of(draft), made.total),
        ("buyer_nit", draft.buyer_nit, made.buyer_nit),
        ("buyer_name", draft.buyer_name, made.buyer_name),
        ("items", len(draft.items), None if made.items is None else len(made.items)),
        ("discount", draft.discount or Decimal(), made.discount),
    )
    return [
        say(f"invoiced.{name}", sent=readable(sent), stored=readable(stored))
        for name, sent, stored in pairs
        if stored is not None and stored != sent
    ]
