"""A column reads every kind of cell: as what it means, or as a problem with a name."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from cells import CELLS, ENGLISH, LOOK, PORTUGUESE, unfit
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.schema.fields import (
    NO,
    YES,
    AmountField,
    ChoiceField,
    ChoicesField,
    CodeField,
    CountField,
    CountryField,
    CurrencyField,
    DateField,
    DigitsField,
    EmailField,
    Field,
    NameField,
    NumberField,
    PriceField,
    SepaIdField,
    TagsField,
    TextField,
    UrlField,
    YesNoField,
)
from xl_addin.schema.organizze_transactions import PERIODICITIES
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import READINGS
from xl_addin.texts import say
from xl_addin.values.dates import EARLIEST, LATEST
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellValue

TEXT = TextField(**LOOK, longest=20)
NAME = NameField(**LOOK, source="accounts")
TAGS = TagsField(**LOOK)
DATE = DateField(**LOOK)
AMOUNT = AmountField(**LOOK, currency=("R$", "BRL"))
POSITIVE = AmountField(**LOOK, signed=False)
DISCOUNT = AmountField(**LOOK, signed=False, zero=True)
COUNT = CountField(**LOOK, least=2, most=480)
CHOICE = ChoiceField(**LOOK, choices=PERIODICITIES)
YES_NO = YesNoField(**LOOK)
CODES = [
    kind(**LOOK)
    for kind in (CodeField, DigitsField, SepaIdField, EmailField, UrlField, CurrencyField, CountryField)
]
NUMBERS = [NumberField(**LOOK), PriceField(**LOOK, zero=True)]
SEVERAL = ChoicesField(**LOOK, choices=PERIODICITIES)
ALL = [TEXT, NAME, TAGS, DATE, AMOUNT, POSITIVE, DISCOUNT, COUNT, CHOICE, SEVERAL, YES_NO, *NUMBERS, *CODES]

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1)


@pytest.mark.parametrize("field", ALL, ids=lambda field: type(field).__name__)
@given(cell=CELLS)
def test_every_cell_is_read_or_refused(field: Field, cell: CellValue) -> None:
    """No cell a spreadsheet can hold crashes the check, and what is read can be shown."""
    for reading in READINGS.values():
        try:
            value = field.read(cell, reading)
        except Unfit:
            continue
        assert isinstance(field.show(value), str)
        assert (value is None) <= (field.show(value) == "")


@pytest.mark.parametrize("field", ALL, ids=lambda field: type(field).__name__)
def test_errors_and_uncalculated_formulas_are_never_blank(field: Field) -> None:
    """A broken formula is a problem, not an empty cell that gets a default."""
    assert unfit(field, CellError("#REF!")) == "cell_error"
    assert unfit(field, NOT_CALCULATED) == "not_calculated"


@pytest.mark.parametrize("kind", [TextField, TagsField, DateField, AmountField, YesNoField])
@pytest.mark.parametrize("blank", [None, "", "   ", "\t\n\u00a0"])
def test_blank_is_nothing_or_a_problem_where_required(kind: type[Field], blank: CellValue) -> None:
    """A cell that looks empty counts as empty."""
    assert kind(**LOOK).read(blank, ENGLISH) is None
    assert unfit(kind(**LOOK, required=True), blank) == "required"


@given(st.text(max_size=20).filter(str.strip))
def test_text_is_kept_to_the_letter(text: str) -> None:
    """A description arrives as it was typed, spaces at its ends included."""
    assert TEXT.read(text, ENGLISH) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_a_number_in_a_text_column_keeps_its_digits(digits: int, places: int) -> None:
    """An id typed as a number is text without exponent: 3109871406, not 3.1E+09."""
    number = Decimal(digits).scaleb(-places)
    text = TextField(**LOOK).read(number, ENGLISH)
    assert Decimal(text) == number
    assert "E" not in text


def test_text_columns_refuse_what_they_cannot_show() -> None:
    """A date or TRUE in a text column is asked about: how it looks there is not known."""
    assert unfit(TEXT, datetime(2026, 11, 30)) == "text_is_date"
    assert unfit(TEXT, time(8)) == "text_is_date"
    assert unfit(TEXT, True) == "text_is_truth"
    assert unfit(TEXT, "x" * 21) == "too_long"


@given(WORDS, st.sampled_from(["", " ", "\t", "\u00a0"]))
def test_a_name_loses_the_spaces_around_it(name: str, space: str) -> None:
    """A space typed by accident does not make another account."""
    assert NAME.read(space + name + space, ENGLISH) == name


@given(st.lists(WORDS, min_size=1), st.sampled_from([",", ";", ", ", " ; ", ",,"]))
def test_tags_are_the_words_between_commas(words: list[str], mark: str) -> None:
    """Each tag arrives once, in the order typed, and reads back as it is shown."""
    tags = TAGS.read(mark.join(words), ENGLISH)
    assert tags == tuple(dict.fromkeys(words))
    assert TAGS.read(TAGS.show(tags), ENGLISH) == tags


@pytest.mark.parametrize("cell", [",", " ; , "])
def test_commas_alone_are_no_tags(cell: str) -> None:
    """A leftover comma does not create a tag without a name."""
    assert not TAGS.read(cell, ENGLISH)


@given(st.datetimes(datetime(1900, 3, 1), datetime(2999, 12, 31, 23)))
def test_a_date_cell_is_its_day(moment: datetime) -> None:
    """The time of day in a date cell does not move the day."""
    assert DATE.read(moment, ENGLISH) == moment.date()


@given(st.dates(EARLIEST, LATEST))
def test_a_date_shown_reads_back(day: date) -> None:
    """What the journal keeps of a date is that date in every language."""
    for reading in READINGS.values():
        assert DATE.read(DATE.show(day), reading) == day


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("tomorrow", "date_unreadable"),
        ("03/04/2026", "date_ambiguous"),
        ("3026-01-01", "date_out_of_range"),
        (datetime(1900, 1, 1), "date_out_of_range"),
        (Decimal(46356), "date_is_number"),
        (time(8, 15), "date_unreadable"),
        (True, "date_unreadable"),
    ],
)
def test_a_cell_without_a_day_is_refused(cell: CellValue, reason: str) -> None:
    """A number that might be a date, or a date that might be two, is said, not guessed."""
    assert unfit(DATE, cell) == reason


def test_text_is_read_in_the_language_of_the_sheet() -> None:
    """The same text means what it means in its sheet's language, or is refused where that is not known."""
    assert DATE.read("03/04/2026", PORTUGUESE) == date(2026, 4, 3)
    assert AMOUNT.read("-R$ 1.234,56", PORTUGUESE) == Decimal("-1234.56")
    assert AMOUNT.read("(150,00)", ENGLISH) == Decimal("-150.00")
    assert unfit(AMOUNT, "1,234") == "amount_ambiguous"


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_an_amount_cell_is_exact_to_the_cent(cents: int) -> None:
    """A number cell is that amount, and reads back from how it is shown."""
    amount = Decimal(cents).scaleb(-2)
    assert AMOUNT.read(amount, ENGLISH) == amount
    shown = AMOUNT.show(AMOUNT.read(amount, ENGLISH))
    assert AMOUNT.read(Decimal(shown), PORTUGUESE) == amount


@given(st.decimals(max_value=0, allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9)))
def test_a_transfer_is_above_zero(amount: Decimal) -> None:
    """Zero or less moves nothing: it is refused, in a number cell as in a text."""
    assert unfit(POSITIVE, amount) == "amount_not_positive"
    assert unfit(POSITIVE, str(amount)) == "amount_not_positive"
    assert AMOUNT.read(amount, ENGLISH) == amount


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_discount_is_zero_or_more(amount: Decimal) -> None:
    """No discount may be written as 0; a negative one would raise the price, and is refused."""
    if amount < 0:
        assert unfit(DISCOUNT, amount) == unfit(DISCOUNT, str(amount)) == "amount_negative"
    else:
        assert DISCOUNT.read(amount, ENGLISH) == amount


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_column_may_be_needed_and_its_cells_blank(blank: CellValue) -> None:
    """A blank Creditor account is for the service's list to fill; an error there is still an error."""
    field = NameField(**LOOK, source="accounts", required=True, blank_ok=True)
    assert field.read(blank, ENGLISH) is None
    assert unfit(field, CellError("#N/A")) == "cell_error"
    assert unfit(field, NOT_CALCULATED) == "not_calculated"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Decimal("0.001"), "amount_decimals"),
        (Decimal("1E+14"), "amount_too_large"),
        ("a lot", "amount_unreadable"),
        (datetime(2026, 11, 30), "amount_is_date"),
        (time(8), "amount_is_date"),
        (True, "amount_unreadable"),
    ],
)
def test_a_cell_without_an_amount_is_refused(cell: CellValue, reason: str) -> None:
    """TRUE is not one real, a date is not forty thousand, and nothing is rounded."""
    assert unfit(AMOUNT, cell) == reason


def test_an_example_is_one_that_the_column_takes() -> None:
    """Where only amounts above zero are taken, nobody is shown a negative one to follow."""
    assert unfit(POSITIVE, "3 480,50 €") == unfit(DISCOUNT, "10%") == "amount_unreadable_unsigned"
    assert "-" not in say("problem.amount_unreadable_unsigned", header="", value="").split("Write", 1)[1]


@given(st.integers(-1000, 1000))
def test_a_count_is_taken_within_its_bounds(number: int) -> None:
    """A whole number is taken as number or text, and only from the least to the most."""
    for cell in (Decimal(number), Decimal(f"{number}.0")):
        if 2 <= number <= 480:
            assert COUNT.read(cell, ENGLISH) == number
            assert COUNT.read(f" {number} ", ENGLISH) == number
        else:
            assert unfit(COUNT, cell) == "count"
            assert unfit(COUNT, str(number)) == "count"


@pytest.mark.parametrize("cell", [Decimal("2.5"), "2.5", "two", "²", "٣", True, datetime(2026, 11, 30)])
def test_a_count_is_whole(cell: CellValue) -> None:
    """Half an installment does not exist."""
    assert unfit(COUNT, cell) == "count"


@pytest.mark.parametrize("code", PERIODICITIES)
def test_a_choice_is_read_in_every_language(code: str) -> None:
    """Each word of each language means the service's word, capitals and accents aside."""
    for word in (code, *PERIODICITIES[code]):
        for typed in (word, word.upper(), f" {word} ", word.replace("é", "e")):
            assert CHOICE.read(typed, ENGLISH) == code


@given(st.text(min_size=1).filter(str.strip))
def test_a_choice_is_one_of_the_words(text: str) -> None:
    """A word that is none of them is refused with those that are, and never taken for the nearest."""
    with pytest.raises(Unfit) as caught:
        CHOICE.read(f"{text} or so", ENGLISH)
    assert caught.value.reason == "choice"
    assert caught.value.blanks["allowed"] == "monthly, yearly, weekly, biweekly, bimonthly, trimonthly"


@given(st.lists(st.sampled_from(sorted(PERIODICITIES)), min_size=1), st.sampled_from([",", "; ", " , "]))
def test_several_choices_are_each_one_of_the_words(codes: list[str], mark: str) -> None:
    """Several gateways in a cell are read in any language, each once, and read back as they are shown."""
    typed = mark.join(PERIODICITIES[code][-1].upper() for code in codes)
    value = SEVERAL.read(typed, ENGLISH)
    assert value == tuple(dict.fromkeys(codes))
    assert SEVERAL.read(SEVERAL.show(value), ENGLISH) == value
    assert unfit(SEVERAL, f"{typed},never") == "choice"


@pytest.mark.parametrize("cell", [",", " ; , "])
def test_a_comma_alone_is_no_choice(cell: str) -> None:
    """A leftover comma is asked about, not taken for the default."""
    assert unfit(SEVERAL, cell) == "choice"


def test_yes_and_no_are_read_in_every_language() -> None:
    """sim, sí, oui and a TRUE cell are yes; não, non and FALSE are no; 1 and 0 count as well."""
    for word in (*YES, *map(str.upper, YES), True, Decimal(1)):
        assert YES_NO.read(word, ENGLISH) is True
    for word in (*NO, *map(str.title, NO), False, Decimal(0)):
        assert YES_NO.read(word, ENGLISH) is False


def test_no_word_means_yes_in_one_language_and_no_in_another() -> None:
    """A short word never flips the meaning of Send anyway."""
    assert not set(YES) & set(NO)


@pytest.mark.parametrize("cell", ["perhaps", "yesno", Decimal(2), datetime(2026, 11, 30), "-"])
def test_what_is_neither_yes_nor_no_is_refused(cell: CellValue) -> None:
    """A cell that says neither is asked about, not defaulted."""
    with pytest.raises(Unfit):
        YES_NO.read(cell, ENGLISH)


@given(st.sampled_from([True, False, None]))
def test_yes_and_no_shown_read_back(value: bool | None) -> None:
    """What the journal keeps of a yes or no is that yes or no."""
    assert YES_NO.read(YES_NO.show(value), ENGLISH) is value
