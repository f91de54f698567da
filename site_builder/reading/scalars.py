"""Texts of front matter to values of one type each."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import tzinfo
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from site_builder.model.dates import EdtfDate, parse_date
from site_builder.model.fields import Within
from site_builder.model.problems import Code
from site_builder.model.slugs import LONGEST_ID_BYTES, is_id, slugify
from site_builder.model.text import (
    Author,
    Colour,
    FilePath,
    FontFamily,
    Id,
    Language,
    Located,
    Markdown,
    Reference,
    ReferenceOrText,
    Sha256,
    SitePath,
    Topic,
    Url,
    Wikidata,
)
from site_builder.reading.frontmatter import Scalar
from site_builder.reading.wording import choice_hint


class MisfitError(Exception):
    """A text that is not of the type its field wants."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


Reader = Callable[[Scalar, tzinfo], object]


def read_text(scalar: Scalar, _zone: tzinfo) -> str:
    """Read a text; white space around it is not part of it."""
    return scalar.text.strip()


def read_truth(scalar: Scalar, _zone: tzinfo) -> bool:
    """Read yes or no."""
    match scalar.text.strip().lower():
        case "yes" | "true" | "on":
            return True
        case "no" | "false" | "off":
            return False
    raise MisfitError("wrong-type", f'"{scalar.text}" is neither yes nor no', "write yes or no")


def read_number(scalar: Scalar, within: Within | None, *, whole: bool) -> float | int:
    """Read a number, a whole one where asked, within its bounds."""
    kind = "a whole number" if whole else "a number"
    try:
        number = int(scalar.text) if whole else float(scalar.text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        hint = f"write digits only, like {'3' if whole else '53.9'}"
        raise MisfitError("wrong-type", f'"{scalar.text}" is not {kind}', hint)
    if within is not None and not within.least <= number <= within.greatest:
        hint = f"write {kind} from {within.least:g} to {within.greatest:g}"
        raise MisfitError("bad-value", f"{scalar.text} is out of range", hint)
    return number


def read_choice(scalar: Scalar, choices: tuple[str, ...]) -> str:
    """Read one word of a closed set."""
    word = scalar.text.strip()
    if word in choices:
        return word
    raise MisfitError("bad-value", f'"{word}" is no value of this key', choice_hint(word, choices))


def read_date(scalar: Scalar, zone: tzinfo) -> EdtfDate:
    """Read an EDTF date; a time without an offset is of `zone`."""
    try:
        return parse_date(scalar.text.strip(), zone)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise MisfitError("bad-date", message, hint) from None


def read_url(scalar: Scalar, _zone: tzinfo) -> Url:
    """Read an absolute http or https address."""
    url = scalar.text.strip()
    if found := re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", url):
        sign = "a blank" if found[0].isspace() else found[0]
        raise MisfitError("bad-url", f'"{url}" holds {sign}, which no URL does', _url_hint(url))
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise MisfitError("bad-url", f'"{url}" is not a URL', _url_hint(url)) from None
    if parts.scheme not in ("http", "https") or not has_host:
        raise MisfitError("bad-url", f'"{url}" is not an http or https URL', _url_hint(url))
    return Url(url)


def _url_hint(written: str) -> str:
    if re.match(r"[\w-]+(\.[\w-]+)+([:/?#]\S*)?$", written):
        return f"write https://{written}"
    inside = re.search(r"https?://[^\s<>()\[\]\"']+", written)
    if inside and inside.start():
        return f"write only {inside[0]}"
    if inside and " " in written:
        return "write %20 for each blank"
    return "write the whole address, https://…"


def read_id(scalar: Scalar, _zone: tzinfo) -> Id:
    """Read an id of letters, digits and hyphens."""
    word = unicodedata.normalize("NFC", scalar.text.strip())
    if is_id(word):
        return Id(word)
    slug = slugify(word)
    hint = f"write {slug}" if slug else "write letters, digits and hyphens, lower case"
    raise MisfitError("bad-id", f'"{word}" cannot be an id', hint)


def _pattern(pattern: str, what: str, example: str) -> Callable[[Scalar, tzinfo], str]:
    compiled = re.compile(pattern)

    def read(scalar: Scalar, _zone: tzinfo) -> str:
        word = scalar.text.strip()
        if compiled.fullmatch(word):
            return word
        raise MisfitError("bad-value", f'"{word}" is not {what}', f"like {example}")

    return read


def read_author(scalar: Scalar, _zone: tzinfo) -> Author:
    """Read one name of a byline."""
    return Author(unlinked(scalar.text))


def split_authors(scalar: Scalar) -> tuple[Author, ...]:
    """Read a byline: `A, B` is two people."""
    names = (unlinked(name) for name in COMMA.split(scalar.text))
    return tuple(Author(name) for name in names if name)


COMMA = re.compile(r",(?![^\[\]]*\]\])")
"""A comma outside of `[[…]]`."""


def unlinked(text: str) -> str:
    """Take a name out of the `[[…]]` that clippers put around it; of `[[id|words]]` the words."""
    return _parts(text)[1]


def _parts(text: str) -> tuple[str, str]:
    """Give what a wiki link leads to and its words; both are the text if it is none."""
    text = text.strip()
    if not (text.startswith("[[") and text.endswith("]]")):
        return text, text
    target, bar, words = text[2:-2].partition("|")
    return target.strip(), (words if bar else target).strip()


def read_site_path(scalar: Scalar, _zone: tzinfo) -> SitePath:
    """Read a path of the site; `%` codes are decoded, the slash in front is supplied."""
    typed = scalar.text.strip()
    path = unicodedata.normalize("NFC", unquote(typed))
    parts = path.strip("/").split("/")
    if re.search(r"[\\?#:\x00-\x1f]", path) or {"", ".", ".."} & set(parts):
        raise MisfitError("bad-value", f'"{typed}" is not a path of this site', "like /old/path/")
    if max(len(part.encode()) for part in parts) > LONGEST_ID_BYTES:
        raise MisfitError("bad-value", "this path is too long for the name of a file")
    return SitePath("/" + path.lstrip("/"))


def _located(scalar: Scalar, _zone: tzinfo) -> Located:
    return Located(scalar.text, scalar.line, scalar.column)


def _file_path(scalar: Scalar, _zone: tzinfo) -> FilePath:
    return FilePath(scalar.text.strip())


def _markdown(scalar: Scalar, _zone: tzinfo) -> Markdown:
    return Markdown(scalar.text, scalar.line, scalar.column)


def read_reference(scalar: Scalar, _zone: tzinfo) -> Reference:
    """Read the id of a record, `kind:id` where the kind is said."""
    word = unicodedata.normalize("NFC", _parts(scalar.text)[0])
    return Reference(word, scalar.line, scalar.column)


def _reference_or_text(scalar: Scalar, _zone: tzinfo) -> ReferenceOrText:
    return ReferenceOrText(_sluggable(unlinked(scalar.text)), scalar.line, scalar.column)


def _topic(scalar: Scalar, _zone: tzinfo) -> Topic:
    return Topic(_sluggable(scalar.text.strip()))


def _sluggable(words: str) -> str:
    """Give words of which the address of a page can be made."""
    if slugify(words):
        return words
    hint = "write at least one letter or digit"
    raise MisfitError("bad-value", f'"{words}" holds nothing to make an address of', hint)


READERS: Mapping[object, Reader] = MappingProxyType(
    {
        str: read_text,
        bool: read_truth,
        EdtfDate: read_date,
        Url: read_url,
        Id: read_id,
        Language: _pattern(
            r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "a language tag of BCP 47", "en or zh-Hans"
        ),
        Wikidata: _pattern(r"Q[1-9]\d*", "a Wikidata item", "Q42, without its address"),
        Colour: _pattern(r"#(?:[0-9a-fA-F]{3}){1,2}", "a colour", '"#b03a2e", in quotation marks'),
        FontFamily: _pattern(
            r"[^\W\d_][\w-]*(?: [\w-]+)*",
            "the name of a font",
            'names without signs, one for each: ["Source Serif 4", "serif"]',
        ),
        Sha256: _pattern(r"[0-9a-f]{64}", "a SHA-256 digest", "64 hexadecimal digits, lower case"),
        Author: read_author,
        SitePath: read_site_path,
        FilePath: _file_path,
        Located: _located,
        Markdown: _markdown,
        Reference: read_reference,
        ReferenceOrText: _reference_or_text,
        Topic: _topic,
    }
)
"""The types that a scalar can be read as."""
