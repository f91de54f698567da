"""Planned pages to bytes, in parallel where it pays; the write half of a build."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder.model.problems import Problem, ProblemsFound
from site_builder.read import unpack_prose
from site_builder.workers import Work, chosen_jobs
from site_builder.writing.assets import ThemeFolder
from site_builder.writing.catalogue import Catalogue
from site_builder.writing.context import Making, PlannedPage
from site_builder.writing.keys import Parts, digest_of, parts_of
from site_builder.writing.output import write_file
from site_builder.writing.ownership import Written
from site_builder.writing.plan import MAKERS, file_of
from site_builder.writing.templates import Templates
from site_builder.writing.views import Site


class Press:
    """A site's templates, compiled, and what tells whether they would print the same."""

    def __init__(self, folders: tuple[ThemeFolder, ...], site: Site, theme: bytes) -> None:
        """Read the templates, whose digest is `theme`.

        Raises `ProblemsFound` for a theme that cannot be used at all.
        """
        self.theme = theme
        self.templates = Templates(folders, site=site)
        self.site = digest_of(site)
        self.digests: Mapping[str, bytes] = {
            name: self._digest(name)
            for name in dict.fromkeys(maker.template for maker in MAKERS.values())
        }
        self._recipe = (folders, site, theme)

    def __reduce__(self) -> tuple[type["Press"], tuple[tuple[ThemeFolder, ...], Site, bytes]]:
        """Go to another process as what it is made of."""
        return Press, self._recipe

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


def render_pages(seed: RenderSeed, pages: Sequence[PlannedPage], *, jobs: int) -> Rendered:
    """Render every page that is not known, to the stage where there is one."""
    parts = list(RENDER.run(seed, pages, jobs=chosen_jobs(jobs, len(pages))))
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
        maker = MAKERS[page.kind]
        head, view = maker.make(page, making)
        path = file_of(page.path)
        parts = parts_of(head, view, template=press.digests[maker.template], site=press.site)
        if seed.known.get(path) == parts:
            continue
        try:
            html = press.templates.render(maker.template, page=head, view=view)
        except ProblemsFound as found:
            problems |= dict.fromkeys(found.problems)
            continue
        done.parts[path] = parts
        if seed.stage is not None:
            done.written[path] = write_file(seed.stage, path, html.encode())
    return Rendered(done.written, done.parts, tuple(problems))


def page_parts(seed: RenderSeed, page: PlannedPage) -> Parts:
    """Digest all that one page is made of."""
    maker = MAKERS[page.kind]
    making = Making(seed.catalogue, lambda slug: unpack_prose(seed.proses[slug]))
    head, view = maker.make(page, making)
    template = seed.press.digests[maker.template]
    return parts_of(head, view, template=template, site=seed.press.site)


def _as_it_is(seed: RenderSeed) -> RenderSeed:
    return seed


RENDER = Work(_as_it_is, render_part)
