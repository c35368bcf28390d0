"""A small bakery in Belo Horizonte: two years of its money, the same for the same day."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from xl_addin.sandbox.organizze.rules import month_of, shifted
from xl_addin.sandbox.store import Record

EMAIL = "loja@padaria.example"
TOKEN = "sandbox-token-8f2c1d7e5b9a4063"  # noqa: S105 - opens nothing but the sandbox
CREATED = "2025-01-02T09:00:00-03:00"
MONTHS = 14

BRADESCO, SAVINGS, DRAWER, OLD, NUBANK = 3, 4, 5, 6, 3_109_871_406
VISA, HIPERCARD, RETIRED = 31, 32, 33

_ACCOUNTS = (
    (BRADESCO, "Bradesco CC", "checking", "Conta corrente da padaria", False, True),
    (SAVINGS, "Caixa Poupança", "savings", "", False, False),
    (DRAWER, "Gaveta do balcão", "other", None, False, False),
    (OLD, "Banco antigo", "checking", "Encerrada", True, False),
    (NUBANK, "Nubank PJ", "checking", None, False, False),
)
_CATEGORIES = (
    (1, "Outros", None),
    (2, "Vendas", None),
    (3, "Balcão", 2),
    (4, "Encomendas", 2),
    (5, "Pessoal", None),
    (6, "Salários", 5),
    (7, "Encargos", 5),
    (8, "Fornecedores", None),
    (9, "Farinha e grãos", 8),
    (10, "Laticínios", 8),
    (11, "Embalagens", 8),
    (12, "Loja", None),
    (13, "Aluguel", 12),
    (14, "Energia", 12),
    (15, "Água", 12),
    (16, "Internet", 12),
    (17, "Manutenção", 12),
    (18, "Impostos", None),
    (19, "Serviços", None),
    (20, "Contabilidade", 19),
    (21, "Cartão de crédito", None),
    (22, "Transporte", None),
    (23, "Marketing", None),
    (24, "Transferências", None),
    (25, "Lazer", None),
)
_CARDS = (
    (VISA, "Visa Empresarial", "visa", 4, 17, 1_200_000, False),
    (HIPERCARD, "Hipercard", "hipercard", 31, 10, 500_000, False),
    (RETIRED, "Visa antigo", "visa", 2, 15, 0, True),
)
_MONTHLY = (
    (2, "Aluguel da loja", -310_000, 13),
    (5, "Salários da equipe", -948_000, 6),
    (7, "FGTS e INSS", -187_350, 7),
    (8, "Conta de luz", -131_240, 14),
    (9, "Conta de água", -27_480, 15),
    (12, "Internet", -19_990, 16),
    (20, "Simples Nacional", -112_008, 18),
    (22, "Contador", -65_000, 20),
)


def seed(today: date | None = None) -> dict[str, list[Record]]:
    """All records of a new sandbox, by kind."""
    day = today or date.today()
    maker = _Maker(day)
    return {
        "users": [{"id": 3, "name": "Helena Prado", "email": EMAIL, "role": "admin"}],
        "accounts": [_account(*row) for row in _ACCOUNTS],
        "categories": [
            {"id": number, "name": name, "color": f"{number * 9973 % 0xFFFFFF:06x}", "parent_id": parent}
            for number, name, parent in _CATEGORIES
        ],
        "credit_cards": [_card(*row) for row in _CARDS],
        "invoices": maker.invoices,
        "transactions": maker.transactions,
        "budgets": _budgets(day),
    }


class _Maker:
    """Makes transactions month by month, and the invoices that card purchases fall into."""

    def __init__(self, today: date) -> None:
        self._chance = random.Random(20260102)  # noqa: S311 - believable, not secret
        self._today = today
        self.transactions: list[Record] = []
        self.invoices: list[Record] = []
        first = shifted(today.replace(day=1), 1 - MONTHS)
        for number in range(MONTHS + 1):
            self._month(shifted(first, number), ahead=number == MONTHS)

    def _month(self, first: date, *, ahead: bool) -> None:
        """A month's fixed costs and, unless it is still ahead, its sales, purchases and transfers."""
        for day, what, cents, category in _MONTHLY:
            self._add(first.replace(day=day), what, cents + self._chance.randrange(-2_000, 2_000), category)
        if ahead:
            return
        for day in range(1, month_of(first)[1].day + 1):
            this = first.replace(day=day)
            if this.weekday() != 6 and this <= self._today:
                cents = self._chance.randrange(38_000, 96_000)
                self._add(this, "Vendas do balcão", cents, 3, DRAWER if day % 3 else BRADESCO)
        for card, card_day, cents in ((VISA, 11, -84_230), (HIPERCARD, 18, -31_575)):
            invoice = self._invoice(card, first.replace(day=card_day))
            extra = {
                "credit_card_id": card,
                "credit_card_invoice_id": invoice["id"],
                "account_type": "CreditCard",
            }
            self._add(first.replace(day=card_day), "Compra no cartão", cents, 8, card, **extra)
            due = date.fromisoformat(invoice["date"])
            if due <= self._today:
                paid = {"paid_credit_card_id": card, "paid_credit_card_invoice_id": invoice["id"]}
                self._add(due, "Pagamento de fatura", cents, 21, BRADESCO, **paid)
        self._transfer(first.replace(day=15), 250_000)

    def _transfer(self, day: date, cents: int) -> None:
        paying = len(self.transactions) + 1001
        halves = ((DRAWER, BRADESCO, -cents, paying + 1), (BRADESCO, DRAWER, cents, paying))
        for account, other, amount, opposite in halves:
            extra = {"oposite_account_id": other, "oposite_transaction_id": opposite}
            self._add(day, "Transferência", amount, 24, account, **extra)

    def _add(
        self, day: date, what: str, cents: int, category: int, account: int = BRADESCO, **extra: Any
    ) -> None:
        moment = f"{min(day, self._today)}T12:00:00-03:00"
        number = len(self.transactions) + 1001
        record: Record = {
            "id": number,
            "description": what,
            "date": day.isoformat(),
            "paid": day <= self._today,
            "amount_cents": cents,
            "total_installments": 1,
            "installment": 1,
            "recurring": False,
            "account_id": account,
            "account_type": "Account",
            "category_id": category,
            "contact_id": None,
            "notes": "",
            "attachments_count": 0,
            "credit_card_id": None,
            "credit_card_invoice_id": None,
            "paid_credit_card_id": None,
            "paid_credit_card_invoice_id": None,
            "oposite_transaction_id": None,
            "oposite_account_id": None,
            "created_at": moment,
            "updated_at": moment,
            "tags": [],
            "attachments": [],
            "group_id": number,
        }
        self.transactions.append({**record, **extra})

    def _invoice(self, card: int, day: date) -> Record:
        """The invoice of a purchase, of the card's own days."""
        closing_day, due_day = next((row[3], row[4]) for row in _CARDS if row[0] == card)
        this = day.replace(day=min(closing_day, month_of(day)[1].day))
        closes = this if day <= this else shifted(day.replace(day=1), 1)
        closes = closes.replace(day=min(closing_day, month_of(closes)[1].day))
        before = shifted(closes.replace(day=1), -1)
        starts = before.replace(day=min(closing_day, month_of(before)[1].day)) + timedelta(days=1)
        due = closes if due_day > closes.day else shifted(closes.replace(day=1), 1)
        record: Record = {
            "id": 501 + len(self.invoices),
            "date": due.replace(day=due_day).isoformat(),
            "starting_date": starts.isoformat(),
            "closing_date": closes.isoformat(),
            "credit_card_id": card,
        }
        self.invoices.append(record)
        return record


def _account(
    number: int, name: str, kind: str, description: str | None, archived: bool, default: bool
) -> Record:
    return {
        "id": number,
        "name": name,
        "description": description,
        "archived": archived,
        "created_at": CREATED,
        "updated_at": CREATED,
        "default": default,
        "type": kind,
        "institution_id": "no_bank",
    }


def _card(number: int, name: str, network: str, closing: int, due: int, limit: int, archived: bool) -> Record:
    return {
        "id": number,
        "name": name,
        "description": None,
        "card_network": network,
        "closing_day": closing,
        "due_day": due,
        "limit_cents": limit,
        "kind": "credit_card",
        "archived": archived,
        "default": False,
        "created_at": CREATED,
        "updated_at": CREATED,
    }


def _budgets(today: date) -> list[Record]:
    """Goals of a few categories for this month and the twelve around it."""
    months = [shifted(today.replace(day=1), number) for number in range(1 - MONTHS, 2)]
    goals = ((14, 140_000), (9, 250_000), (10, 120_000), (23, 50_000))
    return [
        {
            "id": 1 + len(goals) * position + place,
            "amount_in_cents": cents,
            "category_id": category,
            "date": month.isoformat(),
            "activity_type": 0,
        }
        for position, month in enumerate(months)
        for place, (category, cents) in enumerate(goals)
    ]
