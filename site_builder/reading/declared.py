"""The entities that an article declares to their mentions in its text."""

from collections.abc import Mapping

from site_builder.model.annotation import Mention
from site_builder.model.article import Article, FoundMention
from site_builder.model.problems import Problem
from site_builder.reading.mentions import find_mentions
from site_builder.reading.passage_problems import Written, shared_name_problem

Names = Mapping[str, tuple[str, ...]]
"""The name and the aliases of every entity that is shown, by its id."""


def declared_ids(article: Article) -> tuple[str, ...]:
    """List the entities whose names decide what is found in an article."""
    mentioned = (
        annotation.content.entity.id
        for annotation in article.annotations
        if isinstance(annotation.content, Mention)
    )
    named = (reference.id for reference in article.fields.entities)
    return tuple(dict.fromkeys(id_.removeprefix("entity:") for id_ in (*named, *mentioned)))


def find_declared(
    article: Article, written: Written, names: Names
) -> tuple[tuple[FoundMention, ...], tuple[Problem, ...]]:
    """Find where an article names the entities it declares; `mention`s settle what they cover."""
    declared = (reference.id.removeprefix("entity:") for reference in article.fields.entities)
    taken = [
        (annotation.passage, annotation.content.entity.id.removeprefix("entity:"))
        for annotation in article.annotations
        if isinstance(annotation.content, Mention) and annotation.passage is not None
    ]
    known = {id_: names[id_] for id_ in declared if id_ in names}
    mentions = find_mentions(
        written.text, known, taken=[(passage, id_) for passage, id_ in taken if id_ in names]
    )
    problems = tuple(shared_name_problem(shared, written) for shared in mentions.shared)
    return mentions.found, problems
