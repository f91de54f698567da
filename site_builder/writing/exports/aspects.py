"""Records to digests of what exports are made from, so that none is made twice."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType

import msgspec

from site_builder.model.archive import Archive
from site_builder.model.target import Target
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.forms import Aspect
from site_builder.writing.keys import SIZE, digest_of

TextDigest = Callable[[str], bytes]
"""Gives the digest of the file of a content path."""


def export_parts(
    aspects: frozenset[Aspect], catalogue: Catalogue, text_digest: TextDigest
) -> dict[str, bytes]:
    """Digest all that the files of an export are made from, aspect by aspect."""
    parts = {"site.toml": digest_of(catalogue.archive.config)}
    for aspect in sorted(aspects):
        digest = blake2b(digest_size=SIZE)
        for part in _digests(aspect, catalogue, text_digest):
            digest.update(part)
        parts[aspect] = digest.digest()
    return parts


def _digests(aspect: Aspect, catalogue: Catalogue, text_digest: TextDigest) -> Iterator[bytes]:
    archive = catalogue.archive
    if aspect == "texts":
        # Without the articles themselves, which are not at hand after an edit.
        for path, target in archive.names.by_file.items():
            if target.kind == "article" and archive.names.is_shown(target):
                yield target.id.encode() + text_digest(path)
        return
    kind, give = VALUES[aspect]
    kept = catalogue.digests.setdefault(aspect, {})
    for id_ in archive.records(kind):
        target = Target(kind, id_)
        if (found := kept.get(target)) is None:
            found = kept[target] = digest_of((id_, give(archive, id_)))
        yield found


def _article(archive: Archive, slug: str) -> object:
    article = archive.articles[slug]
    return article.path, article.fields, article.event_ids, article.source_ids


def _annotations(archive: Archive, slug: str) -> object:
    return [msgspec.structs.replace(a, passage=None) for a in archive.articles[slug].annotations]


def _outline(archive: Archive, slug: str) -> object:
    article = archive.articles[slug]
    return article.words, article.headings, article.links, article.anchors, article.images


def _event(archive: Archive, id_: str) -> object:
    return msgspec.structs.replace(archive.events[id_], passage=None)


def _passages(archive: Archive, slug: str) -> object:
    article = archive.articles[slug]
    annotations = [(annotation.id, annotation.passage) for annotation in article.annotations]
    return annotations, [(event.id, event.passage) for event in article.events]


def _names(archive: Archive, slug: str) -> object:
    return sorted((each.entity, each.words) for each in archive.mentions.get(slug, ()))


def _verification(archive: Archive, slug: str) -> object:
    return sorted(archive.compared.get(slug, {}).items())


VALUES: Mapping[Aspect, tuple[str, Callable[[Archive, str], object]]] = MappingProxyType(
    {
        "articles": ("article", _article),
        "annotations": ("article", _annotations),
        "passages": ("article", _passages),
        "verification": ("article", _verification),
        "mentions": ("article", lambda archive, slug: archive.mentions.get(slug, ())),
        "names": ("article", _names),
        "entities": ("entity", lambda archive, id_: archive.entities[id_]),
        "events": ("event", _event),
        "sources": ("source", lambda archive, id_: archive.sources[id_]),
        "stories": ("story", lambda archive, id_: archive.stories[id_]),
        "pages": ("page", lambda archive, slug: archive.pages[slug]),
        "outlines": ("article", _outline),
    }
)
"""For each aspect the kind of record it is of, and what of such a record."""
