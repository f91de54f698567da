"""A page to what its head says for machines: schema.org, Open Graph, and how to cite it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from site_builder.writing.catalogue import Catalogue
from site_builder.writing.metadata.article import article_nodes
from site_builder.writing.metadata.records import (
    entity_node,
    event_node,
    source_node,
    story_node,
)
from site_builder.writing.metadata.tags import citation, open_graph
from site_builder.writing.metadata.things import Described, Node, known, whole
from site_builder.writing.views import Metadata

RECORDS: Mapping[str, Callable[[str, Catalogue], Node]] = MappingProxyType(
    {"entity": entity_node, "event": event_node, "source": source_node, "story": story_node}
)
"""What the pages of single records are about."""

PLAIN = frozenset({"home", "page", "data"})
"""Kinds of pages that are about nothing else."""

UNDESCRIBED = frozenset({"not-found", "redirect"})


def describe(page: Described, catalogue: Catalogue) -> Metadata:
    """Tell machines of a page; of one that leads elsewhere or nowhere there is nothing to tell."""
    if page.kind in UNDESCRIBED:
        return Metadata()
    return Metadata(
        open_graph=tuple(open_graph(page, catalogue)),
        citation=tuple(citation(page.subject, page.url, catalogue))
        if page.kind == "article"
        else (),
        json_ld=json_ld(graph(page, catalogue)),
    )


def json_ld(nodes: list[Node]) -> str:
    """Write things as JSON-LD that no text in them can end, as an element `script` holds it."""
    written = msgspec.json.encode({"@context": "https://schema.org", "@graph": nodes}).decode()
    return (
        written.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def graph(page: Described, catalogue: Catalogue) -> list[Node]:
    """Tell of a page, of what it is about, and of where it belongs."""
    about = _about(page, catalogue)
    config = catalogue.archive.config
    home = whole(config.root, catalogue)
    site = {"@type": "WebSite", "@id": f"{home}#_site", "url": home, "name": config.title}
    way = _way(page, catalogue)
    own: Node = {
        "@type": _page_type(page.kind),
        "@id": f"{page.url}#_page",
        "url": page.url,
        "name": page.title,
        "description": page.description,
        "inLanguage": config.language,
        "license": config.license.url if config.license else None,
        "isPartOf": known({**site, "description": config.description}),
        "mainEntity": {"@id": about[0]["@id"]} if about else None,
        "breadcrumb": {"@id": way["@id"]} if way else None,
    }
    return [known(own), *about, *([way] if way else [])]


def _page_type(kind: str) -> str:
    if kind in PLAIN or kind in RECORDS or kind == "article":
        return "WebPage"
    return "CollectionPage"


def _about(page: Described, catalogue: Catalogue) -> list[Node]:
    if page.kind == "article":
        return article_nodes(page.subject, page.url, catalogue)
    tell = RECORDS.get(page.kind)
    return [tell(page.subject, catalogue)] if tell else []


def _way(page: Described, catalogue: Catalogue) -> Node | None:
    """List the pages from the front page down to this one."""
    if not page.breadcrumbs:
        return None
    steps = [(crumb.label, whole(crumb.url, catalogue)) for crumb in page.breadcrumbs]
    steps.append((page.title, page.url))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page.url}#_breadcrumbs",
        "itemListElement": [
            known({"@type": "ListItem", "position": place, "name": label, "item": url})
            for place, (label, url) in enumerate(steps, 1)
        ],
    }
