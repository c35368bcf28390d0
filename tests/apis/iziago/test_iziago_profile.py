"""Profiles: the built-in one is whole, a customer's is laid over it, and a wrong one says where."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from xl_addin import texts
from xl_addin.apis.iziago.models import RECORDS, WORDS
from xl_addin.apis.iziago.operations import MAY_BE_MISSING, OPERATIONS
from xl_addin.apis.iziago.profile import BUILT_IN, Profile, check, load, show
from xl_addin.apis.iziago.profile_file import line_of
from xl_addin.errors import SettingsError

Loading = Callable[[str], Profile]

TEXT = BUILT_IN.read_text("utf-8")
TREE = tomllib.loads(TEXT)


def leaves(tree: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value with the way to it."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, name))
        else:
            yield (*path, name), value


def test_the_built_in_one_has_every_operation() -> None:
    """Each operation of the document has its request, with what it needs and no more; there is no other."""
    found = {
        f"{area}.{method}": table
        for area, rows in TREE["operations"].items()
        for method, table in rows.items()
    }
    assert set(found) == {operation.name for operation in OPERATIONS}
    for operation in OPERATIONS:
        named = {"verb", "path", "scope"} | ({"from", "to"} if operation.period else set())
        assert set(found[operation.name]) == named


def test_the_built_in_one_has_every_field() -> None:
    """Each field of each record has its name in the service, and each choice its words."""
    assert set(TREE["fields"]) == set(RECORDS)
    for record, kind in RECORDS.items():
        assert set(TREE["fields"][record]) == {field.name for field in fields(kind)}
    assert set(TREE["words"]) == set(WORDS.values())


def test_the_built_in_one_says_what_it_is() -> None:
    """Nobody takes our assumption for the vendor's word."""
    assert "ASSUMED." in TEXT.partition("[oauth]")[0]


WRONG = {
    "no TOML": ('[oauth]\ntoken_url "x"\n', 2, "Expected '='"),
    "no TOML at its end": ('[oauth]\n\ntoken_url = """x\n', 3, "Unterminated"),
    "a value twice": ('[formats]\ndate = "iso"\ndate = "iso"\n', 3, "overwrite"),
    "a word that is not known": (
        "[paging]\n\npages = 3\n",
        3,
        "paging.pages is not known. Known here are: style, ",
    ),
    "a table that is not known": (
        "# mine\n[token]\nurl = 'x'\n",
        2,
        "token is not known. Known here are: oauth, ",
    ),
    "an operation that is not known": (
        '[operations.payments.cancel]\nverb = "POST"\n',
        1,
        "payments.cancel is not known. Known here are: accounts, create_transfer, transfer_file, transfers.",
    ),
    "a field that is not known": (
        '[fields.balance]\ndate = "day"\nvalue = "v"\n',
        3,
        "fields.balance.value is not known. Known here are: date, amount, currency.",
    ),
    "a choice that is not known": (
        '[words.transfer_type]\nINSTANT = "I"\n',
        2,
        "Known here are: SEPA, DOMESTIC, INTERNATIONAL.",
    ),
    "a number for a text": ("[formats]\ndate = 5\n", 2, "formats.date must be a text"),
    "a text for a number": (
        '[paging]\nrecords_a_page = "5"\n',
        2,
        "paging.records_a_page must be a whole number",
    ),
    "a truth value for a number": (
        "[paging]\nfirst_page = true\n",
        2,
        "paging.first_page must be a whole number",
    ),
    "a text for a table": ('fields = "all"\n', 1, "fields must be a table: a line [fields]"),
    "a path for an operation": (
        '[operations.payments]\ntransfers = "/x"\n',
        2,
        "operations.payments.transfers must be a table",
    ),
    "a list of tables": ("[[oauth]]\ntoken_url = 'x'\n", 1, "oauth must be a table"),
    "another authentication": (
        '[oauth]\nauthentication = "jwt"\n',
        2,
        "jwt is not allowed. Allowed are: basic, body.",
    ),
    "a token address without encryption": ('[oauth]\ntoken_url = "http://a.example/t"\n', 2, "https://"),
    "no token address": ('[oauth]\ntoken_url = ""\n', 2, "oauth.token_url is blank, but it is needed."),
    "another style of paging": (
        '[paging]\nitems = "data"\nstyle = "scroll"\n',
        3,
        "scroll is not allowed. Allowed are: none, page, offset, cursor.",
    ),
    "a style without its name": ('[paging]\nstyle = "offset"\noffset = ""\n', 3, "paging.offset is blank"),
    "no records a page": ("[paging]\nrecords_a_page = 0\n", 2, "0 is not allowed. Allowed are: 1–10000."),
    "a day without its year": ('[formats]\ndate = "%d/%m"\n', 2, "formats.date: %d/%m does not tell a day."),
    "a verb that sends, to read": (
        '[operations.statements.accounts]\npath = "/a"\nverb = "POST"\n',
        3,
        "POST is not allowed. Allowed are: GET.",
    ),
    "a verb that reads, to send": (
        '[operations.payments.create_transfer]\nverb = "GET"\n',
        2,
        "GET is not allowed. Allowed are: POST, PUT.",
    ),
    "no path": (
        '[operations.payments.create_transfer]\npath = ""\n',
        2,
        "operations.payments.create_transfer.path:  is no path.",
    ),
    "a path with a host": ('operations.payments.accounts.path = "https://a.example/x"\n', 1, "is no path."),
    "a path with a query": ('[operations.payments.accounts]\npath = "/a?b=c"\n', 2, "is no path."),
    "a path without its id": (
        '[operations.payments.transfer_file]\npath = "/transfers/file"\n',
        2,
        "/transfers/file lacks {transfer}, where an id is put.",
    ),
    "a path with another id": (
        '[operations.statements.balances]\npath = "/a/{account}/{bank}"\n',
        2,
        "{bank} is not allowed. Allowed are: {account}.",
    ),
    "a path with an id too many": (
        '[operations.third_parties.list]\npath = "/a/{account}"\n',
        2,
        "{account} is not allowed.",
    ),
    "no name for the query": ('[operations.payments.transfers]\nfrom = ""\n', 2, "transfers.from is blank"),
    "no scope": ('[operations.payments.transfers]\nscope = " "\n', 2, "transfers.scope is blank"),
    "no name for what is needed": ('[fields.balance]\namount = ""\n', 2, "fields.balance.amount is blank"),
    "no name for the end-to-end id": (
        '[fields.transfer_draft]\n\nend_to_end_id = ""\n',
        3,
        "fields.transfer_draft.end_to_end_id is blank",
    ),
    "a dot that leads nowhere": (
        '[fields.balance]\namount = "amount."\n',
        2,
        "fields.balance.amount: amount. is no name.",
    ),
    "one name for two": (
        '[fields.transfer_draft]\nreason = "amount"\n',
        2,
        "fields.transfer_draft.reason: amount would be the same as, or inside, what amount is called.",
    ),
    "one name inside another": (
        '[fields.transfer_draft]\nreason = "amount.reason"\n',
        2,
        "fields.transfer_draft.reason: amount.reason would be the same as, or inside, what amount is called.",
    ),
    "one word for two": (
        '[words.transfer_subtype]\nTREASURY = "SALARY"\nSALARY = "SALARY"\n',
        3,
        "SALARY would be the same as, or inside, what TREASURY is called.",
    ),
    "no word": ('[words.third_party_type]\nCOMPANY = ""\n', 2, "words.third_party_type.COMPANY is blank"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_profile_says_where(profile_of: Loading, text: str, line: int, said: str) -> None:
    """Whatever is wrong in a profile, the error names the file, the line and what is allowed there."""
    with pytest.raises(SettingsError) as caught:
        profile_of(text)
    assert f"contract.toml, line {line}: " in caught.value.message
    assert said in caught.value.message
    assert "`xl-addin profile check FILE`" in caught.value.hint


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG)
def test_in_each_language(profile_of: Loading, language: str, text: str, line: int, said: str) -> None:
    """The same in a person's own language, with the same line."""
    texts.use(language)
    try:
        with pytest.raises(SettingsError, match=rf"contract\.toml, \w+ {line} ?: \S"):
            profile_of(text)
    finally:
        texts.use("en")


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    """One look at a profile tells all that is wrong in it, by line."""
    file = tmp_path / "contract.toml"
    file.write_text(
        '[paging]\nstyle = "scroll"\nrecords_a_page = "many"\n'
        '[operations.statements.balances]\nverb = "PATCH"\npath = "balances"\n[foo]\n',
        "utf-8",
    )
    problems = check(file)
    assert [problem.line for problem in problems] == [2, 3, 5, 6, 6, 7]
    assert [problem.text.partition(":")[0].partition(" ")[0] for problem in problems] == [
        "paging.style",
        "paging.records_a_page",
        "operations.statements.balances.verb",
        "operations.statements.balances.path",
        "operations.statements.balances.path",
        "foo",
    ]


def test_nothing_is_wrong_in_the_built_in_one(tmp_path: Path) -> None:
    """The profile that is printed for a start can be used as it is, also when Notepad saved it."""
    file = tmp_path / "contract.toml"
    file.write_text(TEXT.replace("\n", "\r\n"), "utf-8-sig", newline="")
    assert check(file) == []
    assert load(file) == load()


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "No such file"), (b"[oauth]\n# \xe9\n", "UTF-8"), (b"#" * 70_000, "70000 characters; 65536")],
)
def test_a_profile_that_cannot_be_read(tmp_path: Path, data: bytes | None, said: str) -> None:
    """A file that is not there, is no text or is something else altogether is named with its reason."""
    file = tmp_path / "contract.toml"
    if data is not None:
        file.write_bytes(data)
    for read in (load, check):
        with pytest.raises(SettingsError, match=said) as caught:
            read(file)
        assert "contract.toml" in caught.value.message


@pytest.mark.parametrize(
    ("path", "value"), list(leaves(TREE)), ids=lambda part: ".".join(part) if isinstance(part, tuple) else ""
)
def test_every_line_is_found(path: tuple[str, ...], value: object) -> None:
    """The line that an error names is the line where the value stands, for every value there is."""
    line = TEXT.splitlines()[line_of(TEXT, path) - 1]
    assert tomllib.loads(line)[path[-1]] == value


def test_the_line_of_a_long_value() -> None:
    """Values over several lines, and headers inside them, do not put the count out."""
    text = 'a = """\n[b]\nc = 1\n"""\n\n[b]\nd = [\n  1,\n]\nc = 2\n'
    found = {path: line_of(text, path.split(".")) for path in ("a", "b", "b.d", "b.c", "b.x", "z")}
    assert found == {"a": 4, "b": 6, "b.d": 9, "b.c": 10, "b.x": 6, "z": 1}


def test_only_what_differs_need_be_written(profile_of: Loading) -> None:
    """A customer writes the lines that differ; all others stay as they are built in."""
    profile = profile_of('[fields.transaction]\namount = "montant.valeur"\n[paging]\nstyle = "none"\n')
    assert profile.fields["transaction"] == {**load().fields["transaction"], "amount": "montant.valeur"}
    assert profile.paging.style == "none"
    assert profile.paging.items == "items"
    assert profile.operations == load().operations


def test_the_fingerprint_is_of_what_is_said(profile_of: Loading) -> None:
    """Comments and order do not make a profile another one; every value does."""
    assert profile_of("# ours\n").fingerprint == load().fingerprint
    prints = {load().fingerprint}
    for path, value in leaves(TREE):
        if path[0] == "fields":
            prints.add(profile_of(tomlkit.dumps(_nested(path, f"{value}X"))).fingerprint)
    assert len(prints) == 1 + sum(len(names) for names in TREE["fields"].values())
    assert all(len(one) == 64 for one in prints)


@pytest.mark.parametrize("name", sorted(MAY_BE_MISSING))
def test_what_may_be_missing(profile_of: Loading, name: str) -> None:
    """The list that the document does not name can be left out of a contract; it says so by a blank path."""
    assert profile_of(f'[operations.{name}]\npath = ""\n').route(name).path == ""


def test_showing_the_built_in_one() -> None:
    """What is printed of the built-in profile is its file, with its comments."""
    assert show(load()) == TEXT


def test_showing_marks_what_is_the_customers(profile_of: Loading) -> None:
    """In what is printed, a customer sees which lines are theirs and which are our assumption."""
    shown = show(profile_of('[operations.payments.transfers]\npath = ""\n[formats]\ndate = "%d.%m.%Y"\n'))
    assert [line for line in shown.splitlines() if line.endswith("# yours")] == [
        'date = "%d.%m.%Y" # yours',
        'path = "" # yours',
    ]


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="."), min_size=1).filter(
    str.strip
)
DRAFTS = [path for path, _ in leaves(TREE["fields"]) if path[0] != "third_party_account"]


@given(changes=st.dictionaries(st.sampled_from(DRAFTS), NAMES.map(lambda name: f"x{name}"), max_size=8))
def test_what_is_shown_can_be_loaded(
    changes: dict[tuple[str, ...], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the service calls its fields, the profile that is printed says the same as the one in use."""
    file = tmp_path_factory.mktemp("profile") / "contract.toml"
    unique = {path: f"{name}{index}" for index, (path, name) in enumerate(changes.items())}
    document: dict[str, Any] = {}
    for path, name in unique.items():
        document.setdefault("fields", {}).setdefault(path[0], {})[path[1]] = name
    file.write_text(tomlkit.dumps(document), "utf-8")
    profile = load(file)
    assert all(profile.fields[record][name] == theirs for (record, name), theirs in unique.items())
    file.write_text(show(profile), "utf-8")
    assert load(file) == profile
    assert load(file).fingerprint == profile.fingerprint


@pytest.mark.parametrize(
    ("base", "token_url", "found"),
    [
        ("https://a.example/iziago/v1", "oauth/token", "https://a.example/iziago/oauth/token"),
        ("https://a.example/iziago/v1/", "oauth/token", "https://a.example/iziago/oauth/token"),
        ("https://a.example/v1", "/token", "https://a.example/token"),
        ("https://a.example/v1", "https://b.example/token", "https://b.example/token"),
    ],
)
def test_where_tokens_are_asked_for(profile_of: Loading, base: str, token_url: str, found: str) -> None:
    """The token address stands beside the base address, or is one of its own."""
    assert profile_of(f'[oauth]\ntoken_url = "{token_url}"\n').token_url(base) == found


def _nested(path: tuple[str, ...], value: object) -> dict[str, Any]:
    name, *rest = path
    return {name: _nested(tuple(rest), value) if rest else value}
