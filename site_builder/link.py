"""Packets to a linked site: its archive, its pages and all that is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from site_builder.linking.checks import check_records
from site_builder.linking.collect import Records, collect, collect_names, records_of
from site_builder.linking.links import Known, check_anchors, check_links
from site_builder.linking.relink import relink
from site_builder.linking.select import Shown, select, shown_slugs, targets_of
from site_builder.model.annotation import Claim
from site_builder.model.archive import Archive, Record, Relation
from site_builder.model.article import Article, FoundMention
from site_builder.model.config import Config
from site_builder.model.event import Event
from site_builder.model.page import Page
from site_builder.model.problems import Problem
from site_builder.model.target import KINDS, Target
from site_builder.pictures import Copied, place_pictures
from site_builder.read import Packet, find_word, records_in, unreadable
from site_builder.scan import Scan
from site_builder.touched import Touched, find_touched
from site_builder.writing.catalogue import Catalogue, year_name
from site_builder.writing.context import PlannedPage
from site_builder.writing.plan import Claimed, claims_of, collisions, plan_pages

FILES = ("/feed.xml", "/sitemap.xml", "/robots.txt")
"""Files of the site's own besides pages and assets."""


class Files(NamedTuple):
    """What there is to link."""

    found: Scan
    packets: Mapping[str, Packet]
    copies: Mapping[str, str]
    """SHA-256 of each file under `content/copies/` by its path from there."""


class Linked(NamedTuple):
    """Everything that is known before a page is rendered."""

    files: Files
    catalogue: Catalogue
    withheld: frozenset[Target]
    pages: tuple[PlannedPage, ...]
    copied: tuple[Copied, ...]
    problems: tuple[Problem, ...]
    touched: Touched | None
    """What may look different since the last build; None for everything."""


def link_site(files: Files, shown: Shown, config: Config) -> Linked:
    """Put all records together and check what they say of each other."""
    every = records_in(files.packets.values())
    records, withheld = select(every, shown)
    names = collect_names(
        records,
        withheld=withheld,
        unreadable=unreadable(files.found.files, files.packets),
        known=every,
    )
    mentions = {
        packet.record.slug: packet.mentions
        for packet in files.packets.values()
        if packet.mentions and isinstance(packet.record, Article)
        if names.is_shown(Target("article", packet.record.slug))
    }
    archive = collect(records, mentions, config, names)
    catalogue = Catalogue(archive)
    pages = tuple(plan_pages(catalogue))
    copied, missing = copy_files(files, archive)
    problems = (
        *files.found.problems,
        *(problem for packet in files.packets.values() for problem in packet.problems),
        *_check(records, files, archive, pages=pages, copied=copied),
        *missing,
        *collisions(
            (*claims_of(pages, archive), *(Claimed(c.file, c.source) for c in copied)),
            partial(find_word, files.found.site),
        ),
    )
    return Linked(files, catalogue, withheld, pages, copied, problems, None)


def relink_site(last: Linked, files: Files, shown: Shown) -> Linked | None:
    """Put the records of changed files in the place of the last build's.

    None when they do not define the very same ids, or when there is an error in them: then all
    must be linked again.
    """
    edit = _edit_of(last, files, shown)
    if edit is None:
        return None
    kept = last.catalogue.archive
    archive, lists = relink(kept, edit.before, edit.after, edit.mentions)
    changed = frozenset(_changed(kept, archive, targets_of(edit.before)))
    touched = find_touched(last.catalogue, Catalogue(archive), changed=changed, lists=lists)
    # A text can change in its signs alone, of which no record tells.
    own = {Target("article", article.slug) for article in edit.after.articles}
    touched = touched._replace(targets=touched.targets | own)
    catalogue = last.catalogue.renewed(archive, touched.targets, _kept_lists(touched, changed))
    is_alike = not lists and _is_planned_alike(kept, archive, changed)
    pages = last.pages if is_alike else tuple(plan_pages(catalogue))
    copied, missing = copy_files(files, archive)
    reached = touched.targets.union(_users(archive, changed))
    checked = {*edit.paths, *(_path_of(target, archive) for target in reached)}
    records = _shown_of(_records_at(checked, files), archive)
    problems = (
        *(problem for problem in last.problems if problem.path not in checked),
        *(p for path in checked & files.packets.keys() for p in files.packets[path].problems),
        *_check(records, files, archive, pages=pages, copied=copied),
        *missing,
    )
    has_errors = any(problem.severity == "error" for problem in problems)
    is_placed_alike = copied == last.copied and (is_alike or set(pages) == set(last.pages))
    if has_errors or not is_placed_alike:
        return None
    return Linked(files, catalogue, last.withheld, pages, copied, problems, touched)


class Edit(NamedTuple):
    """Changed files, each of which defines what it defined before."""

    paths: list[str]
    before: Records
    after: Records
    """Both without those that are withheld."""

    mentions: Mapping[str, tuple[FoundMention, ...]]
    """Of the articles among them, by slug."""


def _edit_of(last: Linked, files: Files, shown: Shown) -> Edit | None:
    """Find what has changed; None for more than records that define the very same ids."""
    before, after = last.files, files
    if before.found.problems or after.found.problems or before.copies != after.copies:
        return None
    if _places(before) != _places(after) or not _is_selected_alike(last, files, shown):
        return None
    old, new = before.packets, after.packets
    paths = [path for path, packet in new.items() if packet is not old[path]]
    if not all(_defines_alike(old[path], new[path]) for path in paths):
        return None
    every = _records_at(set(paths), files)
    shown_now, withheld = select(every, shown, besides=last.withheld)
    if withheld != last.withheld & targets_of(every):
        return None
    kept = last.catalogue.archive
    mentions = {
        packet.record.slug: packet.mentions
        for packet in (new[path] for path in paths)
        if isinstance(packet.record, Article) and packet.record.slug in kept.articles
    }
    return Edit(paths, _shown_of(every, kept), shown_now, mentions)


def _places(files: Files) -> list[tuple[str, str]]:
    return [(found.path, found.kind) for found in files.found.files]


def _defines_alike(old: Packet, new: Packet) -> bool:
    if old.record is None or new.record is None or old.lost != new.lost:
        return False
    return targets_of(records_of(old.record)) == targets_of(records_of(new.record))


def _is_selected_alike(last: Linked, files: Files, shown: Shown) -> bool:
    """Tell whether the same articles are shown, and the same of them for an option alone."""
    articles = records_in(files.packets.values()).articles
    kept = last.catalogue.archive.articles
    published = shown_slugs(articles, Shown(now=shown.now))
    drafts = {slug for slug, article in kept.items() if article.fields.draft}
    return kept.keys() == shown_slugs(articles, shown) and drafts == kept.keys() - published


def _is_planned_alike(before: Archive, after: Archive, changed: Iterable[Target]) -> bool:
    """Tell whether the pages are the same and stand as they stood; lists are asked elsewhere."""
    if any(list(before.records(kind)) != list(after.records(kind)) for kind in KINDS):
        return False
    return all(_placed(before, target) == _placed(after, target) for target in changed)


def _placed(archive: Archive, target: Target) -> object:
    """Give what a record says that pages are planned by, besides its lists."""
    match archive.records(target.kind)[target.id]:
        case Article(fields=fields) as article:
            claims = [a.content for a in article.annotations if isinstance(a.content, Claim)]
            ledger = [(claim.about and claim.about.id, claim.property) for claim in claims]
            return fields.aliases, year_name(fields.published), ledger
        case Event(fields=fields):
            return year_name(fields.date)
        case Page(fields=fields):
            return fields.aliases
    return None


def _shown_of(records: Records, archive: Archive) -> Records:
    """Give records as they are shown, without those that are withheld."""
    every: list[Record] = [
        *(archive.articles[a.slug] for a in records.articles if a.slug in archive.articles),
        *(archive.entities[e.id] for e in records.entities if e.id in archive.entities),
        *(archive.events[e.id] for e in records.events if e.id in archive.events),
        *(archive.sources[s.id] for s in records.sources if s.id in archive.sources),
        *(archive.stories[s.id] for s in records.stories if s.id in archive.stories),
        *(archive.pages[p.slug] for p in records.pages if p.slug in archive.pages),
    ]
    return records_of(*every)


def _changed(before: Archive, after: Archive, targets: Iterable[Target]) -> Iterator[Target]:
    for target in targets:
        old, new = (
            before.records(target.kind).get(target.id),
            after.records(target.kind).get(target.id),
        )
        mentions = before.mentions.get(target.id) != after.mentions.get(target.id)
        if old != new or (target.kind == "article" and mentions):
            yield target


def _kept_lists(touched: Touched, changed: frozenset[Target]) -> list[str]:
    """Name the lists of a catalogue that an edit leaves as they are."""
    reached = {*touched.renamed, *(target.kind for target in changed)}
    lists = {
        "event_order": {"event"},
        "events_by_year": {"event"},
        "articles_by_year": {"article"},
        "entities_by_type": {"entity"},
        "sources_by_publisher": {"source", "entity", "publisher"},
    }
    kept = [name for name, kinds in lists.items() if not kinds & reached]
    return kept if touched.has_claims else [*kept, "ledger"]


def _users(archive: Archive, targets: Iterable[Target]) -> Iterator[Target]:
    """Go through the records that may name a heading or an annotation of some records."""
    for target in targets:
        for relation in USING:
            yield from (Target(p.kind, p.id) for p in archive.related(relation, target))


USING: tuple[Relation, ...] = ("links", "uses")


def _path_of(target: Target, archive: Archive) -> str:
    record = archive.records(target.kind).get(target.id) if target.kind in KINDS else None
    return record.path if record is not None else ""


def _records_at(paths: set[str], files: Files) -> Records:
    packets = (files.packets[path] for path in paths if path in files.packets)
    return records_of(*(packet.record for packet in packets if packet.record is not None))


def _check(
    records: Records,
    files: Files,
    archive: Archive,
    *,
    pages: tuple[PlannedPage, ...],
    copied: tuple[Copied, ...],
) -> Iterator[Problem]:
    known = Known(archive)
    paths = frozenset(
        (*(page.path for page in pages), *(f"/{each.file}" for each in copied), *FILES)
    )
    yield from check_records(records, known, archive.config, files.copies)
    yield from check_anchors(records)
    yield from check_links(records, known, paths)


def copy_files(files: Files, archive: Archive) -> tuple[tuple[Copied, ...], tuple[Problem, ...]]:
    """Say which files of the site are published as they are, and where to."""
    found = files.found.files
    published = frozenset(file.path for file in found if file.kind in ("asset", "static"))
    copied, missing = place_pictures(archive, published)
    static = tuple(
        Copied(file.path, file.path.removeprefix("content/static/"))
        for file in found
        if file.kind == "static"
    )
    return (*copied, *static), missing
