"""Long sentences on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console
from rich.panel import Panel

from xl_addin.cli.wrapped import Wrapped
from xl_addin.texts import LANGUAGES, use
from xl_addin.texts.figures import figure


@pytest.fixture(params=LANGUAGES)
def amount(request: pytest.FixtureRequest) -> Iterator[str]:
    """An amount in each language in turn."""
    use(request.param)
    yield figure(Decimal("141660.34"))
    use("en")


@pytest.mark.parametrize("width", range(30, 60))
def test_an_amount_stays_whole(amount: str, width: int) -> None:
    """However narrow the screen, nobody reads 141 where 141 660,34 is left."""
    screen = StringIO()
    told = f"• Compte courant: 2026-12-01 {amount}, 2026-12-02 {amount}."
    Console(file=screen, width=width).print(Panel(Wrapped(told)))
    assert sum(line.count(amount) for line in screen.getvalue().splitlines()) == 2


def test_a_text_steers_nothing() -> None:
    """Brackets of a name are no style, and a control character is shown as such."""
    screen = StringIO()
    Console(file=screen, width=60).print(Wrapped("[red]Ana[/] \x1b[2J"))
    assert "[red]Ana[/]" in screen.getvalue()
    assert "\x1b" not in screen.getvalue()
