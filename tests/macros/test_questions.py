"""A question is read whole: in its box, or on the page behind it, never cut."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from counter import Counter, sitting
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.office import Office
from macros.desktop import NO, Desktop

from xl_addin.macros.asking import ask
from xl_addin.macros.page import ACROSS
from xl_addin.macros.screen import LONGEST
from xl_addin.texts import say
from xl_addin.values.printable import printable

LINES = st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=700), min_size=1, max_size=14)


class Reader(Desktop):
    """Reads the page in front while a box stands there."""

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter
        self.page = ""

    def MessageBoxW(self, window: int, text: str, title: str, style: int) -> int:  # noqa: N802
        """See `Desktop`."""
        self.page = bare(" ".join(str(row[0] or "") for row in self._counter.sheet))
        return super().MessageBoxW(window, text, title, style)


def bare(text: str) -> str:
    """A text without blanks and what steers a screen: a page breaks its lines elsewhere."""
    return "".join(printable(text).replace("\ufffd", "").split())


def test_no_question_is_cut() -> None:
    """Whatever is asked, the whole of it stands before the person, and the box is never full to its edge."""
    with sitting() as counter:
        counter.app.books.add()

        @settings(max_examples=50, deadline=None)
        @given(LINES)
        def holds(lines: list[str]) -> None:
            counter.desktop = reader = Reader(counter)
            question = "\n".join(lines)
            ask(counter.excel, question)
            [text] = reader.texts
            assert len(text) <= LONGEST
            assert bare(text) == bare(question) or bare(question) in reader.page
            assert len(counter.app.books) == 1

        holds()


def test_the_question_stands_in_the_box_and_the_rows_behind_it(counter: Counter) -> None:
    """A long list does not push the question out; the answer is to the same question."""
    counter.app.books.add()
    counter.desktop = reader = Reader(counter)
    reader.answer = NO
    rows = [f"book.xlsx {n} ({'consulting ' * 8}{n})" for n in range(12)]
    assert not ask(counter.excel, "\n".join(("Send all 12 rows?", *rows)))
    assert reader.texts == [f"Send all 12 rows?\n\n{say('macros.details_behind')}"]
    assert bare(rows[-1]) in reader.page


def test_a_title_of_a_page_is_wrapped(counter: Counter) -> None:
    """A question of several lines' length is read to its end on the page too."""
    counter.app.books.add()
    counter.desktop = reader = Reader(counter)
    asked = "Really " * (LONGEST // 5) + "send?"
    ask(counter.excel, asked)
    assert reader.texts == [say("macros.question_behind")]
    assert reader.page.startswith(bare(asked[:ACROSS]))
    assert bare(asked) in reader.page


def test_many_equal_rows(connected: Counter, office: Office) -> None:
    """Of two hundred equal rows the question says how many there are, and names the first dozen."""
    row = {"date": date(2026, 11, 30), "description": "Bus pass", "amount": Decimal(-220)}
    connected.app.books.open(str(office.workbook([row] * 200)))
    connected.impl.answer = "no"
    asked, _told = connected.press("send_rows")[-2:]
    assert asked == (
        "Send all 200 rows of book.xlsx that equal one another?\n"
        "Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 188 more."
    )


def test_the_preview_is_there_again_for_the_next_question(connected: Counter, office: Office) -> None:
    """After a question whose details needed the page, the sums stand behind the next one."""
    pages: list[str] = []
    long = "Consulting as agreed on the phone, " * 6
    rows = [
        {"date": date(2026, 11, 2), "description": f"{long}{n}", "amount": Decimal(-n)} for n in range(1, 13)
    ]
    office.run(office.workbook(rows, "before.xlsx"))
    connected.app.books.open(str(office.workbook(rows, "the same month once more, by another hand.xlsx")))

    class Nodding(Reader):
        def MessageBoxW(self, window: int, text: str, title: str, style: int) -> int:  # noqa: N802
            answer = super().MessageBoxW(window, text, title, style)
            pages.append(self.page)
            return answer

    connected.desktop = Nodding(connected)
    connected.press("send_rows")
    alike, final, told = connected.desktop.texts
    assert alike.startswith("Send 12 rows although they look like something sent before?")
    assert bare("before.xlsx") in pages[0]
    assert final.startswith("Send 12 rows to TEST")
    assert pages[1].startswith("TEST")
    assert told.startswith("sent 12")
