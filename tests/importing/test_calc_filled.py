"""Templates filled in real LibreOffice, by typing, against the same rows put in by openpyxl."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from office import Office, cells, statuses

from xl_addin.build.template import path_of
from xl_addin.importing.read import read
from xl_addin.schema import SHEETS

Shown = list[list[str]]
Calc = Callable[..., list[Shown]]
TYPIST = Path(__file__).with_name("calc_typist.py")


class Cell(NamedTuple):
    """What a person types in Calc, and the value that openpyxl puts into the same cell."""

    typed: str
    value: Any


class Case(NamedTuple):
    """A template in a language, how a person types into it, and what arrives in the service."""

    template: str
    locale: str
    rows: list[dict[str, Cell]]
    cents: list[int]
    language: str = "en"


def text(typed: str) -> Cell:
    """A text that both keep to the letter."""
    return Cell(typed, typed)


def row(day: str, amount: str, number: float | str, **others: Cell) -> dict[str, Cell]:
    """A row; its day and its amount as they are typed."""
    iso = "-".join(reversed(day.split("/")))
    return {"date": Cell(day, date.fromisoformat(iso)), "amount": Cell(amount, number), **others}


FIRST, SECOND = text("Bradesco CC"), text("Caixa Poupança")
UNESCAPED = Cell("_x0041_", "_x005F_x0041_")
"""Calc escapes what looks escaped; openpyxl leaves that to whoever calls it."""
CASES = {
    "transactions": Case(
        "organizze_transactions",
        "en-US",
        [
            row("2026-11-30", "-99.90", -99.9, description=text("00123")),
            row("2026-11-29", "1,234.56", 1234.56, description=text("=1+1"), ref=text("007")),
            row("2026-11-28", "0.1", 0.1, description=text("Pão de açúcar 😀👩‍👩‍👧 שלום")),
            row("2026-11-27", "-0.01", -0.01, description=text("-1"), notes=text("=SUM(A1:A9)")),
            row("2026-11-26", "-150", -150, description=text("+55 31 99999-0000")),
            row("2026-11-25", "-99,90", "-99,90", description=text("@mention"), paid=text("não")),
            row("2026-11-24", "-R$ 150.00", "-R$ 150.00", description=text("1/2"), paid=text("TRUE")),
            row("2026-11-23", "=10.1*3", 30.3, description=text("2026-11-30"), ref=text("2026-11-30")),
            row("2026-11-22", "-1e3", -1000, description=text("  two  spaces  "), notes=text("'tis")),
            row("2026-11-21", "-12.5", -12.5, description=text('"quoted" & <b>'), tags=text("a, b; ç")),
            row("2026-11-20", "9999999999999.99", 9999999999999.99, description=UNESCAPED),
            row("2026-12-31", "-300", -300, description=text("1E5"), installments=Cell("3", 3),
                repeat=text("mensal"), account=text("BRADESCO cc"), send_anyway=text("yes")),
            row("2026-02-28", "-7.77", -7.77, description=text("é" * 3000)),
        ],
        [-9990, 123456, 10, -1, -15000, -9990, -15000, 3030, -100000, -1250, 999999999999999, -30000, -777],
    ),
    "transactions typed in Portuguese": Case(
        "organizze_transactions",
        "pt-BR",
        [
            row("30/11/2026", "-99,90", -99.9, description=text("Água"), paid=text("sim")),
            row("03/04/2026", "1.234,56", 1234.56, description=text("1,5"), ref=text("0001")),
            row("01/12/2026", "-R$ 150,00", -150, description=text("30/11/2026"), notes=text("=SOMA(A1)")),
            row("02/12/2026", "=101*3/10", 30.3, description=text("Pães")),
            row("2026-12-03", "-0,1", -0.1, description=text("TRUE"), installments=Cell("2", 2)),
        ],
        [-9990, 123456, -15000, 3030, -10],
    ),
    "a template in Spanish": Case(
        "organizze_transactions",
        "es-ES",
        [
            row("30/11/2026", "-99,90", -99.9, description=text("Agua"), paid=text("sí")),
            row("03/04/2026", "1.234,56", 1234.56, description=text("1,5"), repeat=text("quincenal")),
            row("01/12/2026", "-R$ 1.150,00", "-R$ 1.150,00", description=text("=1+1"), paid=text("no")),
        ],
        [-9990, 123456, -115000],
        "es",
    ),
    "transfers": Case(
        "organizze_transfers",
        "en-US",
        [
            row("2026-11-30", "500", 500, from_account=FIRST, to_account=SECOND, tags=text("=cofre")),
            row("2026-12-01", "1,234.56", 1234.56, from_account=SECOND, to_account=FIRST, ref=text("01")),
            row("2026-12-02", "R$ 0,10", "R$ 0,10", from_account=FIRST, to_account=SECOND, paid=text("no")),
        ],
        [-50000, -123456, -10],
    ),
}  # fmt: skip
HOLE = 7
"""Rows left empty before the last one, which so stands far below the table's end."""
TEXTS = {"description", "account", "notes", "ref", "status", "remote_id", "key"}


def placed(case: Case) -> Iterator[tuple[str, Cell]]:
    """Where each cell stands, and what goes into it."""
    columns = list(SHEETS[case.template].columns())
    for number, line in zip(numbers(case), case.rows, strict=True):
        for name, cell in line.items():
            yield f"{chr(ord('A') + columns.index(name))}{number}", cell


def numbers(case: Case) -> list[int]:
    """The rows' numbers in the sheet."""
    count = len(case.rows)
    return [*range(2, count + 1), count + 1 + HOLE]


def fill(case: Case, out: Path) -> None:
    """The rows as openpyxl writes them."""
    book = openpyxl.load_workbook(path_of(SHEETS[case.template], case.language))
    for place, (_, value) in placed(case):
        cell = book.worksheets[0][place]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes "=1+1" for a formula
    book.save(out)


@pytest.fixture(scope="module")
def calc(calc_pipe: str, uno_python: Path) -> Calc:
    """A LibreOffice at work: takes orders, tells what each first sheet shows."""

    def do(*orders: Mapping[str, Any]) -> list[Shown]:
        program = [uno_python, TYPIST, calc_pipe]
        answer = subprocess.run(
            program, input=json.dumps(orders), capture_output=True, text=True, timeout=200
        )
        assert answer.returncode == 0, answer.stderr
        shown: list[Shown] = json.loads(answer.stdout)
        return shown

    return do


@pytest.fixture(scope="module")
def typed(calc: Calc, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each built template with its rows typed in Calc, by case."""
    folder = tmp_path_factory.mktemp("typed")
    files = {name: folder / f"{name}.xlsx" for name in CASES}
    calc(
        *(
            {
                "open": shutil.copy(
                    path_of(SHEETS[case.template], case.language), folder
                ),  # another worker opens it too
                "locale": case.locale,
                "type": [(place, cell.typed) for place, cell in placed(case)],
                "save": str(files[name]),
            }
            for name, case in CASES.items()
        )
    )
    return files


@pytest.mark.parametrize("name", CASES)
def test_rows_typed_in_calc_read_as_those_of_another_program(
    typed: dict[str, Path], name: str, tmp_path: Path
) -> None:
    """Dates, amounts and texts mean the same whether LibreOffice or another program wrote them."""
    fill(CASES[name], tmp_path / "filled.xlsx")
    ours, theirs = read(tmp_path / "filled.xlsx"), read(typed[name])
    assert theirs.all_problems == ours.all_problems == []
    assert [entry.row for entry in theirs.entries] == numbers(CASES[name])
    assert [(entry.row, entry.values, entry.typed, entry.hidden) for entry in theirs.entries] == [
        (entry.row, entry.values, entry.typed, entry.hidden) for entry in ours.entries
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_workbook_filled_in_calc_is_imported_like_any_other(
    typed: dict[str, Path], calc: Calc, name: str, office: Office, colleague: Office
) -> None:
    """The service gets the same records, each result stands beside its row, and Calc shows it all again."""
    case = CASES[name]
    path, other = office.folder / "calc.xlsx", colleague.folder / "other.xlsx"
    path.write_bytes(typed[name].read_bytes())
    fill(case, other)
    assert set(statuses(office.run(path))) == set(statuses(colleague.run(other))) == {"sent"}
    kind = case.template.removeprefix("organizze_")
    records = {str(item["id"]): item for item in office.state()["organizze"][kind]}
    stored = [without_mark(records[line["Id"]]) for line in cells(path)]
    assert stored == [without_mark(records[line["Id"]]) for line in cells(other)]
    assert [item["amount_cents"] for item in stored] == case.cents
    assert [item["date"] for item in stored] == [str(line["date"].value) for line in case.rows]
    if kind == "transactions":
        assert [item["description"] for item in stored] == [line["description"].typed for line in case.rows]

    saved = office.folder / "saved again.xlsx"
    [shown] = calc({"open": str(path), "locale": case.locale, "type": [], "save": str(saved)})
    assert cells(saved) == cells(path)
    lines = [dict(zip(shown[0], line, strict=True)) for line in shown[1:] if any(line)]
    columns = SHEETS[case.template].columns()
    for header in (columns[name].headed(case.language) for name in TEXTS & columns.keys()):
        assert [line[header] for line in lines] == [str(line[header] or "") for line in cells(path)]
    assert statuses(office.run(saved)) == ["already_sent"] * len(case.rows)


def without_mark(record: Mapping[str, Any]) -> dict[str, Any]:
    """What two imports of equal rows have in common."""
    own = ("id", "group_id", "oposite_transaction_id", "created_at", "updated_at")
    kept = {name: value for name, value in record.items() if name not in own}
    kept["notes"] = re.sub(r" ?\[xl:\w+\]$", "", record["notes"] or "")
    kept["tags"] = [tag["name"] for tag in record["tags"] if not tag["name"].startswith("xl:")]
    return kept
