"""A path and the moment it is asked for in to what is answered, as a host of pages would."""

from http import HTTPStatus

import msgspec

from site_builder.serving.files import has_file, path_inside, read_file, read_path
from site_builder.serving.live import Moment, ServedSite
from site_builder.serving.media import media_type_of
from site_builder.serving.pages import PageState, state_of, with_client
from site_builder.serving.problems import missing_page, unbuilt_page

HTML = media_type_of("index.html")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a client gets for a path."""

    status: HTTPStatus
    body: bytes = b""
    media_type: str = HTML
    location: str = ""
    """The path that a redirect leads to."""

    state: PageState = PageState("")
    """Of a page; of anything else the empty one, which no page has."""


def answer(moment: Moment, written: str) -> Answer:
    """Answer for a path from the server's root, with its `%` codes as the client sent them."""
    if moment.site is None:
        page = unbuilt_page(moment)
        return _page(page, written, None, status=HTTPStatus.SERVICE_UNAVAILABLE)
    parts = read_path(written)
    if parts is None:
        return _missing(moment.site, written)
    path = path_inside(moment.site, parts)
    if path is not None:
        return _answer_inside(moment.site, path, written)
    if parts == ("",) or (*parts, "") == read_path(moment.site.root):
        return _redirect(moment.site.root)
    return _missing(moment.site, written)


def _answer_inside(site: ServedSite, path: str, written: str) -> Answer:
    is_folder = path == "" or path.endswith("/")
    # A host looks for `x` first, then for the folder `x`, then for `x.html`.
    if not is_folder and not has_file(site, path) and has_file(site, f"{path}/index.html"):
        return _redirect(f"{written}/")
    for name in (f"{path}index.html",) if is_folder else (path, f"{path}.html"):
        content = read_file(site, name)
        if content is not None:
            return _file(content, name, written, site)
    return _missing(site, written)


def _file(content: bytes, name: str, written: str, site: ServedSite) -> Answer:
    media_type = media_type_of(name)
    if media_type == HTML:
        return _page(content, written, site, status=HTTPStatus.OK)
    return Answer(status=HTTPStatus.OK, body=content, media_type=media_type)


def _missing(site: ServedSite, written: str) -> Answer:
    page = read_file(site, "404.html") or missing_page()
    return _page(page, written, site, status=HTTPStatus.NOT_FOUND)


def _page(page: bytes, written: str, site: ServedSite | None, *, status: HTTPStatus) -> Answer:
    state = state_of(page, written, site)
    return Answer(status=status, body=with_client(page, state), state=state)


def _redirect(location: str) -> Answer:
    # Never a lasting one: a browser would go by it long after the site has changed.
    return Answer(status=HTTPStatus.FOUND, location=location)
