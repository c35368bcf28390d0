"""Draws the README's picture: the demo's own screen, as the demo shows it. `make picture` runs it."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from xl_addin.cli.demo import perform

PICTURE = Path(__file__).with_name("demo.svg")
WIDTH = 100


def main() -> None:
    """Runs the demo in a folder that goes away again; the drawing loads nothing from anywhere."""
    console = Console(
        record=True, width=WIDTH, highlight=False, color_system="truecolor", force_terminal=True
    )
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        perform(Path("demo-output"), console)
    own_fonts = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    PICTURE.write_text(
        console.export_svg(title="xl-addin demo", code_format=own_fonts, unique_id="demo"), "utf-8"
    )


if __name__ == "__main__":
    main()
