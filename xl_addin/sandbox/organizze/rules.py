"""What makes a record valid, said as Organizze says it (document, section on errors)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from xl_addin.sandbox.call import Call, Refusal
from xl_addin.sandbox.store import Record, Store

BLANK = "não pode estar em branco"
WRONG = "não é válido"
MISSING = "não existe"
PERIODICITIES = ("monthly", "yearly", "weekly", "biweekly", "bimonthly", "trimonthly")
SAO_PAULO = timezone(timedelta(hours=-3))


def now() -> str:
    """The present moment as the service writes it."""
    return datetime.now(SAO_PAULO).isoformat(timespec="seconds")


def found(store: Store, kind: str, number: int) -> Record:
    """The record, or a 404."""
    record = store.tables[kind].get(number)
    if record is None:
        raise Refusal(404, {"error": "Não encontrado"})
    return record


class Check:
    """Gathers what is wrong with a body; `done` refuses it as a whole, as the service does."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.body = body
        self.errors: dict[str, list[str]] = {}

    def add(self, name: str, sentence: str) -> None:
        """Something is wrong with a field."""
        self.errors.setdefault(name, []).append(sentence)

    def text(self, name: str, *, required: bool = False) -> None:
        """A text; blank only where it may be."""
        value = self.body.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required and (name in self.body or required):
                self.add(name, BLANK)
        elif not isinstance(value, str):
            self.add(name, WRONG)

    def whole(
        self, name: str, least: int | None = None, most: int | None = None, *, required: bool = False
    ) -> None:
        """A JSON integer; true and 1.0 are none."""
        value = self.body.get(name)
        if value is None:
            if required:
                self.add(name, BLANK)
        elif (
            type(value) is not int
            or (least is not None and value < least)
            or (most is not None and value > most)
        ):
            self.add(name, WRONG)

    def day(self, name: str, *, required: bool = False) -> None:
        """A date in ISO form."""
        value = self.body.get(name)
        if value is None or value == "":
            if required:
                self.add(name, BLANK)
        elif not _is_day(value):
            self.add(name, WRONG)

    def truth(self, name: str) -> None:
        """True or false."""
        if self.body.get(name) is not None and type(self.body[name]) is not bool:
            self.add(name, WRONG)

    def tags(self) -> None:
        """A list of {"name": text}."""
        tags = self.body.get("tags")
        if tags is None:
            return
        fits = isinstance(tags, list) and all(
            isinstance(tag, dict) and isinstance(tag.get("name"), str) and tag["name"] for tag in tags
        )
        if not fits:
            self.add("tags", WRONG)

    def refers(self, store: Store, name: str, kind: str, *, required: bool = False) -> None:
        """The id of a record that exists."""
        self.whole(name, required=required)
        value = self.body.get(name)
        if type(value) is int and value not in store.tables[kind]:
            self.add(name, MISSING)

    def done(self, echo: Mapping[str, Any]) -> None:
        """Refuses with the record echoed and its errors, when there are any."""
        if self.errors:
            blank = {"id": None, "created_at": None, "updated_at": None}
            raise Refusal(422, {**blank, **echo, **self.body, "errors": self.errors})


def period(call: Call, default: tuple[date, date]) -> tuple[date, date]:
    """The days asked for by start_date and end_date, or the default ones."""
    days = []
    for name, otherwise in zip(("start_date", "end_date"), default, strict=True):
        text = call.query.get(name)
        if text is not None and not _is_day(text):
            raise Refusal(400, {"error": f"{name} {WRONG}"})
        days.append(date.fromisoformat(text) if text else otherwise)
    return days[0], days[1]


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def shifted(day: date, months: int) -> date:
    """The same day some months later, the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_of(date(year, month + 1, 1))[1].day))


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
