"""A payment file is read as it is, or refused with its place and reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pain001 import Style, Wish, several, written

from xl_addin import texts
from xl_addin.errors import PaymentFileError
from xl_addin.payment_files.payment import Payment
from xl_addin.payment_files.read import read

HAND_WRITTEN = """<?xml version="1.0" encoding="UTF-8"?>
<!-- as a bank's guide prints it -->
<p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <p:CstmrCdtTrfInitn>
    <p:GrpHdr>
      <p:MsgId>2026-11-27/1</p:MsgId><p:CreDtTm>2026-11-27T08:15:30.5Z</p:CreDtTm>
      <p:NbOfTxs>1</p:NbOfTxs><p:InitgPty/>
    </p:GrpHdr>
    <p:PmtInf>
      <p:PmtInfId>B1</p:PmtInfId><p:PmtMtd>TRF</p:PmtMtd>
      <p:ReqdExctnDt><p:DtTm>2026-11-30T23:30:00-05:00</p:DtTm></p:ReqdExctnDt>
      <p:Dbtr/>
      <p:DbtrAcct><p:Id><p:IBAN>FR1420041010050500013M02606</p:IBAN></p:Id><p:Ccy>EUR</p:Ccy></p:DbtrAcct>
      <p:DbtrAgt><p:FinInstnId/></p:DbtrAgt>
      <p:CdtTrfTxInf>
        <p:PmtId><p:EndToEndId> E1 </p:EndToEndId></p:PmtId>
        <p:Amt><p:InstdAmt Ccy="JPY">000120</p:InstdAmt></p:Amt>
        <p:Cdtr><p:Nm><![CDATA[Duck & <Sons>]]></p:Nm></p:Cdtr>
        <p:RmtInf>
          <p:Ustrd>Order 5</p:Ustrd><p:Ustrd>part<!-- one --> 2</p:Ustrd>
          <p:Strd><p:CdtrRefInf><p:Ref>RF18539007547034</p:Ref></p:CdtrRefInf>
            <p:AddtlRmtInf>thanks</p:AddtlRmtInf></p:Strd>
        </p:RmtInf>
        <p:SplmtryData><p:Envlp><x:Amt xmlns:x="urn:other">9</x:Amt></p:Envlp></p:SplmtryData>
      </p:CdtTrfTxInf>
    </p:PmtInf>
  </p:CstmrCdtTrfInitn>
</p:Document>
"""
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=140)
TOLD = NAMES.filter(lambda text: text == text.strip() and "\r" not in text)
REFERENCES = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-?:().,'+", min_size=1, max_size=35
)
ACCOUNTS = st.sampled_from(["DE89370400440532013000", "NL91ABNA0417164300", "0012345678", "MA-77/1"])
WISHES = st.builds(
    Wish,
    end_to_end_id=REFERENCES,
    amount=st.decimals(0, 999_999_999_999, places=2),
    currency=st.sampled_from(["EUR", "USD", "KWD", "JPY"]),
    day=st.dates(date(1999, 1, 1), date(2999, 12, 31)),
    debtor=TOLD,
    debtor_iban=ACCOUNTS,
    creditor=TOLD,
    creditor_account=ACCOUNTS,
    bic=st.sampled_from(["", "DEUTDEFF", "BNPAFRPPXXX"]),
    reason=st.one_of(st.just(""), TOLD),
    instruction=st.one_of(st.just(""), REFERENCES),
)
STYLES = st.builds(
    Style,
    version=st.sampled_from(["03", "04", "08", "09", "10", "11", "12"]),
    sums=st.booleans(),
    moments=st.booleans(),
)


def expected(wishes: Sequence[Wish]) -> list[Payment]:
    """The payments that a file of these transfers holds."""
    blocks = [list(block) for _, block in groupby(wishes, key=lambda wish: wish.block)]
    return [
        Payment(
            end_to_end_id=wish.end_to_end_id,
            amount=wish.amount,
            currency=wish.currency,
            execution_date=wish.day,
            debtor_name=wish.debtor,
            debtor_iban=wish.debtor_iban,
            creditor_name=wish.creditor,
            creditor_account=wish.creditor_account,
            creditor_bic=wish.bic,
            remittance=wish.reason,
            instruction_id=wish.instruction,
            payment_info_id=f"PMT-{number}",
        )
        for number, block in enumerate(blocks, start=1)
        for wish in block
    ]


@given(st.lists(WISHES, min_size=1, max_size=8), STYLES)
def test_every_transfer_is_read_back(wishes: list[Wish], style: Style) -> None:
    """What the signer sees is what the file says, to the cent and to the letter, in each version."""
    file = read(written(wishes, style), "T-1")
    assert list(file.payments) == expected(wishes)
    assert (file.name, file.message_id, file.count) == ("T-1", "MSG-1", len(wishes))
    assert file.created == datetime(2026, 11, 27, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert file.control_sum == (sum((wish.amount for wish in wishes), Decimal()) if style.sums else None)


def test_a_hand_written_file_is_read() -> None:
    """Prefixes, comments, several reasons, a moment for a day, parts left out: what the standard allows."""
    file = read(HAND_WRITTEN.encode(), "bank.xml")
    [payment] = file.payments
    assert file.created == datetime(2026, 11, 27, 8, 15, 30, 500_000, tzinfo=UTC)
    assert file.control_sum is None
    assert (payment.end_to_end_id, payment.amount, payment.currency) == ("E1", Decimal(120), "JPY")
    assert payment.execution_date == date(2026, 11, 30)
    assert (payment.debtor_name, payment.creditor_name) == ("", "Duck & <Sons>")
    assert (payment.creditor_account, payment.creditor_bic) == ("", "")
    assert payment.remittance == "Order 5 / part 2 / RF18539007547034 / thanks"


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252"])
def test_other_western_encodings_are_read(encoding: str) -> None:
    """A system that writes its accents in the old way is understood."""
    text = written([Wish()]).decode().replace("encoding='UTF-8'", f"encoding='{encoding}'")
    [payment] = read(text.encode(encoding), "old.xml").payments
    assert payment.creditor_name == "Müller & Söhne GmbH"


AMOUNTS = (Decimal("1.01"), Decimal("2.02"), Decimal("3.03"))
LIES = [
    (Style(said_count=2), "by its own word there are 2 payments, but there are 3"),
    (Style(said_sum=Decimal("1.00")), "come to 1.00, but they come to 6.06"),
    (Style(block_count=4), "by its own word there are 4 payments, but there are 3"),
    (Style(block_sum=Decimal("6.07")), "come to 6.07, but they come to 6.06"),
    (Style(said_sum=Decimal("6.060001")), "come to 6.060001, but they come to 6.06"),
]


@pytest.mark.parametrize(("style", "reason"), LIES)
def test_a_file_that_contradicts_itself_is_refused(style: Style, reason: str) -> None:
    """Nobody signs by a file whose sums are not those of its payments."""
    wishes = [replace(wish, amount=amount) for wish, amount in zip(several(3), AMOUNTS, strict=True)]
    with pytest.raises(PaymentFileError, match=reason) as caught:
        read(written(wishes, style), "T-1")
    assert caught.value.message.startswith("T-1, line ")
    assert "Nobody should sign by it" in caught.value.hint


@given(st.lists(WISHES, min_size=1, max_size=5), st.integers(-3, 3), st.integers(-500, 500))
def test_only_true_sums_are_read(wishes: list[Wish], more: int, cents: int) -> None:
    """Whatever a file says of itself, it is read exactly when that is true."""
    truth = sum((wish.amount for wish in wishes), Decimal())
    style = Style(
        said_count=max(0, len(wishes) + more), said_sum=max(Decimal(), truth + Decimal(cents) / 100)
    )
    content = written(wishes, style)
    if (style.said_count, style.said_sum) == (len(wishes), truth):
        assert read(content, "T").control_sum == truth
    else:
        with pytest.raises(PaymentFileError):
            read(content, "T")


CHANGES = [
    (">1234.56</InstdAmt>", ">1,234.56</InstdAmt>", "InstdAmt is “1,234.56”"),
    ("CtrlSum>1234.56", "CtrlSum>-1234.56", "CtrlSum is “-1234.56”"),
    (">1234.56</InstdAmt>", ">-1234.56</InstdAmt>", "InstdAmt is “-1234.56”"),
    (">1234.56</InstdAmt>", ">1e3</InstdAmt>", "InstdAmt is “1e3”"),
    (">1234.56</InstdAmt>", ">NaN</InstdAmt>", "InstdAmt is “NaN”"),
    (">1234.56</InstdAmt>", ">12<x/>34.56</InstdAmt>", "InstdAmt is “12”"),
    (">1234.56</InstdAmt>", "/>", "InstdAmt is “”"),
    (">1234.56</InstdAmt>", ">123456789012345678.56</InstdAmt>", "InstdAmt is"),
    ('Ccy="EUR"', "", "InstdAmt is “”"),
    ('Ccy="EUR"', 'Ccy="euro"', "InstdAmt is “euro”"),
    ("2026-11-30", "30/11/2026", "ReqdExctnDt is “30/11/2026”"),
    ("2026-11-30", "2026-02-30", "ReqdExctnDt is “2026-02-30”"),
    ("2026-11-30", "20261130", "ReqdExctnDt is"),
    ("2026-11-27T09:30:00+01:00", "yesterday", "CreDtTm is “yesterday”"),
    ("2026-11-27T09:30:00+01:00", "2026-11-27T25:30:00", "CreDtTm is"),
    ("<NbOfTxs>1", "<NbOfTxs>one", "NbOfTxs is “one”"),
    ("<NbOfTxs>1", "<NbOfTxs>١", "NbOfTxs is “١”"),
    (">TRF<", ">CHK<", "PmtMtd is “CHK”"),
    (
        "<EndToEndId>XL-K7F3Q2M9</EndToEndId>",
        "",
        "PmtId lacks EndToEndId|CdtTrfTxInf lacks PmtId/EndToEndId",
    ),
    ("<EndToEndId>", "<EndToEndId>A</EndToEndId><EndToEndId>", "EndToEndId stands there twice"),
    ("<PmtInfId>PMT-1</PmtInfId>", "", "PmtInf lacks PmtInfId"),
    ("<MsgId>MSG-1</MsgId>", "", "GrpHdr lacks MsgId"),
    ("<IBAN>FR1420041010050500013M02606</IBAN>", "", "DbtrAcct lacks Id/Othr/Id"),
    ("Müller", "M" * 141, "Nm has 1.. characters; 140 are allowed"),
    ("InstdAmt", "EqvtAmt", "converted by the bank"),
    ("CdtTrfTxInf", "Other", "PmtInf lacks CdtTrfTxInf"),
    ("PmtInf>", "Other>", "CstmrCdtTrfInitn lacks PmtInf"),
    ("CstmrCdtTrfInitn", "CstmrDrctDbtInitn", "Document lacks CstmrCdtTrfInitn"),
]


@pytest.mark.parametrize(("old", "new", "reason"), CHANGES, ids=[reason[:28] for _, _, reason in CHANGES])
def test_what_is_missing_or_means_nothing_is_named(old: str, new: str, reason: str) -> None:
    """A damaged file is refused with the line and the element, for whoever has to mend it."""
    content = written([Wish()]).decode()
    assert old in content
    with pytest.raises(PaymentFileError, match=reason) as caught:
        read(content.replace(old, new).encode(), "T-1")
    assert caught.value.message.startswith("T-1, line ")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_refusal_is_in_the_persons_language(language: str) -> None:
    """The one who has to sign understands why there is nothing to sign."""
    texts.use(language)
    try:
        with pytest.raises(PaymentFileError) as caught:
            read(written([Wish()], Style(said_count=7)), "T-1")
    finally:
        texts.use("en")
    words = {"en": "payments", "pt": "pagamentos", "es": "pagos", "fr": "paiements"}
    assert f" 7 {words[language]}" in caught.value.message
