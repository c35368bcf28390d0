"""`profile`: what a customer fits to the vendor's contract without code."""

from __future__ import annotations

from commandline import Computer

OURS = """\
# our contract
[oauth]
token_url = "sso/token"

[fields.payment_account]
name = "label"
"""


def test_the_built_in_profile_is_shown_and_called_assumed(computer: Computer) -> None:
    """Nobody takes our assumption for the vendor's word; what is shown is a profile that can be used."""
    shown = computer.run("profile", "show")
    assert shown.returncode == 0
    assert "ASSUMED" in shown.stderr
    (computer.folder / "copy.toml").write_text(shown.stdout, "utf-8")
    assert computer.run("profile", "check", "copy.toml").returncode == 0


def test_ones_own_profile_is_shown_whole_with_its_lines_marked(computer: Computer) -> None:
    """A customer sees what is in use, and which of it is their own."""
    (computer.folder / "ours.toml").write_text(OURS, "utf-8")
    good = computer.run("profile", "check", "ours.toml")
    assert (good.returncode, good.stderr) == (0, "")
    assert "nothing is wrong" in good.stdout
    computer.more = {"XL_ADDIN_IZIAGO_PROFILE": "ours.toml"}
    shown = computer.run("profile", "show")
    assert shown.returncode == 0
    yours = [line.split(" =")[0] for line in shown.stdout.splitlines() if line.endswith("# yours")]
    assert yours == ["token_url", "name"]
    assert "ours.toml" in shown.stderr


def test_every_problem_is_told_with_its_line(computer: Computer) -> None:
    """All at once, so that a profile is mended in one go; and in the person's language."""
    wrong = '[oauth]\ntoken_url = "http://iziago.example/token"\n[paging]\nstyle = "pages"\ncolour = "red"\n'
    (computer.folder / "wrong.toml").write_text(wrong, "utf-8")
    done = computer.run("profile", "check", "wrong.toml")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        f"wrong.toml, line {number}" for number in (2, 4, 5)
    ]
    computer.more = {"XL_ADDIN_LANG": "fr"}
    assert "wrong.toml, ligne 2" in computer.run("profile", "check", "wrong.toml").stdout


def test_a_profile_that_cannot_be_used_is_wrong_use(computer: Computer) -> None:
    """A file that is not there, or settings that name a wrong one, end in a sentence."""
    gone = computer.run("profile", "check", "gone.toml")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert "gone.toml" in gone.stderr
    (computer.folder / "wrong.toml").write_text("[oauth\n", "utf-8")
    computer.more = {"XL_ADDIN_IZIAGO_PROFILE": "wrong.toml"}
    shown = computer.run("profile", "show")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "wrong.toml, line 1" in shown.stderr
