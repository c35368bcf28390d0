"""Account numbers and banks: a slip is refused, and every common way of typing is understood."""

from __future__ import annotations

from string import ascii_uppercase, digits

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xl_addin.values.iban import (
    BicError,
    IbanError,
    bic_country,
    checked_bic,
    checked_iban,
    compact,
    grouped,
    looks_like_iban,
)

EXAMPLES = [
    *("AT611904300234573201", "BE68539007547034", "BR1800360305000010009795493C1", "CH9300762011623852957"),
    *(
        "DE89370400440532013000",
        "ES9121000418450200051332",
        "FR1420041010050500013M02606",
        "GB29NWBK60161331926819",
    ),
    *(
        "IT60X0542811101000000123456",
        "LU280019400644750000",
        "MT84MALT011000012345MTLCAST001S",
        "NL91ABNA0417164300",
    ),
    *("NO9386011117947", "PL61109010140000071219812874", "PT50000201231234567890154", "XK051212012345678906"),
    *("MA64011519000001205000534921", "TN5910006035183598478831"),
]
"""Examples of the register of IBANs (ISO 13616), and Morocco's, which is not in it."""
IBANS = st.sampled_from(EXAMPLES)
GAPS = st.sampled_from(["", " ", "  ", "\u00a0", "\u202f", "-", ".", "\t", "\u2011"])


@given(
    IBANS, st.lists(GAPS, min_size=34, max_size=34), st.booleans(), st.sampled_from(["", "IBAN ", "iban: "])
)
def test_every_way_of_typing_is_understood(iban: str, gaps: list[str], small: bool, label: str) -> None:
    """Blanks, dashes, dots, small letters and the word IBAN make no other account of it."""
    typed = label + "".join(sign + gap for sign, gap in zip(iban, gaps, strict=False))
    assert checked_iban(typed.lower() if small else typed) == iban
    assert looks_like_iban(typed)


@given(IBANS)
def test_what_is_shown_can_be_typed_again(iban: str) -> None:
    """The groups of four that a message shows are read back as the same account."""
    assert checked_iban(grouped(iban)) == iban
    assert all(len(group) <= 4 for group in grouped(iban).split(" "))


@given(IBANS, st.data())
def test_one_wrong_digit_is_refused(iban: str, data: st.DataObject) -> None:
    """No digit for another digit and no letter for another letter pays another account."""
    at = data.draw(st.integers(0, len(iban) - 1))
    alike = digits if iban[at] in digits else ascii_uppercase
    wrong = data.draw(st.sampled_from(alike.replace(iban[at], "")))
    with pytest.raises(IbanError):
        checked_iban(iban[:at] + wrong + iban[at + 1 :])


@given(IBANS, st.data())
def test_two_neighbours_swapped_are_refused(iban: str, data: st.DataObject) -> None:
    """The second most frequent slip is found as well."""
    at = data.draw(st.integers(0, len(iban) - 2))
    assume(iban[at] != iban[at + 1])
    with pytest.raises(IbanError):
        checked_iban(iban[:at] + iban[at + 1] + iban[at] + iban[at + 2 :])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        (" - ", "blank"),
        ("IBAN", "blank"),
        ("DE89370400440532013001", "checksum"),
        ("DE00370400440532013000", "checksum"),
        ("DE8937040044053201300", "length"),
        ("DE893704004405320130000", "length"),
        ("DE89", "length"),
        ("ZZ89370400440532013000", "country"),
        ("US89370400440532013000", "country"),
        ("12345678901234567890", "country"),
        ("DE8937040044053201300O", "characters"),
        ("DE89/37040044/0532013000", "characters"),
        ("DEAA370400440532013000", "characters"),
        ("DE8937040044053201300٣", "characters"),
        ("DE89 3704 0044 0532 0130 00 €", "characters"),
    ],
)
def test_a_refused_iban_says_why(text: str, reason: str) -> None:
    """The message can tell a person what to look at."""
    with pytest.raises(IbanError) as caught:
        checked_iban(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize("text", ["DE89 3704 0044 0532 0130 01", "fr14 2004 1010 0505 0001 3m02 60"])
def test_a_wrong_iban_is_still_meant_as_one(text: str) -> None:
    """A slip in an IBAN is told as such, and not as an account of an unknown name."""
    assert looks_like_iban(text)
    with pytest.raises(IbanError):
        checked_iban(text)


@pytest.mark.parametrize(
    "text", ["", "Main account", "BB01 Conta corrente", "DE89", "Caixa 123456789012345", "0044 0532 0130 00"]
)
def test_a_name_is_no_iban(text: str) -> None:
    """An account's name is looked up as a name."""
    assert not looks_like_iban(text)


@given(st.text(max_size=40))
def test_any_text_is_an_iban_or_refused(text: str) -> None:
    """Whatever stands in the cell ends in an account number or in a refusal, never in a crash."""
    try:
        iban = checked_iban(text)
    except IbanError:
        return
    assert iban == compact(iban)


@pytest.mark.parametrize(
    ("text", "bic", "country"),
    [
        ("DEUTDEFF", "DEUTDEFF", "DE"),
        ("deut de ff 500", "DEUTDEFF500", "DE"),
        ("BNPAFRPPXXX", "BNPAFRPPXXX", "FR"),
        ("nlprxkpr", "NLPRXKPR", "XK"),
    ],
)
def test_a_bic_is_understood(text: str, bic: str, country: str) -> None:
    """Small letters and blanks do not count, and Kosovo's banks are banks too."""
    assert checked_bic(text) == bic
    assert bic_country(bic) == country


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        ("DEUTDEF", "length"),
        ("DEUTDEFF50", "length"),
        ("DEUTZZFF", "country"),
        ("DEUT1EFF", "characters"),
        ("DEUTDEF€", "characters"),
        ("DEUTDEFß", "characters"),
    ],
)
def test_a_refused_bic_says_why(text: str, reason: str) -> None:
    """The message can tell a person what to look at."""
    with pytest.raises(BicError) as caught:
        checked_bic(text)
    assert caught.value.reason == reason


@given(st.text(max_size=14))
def test_any_text_is_a_bic_or_refused(text: str) -> None:
    """Whatever stands in the cell ends in a BIC or in a refusal, never in a crash."""
    try:
        bic = checked_bic(text)
    except BicError:
        return
    assert checked_bic(bic) == bic
    assert len(bic) in (8, 11)
