"""Where each invoice's PDF goes."""

from __future__ import annotations

from pathlib import Path, PurePath

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.connect.party import Party
from xl_addin.fetching.izi.names import file_names, roll_name
from xl_addin.journal.operation import Operation, Place, Scope

HOST = "api.app.izifacturacion.com"
REAL, REHEARSAL = (Party("izi", HOST, "", production=production) for production in (True, False))
PLACE = Place("", "book.xlsx", "Invoices", 2)


def sent(id_: str, nit: str = "1020703023", number: str = "123", remote_id: str = "9999") -> Operation:
    """An invoice as the journal has it."""
    scope = Scope("izi", HOST, nit, "izi_invoices")
    return Operation(id_, scope, "k", "", "", "", {}, {}, PLACE, "b", remote_id=remote_id, number=number)


def test_a_folder_an_issuer_and_a_name_by_number() -> None:
    """Names sort as numbers do, and the roll's file stands beside the page's."""
    name = file_names([sent("a")], REAL)["a"]
    assert name == PurePath("1020703023/factura-000123.pdf")
    assert roll_name(name) == PurePath("1020703023/factura-000123-rollo.pdf")


def test_without_a_number_the_id_is_the_name() -> None:
    """An invoice whose number iZi did not tell still has a file of its own."""
    assert file_names([sent("a", number="")], REAL)["a"].name == "factura-id-9999.pdf"


def test_a_number_that_comes_again_takes_no_file_away() -> None:
    """A new authorization counts from one again: the older invoice keeps its name, the other has its id."""
    names = file_names([sent("a"), sent("b", remote_id="10007"), sent("c", "3415720017")], REAL)
    assert [str(name) for name in names.values()] == [
        "1020703023/factura-000123.pdf",
        "1020703023/factura-000123-id-10007.pdf",
        "3415720017/factura-000123.pdf",
    ]


def test_a_rehearsals_files_lie_apart() -> None:
    """A PDF without value is never taken for the invoice of the same number."""
    assert file_names([sent("a")], REHEARSAL)["a"] == PurePath("TEST/1020703023/factura-000123.pdf")


STRANGE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["..", "../../etc", "C:\\x", "/root", "CON", "nul.pdf", "a\0b", "9" * 500, "-", ""]),
)


@given(st.lists(st.tuples(STRANGE, STRANGE, STRANGE), max_size=6))
def test_no_text_of_a_journal_leads_out_of_the_folder(texts: list[tuple[str, str, str]]) -> None:
    """Whatever a merged journal holds, each file has a harmless name of its own inside the folder."""
    invoices = [sent(f"op{index}", *fields) for index, fields in enumerate(texts)]
    names = list(file_names(invoices, REAL).values())
    folder = Path("/out")
    for name in names:
        assert (folder / name).resolve().is_relative_to(folder)
        assert len(name.parts) == 2
        assert all(len(part) < 150 and part.isascii() and part.isprintable() for part in name.parts)
        assert name.name.startswith("factura-")
        assert name.parts[0].isdigit() or name.parts[0].startswith("nit-")
    assert len({str(name).casefold() for name in names}) == len(names)
