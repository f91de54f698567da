"""An article and the site around it → what its text tells by itself, shown or merged."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from site_builder.build import read_linked
from site_builder.desk.saving import save_file
from site_builder.desk.suggesting.events import KnownEvent, date_of
from site_builder.desk.suggesting.find import Knowledge, Reader, Told
from site_builder.desk.suggesting.found import Suggestions
from site_builder.desk.suggesting.front_matter import NotMerged
from site_builder.desk.suggesting.language import read_language
from site_builder.desk.suggesting.links import Shelf, address
from site_builder.model.annotation import Mention, Quotation
from site_builder.model.archive import Archive
from site_builder.model.article import Article
from site_builder.model.entity import EntityFields
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.similar import did_you_mean
from site_builder.model.target import Target
from site_builder.reading.anchoring import Found, find_passage
from site_builder.reading.article import read_article
from site_builder.reading.folding import FoldedText, fold, readable
from site_builder.reading.frontmatter import parse_document
from site_builder.reading.passages import selector
from site_builder.reading.tools import Tools, make_tools
from site_builder.request import Request, read_config, reading_options


class NoSuchArticle(Exception):
    """Raised with one sentence for what names no article of the site."""


class Suggested(msgspec.Struct, frozen=True):
    """What may be added to one article."""

    path: str
    """Of its file, from the site's folder."""

    content: bytes
    suggestions: Suggestions
    note: str = ""
    """What the user should know besides."""

    def say(self, *, is_written: bool) -> Iterator[str]:
        """Say what is suggested, as front matter; or what was written, in a line, and the rest."""
        additions = self.suggestions.additions
        if not is_written:
            yield from self.suggestions.lines() or ["# nothing is suggested"]
            return
        counts = ", ".join(f"{len(each.items)} to {each.key}" for each in additions)
        yield f"added to {self.path}: {counts}"
        yield from self.suggestions.remarks()


def suggest(request: Request, named: str) -> Suggested:
    """Suggest what an article's front matter may say; it is named by its slug or its file.

    Raises `ProblemsFound` for a file that cannot be read.
    """
    linked = read_linked(request)
    articles = {
        packet.record.slug: path
        for path, packet in linked.files.packets.items()
        if isinstance(packet.record, Article)
    }
    path = _find(request.site, named, articles)
    content = (request.site / path).read_bytes()
    config = read_config(request)
    options = msgspec.structs.replace(reading_options(request, config), drafts=True)
    tools = make_tools(options)
    article = _read(content, path, tools)
    html, folded = whole_text(content, article, tools)
    archive = linked.catalogue.archive
    tag = article.fields.language or config.language
    language = read_language(tag)
    reader = Reader(folded, html, told_by(article, folded, archive), know(archive))
    note = "" if language else f'quotations and dates are not looked for in "{tag}"'
    return Suggested(path, content, reader.suggest(language), note)


def _find(site: Path, named: str, articles: Mapping[str, str]) -> str:
    if named in articles:
        return articles[named]
    for path in (Path(named).absolute(), site.absolute() / named):
        if path.is_file() and path.is_relative_to(site.absolute() / "content" / "articles"):
            return path.relative_to(site.absolute()).as_posix()
    hint = did_you_mean(named, articles)
    raise NoSuchArticle(f"no article is named {named}" + (f"; {hint}" if hint else ""))


def _read(content: bytes, path: str, tools: Tools) -> Article:
    reading = read_article(content, path, tools)
    if reading.article is None:
        raise ProblemsFound(reading.problems)
    return reading.article


def whole_text(content: bytes, article: Article, tools: Tools) -> tuple[str, FoldedText]:
    """Render all of a text, of which the site may show but an excerpt."""
    document = parse_document(content, article.path)
    prose, _ = tools.renderer.render(
        document.body, path=article.path, line=document.body_line, name=article.slug
    )
    return prose.html, fold(readable(prose.html))


def know(archive: Archive) -> Knowledge:
    """Gather what a site knows."""
    persons = {id_ for id_, each in archive.entities.items() if each.fields.type == "person"}
    events: dict[str, list[KnownEvent]] = {}
    for event in archive.events.values():
        fields = event.fields
        concerned = (*fields.involved, *([fields.place] if fields.place else []))
        ids = frozenset(reference.id.removeprefix("entity:") for reference in concerned)
        date = date_of(fields)
        events.setdefault(date, []).append(KnownEvent(event.id, date, ids, ids & persons))
    by_url = {
        address(url): id_
        for id_, source in archive.sources.items()
        for url in (source.fields.url, source.fields.archived)
        if url
    }
    shelf = Shelf(by_url, lambda id_: archive.names.is_known(Target("source", id_)))
    entities = archive.entities.items()
    return Knowledge(
        names={id_: names_of(each.fields) for id_, each in entities},
        types={id_: each.fields.type for id_, each in entities},
        events=events,
        titles={id_: source.fields.title for id_, source in archive.sources.items()},
        shelf=shelf,
        surnames=_surnames(archive),
    )


def names_of(entity: EntityFields) -> tuple[str, ...]:
    """Give the name of an entity and its aliases."""
    return (entity.name, *entity.aliases)


def _surnames(archive: Archive) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id_, entity in archive.entities.items():
        if entity.fields.type == "person":
            for word in {name.split()[-1] for name in names_of(entity.fields) if name.split()}:
                found[word] = (*found.get(word, ()), id_)
    return found


def told_by(article: Article, folded: FoldedText, archive: Archive) -> Told:
    """Gather what an article says already, drafts included."""
    fields, quoted, taken = article.fields, [], []
    for annotation in article.annotations:
        quote = selector(annotation.fields)
        outcome = find_passage(folded, quote) if quote else None
        if not isinstance(outcome, Found):
            continue
        match annotation.content:
            case Mention(entity=entity):
                taken.append((outcome.passage, _bare(entity.id)))
            case Quotation():
                quoted.append((outcome.passage.start, outcome.passage.end))
    shared = (archive.events.get(_bare(reference.id)) for reference in article.event_ids)
    own = (fields.source, fields.archived, archive.config.base_url)
    urls = (*own, *(source.fields.url for source in article.sources))
    return Told(
        published=fields.published.day if fields.published else None,
        entities=tuple(_bare(reference.id) for reference in fields.entities),
        taken=tuple(taken),
        dates=frozenset(date_of(each.fields) for each in (*article.events, *shared) if each),
        sources=frozenset(_bare(reference.id) for reference in article.source_ids),
        addresses=frozenset(address(url) for url in urls if url),
        quotations=tuple(quoted),
    )


def _bare(reference: str) -> str:
    return reference.rpartition(":")[2]


def merge_into(request: Request, suggested: Suggested) -> bool:
    """Write suggestions into the article's file, in one step; tell whether there were any.

    Raises `NotMerged` where that would change what stands there, or bring problems.
    """
    # Who only looks does not pay for the library.
    from site_builder.desk.suggesting.merge import merge

    if not suggested.suggestions.additions:
        return False
    path = suggested.path
    content = merge(suggested.content, suggested.suggestions.additions, path)
    before, after = (_problems(request, each, path) for each in (suggested.content, content))
    if len(after) > len(before):
        raise NotMerged(f"{path} would have a problem with them: {after[-1].message}")
    file = request.site / path
    if file.read_bytes() != suggested.content:
        raise NotMerged(f"{path} was changed meanwhile; nothing was written")
    save_file(file, content)
    return True


def _problems(request: Request, content: bytes, path: str) -> tuple[Problem, ...]:
    tools = make_tools(reading_options(request, read_config(request)))
    return read_article(content, path, tools).problems
