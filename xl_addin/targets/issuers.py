"""For whom invoices can be issued: the issuers of the settings, by NIT or name."""

from __future__ import annotations

from functools import lru_cache

from xl_addin.connect import izi
from xl_addin.schema.problem import Unfit
from xl_addin.sections import Issuer, IziSettings
from xl_addin.settings import Settings
from xl_addin.targets.directory import Directory, Named
from xl_addin.texts.enumeration import and_more

SHOWN = 12
"""Issuers that a message names."""


class Issuers:
    """The issuers that rows may name; a NIT that is not listed is taken too, for iZi knows best."""

    def __init__(self, section: IziSettings) -> None:
        self._known = izi.known_issuers(section)
        self._default = izi.default_issuer(section)
        self._names = Directory(
            Named(issuer.nit, issuer.name or issuer.nit, also=(issuer.nit,))
            for issuer in self._known.values()
        )

    def resolve(self, text: str | None) -> Issuer:
        """The issuer that a cell means.

        Raises:
            Unfit: It is blank where there is more than one issuer or none, or a name that is not known.
        """
        if text is None:
            return self._of_blank()
        if text.isascii() and text.isdigit():
            return self.of_nit(text)
        return self._known[self._names.resolve(text).id]

    def of_nit(self, nit: str) -> Issuer:
        """The issuer with this NIT, as the settings have it."""
        return self._known.get(nit) or Issuer(nit)

    def is_listed(self, nit: str) -> bool:
        """Whether the settings know this issuer."""
        return nit in self._known

    def names(self) -> list[str]:
        """What each may be called, shortest first come."""
        return self._names.labels()

    def labels(self) -> dict[str, list[str]]:
        """What the templates' dropdowns offer, by the source their fields name."""
        return {"issuers": self.names()}

    def _of_blank(self) -> Issuer:
        if self._default:
            return self._known[self._default]
        if not self._known:
            raise Unfit("no_issuer")
        raise Unfit("which_issuer", known=and_more(self.names(), SHOWN))


@lru_cache(maxsize=1)
def _of(section: IziSettings) -> Issuers:
    """The issuers, counted out once for all rows."""
    return Issuers(section)


def company_of(settings: Settings, text: str | None) -> str:
    """The NIT a row's issuer has, blank while the cell means none."""
    try:
        return _of(settings.izi).resolve(text).nit
    except Unfit:
        return ""
