"""docs/when-a-service-fails.md: what a cell shows then, found out by letting a service fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic

from docs.pages.door import Door, Doors
from docs.pages.formula import parsed
from docs.pages.household import NOW, TODAY, environment
from docs.pages.markdown import table
from xl_addin.fetching.listing import Listing, NotKnown
from xl_addin.functions.books import Books
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.setbacks import FIRST_REST, LONGEST_REST
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cells import for_program
from xl_addin.functions.entry import call
from xl_addin.functions.ledger import Ledger, why
from xl_addin.functions.outcome import Outcome
from xl_addin.sandbox.running import Sandbox, running
from xl_addin.settings import load

FORMULA = "=ORGANIZZE_NET(DATE(2026,10,1), DATE(2026,10,31))"
LATER = timedelta(hours=25).total_seconds()
"""Seconds after which an earlier value is older than it should be."""
DEADLINE = 8.0
"""Seconds that a request may take here, where people's own settings say 30; enough to shake hands in."""

_HEAD = f"""\
# When a service fails

Made by `make docs`, which lets a service fail in each of these ways and writes down what a cell shows; do not
edit. The cell is

    {FORMULA}

Where it had a value, that was fetched 25 hours before. The service is the sandbox, so its host is 127.0.0.1.

Three rules hold for every function:

- A failure is an error of Excel's that IFERROR catches, never a zero and never a text. In a table that
  several services or accounts make, the figures that lack one of them are such errors.
- A value that was there stays there; `XL_ADDIN_WHY` says how old it is and why there is no newer one.
- Excel waits no longer than `[functions] wait` says.

A service that fails is left alone for {FIRST_REST:g} seconds, then for twice that, and so on up to
{LONGEST_REST:g} seconds; or for as long as it asked, up to an hour. Refresh tries again at once.
"""


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that is wrong.

    Attributes:
        title: In a few words.
        spoil: Makes it so.
        hurried: The calculation has no time left to wait.
        deadline: Seconds that a request may take.
        reopened: Excel was closed and opened again since.
    """

    title: str
    spoil: Callable[[Door], object]
    hurried: bool = False
    deadline: float = 30.0
    reopened: bool = False


def _answering(status: int, body: str, **headers: str) -> Callable[[Door], None]:
    def spoil(door: Door) -> None:
        door.status, door.body = status, body.encode()
        door.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    return spoil


SITUATIONS = (
    Situation("It answers", lambda _door: None),
    Situation("It is down: nothing listens", Door.shut),
    Situation("It is down, and Excel was started anew since", Door.shut, reopened=True),
    Situation("It hangs up without an answer", lambda door: setattr(door, "hangs_up", True)),
    Situation("Something between shows a certificate of its own", Door.disguise),
    Situation(
        "It is slow: the calculation waited as long as it may", lambda door: door.open.clear(), hurried=True
    ),
    Situation(
        f"It is slower than a request may take ({DEADLINE:g} s here)",
        lambda door: door.open.clear(),
        deadline=DEADLINE,
    ),
    Situation("It refuses the login: 401", _answering(401, '{"error": "Não autorizado"}')),
    Situation("It refuses this login to look: 403", _answering(403, '{"error": "Forbidden"}')),
    Situation("It asks to slow down: 429", _answering(429, "", Retry_After="120")),
    Situation("It has an error of its own: 500", _answering(500, '{"error": "Internal Server Error"}')),
    Situation("It answers nonsense: JSON of another kind", _answering(200, '{"weather": "fine"}')),
    Situation("It answers nonsense: a web page", _answering(200, "<html><h1>Maintenance</h1></html>")),
    Situation("Its answer is cut off", _answering(200, '[{"id": 1, "descr')),
)

CURRENCIES = ("BRL", "EUR", "USD")
ACCOUNT = "/iziago/v1/statements/accounts/acc-9e3779b1/balances"
ABSENCES = (
    ("Nothing", "GET /nothing"),
    ("One account's balances", f"GET {ACCOUNT}"),
    ("Organizze's transactions", "GET /organizze/rest/v2/transactions"),
    ("Organizze's accounts", "GET /organizze/rest/v2/accounts"),
    ("All of Iziago", "GET /iziago"),
)
"""What of the services does not answer, for sums over several of them."""

_SUMS = """\
## A sum over several services

What a sum of `=CASH_POSITION()` in A1 meets, by currency, with nothing known from before, such as
`=SUMIFS(INDEX(A1#,,4), INDEX(A1#,,3), "EUR")`. Where not even the currencies of a service are known, the
whole table is the error: a sum by currency over the others' rows would be short without a word.
`CASH_FORECAST` does the same for all figures of a currency. Point sums to the spilled table, as here: where
the whole of it is one error it has no fourth column, so they are errors too; a fixed range such as D2:D20 is
empty then, and adds up to zero.
"""


def page(folder: Path) -> str:
    """The page.

    Args:
        folder: An empty one, for a home that goes away again.
    """
    with running(today=TODAY) as sandbox:
        found = [(item, told(sandbox, folder, item)) for item in SITUATIONS]
        sums = [[title, *_sums(sandbox, folder / "cash", path)] for title, path in ABSENCES]
    parts = [_HEAD]
    for number, title in enumerate(("The cell had no value yet", "The cell had a value")):
        rows = [[item.title, *both[number]] for item, both in found]
        parts += [f"## {title}\n", *table(["the service", "the cell", "`XL_ADDIN_WHY`"], rows), ""]
    header = ["what fails", *CURRENCIES, "`XL_ADDIN_WHY`"]
    return "\n".join([*parts, _SUMS, *table(header, sums), ""])


def _sums(sandbox: Sandbox, folder: Path, path: str) -> list[str]:
    """What CASH_POSITION adds up to by currency while a path fails that never answered before, and why."""
    env = {**sandbox.ready["env"], "XL_ADDIN_HOME": str(folder), "XL_ADDIN_LANG": "en"}
    sandbox.add_fault("error-500", 1.0, path)
    with environment(env), _books(lambda: NOW, remembers=False) as books:
        outcome = call(books, "CASH_POSITION", [])
    sandbox.add_fault("error-500", 0.0, path)
    return [*(_sum(outcome, currency) for currency in CURRENCIES), why(outcome, NOW)]


def _sum(outcome: Outcome, currency: str) -> str:
    """As SUMIFS adds up: an error among the cells is the sum."""
    if not isinstance(outcome.value, Listing):
        return str(for_program(outcome))
    cells = [row[3] for row in outcome.value.rows if row[2] == currency]
    if NotKnown() in cells:
        return str(NotKnown())
    return str(sum(cell for cell in cells if isinstance(cell, Decimal)))


def told(sandbox: Sandbox, folder: Path, situation: Situation) -> list[tuple[str, str]]:
    """What the cell shows and why: without an earlier value, and with one."""
    doors = Doors(sandbox.ready, folder / "doors.pem")
    base = f"https://{{}}{sandbox.ready['organizze']['base_url'].removeprefix(sandbox.url)}"
    shown = []
    for earlier in (False, True):
        with doors.door() as door:
            env = {
                **sandbox.ready["env"],
                "XL_ADDIN_HOME": str(folder),
                "XL_ADDIN_LANG": "en",
                "XL_ADDIN_CA_BUNDLE": str(folder / "doors.pem"),
                "XL_ADDIN_ORGANIZZE_BASE_URL": base.format(door.address),
                "XL_ADDIN_DEADLINE": str(situation.deadline),
            }
            with environment(env):
                shown.append(_cell(door, situation, earlier=earlier))
    return shown


def _cell(door: Door, situation: Situation, *, earlier: bool) -> tuple[str, str]:
    now = [NOW - LATER]
    name, arguments = parsed(FORMULA)
    with ExitStack() as opened:
        books = opened.enter_context(_books(lambda: now[0], remembers=situation.reopened))
        if earlier:
            call(books, name, arguments)
        else:
            call(books, "ORGANIZZE_CARDS", [])  # the connection stands, in both cases
        now[0] = NOW
        situation.spoil(door)
        if situation.reopened:
            opened.close()
            books = opened.enter_context(_books(lambda: now[0], remembers=True))
        outcome = call(books, name, arguments, hurried=situation.hurried)
        return str(for_program(outcome)), why(outcome, NOW)


@contextmanager
def _books(clock: Callable[[], float], *, remembers: bool) -> Iterator[Books]:
    settings = load()
    snapshot = Snapshot(settings.home, clock()) if remembers else None
    books = Books(settings, Cache(Patience(None, monotonic), snapshot, clock=clock), Ledger(), lambda: TODAY)
    try:
        yield books
    finally:
        books.close()
