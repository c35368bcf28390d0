"""One thing's words in the languages of `texts`: what a template shows and what the reader understands."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.texts import LANGUAGES

_ORDER = {language: index for index, language in enumerate(LANGUAGES)}


def spoken(words: Sequence[str], language: str) -> str:
    """The word of a language.

    Args:
        words: The languages' words first, in the order of `LANGUAGES`; or the one word of them all.
        language: en, pt, es or fr.

    >>> spoken(("yes", "sim", "sí", "oui", "true"), "fr"), spoken(("Khipu",), "fr")
    ('oui', 'Khipu')
    """
    return words[_ORDER[language] if len(words) > 1 else 0]
