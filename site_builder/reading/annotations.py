"""Mappings of front matter to annotations, with ids and passages."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from site_builder.model.annotation import (
    Annotation,
    AnnotationFields,
    AnnotationType,
    Citation,
    Claim,
    Content,
    Correction,
    Highlight,
    Mention,
    Note,
    Question,
    Quotation,
)
from site_builder.model.prose import Prose
from site_builder.model.slugs import slugify
from site_builder.model.text import Markdown
from site_builder.reading.decode import Context, decode_together, is_empty
from site_builder.reading.frontmatter import Mapping, Node, Scalar
from site_builder.reading.in_place import Sources
from site_builder.reading.lost import lost_of_mapping
from site_builder.reading.passages import Finder, selector
from site_builder.reading.scalars import MisfitError, read_choice
from site_builder.reading.tools import Tools
from site_builder.reading.wording import called

CONTENTS: dict[AnnotationType, type[Content]] = {
    "note": Note,
    "mention": Mention,
    "quotation": Quotation,
    "claim": Claim,
    "correction": Correction,
    "question": Question,
    "citation": Citation,
    "highlight": Highlight,
}

TYPES = f"write type: {' | '.join(CONTENTS)}"

Decoded = tuple[AnnotationFields, Content]


class Desk(NamedTuple):
    """What an article's annotations are read with."""

    finder: Finder
    sources: Sources
    tools: Tools
    ids: tuple[str, ...] = ()
    """Of all annotations of the article."""


def read_annotations(items: Iterable[Node], slug: str, desk: Desk) -> tuple[Annotation, ...]:
    """Read an article's annotations; one that lacks what it must have is left out."""
    context = desk.finder.context
    decoded: list[Decoded] = []
    for item in items:
        if pair := decode_annotation(item, context):
            decoded.append(pair)
        elif isinstance(item, Mapping):
            context.lost.extend(lost_of_mapping(item))
    ids = tuple(annotation_ids([fields for fields, _ in decoded], context))
    named = zip(ids, decoded, strict=True)
    return tuple(_complete(id_, pair, slug, desk=desk._replace(ids=ids)) for id_, pair in named)


def decode_annotation(node: Node, context: Context) -> Decoded | None:
    """Read the keys of one annotation as its type wants them."""
    if not isinstance(node, Mapping):
        found = f"found {called(node)} where an annotation is meant"
        context.report(node, "wrong-type", found, "write {type: note, exact: …, body: …}")
        return None
    key, kind = next((entry for entry in node.entries if entry[0].text == "type"), (None, None))
    if kind is None or is_empty(kind):
        message = '"type" has no value' if key else 'an annotation must have "type"'
        context.report(key or node, "missing-field", message, TYPES)
        return None
    if not isinstance(kind, Scalar):
        context.report(kind, "wrong-type", f"found {called(kind)} where a text is meant", TYPES)
        return None
    try:
        content_type = CONTENTS[read_choice(kind, tuple(CONTENTS))]  # type: ignore[index]
    except MisfitError as misfit:
        context.report(kind, misfit.code, misfit.message, misfit.hint)
        return None
    fields, content = decode_together(node, (AnnotationFields, content_type), context)
    if isinstance(fields, AnnotationFields) and isinstance(content, Content):
        return fields, content
    return None


def annotation_ids(annotations: list[AnnotationFields], context: Context) -> Iterator[str]:
    """Give each annotation its author's id or one made of its type and passage.

    A made id stands as long as type and passage do. Only annotations of one type on the very
    same passage are told apart by their order.
    """
    given: dict[str, AnnotationFields] = {}
    for fields in annotations:
        if fields.id is None:
            continue
        if fields.id in given:
            message = f'the id "{fields.id}" is on line {given[fields.id].line} too'
            context.at(
                fields.line, fields.column, "duplicate-id", message, "give one of them another id"
            )
        given.setdefault(fields.id, fields)
    taken = set(given)
    for fields in annotations:
        yield fields.id or _made_id(fields, taken)


MADE_LENGTH = 40
"""Code points of a passage that a made id shows."""


def _made_id(fields: AnnotationFields, taken: set[str]) -> str:
    made = id_ = _name(fields)
    ordinal = 1
    while id_ in taken:
        ordinal += 1
        # No id of an author's and no slug has this sign, so the passage "talks 2" is another.
        id_ = f"{made}_{ordinal}"
    taken.add(id_)
    return id_


def _name(fields: AnnotationFields) -> str:
    """Name an annotation by its type and passage alone, whatever others there are.

    Where the words of the name do not tell the whole passage, a digest tells it from others.
    """
    named = [
        " ".join(part.text.split()) if part else ""
        for part in (fields.exact, fields.prefix, fields.suffix)
    ]
    words = slugify(named[0])[:MADE_LENGTH].rstrip("-")
    if [words.replace("-", " "), "", ""] == named:
        return f"{fields.type}-{words}" if words else fields.type
    digest = blake2b("\0".join(named).encode(), digest_size=3).hexdigest()
    return "-".join(part for part in (fields.type, words, digest) if part)


def _complete(id_: str, decoded: Decoded, slug: str, *, desk: Desk) -> Annotation:
    fields, content = decoded
    finder, name = desk.finder, f"{slug}_{id_}"
    anchored = finder.find(selector(fields), id_, desk.ids)
    passage = anchored.passage
    verdict = content.verdict if isinstance(content, Claim) else None
    answer = content.answer if isinstance(content, Question) else None

    def render(markdown: Markdown | None, part: str) -> Prose | None:
        # Several notes stand on a page, on those of entities and stories too.
        whole = f"{name}{part}"
        return desk.tools.render(markdown, finder.context, name=whole, heading_prefix=f"{whole}-")

    return Annotation(
        id=id_,
        fields=fields,
        content=content,
        source_ids=desk.sources.define(fields.sources),
        passage=passage,
        words=finder.words(passage) if passage else "",
        state=anchored.state,
        body=render(fields.body, ""),
        answer=render(answer, "-answer"),
        verdict=render(verdict.body if verdict else None, "-verdict"),
    )
