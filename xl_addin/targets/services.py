"""The table of services: another one is another line."""

from __future__ import annotations

from xl_addin.targets.izi_service import IZI
from xl_addin.targets.iziago_service import IZIAGO
from xl_addin.targets.organizze_service import ORGANIZZE
from xl_addin.targets.service import Service

SERVICES: tuple[Service, ...] = (ORGANIZZE, IZIAGO, IZI)
