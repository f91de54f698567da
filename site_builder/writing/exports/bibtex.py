"""A work to an entry of BibTeX, with the fields that biblatex has besides."""

from collections.abc import Iterator
from urllib.parse import quote

from site_builder.model.dates import EdtfDate
from site_builder.writing.exports.cited import Cited, is_certain, one_line, parts, type_words

TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
}
"""Entries by the type of CSL; all others are `misc`."""

CONTAINERS = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own words for them, which stand without braces."""

# Braces have to match even behind a backslash, so both have words instead.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)


def entry(work: Cited) -> bytes:
    """Write a work as an entry, a line for each field."""
    type_ = TYPES.get(work.type, "misc")
    lines = (f"  {name} = {value}," for name, value in _fields(work, type_))
    return "\n".join((f"@{type_}{{{work.key},", *lines, "}\n")).encode()


def escaped(text: str) -> str:
    """Write a text so that LaTeX prints it sign by sign."""
    return one_line(text).translate(ESCAPES)


def _fields(work: Cited, type_: str) -> Iterator[tuple[str, str]]:
    if work.authors:
        # In braces of its own a name is one, whatever commas and "and" it holds.
        yield "author", f"{{{' and '.join(f'{{{escaped(name)}}}' for name in work.authors)}}}"
    yield "title", f"{{{{{escaped(work.title)}}}}}"
    texts = {
        CONTAINERS.get(type_, "howpublished"): work.container,
        "institution" if type_ == "techreport" else "publisher": work.publisher,
        "type": type_words(work) if type_ == "misc" else None,
        "language": work.language,
    }
    for name, text in texts.items():
        if text:
            yield name, f"{{{escaped(text)}}}"
    yield from _dates(work)
    for name, url in {"url": work.url, "archived": work.archived}.items():
        if url:
            yield name, f"{{{address(url)}}}"


def address(url: str) -> str:
    """Write an address as it is, but for the signs that would end its field."""
    return "".join(quote(sign) if sign in "{}\\" or sign.isspace() else sign for sign in url)


def _dates(work: Cited) -> Iterator[tuple[str, str]]:
    if (issued := work.issued) and (text := _date(issued)):
        yield "date", f"{{{text}}}"
        known = parts(issued) if is_certain(issued) else ()
        if known:
            yield "year", f"{{{known[0]}}}"
        if len(known) > 1:
            yield "month", MONTHS[known[1] - 1]
    if work.accessed and (text := _date(work.accessed)):
        yield "urldate", f"{{{text}}}"


def _date(date: EdtfDate) -> str | None:
    """Write a date for biblatex, which reads EDTF of levels 0 and 1; of a time its day."""
    if date.precision == "set":
        return None
    if date.precision == "time":
        year, month, day = parts(date)
        return f"{year:04}-{month:02}-{day:02}"
    return date.text
