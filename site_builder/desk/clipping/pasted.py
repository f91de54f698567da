"""What people paste above and below an article's text → values of front matter.

A headline, a byline, a date line, a picture and its credit above; the original's address below.
"""

import re
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.desk.clipping.blocks import heading_words, links_in, plain
from site_builder.desk.clipping.boilerplate import boilerplate
from site_builder.desk.clipping.parts import Matter, Reading, Told
from site_builder.desk.clipping.written_dates import read_written_date

HIGHEST = 12
"""Blocks in which what stands above a text is looked for."""

LONGEST_LINE = 120
"""Code points of a line that may stand between these and is none of them."""

MOST_STRANGE = 2
"""Such lines after which the text has begun."""

MOST_WORDS = 12
"""Words of a line that says where the original is."""

_BYLINE = re.compile(
    r"(?:by|written by|(?:authors?|автор(?:ы|и)?|аўтары?|text|текст|тэкст|von|par|por|door|di)\s*:"
    r"|作者\s*[:：]|文\s*[:：/]|记者\s*[:：]?|بقلم\s*:?|كتب\s*:|الكاتب\s*:)\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*(?:,|;|、|，| and | & | und | et | y | и | і | ў | و(?=\S))\s*")
_NAME = re.compile(r"[\w'’.\- ]{1,60}")
_SMALL_WORDS = frozenset(
    ("af", "al", "ap", "at", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el")
).union(("for", "ibn", "in", "la", "le", "of", "the", "van", "von", "zu", "и", "для", "в"))
_DATED = re.compile(
    r"(?P<cue>published|posted|date|first published|опубликовано|дата|апублікавана|发布时间"
    r"|发布于|发表于|时间|نشر في|تاريخ النشر|نُشر في|updated|last updated|modified|last modified"
    r"|обновлено|абноўлена|更新时间|更新于|آخر تحديث)?\s*(?:on\b|at\b)?\s*[:：]?\s*(?P<date>\S.*)",
    re.IGNORECASE,
)
_UPDATES = ("updated", "last", "modified", "обновлено", "абноўлена", "更新", "آخر")
_CREDIT = re.compile(
    r"(?:(?:photos?|photograph|pictures?|images?|credit|photo credit|image credit|illustration"
    r"|фото|фотография|фота|bild|foto|图片?|图源|摄影?|صورة|تصوير)\s*(?:by\s|[:：/]|©|\(c\))\s*\S.*"
    r"|©\s*\S.*"
    r"|\S.{0,60} ?/ ?(?:AFP|AP|Reuters|Getty Images|EPA|TASS|ТАСС|Xinhua)(?: ?/ ?[\w ]+)?)",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"(?:publisher|published by|издание|выданне|来源|稿源|الناشر)\s*[:：]\s*(?P<name>\S.{0,80})",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)[^()]*\)"
)
_ORIGINAL = re.compile(
    r"(?:original(?: (?:url|link|article|source|story|text))?|url|link|source(?: url)?|via|from"
    r"|read the original(?: article| story)?|оригинал(?: статьи)?|арыгінал|ссылка(?: на оригинал)?"
    r"|источник|крыніца|原文(?:链接|网址|地址|连接)?|来源|链接"
    r"|المصدر|الرابط(?: الأصلي)?|رابط)\s*[:：]\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s+[|·•]\s+")
_EXCERPT = re.compile(
    r">\s*#{1,6}\s*(?:excerpt|摘要|выдержка)\s*\n(?P<lines>(?:>.*(?:\n|$))*)", re.IGNORECASE
)
_RULE = re.compile(r"[ \t]*(?:[*_-][ \t]*){3,}(?:\n|$)")
_NUMBERS = re.compile(r"(?=.*\d)[\d\W]{4,}(?:[^\W\d_]{1,12}[\d\W]+){0,3}")
_PUNCTUATION = ".!?。！？؟…:："


class Meaning(NamedTuple):
    """What a line above a text says."""

    key: str
    values: tuple[str, ...]
    """One, but for names; of something extra, its name and its value."""


def read_above(reading: Reading) -> Reading:
    """Take what stands above a text out of its first blocks.

    Short lines between that say nothing known stay where they are, and are told.
    """
    kept: list[str] = []
    strange: list[str] = []
    blocks = iter(reading.blocks)
    for block in islice(blocks, HIGHEST):
        known = len(reading.taken)
        reading, left = _without_matter(reading, block)
        if len(reading.taken) > known:
            told = tuple(Told("a line above the text; it stays", line) for line in strange)
            reading = replace(reading, unknown=(*reading.unknown, *told))
            strange = []
        kept += [left] if left else []
        if left and not boilerplate(left):
            strange.append(left)
            if len(strange) > MOST_STRANGE or _is_text(left):
                break
    reading = replace(reading, unknown=(*reading.unknown, *_dates_not_read(strange)))
    return replace(reading, blocks=(*kept, *blocks))


def _dates_not_read(lines: list[str]) -> tuple[Told, ...]:
    """Tell of lines that hold hardly more than numbers."""
    return tuple(
        Told("a line above the text; it stays", line) for line in lines if _NUMBERS.fullmatch(line)
    )


def _is_text(block: str) -> bool:
    words = plain(block)
    is_list = re.match(r"[ \t]*(?:[*+>-]|\d+[.)])[ \t]", block) is not None
    return (
        is_list
        or block.startswith(("```", "~~~"))
        or len(words) > LONGEST_LINE
        or words.endswith(tuple(_PUNCTUATION))
    )


def _without_matter(reading: Reading, block: str) -> tuple[Reading, str]:
    """Take the lines of a block that say something of an article; gives what is left of it."""
    title = heading_words(block)
    if title and (not reading.matter.title or _alike(title, reading.matter.title)):
        return _with(reading, Meaning("title", (title,)), block), ""
    if summary := _EXCERPT.fullmatch(block):
        words = plain(re.sub(r"^>[ \t]?", "", summary["lines"], flags=re.MULTILINE))
        if not words or reading.matter.summary in ("", words):
            return _with(reading, Meaning("summary", (words,)), block), ""
    if reading.taken and _RULE.match(block):
        return reading, _RULE.sub("", block, count=1)
    left: list[str] = []
    for line in block.split("\n"):
        meanings = _meanings(line)
        if meanings and all(_is_new(reading.matter, meaning) for meaning in meanings):
            for number, meaning in enumerate(meanings):
                reading = _with(reading, meaning, "" if number else line)
        else:
            left.append(line)
    return reading, "\n".join(left)


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _with(reading: Reading, meaning: Meaning, written: str) -> Reading:
    matter = reading.matter
    match meaning:
        case Meaning("extra", (name, value)):
            matter = replace(matter, extra=(*matter.extra, (name, value)))
        case Meaning("authors", names):
            matter = replace(matter, authors=matter.authors or names)
        case Meaning(key, (value,)) if not getattr(matter, key):
            matter = replace(matter, **{key: value})
    taken = (*reading.taken, Told(meaning.key, written)) if written else reading.taken
    return replace(reading, taken=taken, matter=matter)


def _is_new(matter: Matter, meaning: Meaning) -> bool:
    """Tell whether a line says what is not known yet, or the same again."""
    match meaning:
        case Meaning("extra", (name, _)):
            return name not in dict(matter.extra)
        case Meaning("authors", names):
            return matter.authors in ((), names)
        case Meaning("published", (value,)) if matter.published:
            return value[: len("2023-03-01")] == matter.published[: len("2023-03-01")]
        case Meaning(key, (value,)):
            return getattr(matter, key) in ("", value)
    return False


def _meanings(line: str) -> tuple[Meaning, ...]:
    """Say what a line says, all of it; nothing when any part of it is not understood."""
    if picture := _PICTURE.fullmatch(line.strip()):
        said = (("picture", picture["address"]), ("picture-alt", picture["alt"].strip()))
        return tuple(Meaning("extra", pair) for pair in said if pair[1])
    whole = _meaning(line)
    if whole:
        return (whole,)
    parts = _PARTING.split(line.strip())
    parts = [part for part in parts if not boilerplate(part)] if len(parts) > 1 else []
    meanings = tuple(meaning for part in parts if (meaning := _meaning(part)))
    return meanings if len(meanings) == len(parts) else ()


def _meaning(line: str) -> Meaning | None:
    words = plain(line).strip("()（）[]*_ ")
    if len(words) > LONGEST_LINE:
        return None
    if (byline := _BYLINE.fullmatch(words)) and (names := _names(byline["names"])):
        return Meaning("authors", names)
    if publisher := _PUBLISHER.fullmatch(words):
        return None if links_in(line) else Meaning("publisher", (publisher["name"],))
    dated = _DATED.fullmatch(words)
    if dated and (day := read_written_date(dated["date"])):
        is_update = (dated["cue"] or "").lower().startswith(_UPDATES)
        return Meaning("updated" if is_update else "published", (day,))
    if _CREDIT.fullmatch(words):
        return Meaning("extra", ("picture-credit", words))
    return None


def _names(written: str) -> tuple[str, ...]:
    """Read the names of a byline; nothing when it reads like the beginning of a sentence."""
    if written.endswith(tuple(_PUNCTUATION)):
        return ()
    names = tuple(name for name in _NAMES.split(written) if name)
    return names if all(map(_is_name, names)) else ()


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        _NAME.fullmatch(name) is not None
        and len(words) <= len(("a", "name", "of", "no", "more", "words"))
        and not any(word[0].islower() and word not in _SMALL_WORDS for word in words)
        and not words[0][0].islower()
        and not words[0].isdigit()
    )


def read_below(reading: Reading) -> Reading:
    """Take the original's address out of the last blocks, and the rule above it."""
    blocks = list(reading.blocks)
    for place in range(len(blocks) - 1, max(len(blocks) - 4, -1), -1):
        lines = blocks[place].split("\n")
        for row in range(len(lines) - 1, -1, -1):
            address = _original(lines[row])
            if address and reading.matter.source in ("", address):
                reading = _with(reading, Meaning("source", (address,)), lines[row])
                left = "\n".join(lines[:row] + lines[row + 1 :])
                rest = [*blocks[:place], *([left] if left.strip() else []), *blocks[place + 1 :]]
                return _without_last_rule(replace(reading, blocks=tuple(rest)))
    return reading


def _without_last_rule(reading: Reading) -> Reading:
    is_rule = reading.blocks and _RULE.fullmatch(reading.blocks[-1])
    return replace(reading, blocks=reading.blocks[:-1]) if is_rule else reading


def _original(line: str) -> str:
    """Give the address of a line that says nothing but where the original is."""
    addresses = dict.fromkeys(links_in(line))
    found = _ORIGINAL.fullmatch(plain(line).strip("()（）[]*_> "))
    if len(addresses) != 1 or found is None or len(found["rest"].split()) > MOST_WORDS:
        return ""
    (address,) = addresses
    return address.rstrip(".,;")
