"""The index of sources, and one source with a file of its own."""

from itertools import groupby, islice

from site_builder.model.archive import Posting
from site_builder.model.attribution import origins, resting, rests_only_on
from site_builder.model.target import Target
from site_builder.writing.cards import Named, Resting, SourceCard
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Made, Making, PlannedPage, make_head
from site_builder.writing.lists import more_of
from site_builder.writing.paging import LENGTH, pager, slice_of
from site_builder.writing.statements import resting_passage
from site_builder.writing.verified import count_checks
from site_builder.writing.views import SourceGroup, SourcesView, SourceView
from site_builder.writing.weaving import weave_prose

PATH = "/sources/"


def make_sources(page: PlannedPage, making: Making) -> Made:
    """List the sources by publisher, a hundred a page."""
    ids = making.catalogue.sources_by_publisher
    cards = [making.catalogue.source(id_) for id_ in slice_of(ids, page.number)]
    groups = groupby(cards, key=_publisher)
    view = SourcesView(
        groups=tuple(SourceGroup(publisher, tuple(group)) for publisher, group in groups),
        total=len(ids),
        pager=pager(PATH, page.number, len(ids), address=making.catalogue.address),
    )
    return make_head(page, making.catalogue.say("Sources"), making, section="sources"), view


def _publisher(card: SourceCard) -> Named:
    return card.publisher or Named("")


def make_source(page: PlannedPage, making: Making) -> Made:
    """Show a source: citation, what rests on it, what it relays and who relays it."""
    catalogue, archive = making.catalogue, making.archive
    target = Target("source", page.subject)
    source = archive.sources[page.subject]
    only, passages = _resting(target, catalogue)
    relaying: tuple[Posting, ...] = archive.related("relays", target)
    view = SourceView(
        source=catalogue.source(page.subject),
        html=weave_prose(source.prose, source.path, catalogue),
        only=only,
        passages=passages,
        relays=catalogue.named_all(origins(archive, target)),
        relayed_by=catalogue.named_all(
            Target("source", posting.id) for posting in relaying[:LENGTH]
        ),
        articles=catalogue.articles(archive.related("articles", target)[:LENGTH]),
        events=catalogue.events(archive.related("events", target)[:LENGTH]),
        verification="unchecked" if source.fields.copy is None else "copied",
        checks=count_checks(target, catalogue),
        sha256=source.fields.sha256,
        linked_from=catalogue.linked_from(target),
        more=more_of(target, catalogue),
        extra=source.fields.extra or {},
    )
    head = make_head(
        page,
        source.fields.title,
        making,
        section="sources",
        is_draft=source.fields.draft,
    )
    return head, view


def _resting(
    source: Target, catalogue: Catalogue
) -> tuple[tuple[Resting, ...], tuple[Resting, ...]]:
    """Part what rests on a source alone from what has other support."""
    archive = catalogue.archive
    only: list[Resting] = []
    others: list[Resting] = []
    for posting, through in islice(resting(archive, source).items(), LENGTH):
        article, annotation = archive.articles[posting.id], archive.annotation(posting)
        is_only = rests_only_on(archive, source, article, annotation)
        relaying = None if through == source else catalogue.named(through)
        told = Resting(resting_passage(posting, catalogue), relaying)
        (only if is_only else others).append(told)
    return tuple(only), tuple(others)
