"""A text and a place in it → whether a word, or what a reader takes for one sign, is cut there."""

import re
import unicodedata

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaadf"  # Myanmar, Tai Viet
    "\u1780-\u17ff\u1950-\u19df"  # Khmer, Tai Le, New Tai Lue
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303b"  # Han
    "\u3041-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # Hiragana, Katakana, Bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts that put no blanks between words, as the ranges of a regular expression's class."""

_UNSPACED = re.compile(f"[{UNSPACED}]")

# What carries on a sign without being a mark (Unicode Standard Annex 29, Extend and SpacingMark):
# joiners, the Thai and Lao vowel am, Hangul vowels and finals, skin tones, tags.
_CARRIES_ON = re.compile(
    "[\u200c\u200d\u0e33\u0eb3\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_REGIONAL = "".join(map(chr, range(0x1F1E6, 0x1F200)))

# Two make a flag. A row of more flags than a text ever has is not counted to its beginning.
_MOST_REGIONAL = 64

_APART = frozenset(" \n!?:;()'\"-/")
_INSIDE_WORDS = frozenset("_\u00ad\u200c\u200d")
_JOINER = "\u200d"


def is_unspaced(sign: str) -> bool:
    """Say whether a sign belongs to a script that puts no blanks between words."""
    return sign >= "\u0e00" and _UNSPACED.match(sign) is not None


def is_word_sign(sign: str) -> bool:
    """Say whether words are made of a sign: letters, digits and marks of any script."""
    return sign.isalnum() or sign in _INSIDE_WORDS or is_mark(sign)


def is_mark(sign: str) -> bool:
    """Say whether a sign is one that combines with those before it."""
    return unicodedata.category(sign)[0] == "M"


def is_word_border(text: str, place: int) -> bool:
    """Say whether no word and no number is cut at a place, counted in code points.

    An apostrophe and a hyphen are no parts of a word. Scripts without blanks may be cut anywhere.
    """
    if not 0 < place < len(text):
        return True
    left, right = text[place - 1], text[place]
    if is_word_sign(left) and is_word_sign(right):
        return is_unspaced(left) or is_unspaced(right)
    return not _is_within_number(text, place)


def _is_within_number(text: str, place: int) -> bool:
    left, right = text[place - 1], text[place]
    if right in ".,":
        return left.isdecimal() and text[place + 1 : place + 2].isdecimal()
    return left in ".," and right.isdecimal() and text[max(place - 2, 0) : place - 1].isdecimal()


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Say whether no word touches `text[start:end]`, nor cuts it, but one of unspaced script.

    So `U.S.` is no whole word in `U.S.S.R.`, though none is cut at its end.
    """
    return _is_apart(text, start, text[start - 1 : start], text[start]) and _is_apart(
        text, end, text[end : end + 1], text[end - 1]
    )


def _is_apart(text: str, place: int, outside: str, inside: str) -> bool:
    if outside in _APART and inside.isalnum():
        return True
    if outside and is_word_sign(outside) and not (is_unspaced(outside) or is_unspaced(inside)):
        return False
    return is_word_border(text, place) and is_grapheme_border(text, place)


def is_grapheme_border(text: str, place: int) -> bool:
    """Say whether no letter is cut from its marks at a place, nor an emoji from its parts."""
    if not 0 < place < len(text):
        return True
    left, right = text[place - 1], text[place]
    if right.isascii():
        return True
    if is_mark(right) or _CARRIES_ON.match(right):
        return False
    if left == _JOINER and unicodedata.category(right) == "So":
        return False
    if right in _REGIONAL:
        before = text[max(0, place - _MOST_REGIONAL) : place]
        return (len(before) - len(before.rstrip(_REGIONAL))) % 2 == 0
    return True
