"""The table of what the sandbox serves: another service is another entry."""

from __future__ import annotations

from xl_addin.sandbox.izi.system import IZI
from xl_addin.sandbox.iziago.system import IZIAGO
from xl_addin.sandbox.organizze.system import ORGANIZZE
from xl_addin.sandbox.system import System

SYSTEMS: tuple[System, ...] = (ORGANIZZE, IZIAGO, IZI)
