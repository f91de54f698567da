"""A site → what has become of each passage since a person last accepted it."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from site_builder.beside import Besides, find_beside, list_earlier
from site_builder.model.annotation import PassageState
from site_builder.model.article import Article
from site_builder.model.problems import Problem
from site_builder.reading.article import ArticleReading, read_article
from site_builder.reading.lock import (
    NAME,
    NO_LOCK,
    AcceptedArticle,
    Lock,
    accepted_in,
    parse_lock,
)
from site_builder.reading.revisions import FindBeside
from site_builder.reading.tools import Tools, make_tools
from site_builder.request import Request, read_config, reading_options
from site_builder.scan import scan

ABOUT_PASSAGES = frozenset(
    ("passage-changed", "passage-moved", "passage-orphaned", "quote-ambiguous", "quote-not-found")
)
"""Problems that say what has become of a passage."""


class AnchorState(msgspec.Struct, frozen=True, kw_only=True):
    """What has become of one annotation's passage, or of an event's."""

    article: str
    id: str
    """The fragment of its address."""

    state: PassageState
    is_accepted: bool
    """Whether a person has accepted these words once."""

    path: str
    line: int
    column: int


class ReadArticle(NamedTuple):
    """An article as its file gives it now."""

    path: str
    content: bytes
    article: Article
    reading: ArticleReading
    accepted: AcceptedArticle


class Anchors(NamedTuple):
    """All passages of a site."""

    request: Request
    besides: Besides
    articles: tuple[ReadArticle, ...]
    unread: bool
    """Whether there are articles that could not be read."""

    @property
    def states(self) -> tuple[AnchorState, ...]:
        """What has become of each, in the order of files."""
        return tuple(state for each in self.articles for state in states_of(each))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is said of those that are not found."""
        told = (problem for each in self.articles for problem in each.reading.problems)
        return tuple(problem for problem in told if problem.code in ABOUT_PASSAGES)


def read_anchors(request: Request, paths: Collection[str] = ()) -> Anchors:
    """Look for every passage, those of drafts too; `paths` name the articles where not all count.

    Raises `ProblemsFound` for a lock that cannot be read, and `ConfigBroken`.
    """
    lock, tools = load_lock(request), desk_tools(request)
    files = scan(request.site).files
    besides = Besides(lock, list_earlier((found.path, b"") for found in files))
    beside = partial(find_beside, request.site, besides)
    read: list[ReadArticle] = []
    unread = False
    for found in files:
        if found.kind == "article" and (not paths or found.path in paths):
            content = (request.site / found.path).read_bytes()
            article = read_one(content, found.path, tools, beside)
            unread = unread or article is None
            read.extend([article] if article else [])
    return Anchors(request, besides, tuple(read), unread)


def load_lock(request: Request) -> Lock:
    """Read what was accepted; raise `ProblemsFound` for what cannot be read."""
    path = request.site / NAME
    return parse_lock(path.read_bytes()) if path.exists() else NO_LOCK


def desk_tools(request: Request) -> Tools:
    """Make what files are read with, so that drafts count."""
    options = reading_options(request, read_config(request))
    return make_tools(msgspec.structs.replace(options, drafts=True))


def read_one(content: bytes, path: str, tools: Tools, beside: FindBeside) -> ReadArticle | None:
    """Read one article with what lies beside its file; None for one that cannot be read."""
    reading = read_article(content, path, tools, beside)
    if reading.article is None or reading.full is None:
        return None
    accepted = accepted_in(beside(reading.article.slug).accepted)
    return ReadArticle(path, content, reading.article, reading, accepted)


def states_of(read: ReadArticle) -> Iterator[AnchorState]:
    """Say what has become of the passages of an article."""
    for name, selector, judgement in read.reading.judged:
        yield AnchorState(
            article=read.article.slug,
            id=name,
            state=judgement.state,
            is_accepted=judgement.then is not None,
            path=read.path,
            line=selector.exact.line,
            column=selector.exact.column,
        )


def say_states(states: Iterable[AnchorState]) -> Iterator[str]:
    """Tell states, a line each: the state, the address and, where it matters, that it is new."""
    for each in states:
        new = "" if each.is_accepted else "  (not accepted yet)"
        yield f"{each.state:9} {each.article}#{each.id}{new if each.state == 'found' else ''}"


def states_as_json(states: Iterable[AnchorState]) -> str:
    """Tell states as one JSON object."""
    return msgspec.json.encode({"anchors": list(states)}).decode()
