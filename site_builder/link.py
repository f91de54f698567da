"""Packets to a linked site: its archive, its pages and all that is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

import msgspec

from site_builder.album import Album
from site_builder.beside import stray_revisions
from site_builder.linking.checks import check_records
from site_builder.linking.collect import (
    Records,
    all_events,
    all_sources,
    collect,
    collect_names,
    records_of,
)
from site_builder.linking.links import Known, check_anchors, check_links
from site_builder.linking.relink import Changed, relink
from site_builder.linking.select import Shown, select, shown_slugs, targets_of
from site_builder.linking.verified import check_verified
from site_builder.model.annotation import Claim
from site_builder.model.archive import Archive, Record, Relation
from site_builder.model.article import Article, FoundMention
from site_builder.model.config import Config
from site_builder.model.event import Event
from site_builder.model.page import Page
from site_builder.model.pictures import picture_file, picture_target, pictures_of
from site_builder.model.pieces import differing, replaced
from site_builder.model.problems import Problem
from site_builder.model.source import Copy
from site_builder.model.target import KINDS, Target
from site_builder.pictures import Copied, place_pictures
from site_builder.read import Packet, find_word, records_in, unreadable
from site_builder.scan import Scan
from site_builder.touched import Touched, find_touched
from site_builder.verification import Answers, Copies, copied_sources, resting_on, verify
from site_builder.writing.catalogue import Catalogue, is_open_question, year_name
from site_builder.writing.context import PlannedPage
from site_builder.writing.plan import Claimed, claims_of, collisions, own_files, plan_pages


class Files(NamedTuple):
    """What there is to link."""

    found: Scan
    packets: Mapping[str, Packet]
    copies: Mapping[str, str]
    """SHA-256 of each file under `content/copies/` by its path from there."""

    copied: Copies = Copies()
    """The same, with what they hold."""

    album: Album = Album()
    """The files of pictures."""


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

    answers: Mapping[str, Answers] = {}
    """What is known of saved copies, for the next build."""

    edit: "Edited | None" = None
    """What came of relinking; None for what was linked from nothing."""


class Edited(NamedTuple):
    """What an edit has left as it was."""

    paths: list[str]
    """Files that have changed."""

    lists: Changed
    is_ordered_alike: bool
    """Whether all records are in the order that they were in."""

    is_planned_alike: bool
    """Whether all pages are, and what a sitemap says of them."""

    before: Linked


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
    resting = resting_on(archive, copied_sources(archive, files.copied.digests))
    verified = verify(archive, resting, files.copied)
    seen = files.album.look(target.id for target in archive.postings.get("pictures", {}))
    archive = msgspec.structs.replace(archive, compared=verified.compared, pictures=seen)
    catalogue = Catalogue(archive)
    pages = tuple(plan_pages(catalogue))
    copied, missing = copy_files(files, archive)
    problems = (
        *config.problems,
        *files.found.problems,
        *(problem for packet in files.packets.values() for problem in packet.problems),
        *stray_revisions(files.found.files, names),
        *_check(records, files, archive, pages=pages, copied=copied),
        *missing,
        *collisions(
            (*claims_of(pages, archive), *(Claimed(c.file, c.source) for c in copied)),
            partial(find_word, files.found.site),
        ),
    )
    return Linked(
        files, catalogue, withheld, pages, copied, problems, None, answers=verified.answers
    )


def relink_site(
    last: Linked, files: Files, shown: Shown, *, is_same_time: bool = False
) -> Linked | None:
    """Put the records of changed files in the place of the last build's.

    None when they do not define the very same ids, or when there is an error in them: then all
    must be linked again. `is_same_time` tells that no other article has come out or expired since.
    """
    edit = _edit_of(last, files, shown, is_same_time=is_same_time)
    return None if edit is None else _relink(last, files, edit)


def relink_files(last: Linked, packets: Mapping[str, Packet], shown: Shown) -> Linked | None:
    """Do the same with the new packets of a few files, and ask nothing of all the others."""
    if any(isinstance(packet.record, Copy) for packet in packets.values()):
        return None
    files = last.files._replace(packets=replaced(last.files.packets, packets))
    edit = _edit_at(last, files, list(packets), shown)
    if edit is None:
        return None
    if edit.is_of_cards:
        return _relink_at_once(last, files, edit)
    return _relink(last, files, edit)


def _relink_at_once(last: Linked, files: Files, edit: "Edit") -> Linked | None:
    """Put other records in their places without following where they are shown.

    Half of a site may show the name of an entity; what that touches takes long to find.
    """
    problems = (problem for path in edit.paths for problem in files.packets[path].problems)
    if any(problem.severity == "error" for problem in problems):
        return None
    kept = last.catalogue.archive
    archive = relink(kept, edit.before, edit.after, edit.mentions).archive
    stale = frozenset(Target("entity", entity.id) for entity in edit.after.entities)
    touched = Touched(stale, frozenset({"entity", "publisher"}), has_claims=False)
    lists = _kept_lists(touched, stale, is_placed=True, asks=True)
    catalogue = Catalogue(archive)
    catalogue.__dict__ |= {
        name: last.catalogue.__dict__[name] for name in lists if name in last.catalogue.__dict__
    }
    return last._replace(files=files, catalogue=catalogue, touched=None)


def _relink(last: Linked, files: Files, edit: "Edit") -> Linked | None:
    kept = last.catalogue.archive
    archive, lists = relink(kept, edit.before, edit.after, edit.mentions)
    copied_by = copied_sources(archive, edit.copies)
    sources = {*copied_by, *(s.id for s in all_sources(edit.after))}
    resting = {*(a.slug for a in edit.after.articles), *resting_on(archive, sources)}
    verified = verify(archive, resting, files.copied._replace(answers=last.answers))
    left = {slug: found for slug, found in kept.compared.items() if slug not in resting}
    redrawn = files.album.look(_redrawn(kept, files.album, edit.after))
    archive = msgspec.structs.replace(
        archive,
        compared={**left, **verified.compared},
        pictures=replaced(kept.pictures, redrawn),
    )
    seen_otherwise = {
        Target("article", slug)
        for slug in resting
        if kept.compared.get(slug) != archive.compared.get(slug)
    }
    seen_otherwise.update(_showing(archive, redrawn))
    changed = frozenset(seen_otherwise).union(_changed(kept, archive, targets_of(edit.before)))
    touched = find_touched(last.catalogue, Catalogue(archive), changed=changed, lists=lists)
    # A text can change in its signs alone, of which no record tells.
    own = {Target("article", article.slug) for article in edit.after.articles}
    touched = touched._replace(targets=touched.targets | own)
    is_ordered = all(list(kept.records(kind)) == list(archive.records(kind)) for kind in KINDS)
    is_placed = is_ordered and _is_placed_alike(kept, archive, changed)
    asks = any(_asks(archive, target) for archive in (kept, archive) for target in changed)
    kept_lists = _kept_lists(touched, changed, is_placed=is_placed, asks=asks)
    catalogue = last.catalogue.renewed(archive, touched.targets, kept_lists)
    is_alike = is_placed and not lists
    pages = last.pages if is_alike else tuple(plan_pages(catalogue))
    copied, missing = _copy_again(last, files, archive, edit)
    copied_targets = (Target("source", id_) for id_ in copied_by)
    reached = touched.targets.union(_users(archive, changed), copied_targets)
    checked = {*edit.paths, *(_path_of(target, archive) for target in reached)}
    records = _shown_of(_records_at(checked, files), archive)
    problems = (
        *(problem for problem in last.problems if problem.path not in checked),
        *(p for path in checked & files.packets.keys() for p in files.packets[path].problems),
        *_check(records, files, archive, pages=pages, copied=copied),
        *missing,
    )
    has_errors = any(problem.severity == "error" for problem in problems)
    has_errors |= any(seen.fault is not None for seen in redrawn.values())
    is_placed_alike = copied == last.copied and (is_alike or set(pages) == set(last.pages))
    if has_errors or not is_placed_alike:
        return None
    answers = {**last.answers, **verified.answers}
    edited = Edited(edit.paths, lists, is_ordered, is_alike, last)
    return Linked(
        files,
        catalogue,
        last.withheld,
        pages,
        copied,
        problems,
        touched,
        answers=answers,
        edit=edited,
    )


class Edit(NamedTuple):
    """Changed files, each of which defines what it defined before."""

    paths: list[str]
    copies: list[str]
    """Saved copies with other bytes, by their path from their folder."""

    before: Records
    after: Records
    """Both without those that are withheld."""

    mentions: Mapping[str, tuple[FoundMention, ...]]
    """Of the articles among them, by slug."""

    @property
    def is_of_cards(self) -> bool:
        """Whether entities are shown otherwise, and nothing else is edited."""
        before, after = self.before, self.after
        others = (*after.articles, *after.events, *after.sources, *after.stories, *after.pages)
        fields = [{e.id: e.fields for e in records.entities} for records in (before, after)]
        return not others and fields[0] != fields[1]


def _edit_of(last: Linked, files: Files, shown: Shown, *, is_same_time: bool) -> Edit | None:
    """Find what has changed; None for more than records that define the very same ids."""
    before, after = last.files, files
    if before.found.problems or after.found.problems or before.copies.keys() != after.copies.keys():
        return None
    if not _stand_alike(before, after):
        return None
    if not is_same_time and not _is_selected_alike(last, files, shown):
        return None
    paths = differing(before.packets, after.packets)
    return _edit_at(last, files, paths, shown)


def _edit_at(last: Linked, files: Files, paths: list[str], shown: Shown) -> Edit | None:
    """Find what has changed in some files."""
    before, after = last.files, files
    old, new = before.packets, after.packets
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
    copies = [path for path, digest in after.copies.items() if digest != before.copies[path]]
    return Edit(paths, copies, _shown_of(every, kept), shown_now, mentions)


def _stand_alike(before: Files, after: Files) -> bool:
    """Tell whether the same files are there."""
    if before.found is after.found:
        return True
    places = [[(found.path, found.kind) for found in f.found.files] for f in (before, after)]
    return places[0] == places[1]


def _defines_alike(old: Packet, new: Packet) -> bool:
    if old.record is None or new.record is None or old.lost != new.lost:
        return False
    if isinstance(old.record, Copy) or isinstance(new.record, Copy):
        return True
    return targets_of(records_of(old.record)) == targets_of(records_of(new.record))


def _is_selected_alike(last: Linked, files: Files, shown: Shown) -> bool:
    """Tell whether the same articles are shown, and the same of them for an option alone."""
    articles = records_in(files.packets.values()).articles
    kept = last.catalogue.archive.articles
    published = shown_slugs(articles, Shown(now=shown.now))
    drafts = {slug for slug, article in kept.items() if article.fields.draft}
    return kept.keys() == shown_slugs(articles, shown) and drafts == kept.keys() - published


def _is_placed_alike(before: Archive, after: Archive, changed: Iterable[Target]) -> bool:
    """Tell whether records ask for the same pages; lists are asked elsewhere."""
    return all(_placed(before, target) == _placed(after, target) for target in changed)


def _placed(archive: Archive, target: Target) -> object:
    """Give what a record says that pages are planned by, besides its lists."""
    match archive.records(target.kind)[target.id]:
        case Article(fields=fields) as article:
            claims = [a.content for a in article.annotations if isinstance(a.content, Claim)]
            ledger = [(claim.about and claim.about.id, claim.property) for claim in claims]
            moments = fields.published, fields.updated
            return fields.aliases, fields.draft, moments, ledger
        case Event(fields=fields):
            return fields.draft, year_name(fields.date)
        case Page(fields=fields):
            return fields.draft, fields.aliases, fields.updated
        case record:
            return record.fields.draft


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


def _asks(archive: Archive, target: Target) -> bool:
    """Tell whether a record is an article with an open question."""
    article = archive.articles.get(target.id) if target.kind == "article" else None
    return article is not None and any(map(is_open_question, article.annotations))


def _kept_lists(
    touched: Touched, changed: frozenset[Target], *, is_placed: bool, asks: bool
) -> list[str]:
    """Name the lists of a catalogue that an edit leaves as they are."""
    reached = {*touched.renamed, *(target.kind for target in changed)}
    lists = {
        "event_order": {"event"},
        "events_by_year": {"event"},
        "articles_by_year": {"article"},
        "entities_by_type": {"entity"},
        "sources_by_publisher": {"source", "entity", "publisher"},
    }
    if is_placed and not asks:
        lists |= {"asking": set()}
    if is_placed:
        lists |= {"event_order": set(), "events_by_year": set(), "articles_by_year": set()}
        lists |= {"slugs": set()}
    if not touched.has_claims:
        lists |= {"ledger": set(), "origin_counts": {"source", "entity", "publisher"}}
    return [name for name, kinds in lists.items() if not kinds & reached]


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
    read = (files.packets[path].record for path in paths if path in files.packets)
    return records_of(*(record for record in read if record and not isinstance(record, Copy)))


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
        (
            *(page.path for page in pages),
            *(f"/{each.file}" for each in copied),
            *(f"/{file}" for file in own_files(archive.config)),
            *(f"/{file}" for own in archive.config.own for file in own.files),
        )
    )
    yield from check_records(records, known, archive.config, files.copies)
    yield from check_anchors(records)
    yield from check_links(records, known, paths)
    yield from check_verified(records.articles, archive)


def _copy_again(
    last: Linked, files: Files, archive: Archive, edit: Edit
) -> tuple[tuple[Copied, ...], tuple[Problem, ...]]:
    """Say what is published as it is after an edit; mostly that is what was published before."""
    if _shown_in(edit.before) == _shown_in(edit.after) and _stand_alike(last.files, files):
        # The last site had no errors, and a picture that is not there is one.
        return last.copied, ()
    return copy_files(files, archive)


def _redrawn(kept: Archive, album: Album, shown: Records) -> Iterator[str]:
    """Name the pictures that are others now, and those that are shown for the first time."""
    digests = album.digests
    yield from (p for p, seen in kept.pictures.items() if digests.get(p) not in (None, seen.digest))
    new = {picture_file(path, src) for _, path, src in _shown_in(shown)}
    yield from sorted(new - kept.pictures.keys())


def _showing(archive: Archive, pictures: Iterable[str]) -> Iterator[Target]:
    for picture in pictures:
        for posting in archive.related("pictures", picture_target(picture)):
            yield Target(posting.kind, posting.id)


def _shown_in(records: Records) -> list[tuple[Target, str, str]]:
    """List the pictures of some records, wherever in a text they stand."""
    every: Iterable[Record] = chain(
        records.articles,
        records.entities,
        records.stories,
        records.pages,
        all_events(records),
        all_sources(records),
    )
    return [(each.target, each.path, each.src) for r in every for each in pictures_of(r)]


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
