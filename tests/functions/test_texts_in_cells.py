"""Texts on their way into a cell."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from xl_addin.fetching.listing import Column, Kind, Listing
from xl_addin.functions.cells import ERROR_MARK, for_excel
from xl_addin.functions.outcome import Outcome, Rectangle
from xl_addin.workbook.text import LONGEST

EMOJI = "🧾"


def units(text: str) -> int:
    """How long Excel says a text is."""
    return len(text.encode("utf-16-le")) // 2


long_texts = st.builds(
    lambda mark, begin, letter, times: ERROR_MARK * mark + begin + letter * times,
    st.integers(0, 3),
    st.text(max_size=20),
    st.sampled_from("aé" + EMOJI),
    st.integers(0, LONGEST + 5),
)


@given(st.text(max_size=50) | long_texts, st.sampled_from([Kind.TEXT, Kind.IDENTIFIER]))
@example(ERROR_MARK * 2 + "2042", Kind.TEXT)
@example("a" + EMOJI * (LONGEST // 2), Kind.TEXT)
@example(EMOJI * LONGEST, Kind.IDENTIFIER)
def test_a_text_of_a_service_fits_its_cell(text: str, kind: Kind) -> None:
    """None is taken for an error, none is longer than Excel takes, no character is cut in half."""
    table = for_excel(Outcome(Listing("Accounts", [Column("Name", kind)], [[text]])))
    alone = for_excel(Outcome(text))
    [[within]] = for_excel(Outcome(Rectangle([[text]])))
    shown = table[1][0]
    assert shown == alone == within
    assert not shown.startswith(ERROR_MARK)
    assert units(shown) <= LONGEST
    bare = text.lstrip(ERROR_MARK)
    assert bare.startswith(shown.removesuffix("…"))
    assert shown == bare or (units(bare) > LONGEST and units(shown) >= LONGEST - 1)


@given(st.integers(-(10**30), 10**30))
def test_an_id_keeps_its_digits(number: int) -> None:
    """However long it is."""
    columns = [Column("Id", Kind.IDENTIFIER), Column("Amount", Kind.AMOUNT)]
    [_, row] = for_excel(Outcome(Listing("Accounts", columns, [[number, Decimal("1.50")]])))
    assert row == [str(number), 1.5]
