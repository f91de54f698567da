"""Parts of records to what cells of tables hold."""

from collections.abc import Iterable

from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.attribution import chain
from site_builder.model.claims import claim_key, is_claim
from site_builder.model.entity import Role
from site_builder.model.prose import Prose
from site_builder.model.target import Kind, Target, publisher_target
from site_builder.model.text import Reference, ReferenceOrText
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.columns import Value
from site_builder.writing.statements import annotation_path

Ids = list[str | dict[str, str]]


def page_url(target: Target, catalogue: Catalogue) -> str:
    """Give the whole address of a record on the site."""
    return catalogue.archive.config.origin + catalogue.address(catalogue.path(target))


def annotation_url(article: Article, annotation: Annotation, catalogue: Catalogue) -> str:
    """Give the whole address of an annotation."""
    path = annotation_path(article.slug, annotation.id)
    return catalogue.archive.config.origin + catalogue.address(path)


def ids(references: Iterable[Reference], kind: Kind, catalogue: Catalogue) -> Ids:
    """List the records that some references name and that are shown, each once."""
    found = catalogue.archive.names.all(references, (kind,))
    return list(dict.fromkeys(target.id for target in found))


def id_of(
    reference: Reference | None, kind: Kind, among: tuple[Kind, ...], catalogue: Catalogue
) -> str | None:
    """Give the record that a reference means among some kinds, if it is of one and shown."""
    found = catalogue.archive.names.all((reference,), among) if reference else ()
    return found[0].id if found and found[0].kind == kind else None


def publisher(text: ReferenceOrText | None, catalogue: Catalogue) -> str | None:
    """Name a publisher."""
    return catalogue.publisher(text.text).label if text else None


def publisher_id(text: ReferenceOrText | None, catalogue: Catalogue) -> str | None:
    """Give the entity that a publisher is, if it is one."""
    found = publisher_target(text.text).id if text else ""
    return found if found in catalogue.archive.entities else None


def role(held: Role, catalogue: Catalogue) -> dict[str, str]:
    """Tell an office by its words and dates, as far as they are given."""
    organization = held.organization
    told = {
        "title": held.title,
        "organization": catalogue.organization(organization.text).label if organization else None,
        "from": held.start.text if held.start else None,
        "to": held.end.text if held.end else None,
    }
    return {name: value for name, value in told.items() if value}


def steps(article: Article, annotation: Annotation, catalogue: Catalogue) -> Ids:
    """List a chain, nearest to the speaker first, each link as `kind:id`."""
    archive = catalogue.archive
    links = (link.target for link in chain(archive, article, annotation))
    return [
        f"entity:{id_}" if kind == "publisher" and id_ in archive.entities else f"{kind}:{id_}"
        for kind, id_ in links
    ]


def claims(references: Iterable[Reference], slug: str, catalogue: Catalogue) -> Ids:
    """List the claims that one names, by article and id, each once."""
    keys = dict.fromkeys(claim_key(reference, slug) for reference in references)
    return [f"{key.slug}#{key.id}" for key in keys if is_claim(catalogue.archive, key)]


def people(by: Iterable[Reference], catalogue: Catalogue) -> Ids:
    """Name the annotators that are known."""
    known = catalogue.archive.config.annotators
    return [known[reference.id].name for reference in by if reference.id in known]


def plain(prose: Prose | None) -> Value:
    """Give the text that readers see of a Markdown text."""
    return prose.text.strip() or None if prose else None
