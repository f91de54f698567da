"""Words → an id or slug made of them: letters and digits of any script, and hyphens."""

import re
import unicodedata

LONGEST = 100
"""Code points of a slug, at most."""

LONGEST_BYTES = 200
"""Bytes of a slug in UTF-8, at most: names of files end at 255, and most pages add to theirs."""

LONGEST_ID_BYTES = 250
"""Bytes of an id in UTF-8, at most."""

# Signs without which two different things would be called the same: `C++`, `C#`, `R&D`, `100%`.
_SPELLED = {
    sign: f" {word} "
    for signs, word in (
        ("+\uff0b", "plus"),
        ("&\uff06", "and"),
        ("@\uff20", "at"),
        ("%\uff05", "percent"),
    )
    for sign in signs
}
_SIGN = re.compile(f"[{''.join(_SPELLED)}]")
# A number sign at a word's end is read with it; at its beginning it only says "topic".
_SHARP = re.compile(r"(?<=[^\W\d_])[#\uff03\u266f](?!\w)")
# What stands inside words without parting them: apostrophes, soft hyphens, joiners, emoji styles.
_UNSEEN = re.compile(
    "(?<=\\w)['\u2019\u02bc](?=\\w)|[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]"
)
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ASCII_WORD = re.compile("[a-z0-9]+")


def slugify(text: str) -> str:
    """Make a slug of words; empty when they hold neither letters nor digits.

    Lower case, NFC, without hyphens at its ends, cut at a word when it would be too long.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return text
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = _SIGN.sub(lambda sign: _SPELLED[sign[0]], _SHARP.sub(" sharp ", text))
    text = unicodedata.normalize("NFC", text.lower())
    return _shortened("-".join(_words(text)))


def is_id(text: str) -> bool:
    """Say whether a text can be an id: letters and digits of any script and hyphens.

    Lower case, NFC, and at least one letter or digit; no longer than a file's name may be.
    """
    if _PLAIN.fullmatch(text):
        return len(text) <= LONGEST_ID_BYTES
    return (
        "".join(_words(text)) == text.replace("-", "") != ""
        and text == text.lower()
        and unicodedata.is_normalized("NFC", text)
        and len(text.encode("utf-8", "replace")) <= LONGEST_ID_BYTES
    )


def _words(text: str) -> list[str]:
    """Part a text at everything that is neither letter nor digit nor a mark on one of them."""
    if text.isascii():
        return _ASCII_WORD.findall(text)
    words = [""]
    for sign in text:
        if sign.isalpha() or sign.isdecimal() or (words[-1] and _is_mark(sign)):
            words[-1] += sign
        elif words[-1]:
            words.append("")
    return words if words[-1] else words[:-1]


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Mc"}


def _shortened(slug: str) -> str:
    short = slug[:LONGEST].encode("utf-8", "ignore")[:LONGEST_BYTES].decode("utf-8", "ignore")
    if len(short) == len(slug):
        return slug
    whole, hyphen, _ = short.rpartition("-")
    if slug[len(short)] == "-":
        return short
    return whole if hyphen else short
