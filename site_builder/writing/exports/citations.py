"""The sources of the site, and each article with its own, for reference managers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.exports import bibtex, csl, ris
from site_builder.writing.exports.cited import Cited, cite, sources_of
from site_builder.writing.exports.forms import Described, Document, Field, SiteExport


class Form(NamedTuple):
    """A form of citations."""

    site_name: str
    article_name: str
    form: str
    write: Callable[[Cited], bytes]
    gather: Callable[[list[bytes]], bytes]
    fields: tuple[Field, ...]


FORMS = (
    Form(
        "sources.csl.json",
        "citation.json",
        "CSL-JSON 1.0.2",
        csl.item,
        csl.items,
        (
            Field("id", "of a source its id, of an article article: and its slug"),
            Field("type, genre", "press-release and readout are genres of document"),
            Field("author", "whole names, as literal"),
            Field(
                "issued, accessed",
                "date-parts as far as known, circa where about or uncertain; literal EDTF for what"
                " has no such parts",
            ),
            Field("archive_location", "address of an archived copy"),
            Field("custom", "page: the address on this site"),
        ),
    ),
    Form(
        "sources.bib",
        "citation.bib",
        "BibTeX",
        bibtex.entry,
        b"\n".join,
        (
            Field("author", "each in braces of its own, so that no name is taken apart"),
            Field("date, urldate", "EDTF, as biblatex reads it; not for sets of dates"),
            Field("year, month", "only where certain"),
            Field("archived", "address of an archived copy"),
            Field("type", "the type of CSL where BibTeX has none"),
        ),
    ),
    Form(
        "sources.ris",
        "citation.ris",
        "RIS",
        ris.record,
        b"".join,
        (
            Field("AU", "whole names"),
            Field(
                "PY, DA, Y2",
                "year; issued and accessed as far as known, one in doubt with its EDTF at the end;"
                " not for intervals and sets of dates",
            ),
            Field("AV", "address of an archived copy"),
            Field("M3", "the type of CSL where RIS has none"),
        ),
    ),
)


def _piece(form: Form, target: Target, catalogue: Catalogue) -> bytes:
    def make() -> bytes:
        return form.write(cite(target, catalogue))

    return catalogue.piece(form.site_name, target, make)


def _make_site(making: Making) -> Iterator[tuple[str, bytes]]:
    targets = [Target("source", id_) for id_ in sorted(making.archive.sources)]
    for form in FORMS:
        pieces = [_piece(form, target, making.catalogue) for target in targets]
        yield f"data/{form.site_name}", form.gather(pieces)


def _make_document(form: Form, slug: str, making: Making) -> bytes:
    catalogue = making.catalogue
    own = Target("article", slug)
    targets = (own, *sources_of(making.archive.articles[slug], catalogue))
    return form.gather([_piece(form, target, catalogue) for target in targets])


SITE = SiteExport(
    switch="citations",
    files=tuple(
        Described(
            path=f"data/{form.site_name}",
            form=form.form,
            about="All sources, for a reference manager.",
            fields=form.fields,
        )
        for form in FORMS
    ),
    made_from=frozenset({"entities", "sources"}),
    make=_make_site,
)

DOCUMENTS = tuple(
    Document(
        switch="citations",
        of="article",
        file=Described(
            path=form.article_name,
            form=form.form,
            about="One article, its original as far as that is known, and then all its sources.",
            fields=form.fields,
        ),
        make=partial(_make_document, form),
    )
    for form in FORMS
)
