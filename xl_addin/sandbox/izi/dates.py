"""Days as they are counted in La Paz, moments as the service answers them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=-4), "America/La_Paz")
"""Bolivia's only zone. It has no summer time, so no table of zones is needed."""


def stamp(moment: datetime) -> str:
    """`2026-06-06T00:18:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(stamped: str) -> datetime:
    """The moment of a stamp, in La Paz."""
    return datetime.fromisoformat(stamped).astimezone(ZONE)
