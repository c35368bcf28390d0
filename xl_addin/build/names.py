"""The names that a template's dropdowns offer, asked of the service."""

from __future__ import annotations

from xl_addin.build.dropdowns import Names
from xl_addin.build.edition import Edition
from xl_addin.errors import ServiceError, SettingsError
from xl_addin.schema.fields import NameField
from xl_addin.settings import Settings
from xl_addin.targets.services import SERVICES
from xl_addin.texts import say


def known(settings: Settings, sheet: Edition) -> tuple[Names, str]:
    """What fills the dropdowns of a template; and, where some stay empty, which and why.

    A service that cannot be asked, such as for want of credentials, keeps nobody from an empty template.
    """
    sources = {field.header: field.source for field in sheet.fields.values() if isinstance(field, NameField)}
    lists, reason = _lists(settings, sheet.sheet.system) if sources else ({}, "")
    empty = [header for header, source in sources.items() if not lists.get(source)]
    return lists, say("template.no_lists", columns=", ".join(empty), reason=reason) if empty else ""


def _lists(settings: Settings, system: str) -> tuple[Names, str]:
    service = next(service for service in SERVICES if service.system == system)
    try:
        return service.labels(settings), say("template.nothing_known")
    except (SettingsError, ServiceError) as error:
        return {}, str(error)
