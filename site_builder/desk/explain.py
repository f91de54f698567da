"""An address of the site to what its page is made of, and why it would be rendered again."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from site_builder.build import Found, find_parts
from site_builder.request import Request, read_config
from site_builder.writing.plan import MAKERS


class NoSuchPage(Exception):
    """Raised with one sentence for an address that no page has."""


def explain(request: Request, url: str) -> Iterator[str]:
    """Say what a page or a file for machines is made of, a line each.

    The parts that differ from the last build come first.
    `url` may be whole, under the base path, or from the site's root.
    """
    root = read_config(request).root
    path = unquote(urlsplit(url).path) or "/"
    inside = f"/{path.removeprefix(root)}" if path.startswith(root) else path
    found = find_parts(request, (inside, path, f"{inside}/", f"{path}/"))
    if found is None:
        raise NoSuchPage(f"no page has the address {url}")
    subject = f" of {found.page.subject}" if found.page.subject else ""
    yield f"{found.page.path}: {found.page.kind}{subject}"
    if found.page.kind in MAKERS:
        template = MAKERS[found.page.kind].template
        yield f"made by {template} with " + ", ".join(
            sorted(found.templates.closure(template) - {template})
        )
    yield from _compare(found)


def _compare(found: Found) -> Iterator[str]:
    if found.last is None:
        yield "it was not written by the last build: all of it is new"
    differing = [
        name for name, digest in found.parts.items() if (found.last or {}).get(name) != digest
    ]
    if not differing:
        yield "nothing differs from the last build: it would not be rendered"
    for name in sorted(found.parts, key=lambda name: (name not in differing, name)):
        state = "differs" if name in differing else "same"
        yield f"  {state:8} {name:16} {found.parts[name].hex()}"
