"""A site's folder to its built site: read → link → plan → render → write."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from site_builder import cache
from site_builder.cache import CacheUnusable, Stamp
from site_builder.link import Files, Linked, link_site, relink_site
from site_builder.model.problems import Problem, ProblemsFound, each_once
from site_builder.others import Place, write_others
from site_builder.read import Known, ReadSeed, read_files, stamp_others
from site_builder.render import Press, RenderSeed, page_parts, render_pages
from site_builder.request import Progress, Report, Request, is_good, reading_options
from site_builder.scan import Scan, scan
from site_builder.state import (
    State,
    Work,
    begin,
    delta_of_reading,
    delta_of_writing,
    digest_content,
    digest_shown,
    facts_of,
    is_up_to_date,
    outcome,
    recall,
    recall_all,
    save,
    shown_by,
    unchanged,
)
from site_builder.theme import theme_folders
from site_builder.touched import is_reached
from site_builder.workers import fewer_collections
from site_builder.writing.context import PlannedPage, make_site
from site_builder.writing.keys import Parts, digest_of
from site_builder.writing.output import Stage, commit, open_stage
from site_builder.writing.ownership import Tree, check_output
from site_builder.writing.plan import MAKERS, file_of
from site_builder.writing.templates import Templates


class Before(NamedTuple):
    """What a build starts from."""

    state: State
    facts: Mapping[str, bytes]
    """What this build as a whole is made of."""


def build(
    request: Request, progress: Progress = lambda _: None, last: State | None = None
) -> tuple[Report, State]:
    """Bring the output up to date; with a problem it stays as it is.

    `last` is what the build before left in this process; without it the cache is asked. Raises
    `ConfigBroken`, `OutputRefused` and `OSError` for what is not the content's fault.
    """
    work = begin(request, progress)
    folder = check_output(
        request.output or request.site / "output",
        site=request.site,
        protected=(request.site / "content", request.site / "templates"),
    )
    with fewer_collections(), open_stage(folder) as stage:
        try:
            return _build(work, stage, last)
        except CacheUnusable as fault:
            # It was found damaged after it had been gone on from, or somebody took it away.
            work.notes[:] = work.notes or [str(fault)]
            return _build(work, stage, State())


def check(request: Request, progress: Progress = lambda _: None) -> Report:
    """Do all that `build` does, but write nothing."""
    work = begin(request, progress)
    return _with_cache(work, lambda before: _check(work, before))


def _build(work: Work, stage: Stage, last: State | None) -> tuple[Report, State]:
    request, tree = work.request, stage.tree
    facts = facts_of(work, tree.listed)
    state = last or recall(work)
    found = scan(request.site)
    if last is None and is_up_to_date(state, found, facts, tree):
        return unchanged(state, work), state
    if last is None:
        state = recall_all(state, facts, work)
    linked, state = _read_and_link(work, found, state, facts)
    if not is_good(linked.problems, request):
        return _report(linked, _check_templates(linked, request), work), state
    return _render_and_write(work, stage, tree, linked=linked, before=Before(state, facts))


def _check(work: Work, before: State) -> Report:
    request, progress = work.request, work.progress
    linked, state = _look(work, before)
    if not is_good(linked.problems, request):
        return _report(linked, _check_templates(linked, request), work)
    try:
        press = _press(linked, state, {"theme": b""}, request)
    except ProblemsFound as found:
        return _report(linked, found.problems, work)
    progress(f"rendering {len(linked.pages):,} pages")
    seed = _seed(linked, linked.pages, state, work, press)._replace(known=state.parts)
    rendered = render_pages(seed, linked.pages, jobs=request.jobs)
    report = _report(linked, rendered.problems, work)
    return msgspec.structs.replace(
        report, rendered=len(rendered.parts), is_good=is_good(report.problems, request)
    )


def read_linked(request: Request) -> Linked:
    """Read a site and link it, without rendering a page."""
    work = begin(request, lambda _: None)
    return _look(work, recall(work))[0]


class Found(NamedTuple):
    """A page and what it is made of."""

    page: PlannedPage
    templates: Templates
    parts: Parts
    last: Parts | None
    """Of the page that the last build wrote; None when it wrote none."""


def find_parts(request: Request, paths: Sequence[str]) -> Found | None:
    """Find what the page of a path is made of, and what it was made of in the last build.

    `paths` are from the site's root; the first that is a page's counts. Raises `ProblemsFound`
    for a theme that cannot be used.
    """
    work = begin(request, lambda _: None)
    return _with_cache(work, lambda before: _find_parts(work, before, paths))


def _find_parts(work: Work, before: State, paths: Sequence[str]) -> Found | None:
    linked, state = _look(work, before)
    by_path = {page.path: page for page in linked.pages}
    pages = tuple(by_path[path] for path in paths if path in by_path)[:1]
    if not pages:
        return None
    press = _press(linked, state, {"theme": b""}, work.request)
    seed = _seed(linked, pages, state, work, press)
    page = pages[0]
    last = state.parts.get(file_of(page.path))
    return Found(page, press.templates, page_parts(seed, page), last)


Outcome = TypeVar("Outcome")


def _with_cache(work: Work, look: Callable[[State], Outcome]) -> Outcome:
    """Look at a site with what the cache knows of it, or without when it is of no use."""
    try:
        return look(recall(work))
    except CacheUnusable as fault:
        work.notes.append(str(fault))
        return look(State())


def _look(work: Work, before: State) -> tuple[Linked, State]:
    facts = facts_of(work, {})
    state = recall_all(before, facts, work)
    return _read_and_link(work, scan(work.request.site), state, facts, saves=False)


def _read_and_link(
    work: Work, found: Scan, before: State, facts: Mapping[str, bytes], *, saves: bool = True
) -> tuple[Linked, State]:
    """Read what is not known, and link it to what is."""
    request = work.request
    work.progress(f"reading {len(found.files):,} files")
    seed = ReadSeed(request.site, reading_options(request, work.config), work.versions, {})
    known = {
        path: Known(before.stamps[path], packet)
        for path, packet in before.packets.items()
        if path in before.stamps
    }
    reading = read_files(seed, found.files, known=known, jobs=request.jobs)
    after = before._replace(
        stamps={**reading.stamps, **stamp_others(request.site, found.files, before.stamps)},
        packets=reading.packets,
        proses={**before.proses, **reading.proses},
    )
    if saves:
        save(work, delta_of_reading(before, after, reading))
    work.progress("linking")
    return _link(work, found, before, after, facts), after


def _link(
    work: Work, found: Scan, before: State, after: State, facts: Mapping[str, bytes]
) -> Linked:
    shown = shown_by(work.request)
    files = Files(found, after.packets, _copies(found, after.stamps))
    is_alike = before.facts.get("config") == facts["config"] and not found.problems
    last = before.linked
    if is_alike and last is None and _is_small(before, after):
        then = Files(found, before.packets, _copies(found, before.stamps))
        last = link_site(then, shown, work.config)
        # Since the last good build articles may have come out or expired.
        is_alike = before.facts.get("shown") == digest_shown(last)
    if is_alike and last is not None:
        linked = relink_site(last, files, shown)
        if linked is not None:
            return linked
    return link_site(files, shown, work.config)


SMALL = 100
"""Changed files up to which it pays to link the site as it was, to see what they touch."""


def _is_small(before: State, after: State) -> bool:
    """Tell whether little has changed since the good build that the cache tells of."""
    if before.facts.get("content") != digest_content(before.stamps):
        return False
    changed = [
        path for path, packet in after.packets.items() if packet is not before.packets.get(path)
    ]
    return len(changed) <= SMALL and before.stamps.keys() == after.stamps.keys()


def _copies(found: Scan, stamps: Mapping[str, Stamp]) -> dict[str, str]:
    beginning = "content/copies/"
    return {
        file.path.removeprefix(beginning): stamps[file.path].digest.hex()
        for file in found.files
        if file.kind == "copy" and file.path in stamps
    }


def _render_and_write(
    work: Work, stage: Stage, tree: Tree, *, linked: Linked, before: Before
) -> tuple[Report, State]:
    """Render what may look different, and put the new site in the place of the old."""
    request = work.request
    state, facts = before
    try:
        press = _press(linked, state, facts, request)
    except ProblemsFound as found:
        return _report(linked, found.problems, work), state
    is_ours = state.facts.get("output") == facts["output"]
    known = {p: parts for p, parts in state.parts.items() if is_ours and p in tree.standing}
    frame = {"theme": facts["theme"], "site": press.site}
    is_framed_alike = all(state.facts.get(name) == value for name, value in frame.items())
    pages = _candidates(linked, known) if is_framed_alike else linked.pages
    work.progress(f"rendering {len(pages):,} pages")
    seed = _seed(linked, pages, state, work, press)._replace(stage=stage.root, known=known)
    rendered = render_pages(seed, pages, jobs=request.jobs)
    report = _report(linked, rendered.problems, work)
    if not is_good(report.problems, request):
        return report, state._replace(press=press)
    work.progress("writing")
    place = Place(request.site, state.stamps, stage.root, tree.standing)
    others, standing = write_others(linked, press.templates, place)
    written = {**rendered.written, **others}
    files = [file_of(page.path) for page in linked.pages]
    kept = {*(path for path in files if path not in written), *standing}
    changes = commit(stage, written, kept=kept)
    wanted = {**written, **{path: tree.standing[path] for path in kept}}
    good = state._replace(
        parts={path: rendered.parts.get(path) or known[path] for path in files},
        linked=linked._replace(touched=None),
        facts={**facts, **frame, **outcome(linked, wanted, state, request)},
        press=press,
    )
    save(work, delta_of_writing(state, good, rendered.parts))
    report = msgspec.structs.replace(
        _report(linked, rendered.problems, work),
        rendered=len(rendered.parts),
        written=changes.written,
        removed=changes.removed,
        is_good=True,
    )
    return report, good


def _press(linked: Linked, state: State, facts: Mapping[str, bytes], request: Request) -> Press:
    """Take the templates of the build before, unless they would print something else."""
    site = make_site(linked.catalogue)
    last = state.press
    if last is not None and (last.theme, last.site) == (facts["theme"], digest_of(site)):
        return last
    return Press(theme_folders(request.site), site, facts["theme"])


def _candidates(linked: Linked, known: Mapping[str, Parts]) -> tuple[PlannedPage, ...]:
    """List the pages that may look different from those that stand in the output."""
    touched = linked.touched
    if touched is None:
        return linked.pages
    return tuple(
        page
        for page in linked.pages
        if is_reached(page, touched) or file_of(page.path) not in known
    )


def _seed(
    linked: Linked, pages: Iterable[PlannedPage], state: State, work: Work, press: Press
) -> RenderSeed:
    """Gather what some pages are rendered with, from the cache where need be."""
    articles = linked.catalogue.archive.articles
    slugs = {articles[page.subject].path: page.subject for page in pages if page.kind == "article"}
    missing = {path: state.stamps[path] for path in slugs if path not in state.proses}
    stored = cache.load_proses(work.request.site, missing) if missing else {}
    proses = {slug: state.proses.get(path) or stored[path] for path, slug in slugs.items()}
    return RenderSeed(linked.catalogue, press, proses)


def _check_templates(linked: Linked, request: Request) -> tuple[Problem, ...]:
    """Find templates that cannot be parsed, when content's faults keep pages from rendering."""
    if not (request.site / "templates").is_dir():
        # The built-in ones can be parsed, and who mends a text should not wait for that.
        return ()
    problems: list[Problem] = []
    try:
        templates = Templates(theme_folders(request.site), site=make_site(linked.catalogue))
    except ProblemsFound as found:
        return found.problems
    for name in dict.fromkeys(maker.template for maker in MAKERS.values()):
        try:
            templates.closure(name)
        except ProblemsFound as found:
            problems.extend(found.problems)
    return tuple(problems)


def _report(linked: Linked, problems: tuple[Problem, ...], work: Work) -> Report:
    return Report(
        problems=each_once((*linked.problems, *problems)),
        pages=len(linked.pages),
        seconds=time.perf_counter() - work.started,
        notes=tuple(dict.fromkeys(work.notes)),
    )
