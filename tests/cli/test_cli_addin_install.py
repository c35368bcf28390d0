"""`addin install` and `addin uninstall` on a computer without Excel."""

from __future__ import annotations

import zipfile

from commandline import Computer


def test_where_there_is_no_excel_the_file_is_there_to_be_looked_at(computer: Computer) -> None:
    """On Linux each change is listed before, done, said to serve no Excel, and taken back."""
    before = computer.run("addin", "install", "--dry-run")
    assert before.returncode == 0
    assert not computer.home.exists()
    done = computer.run("addin", "install")
    assert done.returncode == 0
    listed = [line for line in before.stdout.splitlines() if line.startswith("  ")]
    assert listed == [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert "There is no Excel on this system" in done.stdout
    assert zipfile.is_zipfile(computer.home / "excel" / "xl-addin.xlam")
    assert "up to date" in computer.run("addin", "install").stdout
    assert computer.run("addin", "uninstall").returncode == 0
    assert not list(computer.home.glob("**/*.xlam"))


def test_an_unknown_language_is_wrong_use(computer: Computer) -> None:
    """It is told with those that there are."""
    done = computer.run("addin", "install", "--lang", "tlh")
    assert done.returncode == 2
    assert "en, pt, es, fr" in done.stderr


def test_it_answers_in_the_language_that_is_asked_for(computer: Computer) -> None:
    """The first time too, before any setting has it; and written as systems write it."""
    for name in ("pt", "PT", "pt-BR"):
        done = computer.run("addin", "install", "--lang", name)
        assert "Não há Excel" in done.stdout


def test_without_a_word_it_answers_in_the_systems_language(computer: Computer) -> None:
    """What somebody set comes first."""
    computer.more = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR.UTF-8"}
    assert "pas d'Excel" in computer.run("addin", "install", "--dry-run").stdout
    computer.more["XL_ADDIN_LANG"] = "en"
    assert "There is no Excel" in computer.run("addin", "install", "--dry-run").stdout


def test_uninstalling_what_is_not_there_is_fine(computer: Computer) -> None:
    """A script may run it anywhere; settings that make no sense do not keep it from working."""
    computer.more = {"XL_ADDIN_WORKERS": "99"}
    done = computer.run("addin", "uninstall")
    assert done.returncode == 0
    assert "No add-in is installed" in done.stdout
