"""The interface's texts in the language of a site."""

import gettext
from collections.abc import Callable, Mapping
from functools import lru_cache

import msgspec


class Texts(msgspec.Struct, frozen=True):
    """Translations of the English texts that templates and dates are written with."""

    said: Mapping[str, str] = {}
    """By the English text."""

    counted: Mapping[str, tuple[str, ...]] = {}
    """By the English singular, for each plural form of the language."""

    rule: str = "n != 1"
    """Which form goes with which number, as gettext writes it in C (`Plural-Forms`)."""

    def gettext(self, text: str) -> str:
        """Translate a text; one without a translation stays English."""
        # A catalogue has a text once, so what is counted elsewhere is only there.
        return self.said.get(text) or self.ngettext(text, text, 1)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Translate a text that counts things."""
        forms = self.counted.get(singular)
        if forms is None:
            return singular if n == 1 else plural
        return forms[_chosen(self.rule)(n)]


def marked(text: str) -> str:
    """Mark a text that is translated where it is shown, so that catalogues have it."""
    return text


@lru_cache(maxsize=16)
def _chosen(rule: str) -> Callable[[int], int]:
    return gettext.c2py(rule)
