"""Edits of real files come in batches: all that belong together, none that is lost."""

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.watching.batches import PACE, Batch, Pace
from site_builder.watching.temporary import passing_over
from tests.watching.saving import (
    WAYS_TO_SAVE,
    save,
    save_as_gedit,
    save_as_jetbrains,
    save_as_vim,
)
from tests.watching.watched import PATIENCE_SECONDS, watch


@pytest.mark.parametrize("way", WAYS_TO_SAVE)
def test_a_save_is_one_batch_however_an_editor_does_it(
    site: Path, way: Callable[[Path], None]
) -> None:
    article = site / "content/articles/x.md"
    with watch(site / "content") as watched:
        way(article)

        batch = watched.next()
        text = article.read_text(encoding="utf-8")
        rest = watched.rest()

    assert text == "new"
    assert batch == Batch(frozenset({article}), is_everything=False, notes=())
    assert rest == []


def test_polling_sees_every_way_to_save(site: Path) -> None:
    article = site / "content/articles/x.md"
    with watch(site / "content", poll_seconds=0.05) as watched:
        for way in (save, save_as_vim, save_as_jetbrains, save_as_gedit):
            way(article)

            batch = watched.next()

            assert batch == Batch(frozenset({article}), is_everything=False, notes=())
        assert watched.rest() == []


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_files_that_come_go_and_change_their_names_are_told_of(
    site: Path, poll_seconds: float | None
) -> None:
    articles = site / "content/articles"
    with watch(site / "content", poll_seconds=poll_seconds) as watched:
        (articles / "new.md").touch()
        made = watched.next().paths
        (articles / "new.md").rename(articles / "newer.md")
        renamed = watched.next().paths
        (articles / "newer.md").unlink()
        removed = watched.next().paths
        (articles / "linked.md").hardlink_to(articles / "x.md")
        linked = watched.next().paths

    assert made == {articles / "new.md"}
    assert renamed == {articles / "new.md", articles / "newer.md"}
    assert removed == {articles / "newer.md"}
    assert linked == {articles / "linked.md"}


def test_a_file_is_taken_when_it_is_written_and_not_before(site: Path) -> None:
    article = site / "content/articles/x.md"
    pace = Pace(settle_seconds=0.02, longest_seconds=PATIENCE_SECONDS)
    with watch(site / "content", pace=pace) as watched, article.open("w", encoding="utf-8") as file:
        file.write("half")
        file.flush()
        # So much later that, did nobody look whether it is closed, the batch would be over.
        closing = threading.Timer(0.3, file.close)
        file.write("new")
        closing.start()

        watched.next()
        text = article.read_text(encoding="utf-8")

    assert text == "halfnew"


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_whatever_a_build_does_to_its_sources_is_no_edit(
    site: Path, poll_seconds: float | None
) -> None:
    output = site / "output"
    with watch(site / "content", site / "site.toml", poll_seconds=poll_seconds) as watched:
        stage = site / ".output.stage-1f"
        stage.mkdir()
        for path in sorted(site.rglob("*.md")):
            path.read_bytes()
            path.stat()
            path.chmod(0o600)
            (stage / path.name).hardlink_to(path)
        list(os.scandir(site / "content/articles"))
        stage.rename(output)
        (site / ".cache").mkdir()
        save(site / ".cache" / "records.sqlite")
        save(site / "notes.txt")

        rest = watched.rest()

    assert rest == []


def test_polling_sees_a_second_save_in_the_second_that_a_file_system_counts(site: Path) -> None:
    article = site / "content/articles/x.md"
    second = int(time.time())
    os.utime(article, (second, second))
    with watch(site / "content", poll_seconds=0.05) as watched:
        with article.open("r+", encoding="utf-8") as file:
            file.write("new")
        os.utime(article, (second, second))

        batch = watched.next()

    assert batch.paths == {article}


def test_an_output_that_is_in_a_root_is_no_edit(site: Path) -> None:
    output = site / "output"
    output.mkdir()
    with watch(site, ignored=passing_over(output)) as watched:
        stage = site / ".output.stage-1f"
        stage.mkdir()
        save(stage / "index.html")
        save(output / "index.html")

        rest = watched.rest()

    assert rest == []


def test_what_a_version_control_keeps_in_a_root_is_no_edit(site: Path) -> None:
    kept = site / "content/.git/objects"
    with watch(site / "content") as watched:
        kept.mkdir(parents=True)
        save(kept / "0a1b2c")

        rest = watched.rest()

    assert rest == []


def git(site: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    command = ["git", "-C", str(site), *identity, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_a_checkout_of_500_files_is_one_batch(site: Path) -> None:
    articles = site / "content/articles"
    changed = {articles / f"{number % 7}" / f"{number}.md" for number in range(500)}
    git(site, "init", "--initial-branch=main")
    git(site, "add", ".")
    git(site, "commit", "--message=one")
    git(site, "checkout", "-b", "other")
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        save(path)
    git(site, "add", ".")
    git(site, "commit", "--message=two")
    with watch(site / "content", pace=Pace(settle_seconds=0.3, longest_seconds=10)) as watched:
        git(site, "checkout", "main")
        gone = watched.next()
        git(site, "checkout", "other")
        come = watched.next()
        rest = watched.rest()

    assert gone.paths >= changed
    # Folders that come stand for what is in them.
    assert all({path, path.parent} & come.paths for path in changed)
    assert rest == []


def test_of_very_many_edits_only_their_number_is_told(site: Path) -> None:
    articles = site / "content/articles"
    with watch(site / "content") as watched:
        for number in range(1_500):
            (articles / f"{number}.md").touch()

        batch = watched.next()

    assert batch == Batch(frozenset(), is_everything=True, notes=())


def test_a_hundred_saves_in_two_seconds_are_few_batches(site: Path) -> None:
    article = site / "content/articles/x.md"
    gaps: list[float] = []

    def save_often() -> None:
        before = time.monotonic()
        for number in range(100):
            save(article, f"{number}")
            time.sleep(0.02)
            gaps.append(time.monotonic() - before)
            before = time.monotonic()

    built: list[str] = []
    with watch(site / "content", pace=PACE) as watched:
        writer = threading.Thread(target=save_often)
        writer.start()
        while not built or built[-1] != "99":
            watched.next()
            built.append(article.read_text(encoding="utf-8"))
            time.sleep(0.05)
        writer.join()
        rest = watched.rest(seconds=0.7)

    # A machine that stood still for as long as a batch waits has made two of one.
    assert len(built) + len(rest) <= 3 + sum(gap > PACE.settle_seconds for gap in gaps)


def test_a_stream_of_saves_does_not_starve_who_builds(site: Path) -> None:
    article = site / "content/articles/x.md"
    is_over = threading.Event()

    def save_for_ever() -> None:
        while not is_over.wait(0.005):
            save(article)

    with watch(site / "content", pace=Pace(settle_seconds=0.1, longest_seconds=0.2)) as watched:
        writer = threading.Thread(target=save_for_ever)
        writer.start()

        batch = watched.next()
        is_over.set()
        writer.join()

    assert batch.paths == {article}


def test_a_save_during_a_build_comes_after_it(site: Path) -> None:
    articles = site / "content/articles"
    with watch(site / "content") as watched:
        save(articles / "x.md", "before the build")
        watched.next()
        for number in range(3):
            save(articles / "y.md", f"during the build: {number}")
            time.sleep(0.05)
        (articles / "2024").mkdir()
        save(articles / "2024/z.md")

        batch = watched.next()
        rest = watched.rest()

    assert articles / "y.md" in batch.paths
    assert {articles / "2024", articles / "2024/z.md"} & batch.paths
    assert rest == []


def test_what_is_edited_before_a_batch_is_asked_for_is_in_it(site: Path) -> None:
    with watch(site / "content") as watched:
        save(site / "content/articles/x.md")
        time.sleep(0.3)

        batch = watched.next()

    assert batch.paths == {site / "content/articles/x.md"}


def test_folders_are_watched_as_soon_as_they_are_there(site: Path) -> None:
    deep = site / "content/copies/2024/05"
    with watch(site / "content") as watched:
        deep.mkdir(parents=True)
        watched.next()
        save(deep / "x.html")
        made = watched.next().paths
        deep.rename(site / "content/moved")
        watched.next()
        save(site / "content/moved/x.html")
        moved = watched.next().paths

    assert made == {deep / "x.html"}
    assert moved == {site / "content/moved/x.html"}


def test_a_folder_that_was_moved_out_is_no_longer_watched(site: Path) -> None:
    elsewhere = site.parent / "articles"
    with watch(site / "content") as watched:
        (site / "content/articles").rename(elsewhere)
        moved = watched.next().paths
        save(elsewhere / "x.md")

        rest = watched.rest()

    assert moved == {site / "content/articles"}
    assert rest == []
