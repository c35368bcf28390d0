"""What a person answers Yes or No begins with the question, whatever the names and however many the rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from macros.counter import sitting
from macros.desktop import Desktop

from xl_addin import texts
from xl_addin.connect.party import Party
from xl_addin.importing import asking
from xl_addin.importing.entry import Book, Entry
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.screen import LONGEST
from xl_addin.values.printable import printable

NAMES = st.text(
    st.characters(exclude_characters="/\x00", exclude_categories=("Cs",)), min_size=1, max_size=400
)
SHORT = LONGEST // 2
"""Characters that a question has at most, so that a box has room for it and for a word on the rest."""


def row(number: int, what: str, alike: str) -> Entry:
    """A row as far as questions look at it."""
    resolved: Any = SimpleNamespace(what=what, amount=Decimal(-number), currency="BRL", account="")
    return Entry(number, hidden=False, values={}, typed={}, alike=alike, resolved=resolved)


@st.composite
def questions(draw: st.DrawFn) -> str:
    """Every question that an import has of its own, in one of the languages."""
    texts.use(draw(st.sampled_from([*texts.LANGUAGES])))
    book = Book(Path(f"{draw(NAMES)}.xlsx"))
    sizes = draw(st.lists(st.integers(2, 60), min_size=1, max_size=20))
    what, alike = draw(NAMES), draw(NAMES)
    groups = [[row(100 * n + each, what, alike) for each in range(size)] for n, size in enumerate(sizes, 1)]
    flat = [(book, entry) for group in groups for entry in group]
    party = Party("organizze", draw(NAMES), draw(NAMES), production=draw(st.booleans()))
    return draw(
        st.sampled_from(
            [
                asking.about_alike(flat),
                asking.about_groups("question.equal_rows", book, groups),
                asking.about_groups("question.equal_refs", book, groups),
                asking.about_signs(book),
                asking.about_sending(party, len(flat)),
            ]
        )
    )


def test_the_question_is_short_and_stands_first() -> None:
    """A dozen rows are named and the others are counted; a long name loses its middle, not the question."""

    @settings(max_examples=100, deadline=None)
    @given(questions())
    def holds(question: str) -> None:
        asked, *about = question.split("\n")
        assert "?" in asked
        assert len(asked) <= SHORT
        assert len(about) <= asking.MOST + 1
        assert question.splitlines() == [asked, *about]

    try:
        holds()
    finally:
        texts.use("en")


def test_the_whole_question_is_seen_in_excel() -> None:
    """In the box stands all of it, or the question itself with the details behind it on the page."""
    with sitting() as counter:
        counter.app.books.add()
        pages: list[str] = []

        class Reading(Desktop):
            def MessageBoxW(self, window: int, text: str, title: str, style: int) -> int:  # noqa: N802
                pages.append(" ".join(str(line[0] or "") for line in counter.sheet))
                return super().MessageBoxW(window, text, title, style)

        @settings(max_examples=50, deadline=None)
        @given(questions())
        def holds(question: str) -> None:
            counter.desktop = desktop = Reading()
            desk = ExcelDesk(counter.excel)
            assert desk.ask(question)
            desk.close()
            [text] = desktop.texts
            asked, *about = printable(question).split("\n")
            assert text.split("\n")[0] == asked
            assert len(text) <= LONGEST
            assert text.split("\n")[1:] == about or bare("".join(about)) in bare(pages[-1])

        try:
            holds()
        finally:
            texts.use("en")


def bare(text: str) -> str:
    """A text without blanks and what steers a screen: a page breaks its lines elsewhere."""
    return "".join(printable(text).replace("\ufffd", "").split())


def test_rows_are_named_up_to_a_dozen() -> None:
    """Groups stand apart; what is left of the last one is counted with the rest."""
    book = Book(Path("book.xlsx"))
    few = [[row(2, "", ""), row(3, "", "")], [row(5, "", ""), row(9, "", "")]]
    assert asking.about_groups("question.equal_rows", book, few).endswith("\nRows 2, 3; 5, 9.")
    many = [[row(2, "", ""), row(3, "", "")], [row(n, "", "") for n in range(10, 21)]]
    told = asking.about_groups("question.equal_refs", book, many)
    assert told.endswith("\nRows 2, 3; 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 1 more.")


def test_more_look_alikes_than_are_named() -> None:
    """The question counts all of them, and says how many it does not name."""
    book = Book(Path("book.xlsx"))
    told = asking.about_alike([(book, row(n, "Rent", "row 2 of old.xlsx")) for n in range(2, 22)])
    assert told.startswith(
        "Send 20 rows although they look like something sent before?\nbook.xlsx 2 (Rent, -2.00 BRL)"
    )
    assert told.endswith("\nAnd 8 more rows.")
