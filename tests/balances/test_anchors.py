"""What a person saw in the app is kept."""

from __future__ import annotations

import stat
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin.balances.anchors import FILE_NAME, Anchor, Anchors
from xl_addin.errors import SettingsError

SEEN = Anchor("ana@shop.example", "api.organizze.com.br", 3109871406, Decimal("-1234.56"), date(2026, 10, 31))


def test_the_last_word_on_an_account_counts(tmp_path: Path) -> None:
    """A newer look replaces the older one of the same account, and no other."""
    anchors = Anchors(tmp_path / "home")
    assert anchors.of(SEEN.host, SEEN.company) == {}
    newer, other = (
        msgspec.structs.replace(SEEN, day=date(2026, 11, 30)),
        msgspec.structs.replace(SEEN, account_id=4),
    )
    for seen in (SEEN, other, newer):
        anchors.put(seen)
    assert Anchors(tmp_path / "home").of(SEEN.host, SEEN.company) == {3109871406: newer, 4: other}
    assert stat.S_IMODE((tmp_path / "home" / FILE_NAME).stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "home").iterdir()] == [FILE_NAME]


def test_a_rehearsals_anchor_is_not_the_real_accounts(tmp_path: Path) -> None:
    """Neither another host nor another company sees it."""
    anchors = Anchors(tmp_path)
    anchors.put(SEEN)
    assert anchors.of("127.0.0.1:8443", SEEN.company) == {}
    assert anchors.of(SEEN.host, "somebody@else.example") == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(amount=st.decimals(-(10**13), 10**13, places=2))
def test_amounts_are_kept_to_the_cent(tmp_path: Path, amount: Decimal) -> None:
    """No amount passes through a float on its way to the disk and back."""
    anchors = Anchors(tmp_path)
    anchors.put(msgspec.structs.replace(SEEN, amount=amount))
    assert anchors.of(SEEN.host, SEEN.company)[SEEN.account_id].amount == amount


def test_a_damaged_file_is_said_and_kept(tmp_path: Path) -> None:
    """It is not silently begun anew: that would make every balance wrong."""
    (tmp_path / FILE_NAME).write_text("[{", "utf-8")
    with pytest.raises(SettingsError, match=FILE_NAME):
        Anchors(tmp_path).put(SEEN)
    assert (tmp_path / FILE_NAME).read_text("utf-8") == "[{"


def test_what_is_forgotten_is_forgotten_alone(tmp_path: Path) -> None:
    """Only the named account's, and whether there was one is told."""
    anchors, other = Anchors(tmp_path), msgspec.structs.replace(SEEN, account_id=4)
    anchors.put(SEEN, other)
    assert anchors.remove(SEEN.host, SEEN.company, SEEN.account_id)
    assert not anchors.remove(SEEN.host, SEEN.company, SEEN.account_id)
    assert not anchors.remove("127.0.0.1", SEEN.company, 4)
    assert Anchors(tmp_path).of(SEEN.host, SEEN.company) == {4: other}


def test_what_nobody_can_have_seen_is_no_anchor() -> None:
    """A day to come, a slipped year and a part of a cent are told apart from what can be counted from."""
    assert SEEN.is_possible(SEEN.day)
    strange = [
        {"day": SEEN.day.replace(year=2207)},
        {"day": date(1920, 10, 31)},
        {"amount": Decimal("0.001")},
        {"amount": Decimal("NaN")},
    ]
    assert not any(msgspec.structs.replace(SEEN, **change).is_possible(SEEN.day) for change in strange)
