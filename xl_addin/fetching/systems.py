"""The table of services whose lists can be fetched: another one is another line."""

from __future__ import annotations

from xl_addin.fetching.izi.system import IZI
from xl_addin.fetching.iziago.system import IZIAGO
from xl_addin.fetching.organizze.system import ORGANIZZE
from xl_addin.fetching.system import System

SYSTEMS: dict[str, System] = {"organizze": ORGANIZZE, "izi": IZI, "iziago": IZIAGO}
