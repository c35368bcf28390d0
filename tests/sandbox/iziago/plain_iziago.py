"""A client that knows nothing of ours: requests, the assumed profile and the RFCs."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import requests

EVER = {"from": "2000-01-01", "to": "2999-12-31"}


def today() -> date:
    """The day it is in Paris, where the service counts its days."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def day(offset: int) -> str:
    """A day some days from today, as the API writes it."""
    return (today() + timedelta(offset)).isoformat()


class Iziago:
    """Sends what a test says, as it says it."""

    def __init__(self, ready: dict[str, Any]) -> None:
        self.access = ready["iziago"]
        self.admin = ready["admin_url"]
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ready["ca_bundle"]

    def grant(self, **fields: Any) -> requests.Response:
        """The token URL's answer to the client, which authenticates in the form."""
        client = {name: self.access[name] for name in ("client_id", "client_secret")}
        return self.form({"grant_type": "client_credentials", **client, **fields})

    def form(self, fields: Any, **options: Any) -> requests.Response:
        """The token URL's answer to a form."""
        headers = {"Authorization": None, **options.pop("headers", {})}
        return self.session.post(
            self.access["token_url"], data=fields, headers=headers, timeout=20, **options
        )

    def enter(self, **fields: Any) -> dict[str, Any]:
        """Uses a new token from here on."""
        answer = self.grant(**fields)
        assert answer.status_code == 200, answer.text
        granted: dict[str, Any] = answer.json()
        self.session.headers["Authorization"] = f"Bearer {granted['access_token']}"
        return granted

    def administrate(self, path: str, json: Any = None) -> requests.Response:
        """What an administrator does in the settings."""
        return self.session.post(f"{self.admin}/iziago/sandbox{path}", json=json, timeout=20)

    def ask(self, method: str, path: str, json: Any = None, **options: Any) -> requests.Response:
        """One request below the base URL."""
        return self.session.request(method, self.access["base_url"] + path, json=json, timeout=20, **options)

    def get(self, path: str, **query: Any) -> Any:
        """What a GET answers, when it is 200."""
        answer = self.ask("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def items(self, path: str, **query: Any) -> list[Any]:
        """A whole list, page by page."""
        found: list[Any] = []
        for number in itertools.count(1):
            page = self.get(path, **query, page=number, size=200)
            found += page["items"]
            if len(found) == page["total"] or not page["items"]:
                break
        return found

    def post(self, path: str, **fields: Any) -> Any:
        """What a POST answers, when it is 201."""
        answer = self.ask("POST", path, json=fields)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def refused(self, path: str, status: int = 422, **fields: Any) -> dict[str, list[str]]:
        """The errors of a POST."""
        answer = self.ask("POST", path, json=fields)
        assert answer.status_code == status, answer.text
        assert answer.json()["error"]
        errors: dict[str, list[str]] = answer.json()["errors"]
        return errors

    def draft(self, **fields: Any) -> dict[str, Any]:
        """A transfer of today from the first own account to a third party's, with some fields changed."""
        values = {
            "debtorAccountId": self.account("Compte courant"),
            "creditorAccountId": self.creditor("Verrerie de Givors"),
            "executionDate": day(0),
            "amount": 1250.5,
            "currency": "EUR",
            "reason": "Facture VG-88",
            "type": "SEPA",
            "subtype": "ORDINARY",
            "endToEndId": "k7f3q2m9",
        }
        return {**values, **fields}

    def account(self, name: str) -> str:
        """The id of an own account."""
        return next(str(item["id"]) for item in self.items("/payments/accounts") if item["name"] == name)

    def creditor(self, name: str) -> str:
        """The id of a third party's first account."""
        owner = next(item for item in self.items("/third-parties") if item["name"] == name)
        return str(owner["accounts"][0]["id"])
