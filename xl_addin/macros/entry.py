"""What the ribbon calls: `press`. Whatever goes wrong here reaches Excel as one message box at most."""

from __future__ import annotations

from contextlib import suppress

from xl_addin import settings, texts
from xl_addin.errors import SettingsError, XlAddinError
from xl_addin.macros import buttons, page, release
from xl_addin.macros.excel import Excel, running
from xl_addin.macros.state import kept
from xl_addin.macros.telling import tell
from xl_addin.texts import say


def press(button: str, detail: str = "") -> None:
    """Does what a button is for, in the Excel whose ribbon was used. Raises nothing.

    Args:
        button: Its id, as in `build.ribbon.buttons`.
        detail: What of several things: a template's name, a service and its list.
    """
    try:
        excel = running()
    except Exception as error:  # there is no window to tell it in: it is kept for whoever looks
        _sentence(button, error)
        return
    pressed(excel, button, detail)


def pressed(excel: Excel, button: str, detail: str = "") -> None:
    """The same in a given Excel: it is left as it was found, and told once what went wrong.

    Pages that an earlier button left are closed first: the workbook in front is the person's own. Nothing is
    done by a program of which a part is of another release.

    Args:
        excel: Where the button was pressed.
        button: See `press`.
        detail: See `press`.
    """
    told = ""
    with texts.in_excel(), kept(excel.app):
        try:
            _begin(excel)
            page.close_all(excel.app)
            buttons.of(button)(excel, detail)
        except KeyboardInterrupt:
            told = f"{say('cli.interrupted')} {say('macros.interrupted_hint')}"
        except Exception as error:
            told = _sentence(button, error)
    if told:
        _tell(excel, button, told)


def _tell(excel: Excel, button: str, text: str) -> None:
    """One message box. An Excel that shows none has ended, or is about to."""
    try:
        head, *advice = text.split("\n\n")
        tell(excel, head, advice, wrong=True, between="\n\n")
    except Exception as error:  # see `press`
        _sentence(button, error)


def _begin(excel: Excel) -> None:
    """Chooses the language. That two releases are at work is said before whatever that breaks.

    Raises:
        WrongUse: They are.
    """
    try:
        _speak(excel)
    finally:
        release.check()


def _speak(excel: Excel) -> None:
    """From here on everything is said in the user's language, unless the settings cannot be read at all.

    That is for the buttons to meet that need the settings: others say what is wrong with them.
    """
    with suppress(SettingsError):
        excel.settings  # noqa: B018 - reading them chooses the language


def _sentence(button: str, error: Exception) -> str:
    """What a person is told; what nobody foresaw is kept in a private file, which the sentence names."""
    if isinstance(error, XlAddinError):
        return "\n\n".join(filter(None, (error.message, error.hint)))
    from xl_addin.functions import unforeseen

    return unforeseen.told(settings.home(), f"ribbon: {button}", error)
