"""A language tag to the direction its text runs in."""

from typing import Literal

RIGHT_TO_LEFT = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Tell the direction of a BCP 47 tag: a script in it decides, else its language."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == len("Arab") and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"
