"""The tree that an output was exchanged for is kept, and becomes the next one, byte for byte."""

import errno
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.writing.output import Changes
from site_builder.writing.ownership import (
    MARKER,
    OutputFolder,
    OutputRefused,
    check_output,
    survey,
    written_as,
)
from tests.writing.outputs import (
    PAGES,
    build,
    files_no_larger_than,
    make_older,
    names_beside,
    put,
    read_tree,
    stat_tree,
)


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    """Return the output of a site that was built twice, and so has a spare tree."""
    site = tmp_path / "site"
    site.mkdir()
    output = check_output(site / "output", site=site)
    for front in (b"1", b"2"):
        build(output, with_front(front))
    return output


def with_front(content: bytes) -> dict[str, bytes]:
    return {**PAGES, "index.html": content}


def spare_of(folder: OutputFolder) -> Path:
    return folder.with_name(f".{folder.name}.spare")


def times_of(folder: OutputFolder, paths: Collection[str]) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in paths}


def test_the_tree_before_is_kept_and_becomes_the_next(folder: OutputFolder) -> None:
    inodes: list[int] = []
    for content in (b"1", b"2", b"3", b"4"):
        build(folder, with_front(content))
        inodes.append(folder.stat().st_ino)

    assert inodes[0] != inodes[1]
    assert inodes[2:] == inodes[:2]
    assert read_tree(folder) == with_front(b"4")
    assert read_tree(spare_of(folder)) == with_front(b"3")


@pytest.mark.parametrize("names", [None, [], [".gitignore"]])
def test_a_first_build_leaves_no_spare(tmp_path: Path, names: list[str] | None) -> None:
    folder = check_output(tmp_path / "output", site=tmp_path / "site")
    if names is not None:
        folder.mkdir()
    for name in names or ():
        put(folder / name, "*")

    build(folder, PAGES)

    assert names_beside(folder) == set()


def test_an_edit_touches_no_folder_but_its_own(folder: OutputFolder) -> None:
    pages = {f"articles/{number}/index.html": b"words" for number in range(9)}
    kept = pages.keys() - {"articles/4/index.html"}
    for content in (b"1", b"2"):
        build(folder, {**pages, "articles/4/index.html": content})
    before = stat_tree(spare_of(folder))

    build(folder, {"articles/4/index.html": b"3"}, kept=kept)

    touched = {
        path.relative_to(folder).as_posix()
        for path, status in stat_tree(folder).items()
        if before[spare_of(folder) / path.relative_to(folder)] != status
    }
    assert touched == {".", MARKER, "articles/4", "articles/4/index.html"}


def test_a_file_with_other_names_is_never_written_into(
    folder: OutputFolder, tmp_path: Path
) -> None:
    links = tmp_path / "links"
    links.mkdir()
    files = [
        path for root in (folder, spare_of(folder)) for path in root.rglob("*") if path.is_file()
    ]
    for number, path in enumerate(files):
        (links / f"{number}").hardlink_to(path)
    before = read_tree(links)

    for content in (b"3", b"4", b"5"):
        build(folder, dict.fromkeys(PAGES, content))

    assert read_tree(links) == before


def test_no_change_leaves_the_spare_alone(folder: OutputFolder) -> None:
    before = stat_tree(spare_of(folder))

    build(folder, with_front(b"2"))

    assert stat_tree(spare_of(folder)) == before


def test_a_build_that_is_given_up_leaves_the_spare(folder: OutputFolder) -> None:
    put(folder / "about", "mine")

    with pytest.raises(OutputRefused):
        build(folder, {**PAGES, "about/index.html": b"about"})

    assert names_beside(folder) == {".output.spare"}


def test_a_spare_that_cannot_be_changed_is_given_up(folder: OutputFolder) -> None:
    before = stat_tree(folder)

    with files_no_larger_than(50), pytest.raises(OSError, match=str(errno.EFBIG)):
        build(folder, with_front(b"3"))

    assert stat_tree(folder) == before
    assert names_beside(folder) == set()


def test_a_spare_that_cannot_be_renamed_is_given_up(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def rename_as_overlayfs(path: Path, target: Path) -> Path:
        if path.name == ".output.spare":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_as_overlayfs)

    build(folder, with_front(b"3"))

    assert read_tree(folder) == with_front(b"3")
    assert read_tree(spare_of(folder)) == with_front(b"2")


@pytest.mark.parametrize("tampering", ["added", "changed", "list removed", "list broken"])
def test_what_stands_in_the_spare_is_not_believed(folder: OutputFolder, tampering: str) -> None:
    spare = spare_of(folder)
    match tampering:
        case "added":
            put(spare / "articles/two/index.html", "two")
            put(spare / "notes.txt", "notes")
        case "changed":
            (spare / "feed.xml").unlink()
            put(spare / "feed.xml", "<fead/>")
            make_older(spare / "feed.xml", 3600)
        case "list removed":
            (spare / MARKER).unlink()
            shutil.rmtree(spare / "articles")
        case _:
            put(spare / MARKER, "half a li")

    changes = build(folder, {"index.html": b"3"}, kept=PAGES.keys() - {"index.html"})

    assert changes == Changes(written=("index.html",), removed=(), edited=(), carried=())
    assert read_tree(folder) == with_front(b"3")
    assert survey(folder).foreign == ()


def test_an_edit_in_place_is_in_no_later_site(folder: OutputFolder) -> None:
    put(folder / "feed.xml", "<fead/>")

    assert read_tree(spare_of(folder))["feed.xml"] == b"<fead/>"
    for content, edited in ((b"3", ("feed.xml",)), (b"4", ()), (b"5", ())):
        assert build(folder, with_front(content)).edited == edited
        assert read_tree(folder) == with_front(content)


def test_a_spare_serves_where_no_file_can_be_linked(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: str, **_options: bool) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "link", refuse)
    kept = PAGES.keys() - {"index.html"}
    before = times_of(folder, kept)

    for content in (b"3", b"4", b"5"):
        build(folder, {"index.html": content}, kept=kept)

        assert read_tree(folder) == with_front(content)
        assert times_of(folder, kept) == before


PATHS = ("a", "a/index.html", "a/b/index.html", "b.html", "c/index.html", "d.txt")
STRANGE_PATHS = ("c/notes.txt", "e/f/g", "z")


class Step(NamedTuple):
    """A build, and what others do in the output before it."""

    site: dict[str, bytes]
    kept: frozenset[str]
    """What is not written again, if it stands as it should."""

    lost: str
    """What is deleted, if it is there."""

    strange: frozenset[str]
    """What others have there from now on."""


def is_site(pages: dict[str, bytes]) -> bool:
    return "a" not in pages or not any(path.startswith("a/") for path in pages)


SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"1", b"2", b"33"]))
STEPS = st.builds(
    Step,
    SITES.filter(is_site),
    st.frozensets(st.sampled_from(PATHS)),
    st.sampled_from(PATHS),
    st.frozensets(st.sampled_from(STRANGE_PATHS)),
)


def disturb(folder: OutputFolder, step: Step) -> None:
    """Do what others do in the output before a build."""
    if (folder / step.lost).is_file():
        (folder / step.lost).unlink()
    for path in STRANGE_PATHS:
        (folder / path).unlink(missing_ok=True)
    for path in step.strange:
        put(folder / path, "mine")


def build_step(folder: OutputFolder, step: Step) -> set[str]:
    """Build what a step says; return what was kept."""
    standing = survey(folder).standing
    kept = {
        path
        for path in step.kept & step.site.keys()
        if standing.get(path) == written_as(step.site[path])
    }
    written = {path: step.site[path] for path in step.site.keys() - kept}
    build(folder, {"index.html": b"front", **written}, kept=kept)
    return kept


@settings(max_examples=50, deadline=None)
@given(st.lists(STEPS, max_size=6))
def test_a_build_after_others_leaves_what_one_alone_would(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    above = tmp_path_factory.mktemp("site", numbered=True)
    folder, alone = (check_output(above / name, site=above) for name in ("output", "alone"))
    build(folder, {"index.html": b"front"})

    for step in steps:
        disturb(folder, step)
        before = times_of(folder, survey(folder).files)
        kept = build_step(folder, step)
        shutil.rmtree(alone, ignore_errors=True)
        build(alone, {"index.html": b"front", **step.site})

        unchanged = {"index.html", *kept, *step.strange}
        assert read_tree(folder) == read_tree(alone) | dict.fromkeys(step.strange, b"mine")
        assert (folder / MARKER).read_bytes() == (alone / MARKER).read_bytes()
        assert times_of(folder, unchanged) == {path: before[path] for path in unchanged}
        assert names_beside(folder) <= {".output.spare", "alone"}
