"""Parts that an installation may be without."""

from __future__ import annotations

from xl_addin.errors import WrongUse
from xl_addin.texts import say


def sandbox() -> WrongUse:
    """What a command raises that cannot do without the sandbox: how to install it beside this xl-addin."""
    from xl_addin.install import commands, interpreter

    command = commands.again(interpreter.current(), "sandbox")
    return WrongUse(say("sandbox.missing"), hint=say("sandbox.missing_hint", command=command))
