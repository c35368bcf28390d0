"""An Excel made of openpyxl, for tests: `with running() as app` gives an xlwings App."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import xlwings as xw
from excel_engine.engine import AppImpl, EngineImpl


@contextmanager
def running() -> Iterator[xw.App]:
    """One Excel with no workbook open; `app.impl` is the `AppImpl` behind it, with its levers for tests."""
    assert xw.__pro__ is False, "xlwings PRO is off limits, in tests too"
    engine = EngineImpl()
    app = AppImpl(engine)
    engine.running.append(app)
    public = xw.Engine(impl=engine)
    before = xw.engines.active
    xw.engines.add(public)
    public.activate()
    try:
        yield xw.App(impl=app)
    finally:
        app.dead = False
        for book in list(app.open_books):
            book.close()
        xw.engines.engines.remove(public)
        xw.engines.engines_by_name.pop(engine.name, None)
        xw.engines.active = before
