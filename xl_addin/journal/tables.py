"""The journal's tables, as SQLAlchemy Core sees them. `migrations.py` makes them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Integer, MetaData, Table, Text

metadata = MetaData()

batches = Table(
    "batches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("system", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("production", Boolean, nullable=False),
    Column("started_at", DateTime, nullable=False),
)

operations = Table(
    "operations",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("system", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("look", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("typed", JSON, nullable=False),
    Column("request", JSON, nullable=False),
    Column("guid", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("batch", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("more", JSON(none_as_null=True), nullable=False),
    Column("message", Text, nullable=False),
    Column("planned_at", DateTime, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("sent_at", DateTime),
)

steps = Table(
    "steps",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("operation", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("status", Integer),
    Column("message", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("uptime", Float),
    Column("boot", Text),
)

sightings = Table(
    "sightings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("boot", Text, nullable=False),
    Column("uptime", Float, nullable=False),
)
