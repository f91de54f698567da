"""Chains that lead back to where they were: sources that relay themselves, steps named twice."""

from collections.abc import Iterator

from site_builder.linking.collect import Records, all_sources
from site_builder.model.annotation import Annotation, Claim, Quotation
from site_builder.model.archive import Archive
from site_builder.model.attribution import origins, relayed
from site_builder.model.problems import Problem
from site_builder.model.source import Source
from site_builder.model.target import Target
from site_builder.model.text import Reference


def check_loops(records: Records, archive: Archive) -> Iterator[Problem]:
    """Check that every chain has a beginning."""
    for source in all_sources(records):
        yield from _check_origin(source, archive)
    for article in records.articles:
        for annotation in article.annotations:
            yield from _check_via(annotation, article.path, archive)


def _check_origin(source: Source, archive: Archive) -> Iterator[Problem]:
    origin, target = source.fields.origin, Target("source", source.id)
    way = (target, *origins(archive, target))
    if origin is None or relayed(archive, way[-1]) != target:
        return
    through = f", through {_listed(way[1:])}" if len(way) > 1 else ""
    message = f'"{source.id}" relays itself{through}'
    yield _loop(origin, source.path, message, "leave the origin out of the one that was first")


def _listed(way: tuple[Target, ...]) -> str:
    return " and ".join(f'"{target.id}"' for target in way)


def _check_via(annotation: Annotation, path: str, archive: Archive) -> Iterator[Problem]:
    """Check that no step comes after one that has the words from it."""
    content = annotation.content
    seen: dict[Target, Reference] = {}
    for reference in content.via if isinstance(content, Quotation | Claim) else ():
        for target in archive.names.all((reference,), ("source", "entity")):
            if target in seen:
                earlier = seen[target].id
                message = f'the chain comes back to "{reference.id}"'
                if earlier != reference.id:
                    message += f', which "{earlier}" relays'
                hint = "name each step once, the one nearest to the speaker first"
                yield _loop(reference, path, message, hint)
            for step in (target, *origins(archive, target)):
                seen.setdefault(step, reference)


def _loop(reference: Reference, path: str, message: str, hint: str) -> Problem:
    return Problem(path, reference.line, reference.column, "chain-loop", message, hint)
