"""An Archive to the entries of the full-text index: one for each page, note and statement."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.archive import Archive, Record, Relation
from site_builder.model.article import Article
from site_builder.model.dates import EdtfDate
from site_builder.model.event import Event
from site_builder.model.prose import Prose
from site_builder.model.source import Source
from site_builder.model.target import Target
from site_builder.model.text import Reference
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making
from site_builder.writing.notes import is_told
from site_builder.writing.statements import annotation_path

WHOLE_SIGNS = re.compile(
    "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
"""Signs of scripts that put no blanks between words; `search.js` has them too."""

NAMING: tuple[Relation, ...] = (
    "articles",
    "statements",
    "claims",
    "claimed",
    "events",
    "sources",
)
"""Relations that say which entities, publishers and stories something is filtered by."""

PART = 6000
"""Records whose entries are indexed at once: about ten thousand, for half a gigabyte of memory."""

FILTERED = ("entity", "publisher", "story")
"""Kinds of targets that are filters."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a search may find: its address, its words, and what it is filtered by."""

    url: str
    """From the site's root, without a slash before it."""

    content: str
    meta: Mapping[str, str]
    """What is shown of it besides the words that were found."""

    filters: Mapping[str, list[str]]


Subject = tuple[str, str, str]
"""Kind and id of a record, and the id of one of its annotations or nothing."""


class _Making(msgspec.Struct, frozen=True):
    """What entries are made with."""

    making: Making
    named: Mapping[Subject, list[Target]]
    """What each subject is filtered by."""

    @property
    def catalogue(self) -> Catalogue:
        return self.making.catalogue

    @property
    def archive(self) -> Archive:
        return self.making.archive


def make_entries(making: Making) -> Iterator[Entry]:
    """Yield an entry for all that is published; never for a draft."""
    for part in make_parts(making):
        yield from part


def make_parts(making: Making) -> Iterator[Iterator[Entry]]:
    """Share entries out to the parts of which an index is made; in the order of lists."""
    archive = making.archive
    targets = [
        Target(kind, id_)
        for kind in ("article", "story", "entity", "event", "source", "page")
        for id_ in archive.records(kind)
    ]
    work = _Making(making, _find_named(archive))
    starts = range(0, len(targets), PART) or (0,)
    return (_entries(targets[start : start + PART], work) for start in starts)


def _entries(part: Iterable[Target], work: _Making) -> Iterator[Entry]:
    for target in part:
        if target.kind == "article":
            yield from _article_entries(target.id, work)
        elif (entry := _record_entry(target, work)) is not None:
            yield entry


def space_signs(text: str) -> str:
    """Set signs of scripts without blanks apart, so that each can be found."""
    return WHOLE_SIGNS.sub(r" \1 ", text)


def is_hidden(record: Record, archive: Archive) -> bool:
    """Tell whether a record is a draft, or part of one."""
    if isinstance(record, Event | Source) and record.article is not None:
        return archive.articles[record.article].fields.draft or _is_draft(record)
    return _is_draft(record)


def _is_draft(record: Record) -> bool:
    return not isinstance(record, Source) and record.fields.draft


def _find_named(archive: Archive) -> Mapping[Subject, list[Target]]:
    named: dict[Subject, list[Target]] = {}
    for relation in NAMING:
        for target, postings in archive.postings.get(relation, {}).items():
            record = archive.records(target.kind).get(target.id)
            if target.kind not in FILTERED or (target.kind != "publisher" and record is None):
                continue
            if target.kind != "publisher" and record is not None and is_hidden(record, archive):
                continue
            for posting in postings:
                named.setdefault((posting.kind, posting.id, posting.item), []).append(target)
    return named


def _article_entries(slug: str, work: _Making) -> Iterator[Entry]:
    article = work.archive.articles[slug]
    if article.fields.draft:
        return
    target = Target("article", slug)
    about = work.named.get((*target, ""), [])
    text = work.making.prose_of(slug).text
    yield _entry(
        ("article", work.catalogue.path(target)),
        (article.fields.title, None),
        (article.fields.summary, text),
        (about, article.fields.published),
        work,
    )
    belongs = [each for each in about if each.kind != "entity"]
    for annotation in article.annotations:
        if is_told(annotation) and not annotation.fields.draft:
            yield _annotation_entry(article, annotation, belongs, work)


def _annotation_entry(
    article: Article, annotation: Annotation, belongs: list[Target], work: _Making
) -> Entry:
    content = annotation.content
    who = _who(annotation, work)
    said = (content.property, content.value) if isinstance(content, Claim) else ()
    proses = (annotation.body, annotation.answer, annotation.verdict)
    own = work.named.get(("article", article.slug, annotation.id), [])
    title = ", ".join(who) or article.fields.title
    return _entry(
        (annotation.fields.type, annotation_path(article.slug, annotation.id)),
        (title, article.fields.title if who else None),
        (annotation.words, *said, *map(_text, proses)),
        ([*own, *belongs], article.fields.published),
        work,
    )


def _who(annotation: Annotation, work: _Making) -> list[str]:
    """Name who says what an annotation tells, as far as they have pages."""
    match annotation.content:
        case Quotation(speaker=speaker):
            references: tuple[Reference, ...] = (speaker,)
        case Claim(claimant=claimants):
            references = claimants
        case _:
            return []
    found = (work.archive.find(reference.id, ("entity",)) for reference in references)
    shown = (each for each in found if each and not work.archive.entities[each.id].fields.draft)
    return [work.catalogue.named(each).label for each in shown]


def _record_entry(target: Target, work: _Making) -> Entry | None:
    record = work.archive.records(target.kind)[target.id]
    if is_hidden(record, work.archive) or isinstance(record, Article):
        return None
    fields = record.fields
    aliases = getattr(fields, "aliases", ()) if target.kind == "entity" else ()
    date = getattr(fields, "date", None) or getattr(fields, "issued", None)
    named = work.named.get((*target, ""), [])
    own = [target] if target.kind in FILTERED else []
    return _entry(
        (target.kind, work.catalogue.path(target)),
        (work.catalogue.named(target).label, None),
        (*aliases, getattr(fields, "summary", None), _text(record.prose)),
        ([*own, *named], date),
        work,
    )


def _text(prose: Prose | None) -> str | None:
    return prose.text if prose else None


def _entry(
    place: tuple[str, str],
    titles: tuple[str, str | None],
    words: Iterable[str | None],
    known: tuple[list[Target], EdtfDate | None],
    work: _Making,
) -> Entry:
    """Put an entry together; `titles` are its own and that of what it is part of."""
    (kind, path), (title, within), (about, date) = place, titles, known
    named = {name: _labels(name, about, work.catalogue) for name in FILTERED}
    year = [str(date.year)] if date is not None and date.year is not None else []
    filters = {"kind": [kind], **named, "year": year}
    when = work.catalogue.when_known(date)
    publisher = ", ".join(named["publisher"])
    meta = {"title": title, "in": within, "when": when.text if when else None, "by": publisher}
    return Entry(
        url=path.removeprefix("/"),
        # What has no words of its own would not be indexed at all.
        content=space_signs("\n".join(word for word in words if word) or title),
        meta={key: space_signs(value) for key, value in meta.items() if value},
        filters={key: values for key, values in filters.items() if values},
    )


def _labels(kind: str, targets: Iterable[Target], catalogue: Catalogue) -> list[str]:
    return sorted({catalogue.named(each).label for each in targets if each.kind == kind})
