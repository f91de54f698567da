"""Passages that a person accepts as they stand → the lock, and the articles that name them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from site_builder.beside import find_beside
from site_builder.desk.anchors import (
    ABOUT_PASSAGES,
    Anchors,
    ReadArticle,
    desk_tools,
    read_anchors,
    read_one,
)
from site_builder.desk.rewriting import NotRewritten, Place, reword
from site_builder.desk.saving import save_file
from site_builder.model.annotation import PassageState
from site_builder.model.similar import did_you_mean
from site_builder.reading.anchoring import Span, company_of, fits
from site_builder.reading.folding import FoldedText
from site_builder.reading.lock import (
    NAME,
    AcceptedArticle,
    accepted_in,
    pack,
    render_lock,
    text_key,
)
from site_builder.reading.passages import Judged
from site_builder.reading.revisions import FindBeside
from site_builder.reading.state_problems import words_at
from site_builder.reading.states import accepted_at
from site_builder.reading.tools import Tools
from site_builder.request import Request


class Taken(NamedTuple):
    """What accepting came to."""

    accepted: tuple[str, ...]
    """Addresses of passages, with what was done."""

    refused: tuple[str, ...]
    """Sentences about those that cannot be accepted."""

    dropped: tuple[str, ...] = ()
    """Addresses of what the lock held of annotations that are no more."""

    @property
    def said(self) -> Iterator[str]:
        """Tell what was done, a line each."""
        yield from (f"accepted {each}" for each in self.accepted)
        yield from (f"dropped {each}, which no annotation has" for each in self.dropped)
        if not (self.accepted or self.dropped or self.refused):
            yield "nothing waits"


def accept(request: Request, ids: Sequence[str]) -> Taken:
    """Record the passages of some annotations, or of all that wait, as they stand now.

    The lock is written last. With a named passage that cannot be accepted nothing is written.
    """
    anchors = read_anchors(request)
    unknown = tuple(_unknown(anchors, ids))
    if unknown:
        return Taken((), unknown)
    waiting = [each for each in _waiting(anchors) if not ids or each.address in ids]
    refused = tuple(f"{each.address} {REFUSED[each.state]}" for each in waiting if not each.span)
    if ids and refused:
        return Taken((), refused)
    return _accept(anchors, [each for each in waiting if each.span], refused, prunes=not ids)


REFUSED: Mapping[PassageState, str] = {
    "ambiguous": "names several passages: give it a prefix or a suffix",
    "orphaned": "names no passage: delete the annotation, or name another",
}


class _Waiting(NamedTuple):
    """A passage that is not what was accepted of it, or was never accepted."""

    read: ReadArticle
    judged: Judged

    @property
    def address(self) -> str:
        return f"{self.read.article.slug}#{self.judged.name}"

    @property
    def state(self) -> PassageState:
        return self.judged.judgement.state

    @property
    def span(self) -> Span | None:
        return self.judged.judgement.span


def _unknown(anchors: Anchors, ids: Iterable[str]) -> Iterator[str]:
    known = [f"{state.article}#{state.id}" for state in anchors.states]
    for address in ids:
        if address not in known:
            hint = did_you_mean(address, known) or "name it as article-slug#id"
            yield f"{address} names no passage; {hint}"


def _waiting(anchors: Anchors) -> Iterator[_Waiting]:
    for read in anchors.articles:
        for judged in read.reading.judged:
            span = judged.judgement.span
            is_found = judged.judgement.state == "found"
            known = read.accepted.anchors.get(judged.name)
            if not (is_found and span and known == accepted_at(_text(read), span)):
                yield _Waiting(read, judged)


def _text(read: ReadArticle) -> FoldedText:
    if read.reading.full is None:
        raise TypeError(read)
    return read.reading.full.text


def _accept(
    anchors: Anchors, waiting: Sequence[_Waiting], refused: tuple[str, ...], *, prunes: bool
) -> Taken:
    tools = desk_tools(anchors.request)
    articles = {slug: accepted_in(entry) for slug, entry in anchors.besides.lock.items()}
    again: dict[str, ReadArticle] = {}
    told: list[str] = []
    by_path: dict[str, list[_Waiting]] = {}
    for each in waiting:
        by_path.setdefault(each.read.path, []).append(each)
    for path, several in by_path.items():
        read = several[0].read
        reader = _Reader(tools, partial(find_beside, anchors.request.site, anchors.besides))
        content, names = _reworded(read, several, reader)
        if content != read.content:
            read = again[path] = reader.read(content, path)
        slug, own = read.article.slug, [each.judged.name for each in several]
        articles[slug] = _recorded(articles.get(slug, AcceptedArticle()), read, names, own)
        told.extend(_told(each, names[each.judged.name]) for each in several)
    dropped = tuple(_prune(articles, anchors, again)) if prunes else ()
    for path, read in again.items():
        save_file(anchors.request.site / path, read.content)
    content = render_lock(articles)
    place = anchors.request.site / NAME
    if not place.exists() or place.read_bytes() != content:
        save_file(place, content)
    return Taken(tuple(told), refused, dropped)


ENOUGH = (3, 8)
"""Words that are tried as a prefix or suffix in the place of one that stands there no more."""


def _reworded(
    read: ReadArticle, several: Sequence[_Waiting], reader: "_Reader"
) -> tuple[bytes, Mapping[str, str]]:
    """Write into the article what its passages read by now; give the names that they then have."""
    own = [judged.name for judged in read.reading.judged]
    for count in ENOUGH:
        values = {place: w for each in several for place, w in _values(each, count).items()}
        if not values:
            return read.content, dict(zip(own, own, strict=True))
        content = reword(read.content, values)
        again = reader.read(content, read.path)
        judged = again.reading.judged
        stand = {own.index(each.judged.name) for each in several}
        if len(judged) == len(own) and all(judged[n].judgement.span for n in stand):
            return content, dict(zip(own, (each.name for each in judged), strict=True))
    raise NotRewritten(f"{read.path} cannot be rewritten so that its passages are found")


def _values(each: _Waiting, count: int) -> Mapping[Place, str]:
    """Say which values of an annotation have to be others for its passage to be found."""
    span, selector, written = each.span, each.judged.selector, each.read.reading.full
    if span is None or written is None:
        return {}
    values: dict[Place, str] = {}
    if each.state == "changed":
        values[selector.exact.line, selector.exact.column] = words_at(written, span)
    if each.state == "found" or (each.state == "moved" and fits(written.text, span, selector)):
        return {}
    before, after = (words.split() for words in company_of(written.text, span))
    for given, words in (
        (selector.prefix, before[-count:]),
        (selector.suffix, after[:count]),
    ):
        if given is not None:
            values[given.line, given.column] = " ".join(words)
    return values


class _Reader(NamedTuple):
    """What an article is read with again after it was rewritten."""

    tools: Tools
    beside: FindBeside

    def read(self, content: bytes, path: str) -> ReadArticle:
        again = read_one(content, path, self.tools, self.beside)
        if again is None:
            raise NotRewritten(f"{path} cannot be read after it was rewritten")
        return again


def _recorded(
    article: AcceptedArticle, read: ReadArticle, names: Mapping[str, str], own: Collection[str]
) -> AcceptedArticle:
    """Put into an article's part of the lock what some of its passages are now."""
    text = _text(read)
    anchors = {name: each for name, each in article.anchors.items() if name not in own}
    for name, _, judgement in read.reading.judged:
        if judgement.span and any(names[old] == name for old in own):
            anchors[name] = accepted_at(text, judgement.span)
    key = text_key(text.folded)
    texts = {key: article.texts.get(key) or pack(text.folded)} | article.texts
    needed = {each.text for each in anchors.values()}
    return AcceptedArticle(anchors, {name: texts[name] for name in texts if name in needed})


def _prune(
    articles: dict[str, AcceptedArticle], anchors: Anchors, read_again: Mapping[str, ReadArticle]
) -> Iterator[str]:
    """Drop from the lock what is of no annotation any more, as far as all were read."""
    current = {each.article.slug: read_again.get(each.path, each) for each in anchors.articles}
    for slug, article in sorted(articles.items()):
        read = current.get(slug)
        if (read is None and anchors.unread) or (read and not _is_whole(read)):
            continue
        names = {judged.name for judged in read.reading.judged} if read else set[str]()
        gone = sorted(article.anchors.keys() - names)
        if gone:
            kept = {name: each for name, each in article.anchors.items() if name in names}
            needed = {each.text for each in kept.values()}
            texts = {key: text for key, text in article.texts.items() if key in needed}
            articles[slug] = AcceptedArticle(kept, texts)
            yield from (f"{slug}#{name}" for name in gone)


def _is_whole(read: ReadArticle) -> bool:
    """Tell whether no annotation can have been left out for a fault in it."""
    return all(
        problem.severity == "warning" or problem.code in ABOUT_PASSAGES
        for problem in read.reading.problems
    )


def _told(each: _Waiting, name: str) -> str:
    address = f"{each.read.article.slug}#{name}"
    was = "" if name == each.judged.name else f", until now {each.address}"
    match each.state:
        case "changed":
            return f"{address}: changed, and its exact rewritten{was}"
        case "moved":
            return f"{address}: moved, among other words{was}"
        case _:
            is_known = each.judged.judgement.then is not None
            return f"{address}: {'found, beside other words' if is_known else 'new'}{was}"
