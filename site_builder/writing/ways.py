"""The chain of some words to clauses of a sentence: by what kind of link each of them came."""

from typing import Literal, get_args

from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.attribution import Link, chain, party
from site_builder.model.source import Source, SourceType
from site_builder.model.target import Target, publisher_target
from site_builder.writing.cards import Clause, Named
from site_builder.writing.catalogue import Catalogue

ClauseKind = Literal[
    "speech",
    "interview",
    "release",
    "readout",
    "post",
    "platform",
    "broadcast",
    "document",
    "report",
    "relay",
    "titled",
    "publisher",
]
"""What a clause says of its link; `parts/statement.html` has a sentence for each."""

CLAUSE_KINDS: tuple[str, ...] = get_args(ClauseKind)

OWN_WORDS: dict[SourceType, ClauseKind] = {
    "speech": "speech",
    "hearing": "speech",
    "interview": "interview",
    "press-release": "release",
    "readout": "readout",
    "post": "post",
    "post-weblog": "post",
    "broadcast": "broadcast",
    "motion_picture": "broadcast",
    "article": "report",
    "article-journal": "report",
    "article-magazine": "report",
    "article-newspaper": "report",
    "periodical": "report",
    "report": "report",
    "webpage": "report",
}
"""How a source that was first to have the words is spoken of; any other is a document."""

RELAYED: frozenset[ClauseKind] = frozenset({"report", "broadcast"})
"""What a source is that only passes on what another had before it: who is behind it tells all."""


def make_way(
    article: Article, annotation: Annotation, speakers: frozenset[Target], catalogue: Catalogue
) -> tuple[Clause, ...]:
    """Tell the links of a chain in their order; what would only repeat the one before is left out.

    `speakers` are those whose words they are: an account of their own is told by its title.
    """
    archive, publisher = catalogue.archive, article.fields.publisher
    clauses: list[Clause] = []
    last: Target | None = None
    for link in chain(archive, article, annotation):
        behind = party(archive, link.target)
        if link.target in speakers and link.role != "publisher":
            continue
        if behind != last:
            clauses.append(_clause(link, behind, speakers, catalogue=catalogue, first=not clauses))
        last = behind
    if publisher and len(clauses) > 1 and last == party(archive, publisher_target(publisher.text)):
        clauses[-1] = Clause("publisher", clauses[-1].who)
    return tuple(clauses)


def _clause(
    link: Link, behind: Target, speakers: frozenset[Target], *, catalogue: Catalogue, first: bool
) -> Clause:
    name = catalogue.named(link.target)
    if link.role == "publisher":
        return Clause("publisher", name)
    if link.target.kind != "source":
        return Clause("relay", name)
    source = catalogue.archive.sources[link.target.id]
    kind = OWN_WORDS.get(source.fields.type, "document")
    who = _who(source, behind, speakers, catalogue)
    if kind == "post" and source.fields.container_title:
        return Clause("platform", _labelled(name, source.fields.container_title))
    if who is None:
        return Clause("titled", name)
    return Clause("relay" if kind in RELAYED and not first else kind, _labelled(name, who))


def _who(
    source: Source, behind: Target, speakers: frozenset[Target], catalogue: Catalogue
) -> str | None:
    """Name who made a source; nobody when that is who speaks."""
    if behind.kind != "source":
        return None if behind in speakers else catalogue.named(behind).label
    labels = {catalogue.named(speaker).label for speaker in speakers}
    return next((author for author in source.fields.authors if author not in labels), None)


def _labelled(name: Named, label: str) -> Named:
    return Named(label, name.url, name.kind)
