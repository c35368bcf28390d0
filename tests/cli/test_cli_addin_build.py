"""`addin build`: the add-in as a file, for whoever installs it by hand."""

from __future__ import annotations

import sys

import pytest
from commandline import Computer

from xl_addin.build import packing
from xl_addin.build.addin.assembly import built
from xl_addin.build.addin.sheets import Python


def test_the_add_in_is_written(computer: Computer) -> None:
    """The file stands in the folder, in the language that was wanted, replacing an older one."""
    (computer.folder / "xl-addin.xlam").write_bytes(built("en", Python(windows="an older one's")))
    done = computer.run("addin", "build", "--lang", "fr-CA")
    assert (done.returncode, done.stdout) == (0, "xl-addin.xlam\n")
    written = packing.parts((computer.folder / "xl-addin.xlam").read_bytes())
    for part in ("xl/vbaProject.bin", "customUI/customUI14.xml"):
        assert written[part] == packing.parts(built("fr", Python()))[part]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there the file knows this Python")
def test_a_file_without_python_is_told(computer: Computer) -> None:
    """Whoever builds the file where no Excel is reads at once that it starts nothing, and what to do."""
    done = computer.run("addin", "build", "--lang", "en")
    assert "knows no Python" in done.stderr
    assert "addin install" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--lang", "de"], "language de"),
        (["--out", "mine.xlsm"], "ends in .xlam"),
        (["--out", "nowhere/xl-addin.xlam"], "no folder"),
    ],
)
def test_what_cannot_be_written_is_said(computer: Computer, options: list[str], said: str) -> None:
    """Another language, another kind of file or a mistyped folder is one sentence, and no file."""
    done = computer.run("addin", "build", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(computer.folder.glob("**/*.xlam"))


@pytest.mark.parametrize(
    "theirs", [b"not even a workbook", packing.packed({"xl/workbook.xml": b"<prices/>"})]
)
def test_somebody_elses_file_is_not_replaced(computer: Computer, theirs: bytes) -> None:
    """A name that belongs to another add-in already is one sentence, and that add-in stays."""
    (computer.folder / "prices.xlam").write_bytes(theirs)
    done = computer.run("addin", "build", "--out", "prices.xlam")
    assert (done.returncode, done.stdout) == (2, "")
    assert "prices.xlam is there already" in done.stderr
    assert (computer.folder / "prices.xlam").read_bytes() == theirs


def test_a_name_by_which_its_buttons_will_not_find_it_is_told(computer: Computer) -> None:
    """It is written, to be looked at or sent; before Excel opens it, it needs its own name."""
    for _ in range(2):  # the second one replaces our own first
        done = computer.run("addin", "build", "--out", "mine.xlam")
        assert (done.returncode, done.stdout) == (0, "mine.xlam\n")
        assert "call it xl-addin.xlam" in done.stderr
    assert "call it" not in computer.run("addin", "build").stderr
