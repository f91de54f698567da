"""A site's folder to its built site: read → link → plan → render → write."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from site_builder import cache
from site_builder.album import Album, open_album
from site_builder.beside import look_beside, with_problems
from site_builder.cache import GENERATION, CacheUnusable, Stamp
from site_builder.copies import copies_of, digests_of_copies
from site_builder.link import Files, Linked, link_site, relink_site
from site_builder.linking.select import Shown
from site_builder.model.pieces import Pieces, differing, replaced
from site_builder.model.problems import Problem, ProblemsFound, each_once
from site_builder.model.prose import Prose
from site_builder.model.text import Sha256
from site_builder.others import (
    Place,
    check_own,
    export_parts_in,
    find_export,
    is_history_known,
    write_others,
)
from site_builder.published import find_vanished
from site_builder.read import Known, ReadSeed, read_files, stamp_others, unpack_prose
from site_builder.render import Press, Rendered, RenderSeed, page_parts, render_pages
from site_builder.request import Progress, Report, Request, is_good, reading_options
from site_builder.scan import Scan, scan
from site_builder.searching import is_searched
from site_builder.shelved import unshelve
from site_builder.state import (
    State,
    Work,
    begin,
    delta_of_reading,
    delta_of_writing,
    digest_content,
    facts_of,
    is_same_time,
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
from site_builder.writing.exports.database import LACKING, can_search
from site_builder.writing.keys import Parts, digest_of
from site_builder.writing.output import Stage, commit, open_stage
from site_builder.writing.ownership import Tree, check_output
from site_builder.writing.plan import MAKERS, count_pages, file_of, needs_text
from site_builder.writing.templates import Templates


class Before(NamedTuple):
    """What a build starts from."""

    state: State
    facts: Mapping[str, bytes]
    """What this build as a whole is made of."""


def build(
    request: Request,
    progress: Progress = lambda _: None,
    last: State | None = None,
    *,
    goes_on: bool = False,
) -> tuple[Report, State]:
    """Bring the output up to date; with a problem it stays as it is.

    `last` is what the build before left in this process; without it the cache is asked. A build
    that goes on leaves all that the next one needs, even where there was nothing to do. Whatever
    `progress` raises ends it, and the output stays as it is. Raises `ConfigBroken`,
    `OutputRefused` and `OSError` for what is not the content's fault.
    """
    work = begin(request, progress)
    if last is None and work.config.exports.database and not can_search():
        work.notes.append(LACKING)
    folder = check_output(
        request.output or request.site / "output",
        site=request.site,
        protected=(request.site / "content", request.site / "templates"),
    )
    with fewer_collections():
        try:
            with open_stage(folder) as stage:
                return _build(work, stage, last, goes_on=goes_on)
        except CacheUnusable as fault:
            # It was found damaged after it had been gone on from, or somebody took it away.
            work.notes[:] = work.notes or [str(fault)]
        with open_stage(folder) as stage:
            return _build(work, stage, State(), goes_on=goes_on)


def check(request: Request, progress: Progress = lambda _: None) -> Report:
    """Do all that `build` does, but write nothing."""
    work = begin(request, progress)
    return _with_cache(work, lambda before: _check(work, before))


def _build(work: Work, stage: Stage, last: State | None, *, goes_on: bool) -> tuple[Report, State]:
    request, tree = work.request, stage.tree
    facts = facts_of(work, tree.listed)
    state = last or recall(work)
    found = scan(request.site)
    if (
        last is None
        and not goes_on
        and is_up_to_date(state, found, facts, tree)
        and is_history_known(work.config, request.site, state.facts)
        and is_searched(work.config, state.facts, makes_index=request.makes_index)
    ):
        return unchanged(state, work), state
    if last is None:
        state = recall_all(state, facts, work)
    linked, state = _read_and_link(work, found, state, facts, stage=stage.root)
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
    rendered = render_pages(seed, linked.pages, jobs=request.jobs, progress=progress)
    gone = find_vanished(request.site, {page.path for page in linked.pages}, work.config.build.gone)
    report = _report(linked, (*rendered.problems, *check_own(linked), *gone), work)
    return msgspec.structs.replace(
        report,
        rendered=count_pages(_rendered(linked.pages, rendered)),
        is_good=is_good(report.problems, request),
    )


def read_linked(request: Request) -> Linked:
    """Read a site and link it, without rendering a page."""
    work = begin(request, lambda _: None)
    return _with_cache(work, lambda before: _look(work, before)[0])


def read_with_texts(request: Request) -> tuple[Linked, Callable[[str], Prose]]:
    """Read a site and link it; give what gives the text of an article by its slug."""
    work = begin(request, lambda _: None)
    linked, state = _with_cache(work, lambda before: _look(work, before))
    paths = {slug: article.path for slug, article in linked.catalogue.archive.articles.items()}
    missing = {path: state.stamps[path] for path in paths.values() if path not in state.proses}
    stored = cache.load_proses(request.site, missing) if missing else {}
    proses = {**stored, **state.proses}
    return linked, lambda slug: unpack_prose(proses[paths[slug]])


class Found(NamedTuple):
    """A page and what it is made of."""

    page: PlannedPage
    """Or the file of an export of the whole site, whose kind is the export's name."""

    templates: Templates
    parts: Parts
    last: Parts | None
    """Of the page that the last build wrote; None when it wrote none."""


def find_parts(request: Request, paths: Sequence[str]) -> Found | None:
    """Find what the file of a path is made of, and what it was made of in the last build.

    `paths` are from the site's root; the first that is one's counts. Raises `ProblemsFound`
    for a theme that cannot be used.
    """
    work = begin(request, lambda _: None)
    return _with_cache(work, lambda before: _find_parts(work, before, paths))


def _find_parts(work: Work, before: State, paths: Sequence[str]) -> Found | None:
    linked, state = _look(work, before)
    by_path = {page.path: page for page in linked.pages}
    pages = tuple(by_path[path] for path in paths if path in by_path)[:1]
    press = _press(linked, state, {"theme": b""}, work.request)
    if not pages:
        found = find_export(linked, paths, state.stamps)
        if found is None:
            return None
        page, parts = found
        return Found(page, press.templates, parts, export_parts_in(state.facts).get(page.kind))
    seed = _seed(linked, pages, state, work, press)
    page = pages[0]
    last = state.parts.get(file_of(page))
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
    return _read_and_link(work, scan(work.request.site), state, facts)


def _read_and_link(
    work: Work,
    found: Scan,
    before: State,
    facts: Mapping[str, bytes],
    *,
    stage: Path | None = None,
) -> tuple[Linked, State]:
    """Read what is not known, and link it to what is; without a stage nothing is kept of it."""
    request = work.request
    work.progress(f"reading {len(found.files):,} files")
    others = stamp_others(request.site, found.files, before.stamps)
    besides = look_beside(request.site, found.files, others, before.besides)
    options = reading_options(request, work.config)
    seed = ReadSeed(request.site, options, work.versions, {}, besides)
    known = Known(before.stamps, before.packets, before.way)
    progress = work.progress
    reading = read_files(seed, found.files, known=known, jobs=request.jobs, progress=progress)
    after = before._replace(
        stamps={**reading.stamps, **others},
        packets=reading.packets,
        way=reading.way,
        besides=besides,
        proses={**before.proses, **reading.proses},
    )
    if isinstance(before.packets, Pieces):
        # What they were before is asked for below, when the cache does not have it any more.
        before.packets.fetch(path for path in reading.fresh if path in before.packets)
    if stage is not None:
        save(work, delta_of_reading(before, after, reading))
    work.progress("linking")
    copies = digests_of_copies(found, after.stamps)
    copied = copies_of(copies, after, request.site)
    every = with_problems(found, besides)
    files = Files(every, after.packets, copies, copied, _album(work, others, stage))
    return _link(work, files, before, after, facts), after


def _link(
    work: Work, files: Files, before: State, after: State, facts: Mapping[str, bytes]
) -> Linked:
    shown, found = shown_by(work.request), files.found
    is_alike = before.facts.get("config") == facts["config"] and not found.problems
    last = before.linked
    if is_alike and last is None and _is_small(before, after):
        last = _recalled(work, found, before, shown)
    if is_alike and last is not None:
        linked = relink_site(last, files, shown, is_same_time=is_same_time(before))
        if linked is not None:
            return linked
    return link_site(files, shown, work.config)


def _album(work: Work, stamps: Mapping[str, Stamp], stage: Path | None) -> Album:
    request = work.request
    digests = {path: Sha256(stamp.digest.hex()) for path, stamp in stamps.items()}
    album = open_album(request.site, digests, stage=stage, keeps=request.use_cache)
    return album._replace(jobs=request.jobs, tell=work.progress)


def _recalled(work: Work, found: Scan, before: State, shown: Shown) -> Linked | None:
    """Take the last good build's site from the cache, unless it would show others by now."""
    if before.shelf is None or not is_same_time(before):
        return None
    copies = digests_of_copies(found, before.stamps)
    then = Files(found, before.packets, copies, copies_of(copies, before))
    problems = msgspec.msgpack.decode(before.facts["problems"], type=tuple[Problem, ...])
    last = unshelve(before.shelf, then, shown, config=work.config, problems=problems)
    return last and last._replace(answers=before.answers)


SMALL = 300
"""Changed files up to which it pays to find out what they touch."""


def _is_small(before: State, after: State) -> bool:
    """Tell whether little has changed since the good build that the cache tells of."""
    return (
        before.facts.get("content") == digest_content(before.stamps)
        and before.stamps.keys() == after.stamps.keys()
        and len(differing(before.packets, after.packets)) <= SMALL
    )


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
    known = _standing(state.parts, tree) if is_ours else {}
    frame = {"theme": facts["theme"], "site": press.site}
    digests = {"templates": msgspec.msgpack.encode(press.digests)}
    is_framed_alike = all(state.facts.get(name) == value for name, value in frame.items())
    pages = _candidates(linked, known) if is_framed_alike else linked.pages
    work.progress(f"rendering {len(pages):,} pages")
    seed = _seed(linked, pages, state, work, press)._replace(stage=stage.root, known=known)
    rendered = render_pages(seed, pages, jobs=request.jobs, progress=work.progress)
    report = _report(linked, rendered.problems, work)
    if not is_good(report.problems, request):
        return report, state._replace(press=press)
    work.progress("writing")
    facts_of_others = state.facts if is_ours else {}
    place = Place(
        request.site,
        state.stamps,
        stage.root,
        tree.standing,
        state.proses,
        facts_of_others,
        is_ours and tree.listed == tree.standing,
        work.request.makes_index,
    )
    others = write_others(linked, press.templates, place)
    if others.problems:
        return _report(linked, (*rendered.problems, *others.problems), work), state
    written = {**rendered.written, **others.written}
    files = [file_of(page) for page in linked.pages]
    kept = {*(path for path in files if path not in written), *others.kept}
    changes = commit(stage, written, kept=kept)
    wanted = {**written, **{path: tree.standing[path] for path in kept}}
    good = state._replace(
        parts=_next_parts(known, rendered.parts, files),
        linked=linked._replace(touched=None, edit=None),
        answers=linked.answers,
        facts={
            **facts,
            **frame,
            **digests,
            **outcome(linked, wanted, state, request),
            **others.facts,
        },
        press=press,
    )
    good = good._replace(facts={**good.facts, GENERATION: digest_of(sorted(good.facts.items()))})
    is_saved = save(work, delta_of_writing(state, good, rendered.parts, linked))
    if is_saved and good.shelf is not None:
        good.shelf.follow(good.facts[GENERATION])
    report = msgspec.structs.replace(
        _report(linked, rendered.problems, work),
        rendered=count_pages(_rendered(pages, rendered)),
        written=changes.written,
        removed=changes.removed,
        is_good=True,
    )
    return report, good


def _standing(parts: Mapping[str, Parts], tree: Tree) -> Mapping[str, Parts]:
    """Leave out the parts of pages that are not in the output as they were written."""
    gone = [path for path in parts if path not in tree.standing]
    return replaced(parts, {}, gone)


def _next_parts(
    known: Mapping[str, Parts], rendered: Mapping[str, Parts], files: Sequence[str]
) -> Mapping[str, Parts]:
    wanted = frozenset(files)
    gone = [path for path in known if path not in wanted]
    return replaced(known, rendered, gone)


def _press(linked: Linked, state: State, facts: Mapping[str, bytes], request: Request) -> Press:
    """Take the templates of the build before, unless they would print something else."""
    site = make_site(linked.catalogue)
    last = state.press
    if last is not None and (last.theme, last.site) == (facts["theme"], digest_of(site)):
        return last
    stored = state.facts.get("templates")
    is_known = stored is not None and state.facts.get("theme") == facts["theme"]
    known = msgspec.msgpack.decode(stored, type=dict[str, bytes]) if stored and is_known else None
    texts = linked.catalogue.archive.config.texts
    return Press(theme_folders(request.site), site, facts["theme"], known, texts)


def _candidates(linked: Linked, known: Mapping[str, Parts]) -> tuple[PlannedPage, ...]:
    """List the pages that may look different from those that stand in the output."""
    touched = linked.touched
    if touched is None:
        return linked.pages
    return tuple(
        page for page in linked.pages if is_reached(page, touched) or file_of(page) not in known
    )


def _rendered(pages: Iterable[PlannedPage], rendered: Rendered) -> Iterator[PlannedPage]:
    return (page for page in pages if file_of(page) in rendered.parts)


def _seed(
    linked: Linked, pages: Iterable[PlannedPage], state: State, work: Work, press: Press
) -> RenderSeed:
    """Gather what some pages are rendered with, from the cache where need be."""
    articles = linked.catalogue.archive.articles
    slugs = {articles[page.subject].path: page.subject for page in pages if needs_text(page)}
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
        pages=count_pages(linked.pages),
        seconds=time.perf_counter() - work.started,
        notes=tuple(dict.fromkeys(work.notes)),
    )
