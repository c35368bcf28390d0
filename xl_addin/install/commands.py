"""What a person types to install xl-addin over itself or to take it away, by how it came there."""

from __future__ import annotations

from typing import Final

from xl_addin.install.interpreter import Interpreter, Kind

AGAIN: Final = {
    Kind.UV_TOOL: 'uv tool install --reinstall "{what}"',
    Kind.PIPX: 'pipx install --force "{what}"',
}
"""In uv's case not `--force`, for which older ones take what they once built of the folder."""
AWAY: Final = {Kind.UV_TOOL: "uv tool uninstall xl-addin", Kind.PIPX: "pipx uninstall xl-addin"}


def again(python: Interpreter, extra: str) -> str:
    """Installs xl-addin anew from its folder, in which it is typed.

    Args:
        python: The one that xl-addin runs in.
        extra: Which optional part comes along, such as `sandbox`.
    """
    command = AGAIN.get(python.kind, f'{_pip(python)} install --upgrade "{{what}}"')
    return command.replace("{what}", f".[{extra}]")


def away(python: Interpreter) -> str:
    """Uninstalls the program itself."""
    return AWAY.get(python.kind, f"{_pip(python)} uninstall xl-addin")


def _pip(python: Interpreter) -> str:
    """This Python's own pip: `py` and the `pip` on the PATH may be another one's."""
    path = str(python.path)
    return f'"{path}" -m pip' if " " in path else f"{path} -m pip"
