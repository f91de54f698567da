"""Planned pages to bytes, in parallel where it pays; the write half of a build."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.texts import Texts
from site_builder.read import unpack_prose
from site_builder.request import Progress
from site_builder.workers import Work, chosen_jobs
from site_builder.writing.assets import ThemeFolder
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making, PlannedPage
from site_builder.writing.exports.registry import DOCUMENTS
from site_builder.writing.keys import Parts, digest_of, parts_of
from site_builder.writing.output import write_file
from site_builder.writing.ownership import Written
from site_builder.writing.plan import MAKERS, file_of
from site_builder.writing.templates import NONE, Templates
from site_builder.writing.views import Site


class Press:
    """A site's templates, compiled, and what tells whether they would print the same."""

    def __init__(
        self,
        folders: tuple[ThemeFolder, ...],
        site: Site,
        theme: bytes,
        digests: Mapping[str, bytes] | None = None,
        texts: Texts = NONE,
    ) -> None:
        """Read the templates, whose digest is `theme`; `digests` are known from a build before.

        Raises `ProblemsFound` for a theme that cannot be used at all.
        """
        self.theme = theme
        self.templates = Templates(folders, site=site, texts=texts)
        self.site = digest_of(site)
        self._known = digests
        self._recipe = (folders, site, theme)
        self._texts = texts

    def __reduce__(self) -> tuple[type["Press"], tuple[object, ...]]:
        """Go to another process as what it is made of."""
        return Press, (*self._recipe, self.digests, self._texts)

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """What each template of a page is made of; a page alone can be made without."""
        if self._known is not None:
            return self._known
        templates = dict.fromkeys(maker.template for maker in MAKERS.values())
        return {name: self._digest(name) for name in templates}

    def _digest(self, name: str) -> bytes:
        try:
            return bytes.fromhex(self.templates.digest(name))
        except ProblemsFound:
            # Rendering with it will tell.
            return b""


class RenderSeed(NamedTuple):
    """What a process renders pages with."""

    catalogue: Catalogue
    press: Press
    proses: Mapping[str, bytes]
    """The texts of articles, by slug."""

    stage: Path | None = None
    """Where pages are written to; None when they are only checked."""

    known: Mapping[str, Parts] = {}
    """By path in the output the parts of pages that stand there; they are left if unchanged."""


class Rendered(msgspec.Struct, frozen=True, array_like=True):
    """What a process has done of its pages, by path in the output."""

    written: dict[str, Written]
    parts: dict[str, Parts]
    """Of the pages that were rendered."""

    problems: tuple[Problem, ...]


def render_pages(
    seed: RenderSeed,
    pages: Sequence[PlannedPage],
    *,
    jobs: int,
    progress: Progress = lambda _: None,
) -> Rendered:
    """Render every page that is not known, to the stage where there is one."""
    parts: list[Rendered] = []
    for part in RENDER.run(seed, pages, jobs=chosen_jobs(jobs, len(pages))):
        parts.append(part)
        progress(f"rendering {len(pages):,} pages")
    problems = dict.fromkeys(problem for part in parts for problem in part.problems)
    return Rendered(
        {path: file for part in parts for path, file in part.written.items()},
        {path: made for part in parts for path, made in part.parts.items()},
        tuple(problems),
    )


def render_part(seed: RenderSeed, pages: Sequence[PlannedPage]) -> Rendered:
    """Render some pages; faults of templates are problems."""
    done = Rendered({}, {}, ())
    problems: dict[Problem, None] = {}
    press = seed.press
    making = Making(seed.catalogue, lambda slug: unpack_prose(seed.proses[slug]))
    for page in pages:
        path = file_of(page)
        try:
            print_ = _print_document if page.is_document else _print_page
            parts, content = print_(page, making, press, seed.known.get(path))
        except ProblemsFound as found:
            problems |= dict.fromkeys(found.problems)
            continue
        if content is not None:
            done.parts[path] = parts
            if seed.stage is not None:
                done.written[path] = write_file(seed.stage, path, content)
    return Rendered(done.written, done.parts, tuple(problems))


Printed = tuple[Parts, bytes | None]
"""What a page is made of, and its bytes; None when it is known by the very same parts."""


def _print_page(page: PlannedPage, making: Making, press: Press, known: Parts | None) -> Printed:
    maker = MAKERS[page.kind]
    head, view = maker.make(page, making)
    parts = parts_of(head, view, template=press.digests[maker.template], site=press.site)
    if known == parts:
        return parts, None
    return parts, press.templates.render(maker.template, page=head, view=view).encode()


def _print_document(page: PlannedPage, making: Making, _: Press, known: Parts | None) -> Printed:
    content = DOCUMENTS[page.kind].make(page.subject, making)
    parts = {"content": digest_of(content)}
    return parts, None if known == parts else content


def page_parts(seed: RenderSeed, page: PlannedPage) -> Parts:
    """Digest all that one page or document is made of."""
    making = Making(seed.catalogue, lambda slug: unpack_prose(seed.proses[slug]))
    if page.is_document:
        return _print_document(page, making, seed.press, None)[0]
    maker = MAKERS[page.kind]
    head, view = maker.make(page, making)
    template = seed.press.digests[maker.template]
    return parts_of(head, view, template=template, site=seed.press.site)


def print_anew(seed: RenderSeed, page: PlannedPage) -> bytes:
    """Make one page or document, whatever is known of it; raise `ProblemsFound` as templates do."""
    making = Making(seed.catalogue, lambda slug: unpack_prose(seed.proses[slug]))
    if page.is_document:
        return DOCUMENTS[page.kind].make(page.subject, making)
    maker = MAKERS[page.kind]
    head, view = maker.make(page, making)
    return seed.press.templates.render(maker.template, page=head, view=view).encode()


def _as_it_is(seed: RenderSeed) -> RenderSeed:
    return seed


RENDER = Work(_as_it_is, render_part)
