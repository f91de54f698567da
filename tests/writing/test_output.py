"""The output is replaced as a whole, and nothing is lost that the builder did not write."""

import errno
import fcntl
import os
import shutil
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.writing.output import (
    Changes,
    Cleaned,
    PathRefused,
    clean,
    commit,
    open_stage,
    write_file,
)
from site_builder.writing.ownership import (
    MARKER,
    OutputFolder,
    OutputRefused,
    check_output,
    survey,
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
    without_exchange,
)


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    site = tmp_path / "site"
    site.mkdir()
    return check_output(site / "output", site=site)


# The folder


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("/", "working folder"),
        ("home", "home folder"),
        (".", "working folder"),
        ("desk", "working folder"),
        ("desk/work/..", "working folder"),
        ("site", "site's folder"),
        ("site/content", "hold one another"),
        ("site/content/output", "hold one another"),
        ("site/theme/deep", "hold one another"),
        ("site/theme", "hold one another"),
    ],
)
def test_a_folder_that_holds_something_precious_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, reason: str
) -> None:
    for name in ("home", "desk/work", "site/content", "site/theme/deep/assets"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "desk/work")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    site = tmp_path / "site"

    with pytest.raises(OutputRefused, match=reason):
        check_output(
            tmp_path / output,
            site=site,
            protected=(site / "content", site / "theme/deep/assets", site / "theme/deep"),
        )


def test_a_folder_is_known_by_any_of_its_names(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "other").symlink_to(site)

    with pytest.raises(OutputRefused, match="hold one another"):
        check_output(tmp_path / "other/content", site=site, protected=[site / "content"])


def test_a_link_is_refused_with_its_name(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "output"
    link.symlink_to(elsewhere)

    with pytest.raises(OutputRefused, match=f"{link} is a link"):
        check_output(link, site=tmp_path / "site")


@pytest.mark.parametrize("output", ["file", "file/output"])
def test_a_file_is_no_output(tmp_path: Path, output: str) -> None:
    put(tmp_path / "file", "words")

    with pytest.raises(OutputRefused, match="is not a folder"):
        check_output(tmp_path / output, site=tmp_path / "site")


def test_who_has_no_home_may_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 5)

    assert check_output(tmp_path / "output", site=tmp_path / "site") == tmp_path / "output"


def test_a_mounted_volume_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="choose a folder inside it"):
        check_output(Path("/dev"), site=tmp_path / "site")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("locked", [".", "output"])
def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path, locked: str) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / locked).chmod(0o555)

    with pytest.raises(OutputRefused, match="cannot be written to"):
        check_output(tmp_path / "output", site=tmp_path / "site")


@pytest.mark.parametrize("names", [["notes.txt"], [".gitignore", "notes.txt"], [".git"]])
def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        put(tmp_path / "output" / name, "words")

    with pytest.raises(OutputRefused, match="choose an empty folder"):
        check_output(tmp_path / "output", site=tmp_path / "site")


@pytest.mark.parametrize("names", [[], [".gitignore"], [".gitkeep", ".DS_Store"]])
def test_an_empty_folder_is_adopted_with_what_keeps_it(
    folder: OutputFolder, names: list[str]
) -> None:
    for name in names:
        put(folder / name, "*")

    build(check_output(folder, site=folder.parent), PAGES)

    assert read_tree(folder) == {**PAGES, **dict.fromkeys(names, b"*")}


def test_an_output_may_be_built_into_again(folder: OutputFolder) -> None:
    build(folder, PAGES)

    assert check_output(folder, site=folder.parent) == folder


@pytest.mark.parametrize("content", ["", "[]", '{"files": {"a": 1}}', "\udcff"])
def test_a_list_that_cannot_be_read_is_said(folder: OutputFolder, content: str) -> None:
    build(folder, PAGES)
    (folder / MARKER).write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(OutputRefused, match=f"{MARKER} cannot be read"):
        build(folder, {})


# Writing


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../page.html",
        "a/../page.html",
        "a/..",
        "./page.html",
        "a/./page.html",
        "a//page.html",
        "a/",
        "a\0.html",
        "a\\..\\page.html",
        MARKER,
        MARKER.upper(),
        f"{MARKER}/page.html",
    ],
)
def test_a_path_out_of_the_output_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PathRefused):
        write_file(tmp_path, path, b"words")

    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.sampled_from([".", "/", "\\", "a", "…", MARKER]), max_size=6).map("".join))
def test_a_path_that_is_accepted_stays_inside(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    above = tmp_path_factory.mktemp("site", numbered=True)
    folder = check_output(above / "output", site=above)

    try:
        build(folder, {path: b"words"})
    except PathRefused:
        assert list(above.iterdir()) == []
    else:
        assert read_tree(above) == {f"output/{path}": b"words"}


def test_of_all_workers_that_write_one_path_one_may(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(number: int) -> int | None:
        start.wait()
        with suppress(PathRefused):
            return write_file(tmp_path, "a/page.html", bytes(number)).size
        return None

    with ThreadPoolExecutor(8) as pool:
        sizes = {*pool.map(write, range(8))} - {None}

    assert sizes == {path.stat().st_size for path in tmp_path.iterdir()}
    assert len(sizes) == 1


@pytest.mark.parametrize("path", ["page.html", "a/page.html", "a/b/page.html"])
def test_a_late_worker_does_not_bring_a_removed_stage_back(tmp_path: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "removed", path, b"words")

    assert list(tmp_path.iterdir()) == []


# Committing


def test_a_build_leaves_its_files_and_nothing_beside_them(folder: OutputFolder) -> None:
    changes = build(folder, PAGES)

    assert read_tree(folder) == PAGES
    assert changes == Changes(written=tuple(sorted(PAGES)), removed=(), edited=(), carried=())
    assert list(folder.parent.iterdir()) == [folder]


def test_folders_above_the_output_are_made(tmp_path: Path) -> None:
    folder = check_output(tmp_path / "public/news", site=tmp_path / "site")

    build(folder, PAGES)

    assert read_tree(tmp_path) == {f"public/news/{path}": PAGES[path] for path in PAGES}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_build_replaces_the_one_before(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        without_exchange(monkeypatch)
    build(folder, PAGES)

    changes = build(folder, {"index.html": b"new", "feed.xml": b"<feed/>", "a/index.html": b"a"})

    assert read_tree(folder) == {
        "index.html": b"new",
        "feed.xml": b"<feed/>",
        "a/index.html": b"a",
    }
    assert changes == Changes(
        written=("a/index.html", "index.html"),
        removed=("articles/one/index.html",),
        edited=(),
        carried=(),
    )
    assert not (folder / "articles").exists()
    assert names_beside(folder) == {".output.spare"}


def test_the_same_pages_touch_nothing(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "CNAME", "example.org")
    before = stat_tree(folder)

    changes = build(folder, PAGES)

    assert stat_tree(folder) == before
    assert changes == Changes(written=(), removed=(), edited=(), carried=("CNAME",))


def test_an_unchanged_file_keeps_its_time(folder: OutputFolder) -> None:
    build(folder, PAGES)
    make_older(folder / "feed.xml", 60)
    before = (folder / "feed.xml").stat()

    build(folder, {**PAGES, "index.html": b"new"})

    assert (folder / "feed.xml").stat().st_mtime_ns == before.st_mtime_ns
    assert (folder / "index.html").stat().st_mtime_ns > before.st_mtime_ns


def test_the_list_is_the_same_in_whatever_order_pages_come(folder: OutputFolder) -> None:
    build(folder, PAGES)
    before = (folder / MARKER).read_bytes()
    shutil.rmtree(folder)

    build(folder, dict(reversed(PAGES.items())))

    assert (folder / MARKER).read_bytes() == before


@pytest.mark.parametrize("can_link", [True, False])
def test_kept_files_are_linked_or_else_copied(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch, *, can_link: bool
) -> None:
    def refuse(*_paths: str, **_options: bool) -> None:
        raise OSError(errno.EMLINK, os.strerror(errno.EMLINK))

    build(folder, PAGES)
    before = (folder / "articles/one/index.html").stat()
    if not can_link:
        monkeypatch.setattr(os, "link", refuse)

    changes = build(folder, {"index.html": b"new"}, kept=["articles/one/index.html"])

    after = (folder / "articles/one/index.html").stat()
    assert read_tree(folder) == {"index.html": b"new", "articles/one/index.html": b"one"}
    assert changes.written == ("index.html",)
    assert (after.st_ino == before.st_ino) is can_link
    assert (after.st_mtime_ns, after.st_mode) == (before.st_mtime_ns, before.st_mode)


def test_keeping_everything_touches_nothing(folder: OutputFolder) -> None:
    build(folder, PAGES)
    before = stat_tree(folder)

    build(folder, {}, kept=tuple(survey(folder).standing))

    assert stat_tree(folder) == before


@pytest.mark.parametrize("builds", [1, 3])
@pytest.mark.parametrize("is_in_place", [True, False])
def test_a_kept_file_that_changes_meanwhile_stops_the_build(
    folder: OutputFolder, builds: int, *, is_in_place: bool
) -> None:
    for number in range(builds):
        build(folder, {**PAGES, "index.html": b"%d" % number})

    with open_stage(folder) as stage:
        written = {"index.html": write_file(stage.root, "index.html", b"new")}
        if not is_in_place:
            (folder / "feed.xml").unlink()
        put(folder / "feed.xml", "<fead/>")
        with pytest.raises(OutputRefused, match=r"feed\.xml in the output was changed"):
            commit(stage, written, kept=["feed.xml"])

    assert read_tree(folder) == {
        **PAGES,
        "index.html": b"%d" % (builds - 1),
        "feed.xml": b"<fead/>",
    }
    assert build(folder, PAGES).edited == ("feed.xml",)
    assert read_tree(folder) == PAGES


def test_a_kept_file_that_changed_before_stops_the_build(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "feed.xml", "<fead/>")

    with pytest.raises(OutputRefused, match=r"feed\.xml in the output was changed"):
        build(folder, {"index.html": b"new"}, kept=["feed.xml"])

    assert read_tree(folder) == {**PAGES, "feed.xml": b"<fead/>"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/Page.html", "a/page.html"),
        ("caf\u00e9/index.html", "cafe\u0301/index.html"),
        ("CAF\u00c9.html", "cafe\u0301.html"),
        ("straße.html", "STRASSE.html"),
        ("a", "a/index.html"),
        ("a/index.html", "A"),
    ],
)
def test_two_files_in_one_place_stop_the_build(folder: OutputFolder, one: str, other: str) -> None:
    build(folder, PAGES)

    with pytest.raises(PathRefused):
        build(folder, {one: b"one", other: b"other"})

    assert read_tree(folder) == PAGES


def test_a_disk_that_takes_no_more_leaves_the_old_site(folder: OutputFolder) -> None:
    build(folder, PAGES)
    before = stat_tree(folder)

    with files_no_larger_than(10_000), pytest.raises(OSError, match=str(errno.EFBIG)):
        build(folder, {**PAGES, "large.html": bytes(20_000)})

    assert stat_tree(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


def test_a_stage_that_is_not_committed_leaves_no_trace(folder: OutputFolder) -> None:
    with open_stage(folder) as stage:
        write_file(stage.root, "a/index.html", b"words")

    assert list(folder.parent.iterdir()) == []


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize(("mask", "files", "folders"), [(0o022, 0o644, 0o755), (0, 0o666, 0o777)])
def test_everybody_whom_the_umask_lets_may_read(
    folder: OutputFolder, mask: int, files: int, folders: int
) -> None:
    with umask(mask):
        build(folder, PAGES)

    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    assert modes == {path: folders if path.is_dir() else files for path in modes}


def test_the_output_keeps_its_own_permissions(folder: OutputFolder) -> None:
    folder.mkdir()
    folder.chmod(0o750)

    build(folder, PAGES)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_a_folder_that_cannot_be_renamed_is_replaced_by_one_that_can(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, PAGES)
    put(folder / "CNAME", "example.org")
    immovable, rename = folder.stat().st_ino, Path.rename

    def rename_as_overlayfs(path: Path, target: Path) -> Path:
        if path.stat().st_ino == immovable:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    without_exchange(monkeypatch)
    monkeypatch.setattr(Path, "rename", rename_as_overlayfs)

    build(folder, {"index.html": b"new"})

    assert read_tree(folder) == {"index.html": b"new", "CNAME": b"example.org"}
    assert names_beside(folder) == {".output.spare"}


# What others put into the output


@pytest.mark.parametrize("content", ["mine, and longer", "FRONT"])
def test_an_edited_page_is_replaced_and_named(folder: OutputFolder, content: str) -> None:
    build(folder, PAGES)
    put(folder / "index.html", content)

    changes = build(folder, PAGES)

    assert changes.edited == ("index.html",)
    assert read_tree(folder) == PAGES


def test_a_page_that_was_deleted_comes_back(folder: OutputFolder) -> None:
    build(folder, PAGES)
    shutil.rmtree(folder / "articles")

    build(folder, PAGES)

    assert read_tree(folder) == PAGES


def test_a_page_that_became_a_link_is_replaced(folder: OutputFolder, tmp_path: Path) -> None:
    build(folder, PAGES)
    victim = put(tmp_path / "victim", "front")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(victim)

    changes = build(folder, {"index.html": b"new"})

    assert changes.edited == ("index.html",)
    assert not (folder / "index.html").is_symlink()
    assert victim.read_text(encoding="utf-8") == "front"


def test_files_of_others_are_carried_over(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "CNAME", "example.org")
    put(folder / "articles/one/notes.txt", "notes")
    put(folder / ".git/HEAD", "ref: refs/heads/main")
    put(folder / ".gitignore", "*")
    (folder / ".git/refs/heads").mkdir(parents=True)
    (folder / "latest").symlink_to("articles/one")

    changes = build(folder, {"index.html": b"new"})

    carried = ("CNAME", "articles/one/notes.txt", ".git/HEAD")
    assert changes.carried == tuple(sorted([*carried, "latest"]))
    assert set(read_tree(folder)) == {"index.html", ".gitignore", *carried}
    assert (folder / ".git/refs/heads").is_dir()
    assert (folder / "latest").readlink() == Path("articles/one")


def test_a_file_of_others_that_is_gone_does_not_come_back(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "notes/CNAME", "example.org")
    for content in (b"1", b"2", b"3"):
        build(folder, {**PAGES, "index.html": content})
    shutil.rmtree(folder / "notes")

    for content in (b"4", b"5"):
        build(folder, {**PAGES, "index.html": content})

        assert read_tree(folder) == {**PAGES, "index.html": content}
        assert not (folder / "notes").exists()


def test_a_file_that_comes_during_a_build_is_carried_over(folder: OutputFolder) -> None:
    build(folder, PAGES)

    with open_stage(folder) as stage:
        written = {"index.html": write_file(stage.root, "index.html", b"new")}
        put(folder / "CNAME", "example.org")
        commit(stage, written)

    assert read_tree(folder) == {"index.html": b"new", "CNAME": b"example.org"}


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("about/index.html", "about/index.html"),
        ("about", "about/index.html"),
        ("about/index.html", "about"),
        ("about/", "about"),
    ],
)
def test_a_page_in_the_place_of_anothers_file_stops_the_build(
    folder: OutputFolder, theirs: str, ours: str
) -> None:
    build(folder, PAGES)
    if theirs.endswith("/"):
        (folder / theirs).mkdir()
    else:
        put(folder / theirs, "mine")
    before = stat_tree(folder)

    with pytest.raises(OutputRefused, match=f"output/{theirs.split('/', 1)[0]}.* move it"):
        build(folder, {ours: b"new"})

    assert stat_tree(folder) == before


def test_a_file_of_the_very_bytes_of_a_page_becomes_the_page(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "about/index.html", "about")

    build(folder, {**PAGES, "about/index.html": b"about"})

    assert survey(folder).foreign == ()
    assert read_tree(folder) == {**PAGES, "about/index.html": b"about"}


def test_nothing_is_written_through_a_link_in_the_output(
    folder: OutputFolder, tmp_path: Path
) -> None:
    build(folder, {"index.html": b"front"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "articles").symlink_to(elsewhere)

    with pytest.raises(OutputRefused, match="output/articles is not of site-builder"):
        build(folder, PAGES)

    assert list(elsewhere.iterdir()) == []


def test_nothing_is_kept_through_a_link_in_the_output(folder: OutputFolder, tmp_path: Path) -> None:
    build(folder, PAGES)
    (folder / "articles").rename(tmp_path / "elsewhere")
    (folder / "articles").symlink_to(tmp_path / "elsewhere")

    assert "articles/one/index.html" not in survey(folder).standing


# What other builds left


def test_a_lock_on_a_file_that_its_holder_removed_is_none(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder.with_name(".output.lock")
    lock, tries = fcntl.lockf, []

    def lock_too_late(descriptor: int, operation: int) -> None:
        tries.append(operation)
        if len(tries) == 1:
            path.unlink()
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "lockf", lock_too_late)

    with open_stage(folder):
        assert path.exists()


def test_what_a_killed_build_left_is_removed(folder: OutputFolder) -> None:
    build(folder, PAGES)
    for name in (".output.stage-0123456789abcdef", ".output.tree-0123456789abcdef"):
        for path in (MARKER, "articles/one/index.html"):
            put(folder.with_name(name) / path, "")

    build(folder, PAGES)

    assert names_beside(folder) == set()


@pytest.mark.parametrize("name", ["aside", "tree-0123456789abcdef"])
def test_an_old_tree_that_a_killed_build_left_becomes_the_spare(
    folder: OutputFolder, name: str
) -> None:
    for content in (b"old", b"new"):
        build(folder, {**PAGES, "index.html": content})
    folder.with_name(".output.spare").rename(folder.with_name(f".output.{name}"))

    with open_stage(folder):
        pass

    assert names_beside(folder) == {".output.spare"}
    assert read_tree(folder.with_name(".output.spare")) == {**PAGES, "index.html": b"old"}


@pytest.mark.parametrize(
    "name",
    [
        ".output.stage-0123456789abcdef/index.html",
        ".output.stage-0123456789abcdef",
        ".output.stage-notes/.site-builder",
        ".output.aside/index.html",
        ".other.stage-0123456789abcdef/.site-builder",
        "output.stage-0123456789abcdef/.site-builder",
        ".output.tree-0123456789abcdef/index.html",
        ".output.spare/index.html",
        ".output.spare",
    ],
)
def test_what_is_not_provably_left_by_a_build_stays(folder: OutputFolder, name: str) -> None:
    path = put(folder.parent / name, "mine")

    for content in (b"1", b"2", b"3"):
        build(folder, {**PAGES, "index.html": content})
    clean(folder)

    assert path.read_text(encoding="utf-8") == "mine"
    assert names_beside(folder) - {".output.spare"} <= {name.split("/", maxsplit=1)[0]}


@pytest.mark.parametrize("name", ["spare", "stage-0123456789abcdef", "tree-0123456789abcdef"])
def test_what_a_link_beside_the_output_leads_to_stays(
    folder: OutputFolder, tmp_path: Path, name: str
) -> None:
    other = put(tmp_path / "other" / MARKER, "{}")
    link = folder.with_name(f".output.{name}")
    link.symlink_to(other.parent)

    for content in (b"1", b"2", b"3"):
        build(folder, {**PAGES, "index.html": content})
    clean(folder)

    assert other.exists()
    assert link.is_symlink()


def test_an_output_that_was_moved_aside_is_put_back(folder: OutputFolder) -> None:
    build(folder, PAGES)
    folder.rename(folder.with_name(".output.aside"))

    with open_stage(folder):
        pass

    assert read_tree(folder) == PAGES
    assert list(folder.parent.iterdir()) == [folder]


def test_an_output_that_was_being_replaced_by_its_copy_is_put_back(folder: OutputFolder) -> None:
    build(folder, PAGES)
    shutil.copytree(folder, folder.with_name(".output.copy"))
    (folder / "index.html").unlink()

    with open_stage(folder):
        pass

    assert read_tree(folder) == PAGES
    assert list(folder.parent.iterdir()) == [folder]


def test_an_exchange_that_fails_half_way_is_taken_back(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail_for_trees(path: Path, target: Path) -> Path:
        if ".tree-" in path.name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    build(folder, PAGES)
    without_exchange(monkeypatch)
    monkeypatch.setattr(Path, "rename", fail_for_trees)

    with pytest.raises(OSError, match=str(errno.EIO)):
        build(folder, {"index.html": b"new"})

    assert read_tree(folder) == PAGES
    assert list(folder.parent.iterdir()) == [folder]


# Cleaning


def test_cleaning_removes_all_that_was_built(folder: OutputFolder) -> None:
    build(folder, PAGES)

    cleaned = clean(folder)

    assert cleaned == Cleaned(removed=tuple(sorted(PAGES)), kept=())
    assert list(folder.parent.iterdir()) == []


@pytest.mark.parametrize("has_output", [True, False])
def test_cleaning_removes_the_spare(folder: OutputFolder, *, has_output: bool) -> None:
    for content in (b"1", b"2"):
        build(folder, {**PAGES, "index.html": content})
    if not has_output:
        shutil.rmtree(folder)

    clean(folder)

    assert list(folder.parent.iterdir()) == []


def test_cleaning_removes_the_folder_of_a_page_that_is_gone(folder: OutputFolder) -> None:
    build(folder, PAGES)
    (folder / "articles/one/index.html").unlink()

    clean(folder)

    assert not folder.exists()


def test_cleaning_follows_no_link_out_of_the_output(folder: OutputFolder, tmp_path: Path) -> None:
    build(folder, PAGES)
    (folder / "articles").rename(tmp_path / "elsewhere")
    (folder / "articles").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/one/index.html").unlink()

    cleaned = clean(folder)

    assert cleaned.kept == ("articles",)
    assert (tmp_path / "elsewhere/one").is_dir()


def test_cleaning_leaves_what_keeps_the_folder(folder: OutputFolder) -> None:
    put(folder / ".gitignore", "*")
    build(folder, PAGES)

    cleaned = clean(folder)

    assert cleaned.kept == ()
    assert list(folder.iterdir()) == [folder / ".gitignore"]


def test_cleaning_keeps_and_names_what_others_changed_or_added(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "index.html", "mine")
    put(folder / "articles/one/notes.txt", "notes")

    cleaned = clean(folder)

    assert cleaned == Cleaned(
        removed=("articles/one/index.html", "feed.xml"),
        kept=("articles/one/notes.txt", "index.html"),
    )
    assert read_tree(folder) == {"index.html": b"mine", "articles/one/notes.txt": b"notes"}


def test_an_output_with_files_of_others_can_be_cleaned_twice_and_built_into(
    folder: OutputFolder,
) -> None:
    build(folder, PAGES)
    put(folder / "CNAME", "example.org")
    clean(folder)

    cleaned = clean(folder)
    build(check_output(folder, site=folder.parent), PAGES)

    assert cleaned == Cleaned(removed=(), kept=("CNAME",))
    assert read_tree(folder) == {**PAGES, "CNAME": b"example.org"}


def test_cleaning_believes_bytes_and_not_times(folder: OutputFolder) -> None:
    build(folder, PAGES)
    put(folder / "index.html", "FRONT")
    make_older(folder / "index.html", 3600)

    cleaned = clean(folder)

    assert cleaned.kept == ("index.html",)
    assert read_tree(folder) == {"index.html": b"FRONT"}


def test_cleaning_follows_no_list_out_of_the_output(folder: OutputFolder) -> None:
    build(folder, PAGES)
    victim = put(folder.parent / "victim", "front")
    marker = msgspec.json.decode((folder / MARKER).read_bytes(), type=dict[str, object])
    files = msgspec.convert(marker["files"], dict[str, list[object]])
    files["../victim"] = files["index.html"]
    (folder / MARKER).write_bytes(msgspec.json.encode({**marker, "files": files}))

    clean(folder)

    assert victim.exists()


@pytest.mark.parametrize("place", ["output", "nowhere/output"])
def test_cleaning_what_is_not_there_does_nothing(tmp_path: Path, place: str) -> None:
    folder = check_output(tmp_path / place, site=tmp_path / "site")

    assert clean(folder) == Cleaned((), ())
    assert list(tmp_path.iterdir()) == []


def test_cleaning_refuses_a_folder_of_somebody_elses(folder: OutputFolder) -> None:
    file = put(folder / "index.html", "front")

    with pytest.raises(OutputRefused, match="not made by site-builder"):
        clean(folder)

    assert file.exists()
