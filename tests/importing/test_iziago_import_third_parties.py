"""Third parties from a workbook: two steps a row, each sent once, and neither without the other."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from iziago_between import Message, between
from iziago_office import (
    CORKS,
    CORKS_IBAN,
    GLASS,
    GLASS_IBAN,
    NAMESAKE_IDS,
    NAMESAKES,
    NEW_IBAN,
    NO_ACCOUNT,
    OTHER_IBAN,
    POST_THIRD_PARTY,
    THIRD_PARTIES,
    TRANSFERS,
    known_as,
    meet,
    pay,
    posts,
    preview_of,
    row_statuses,
    rows_of,
    said,
    transfers,
)
from office import Office, Row, cells, edit, reorder, retype

from xl_addin.importing.summary import sentences
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State

POST_ACCOUNT = f"{POST_THIRD_PARTY}/"
NEW = "Atelier Neuf"


def book(office: Office, *rows: Row, name: str = "book.xlsx") -> Path:
    """A workbook of third parties."""
    return office.workbook(rows, name, THIRD_PARTIES)


def operations(office: Office) -> list[Operation]:
    """All that the journal has, oldest first."""
    with office.journal() as journal:
        return journal.all()


def states(office: Office) -> list[State]:
    """The state of each operation, oldest first."""
    return [operation.state for operation in operations(office)]


def ibans(office: Office, name: str = NEW) -> list[list[str]]:
    """The IBANs of each third party with this name."""
    return [[account["iban"] for account in party["accounts"]] for party in known_as(office, name)]


def copy_row(path: Path, row: int, to: int) -> None:
    """Copies a row with its results, as copy and paste does."""

    def copy(sheet: Any) -> None:
        for cell in list(sheet[row]):
            sheet.cell(to, cell.column).value = cell.value

    edit(path, copy)


def test_a_row_with_an_account_is_two_steps(office: Office) -> None:
    """The third party and its account are made; both ids stand beside the row, both steps in the journal."""
    path = book(office, meet(account=NEW_IBAN, bic="PSSTFRPPPAR", identifier="F-1"), meet("Sans compte"))
    outcome = office.run(path)
    assert (outcome.exit_code, row_statuses(outcome)) == (0, ["sent", "sent"])
    assert outcome.totals == {"sent": 2}
    [made], [alone] = known_as(office, NEW), known_as(office, "Sans compte")
    [account] = made["accounts"]
    assert (account["iban"], account["bic"], account["currency"]) == (NEW_IBAN, "PSSTFRPPPAR", "EUR")
    first, second = cells(path)
    assert (first["Id"], first["Number"]) == (made["id"], account["id"])
    assert (second["Id"], second["Number"]) == (alone["id"], None)
    assert first["Sent at"]
    keys = [operation.key for operation in operations(office)]
    assert keys == [first["Key"], second["Key"], f"{first['Key']}-2"]
    assert set(states(office)) == {State.SENT}
    assert office.person.previews[0].count == 2
    assert "1 account with a blank Currency is taken to be in EUR." in preview_of(office)
    assert "1 third party is created without an account." in preview_of(office)
    assert row_statuses(office.run(path)) == ["already_sent", "already_sent"]
    assert len(posts(office)) == 3
    assert cells(path) == [first, second]


def test_one_who_is_there_gets_the_account(office: Office) -> None:
    """A name that Iziago has gets another account, by one call, once, and the preview said so."""
    path = book(office, meet(GLASS, account=OTHER_IBAN))
    outcome = office.run(path)
    assert row_statuses(outcome) == ["sent"]
    assert ibans(office, GLASS) == [[GLASS_IBAN, OTHER_IBAN]]
    assert f"1 account is added to {GLASS}, which Iziago has already." in preview_of(office)
    [row] = cells(path)
    assert (row["Message"], row["Id"]) == (f"Iziago has {GLASS} already.", known_as(office, GLASS)[0]["id"])
    assert row["Number"] == known_as(office, GLASS)[0]["accounts"][1]["id"]
    assert row["Sent at"]
    assert len(operations(office)) == len(posts(office)) == 1
    assert row_statuses(office.run(path)) == ["already_sent"]
    assert len(posts(office)) == 1


def test_an_account_that_is_there_is_left_alone(office: Office) -> None:
    """Nothing is sent for what Iziago has already, however often the workbook is imported."""
    path = book(office, meet(CORKS, account=CORKS_IBAN))
    for _ in range(2):
        outcome = office.run(path)
        assert (outcome.exit_code, row_statuses(outcome)) == (0, ["already_sent"])
        assert cells(path)[0]["Message"] == (
            f"Iziago has {CORKS} already. Iziago has the account {CORKS_IBAN} of {CORKS} already."
        )
    assert posts(office) == []


def test_one_who_is_there_and_no_account_is_refused(office: Office) -> None:
    """A row that would make a second one of the same name says what can be done; a yes makes it."""
    path = book(office, meet(GLASS))
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid"]
    assert f"Iziago has {GLASS} already (id tp-" in said(outcome)
    assert "Fill in Account to add an account to it, or write yes under Send anyway" in said(outcome)
    retype(path, 2, "Send anyway", "yes")
    assert row_statuses(office.run(path)) == ["sent"]
    assert len(known_as(office, GLASS)) == 2


def test_of_two_namesakes_the_identifier_tells(office: Office) -> None:
    """Two garages of one name are never guessed between; with the identifier the account reaches its own."""
    path = book(office, meet(NAMESAKES, account=OTHER_IBAN))
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid"]
    assert all(identifier in said(outcome) for identifier in NAMESAKE_IDS)
    retype(path, 2, "Identifier", NAMESAKE_IDS[1])
    assert row_statuses(office.run(path)) == ["sent"]
    assert [OTHER_IBAN in numbers for numbers in ibans(office, NAMESAKES)] == [False, True]


def test_one_name_twice_in_an_import_is_not_made_twice(office: Office) -> None:
    """A supplier with accounts on two rows becomes one third party: the second row waits for the first."""
    path = book(office, meet(account=NEW_IBAN), meet(" ATELIER neuf", account=OTHER_IBAN))
    outcome = office.run(path, partial=True)
    assert row_statuses(outcome) == ["sent", "invalid"]
    assert "stands in row 2 of book.xlsx in this import too, and would be created twice" in said(outcome)
    assert row_statuses(office.run(path)) == ["already_sent", "sent"]
    assert ibans(office) == [[NEW_IBAN, OTHER_IBAN]]


BAD: dict[str, dict[str, Any]] = {
    "has a slip in it": {"account": "FR1420041010050500013M02607"},
    "does not have the eight or eleven characters": {"account": NEW_IBAN, "bic": "XX"},
    "Currency is “EURO”": {"account": NEW_IBAN, "currency": "EURO"},
    "They belong to an account": {"bic": "PSSTFRPPPAR"},
    "Country is “Nowhere”": {"account": NEW_IBAN, "country": "Nowhere"},
    "Type is “Company Ltd”": {"account": NEW_IBAN, "type": "Company Ltd"},
    "“nobody”": {"account": NEW_IBAN, "email": "nobody"},
    "Name is blank": {"account": NEW_IBAN, "name": None},
}


def test_what_is_wrong_in_one_half_holds_back_the_other(office: Office) -> None:
    """With --partial too: neither an owner nor its account is sent while a cell of either is wrong."""
    path = book(office, meet("Bonne"), *({**meet(f"Neuf {n}"), **bad} for n, bad in enumerate(BAD.values())))
    outcome = office.run(path, partial=True)
    assert row_statuses(outcome) == ["sent"] + ["invalid"] * len(BAD)
    assert office.person.previews[-1].count == 1
    assert posts(office) == ["/third-parties"]
    assert len(outcome.books[0].all_problems) == len(BAD)
    told = " ".join(text for _status, text in sentences(outcome))
    assert [told.count(problem.text) for problem in outcome.books[0].all_problems] == [1] * len(BAD)
    for row, words in zip(cells(path)[1:], BAD, strict=True):
        assert row["Message"].count(words) == 1


def test_all_that_is_wrong_with_a_row_is_told_at_once(office: Office) -> None:
    """A blank Type does not hide until the next check what is wrong with the account beside it."""
    path = book(office, meet(type=None, account="FR1420041010050500013M02607", bic="XX"))
    told = " ".join(problem.text for problem in office.run(path).books[0].all_problems)
    for words in ("Type is blank", "has a slip in it", "does not have the eight or eleven characters"):
        assert told.count(words) == 1
    [row] = cells(path)
    assert row["Message"].count("Type is blank") == row["Message"].count("has a slip in it") == 1


def test_a_refused_account_can_be_corrected(office: Office) -> None:
    """The third party was made and keeps its id; corrected, the row sends its account and nothing else."""
    path = book(office, meet(country="US", account="325081499", currency="USD"))
    assert row_statuses(office.run(path)) == ["rejected"]
    [made] = known_as(office, NEW)
    assert made["accounts"] == []
    [row] = cells(path)
    assert (row["Status"], row["Id"], row["Number"]) == ("rejected", made["id"], None)
    assert "est obligatoire avec un numéro de compte" in row["Message"]
    retype(path, 2, "BIC", "WFBIUS6S")
    assert row_statuses(office.run(path)) == ["sent"]
    assert posts(office) == ["/third-parties", *[f"/third-parties/{made['id']}/accounts"] * 2]
    assert states(office) == [State.SENT, State.REJECTED, State.SENT]
    [account] = known_as(office, NEW)[0]["accounts"]
    assert (account["accountNumber"], account["id"]) == ("325081499", cells(path)[0]["Number"])


def test_a_refused_owner_gets_no_account(office: Office) -> None:
    """What the service says to the first step stands in the row; the second is not tried."""
    path = book(office, meet("x" * 141, account=NEW_IBAN))
    outcome = office.run(path)
    assert row_statuses(outcome) == ["rejected"]
    message = cells(path)[0]["Message"]
    assert "dépasse 140 caractères" in message
    assert "its first step did not succeed" in message
    assert posts(office) == ["/third-parties"]
    assert states(office) == [State.REJECTED]


def test_a_refused_owner_who_is_there_under_the_right_name_gets_the_account(office: Office) -> None:
    """Corrected to a name that Iziago has, the row shows that third party's id, as the report does."""
    path = book(office, meet("x" * 141, account=NEW_IBAN))
    assert row_statuses(office.run(path)) == ["rejected"]
    retype(path, 2, "Name", GLASS)
    outcome = office.run(path)
    [there] = known_as(office, GLASS)
    assert (row_statuses(outcome), rows_of(outcome)[0]["remote_id"]) == (["sent"], there["id"])
    assert cells(path)[0]["Id"] == there["id"]
    assert row_statuses(office.run(path)) == ["already_sent"]
    assert cells(path)[0]["Id"] == there["id"]


def test_a_doubt_in_the_first_step_is_settled_by_name(office: Office, sandbox: Any) -> None:
    """The third party was made and its answer lost: the next import finds it and adds the account alone."""
    path = book(office, meet(account=NEW_IBAN))
    sandbox.add_fault("truncate", 1.0, POST_THIRD_PARTY)
    outcome = office.run(path)
    assert (outcome.exit_code, row_statuses(outcome)) == (3, ["in_doubt"])
    sandbox.add_fault("truncate", 0.0, POST_THIRD_PARTY)
    assert row_statuses(office.run(path)) == ["sent"]
    assert ibans(office) == [[NEW_IBAN]]
    assert posts(office)[0] == "/third-parties"
    assert len(posts(office)) == 2
    assert cells(path)[0]["Id"] == known_as(office, NEW)[0]["id"]


def test_a_doubt_in_the_second_step_is_settled_by_number(office: Office, sandbox: Any) -> None:
    """The owner is there and keeps its id; its account is looked for by number and not sent again."""
    path = book(office, meet(account=NEW_IBAN))
    sandbox.add_fault("drop-after-commit", 1.0, POST_ACCOUNT)
    outcome = office.run(path)
    assert (outcome.exit_code, row_statuses(outcome)) == (3, ["in_doubt"])
    assert cells(path)[0]["Id"] == known_as(office, NEW)[0]["id"]
    sandbox.add_fault("drop-after-commit", 0.0, POST_ACCOUNT)
    assert row_statuses(office.run(path)) == ["already_sent"]
    assert ibans(office) == [[NEW_IBAN]]
    assert len(posts(office)) == 2


def test_what_never_arrived_of_two_steps_is_sent_after_a_quiet_time(office: Office, sandbox: Any) -> None:
    """A lost account is sent again, and a second one of a name is never taken for who had it before."""
    account = book(office, meet(account=NEW_IBAN), name="account.xlsx")
    sandbox.add_fault("error-500", 1.0, POST_ACCOUNT)
    assert row_statuses(office.run(account)) == ["in_doubt"]
    sandbox.add_fault("error-500", 0.0, POST_ACCOUNT)
    namesake = book(office, meet(GLASS, send_anyway=True, account=OTHER_IBAN), name="namesake.xlsx")
    sandbox.add_fault("drop-before-commit", 1.0, POST_THIRD_PARTY)
    assert row_statuses(office.run(namesake)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, POST_THIRD_PARTY)
    early = [office.run(account), office.run(namesake)]
    assert [row_statuses(outcome) for outcome in early] == [["in_doubt"], ["in_doubt"]]
    hurried = office.hurried()
    hurried.wait_for_quiet()
    late = [hurried.run(account), hurried.run(namesake)]
    assert [row_statuses(outcome) for outcome in late] == [["sent"], ["sent"]]
    assert ibans(office) == [[NEW_IBAN]]
    assert ibans(office, GLASS) == [[GLASS_IBAN], [OTHER_IBAN]]


def test_while_the_owner_is_in_doubt_its_account_waits(office: Office, sandbox: Any) -> None:
    """Nothing is asked and nothing shown for an account whose owner may not be there."""
    path = book(office, meet(account=NEW_IBAN))
    sandbox.add_fault("drop-before-commit", 1.0, POST_THIRD_PARTY)
    office.run(path)
    sandbox.add_fault("drop-before-commit", 0.0, POST_THIRD_PARTY)
    office.person.previews.clear()
    outcome = office.run(path)
    assert row_statuses(outcome) == ["in_doubt"]
    assert office.person.previews == []
    assert posts(office) == ["/third-parties"]


def test_a_copied_row_with_another_account_adds_that_one(office: Office) -> None:
    """A row copied with its results to add an account does so, wherever the copy stands."""
    path = book(office, meet(account=NEW_IBAN))
    office.run(path)
    copy_row(path, 2, 3)
    retype(path, 3, "Account", OTHER_IBAN)
    reorder(path, [3, 2])
    assert row_statuses(office.run(path)) == ["sent", "already_sent"]
    assert ibans(office) == [[NEW_IBAN, OTHER_IBAN]]
    assert len({row["Key"] for row in cells(path)}) == 2
    assert row_statuses(office.run(path)) == ["already_sent", "already_sent"]
    assert len(posts(office)) == 3


def test_a_row_copied_unchanged_sends_nothing(office: Office) -> None:
    """Pasted twice, whether the owner was new or known, the second is what Iziago has already."""
    path = book(office, meet(account=NEW_IBAN), meet(GLASS, account=OTHER_IBAN))
    office.run(path)
    before = len(posts(office))
    copy_row(path, 2, 4)
    copy_row(path, 3, 5)
    assert row_statuses(office.run(path)) == ["already_sent"] * 4
    assert len(posts(office)) == before


def test_an_account_written_into_a_sent_row_is_added(office: Office) -> None:
    """A row that was sent without an account gets one later, by the second step alone."""
    path = book(office, meet())
    office.run(path)
    retype(path, 2, "Account", NEW_IBAN)
    assert row_statuses(office.run(path)) == ["sent"]
    assert ibans(office) == [[NEW_IBAN]]
    assert len(posts(office)) == 2


def test_a_sent_account_is_not_changed_from_here(office: Office) -> None:
    """Another account, or none, in a sent row is refused with what it was, and the ids stay beside it."""
    path = book(office, meet(account=NEW_IBAN))
    office.run(path)
    kept = ("Id", "Number", "Key", "Sent at")
    before = [cells(path)[0][name] for name in kept]
    for value in (OTHER_IBAN, None):
        retype(path, 2, "Account", value)
        outcome = office.run(path)
        assert row_statuses(outcome) == ["invalid"]
        assert f"Account was {NEW_IBAN} and is {value or '–'}" in said(outcome)
        assert [cells(path)[0][name] for name in kept] == before
    assert len(posts(office)) == 2


def test_a_colleagues_rows_are_found_by_name(office: Office, colleague: Office) -> None:
    """On another computer nothing is made twice, with or without an account, results wiped or not."""
    path = book(office, meet(account=NEW_IBAN), meet(GLASS, account=OTHER_IBAN), meet("Sans compte"))
    office.run(path)
    before = cells(path)
    for wiped in ((), ("Status", "Id", "Number")):
        for row, header in product((2, 3, 4), wiped):
            retype(path, row, header, None)
        outcome = colleague.run(path)
        assert row_statuses(outcome) == ["already_sent"] * 3
        assert [row["remote_id"] for row in rows_of(outcome)] == [row["Id"] for row in before]
        for name in ("Status", "Id", "Number", "Key", "Sent at"):
            assert [row[name] for row in cells(path)] == [row[name] for row in before]
    assert len(posts(office)) == 4


def test_offline_a_colleagues_row_is_sent_by_the_sheets_word(office: Office, colleague: Office) -> None:
    """Without asking anybody, both halves of a row count as sent where the sheet says so."""
    path = book(office, meet(account=NEW_IBAN))
    office.run(path)
    outcome = colleague.run(path, dry_run=True, offline=True)
    assert row_statuses(outcome) == ["already_sent"]
    assert "by the sheet's word" in rows_of(outcome)[0]["message"]


def test_a_rehearsed_row_is_counted_once(office: Office) -> None:
    """Two steps sent elsewhere are one row that goes out here as new."""
    path = book(office, meet(account=NEW_IBAN))
    with between(office) as rehearsal:
        assert row_statuses(rehearsal.serve(office).run(path)) == ["sent"]
    retype(path, 2, "Send anyway", "yes")  # the rehearsal went to the same sandbox, which has it by now
    assert row_statuses(office.run(path)) == ["sent"]
    assert "1 row was sent to 127.0.0.1" in preview_of(office)
    assert ibans(office) == [[NEW_IBAN], [NEW_IBAN]]


def test_what_was_stored_otherwise_is_said_of_both_steps(office: Office) -> None:
    """A name or an account that came back changed stands in the row's message."""

    def altered(message: Message) -> Message:
        if message.verb == "GET":
            return message
        changes = {"iban": OTHER_IBAN} if message.path.endswith("/accounts") else {"name": "ATELIER NEUF"}
        return message.saying({**message.json, **changes})

    with between(office) as server:
        there = server.serve(office)
        server.telling = altered
        path = book(there, meet(account=NEW_IBAN))
        assert row_statuses(there.run(path)) == ["sent"]
    assert cells(path)[0]["Message"] == (
        f"Iziago stored the name ATELIER NEUF instead of {NEW}."
        f" Iziago stored the account {OTHER_IBAN} instead of {NEW_IBAN}."
    )


def test_what_is_odd_about_an_account_is_said(office: Office) -> None:
    """A bank of another country, and an account that is somebody else's already, are pointed out."""
    rows = [meet(account=OTHER_IBAN, bic="PSSTFRPPPAR"), meet("Autre", account=GLASS_IBAN)]
    office.run(book(office, *rows))
    assert f"the bank PSSTFRPPPAR is in another country than its account {OTHER_IBAN}" in preview_of(office)
    assert f"the account {GLASS_IBAN} is {GLASS}'s already" in preview_of(office)


def test_one_without_an_account_can_be_paid_after_the_import(office: Office) -> None:
    """The account that a row adds is the one that the next transfer goes to."""
    office.run(book(office, meet(NO_ACCOUNT, account=NEW_IBAN)))
    outcome = office.run(office.workbook([pay(NO_ACCOUNT)], "pay.xlsx", TRANSFERS))
    assert row_statuses(outcome) == ["sent"]
    assert transfers(office)[0]["creditorIban"] == NEW_IBAN
