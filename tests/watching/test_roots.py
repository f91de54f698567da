"""Roots may be missing, vanish, be replaced and come back: they are watched where they are."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.watching.batches import Batch
from tests.watching.saving import save, save_as_vim
from tests.watching.watched import watch


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_files_can_be_roots(site: Path, poll_seconds: float | None) -> None:
    roots = (site / "site.toml", site / "anchors.json")
    with watch(*roots, poll_seconds=poll_seconds) as watched:
        save(site / "anchors.json")
        made = watched.next()
        save_as_vim(site / "site.toml")
        saved = watched.next()
        (site / "anchors.json").unlink()
        removed = watched.next()

    assert made == Batch(frozenset({site / "anchors.json"}), is_everything=False, notes=())
    assert saved == Batch(frozenset({site / "site.toml"}), is_everything=False, notes=())
    assert removed.notes == ("anchors.json is gone; waiting for it",)


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_a_root_that_is_made_later_is_watched(site: Path, poll_seconds: float | None) -> None:
    templates = site / "templates"
    with watch(site / "content", templates, poll_seconds=poll_seconds) as watched:
        (templates / "parts").mkdir(parents=True)
        save(templates / "parts/note.html", "old")
        made = watched.next()
        save(templates / "parts/note.html")
        saved = watched.next()

    assert made == Batch(frozenset(), is_everything=True, notes=())
    assert saved.paths == {templates / "parts/note.html"}


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_a_root_that_vanishes_is_waited_for(site: Path, poll_seconds: float | None) -> None:
    content = site / "content"
    with watch(content, poll_seconds=poll_seconds) as watched:
        shutil.rmtree(content)
        gone = watched.next()
        (content / "articles").mkdir(parents=True)
        save(content / "articles/x.md", "old")
        back = watched.next()
        save(content / "articles/x.md")
        saved = watched.next()

    gone_note, back_note = "content/ is gone; waiting for it", "content/ is back"
    assert gone == Batch(frozenset(), is_everything=True, notes=(gone_note,))
    assert back == Batch(frozenset(), is_everything=True, notes=(back_note,))
    assert saved.paths == {content / "articles/x.md"}


def swap_by_renaming(folder: Path, other: Path) -> None:
    folder.rename(folder.with_name("aside"))
    other.rename(folder)


def swap_a_link(folder: Path, other: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(other)
    folder.rename(folder.with_name("aside"))
    link.rename(folder)


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
@pytest.mark.parametrize("swap", [swap_by_renaming, swap_a_link])
def test_a_root_that_is_replaced_is_watched_in_its_place(
    site: Path, swap: Callable[[Path, Path], None], poll_seconds: float | None
) -> None:
    content, other = site / "content", site / "other"
    shutil.copytree(content, other)
    with watch(content, poll_seconds=poll_seconds) as watched:
        swap(content, other)
        swapped = watched.next()
        save(content / "articles/x.md")
        saved = watched.next()
        save(site / "aside/articles/x.md")
        rest = watched.rest()

    assert swapped == Batch(frozenset(), is_everything=True, notes=())
    assert saved.paths == {content / "articles/x.md"}
    assert rest == []


def test_a_root_that_is_a_link_is_watched_with_what_it_leads_to(site: Path) -> None:
    content, real = site / "content", site / "shared/texts"
    real.parent.mkdir()
    content.rename(real)
    content.symlink_to("shared/texts")
    with watch(content) as watched:
        save(real / "articles/x.md")
        saved = watched.next()
        real.rename(real.with_name("aside"))
        gone = watched.next()
        real.with_name("aside").rename(real)
        back = watched.next()
        save(real / "articles/x.md")
        saved_again = watched.next()
        content.unlink()
        unlinked = watched.next()
        save(real / "articles/x.md", "of no site")
        rest = watched.rest()

    assert saved.paths == saved_again.paths == {content / "articles/x.md"}
    assert gone.notes == unlinked.notes == ("content/ is gone; waiting for it",)
    assert back.notes == ("content/ is back",)
    assert rest == []


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_links_in_a_root_are_followed_but_not_in_circles(
    site: Path, poll_seconds: float | None
) -> None:
    shared = site / "shared"
    shared.mkdir()
    save(shared / "z.md", "old")
    (site / "content/shared").symlink_to(shared)
    (site / "content/articles/up").symlink_to("..")
    (shared / "back").symlink_to(site / "content")
    with watch(site / "content", poll_seconds=poll_seconds) as watched:
        save(shared / "z.md")

        batch = watched.next()

    assert batch.paths == {site / "content/shared/z.md"}


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_a_whole_site_that_vanishes_is_waited_for(site: Path, poll_seconds: float | None) -> None:
    copy, away = site.parent / "copy", site.parent / "away"
    shutil.copytree(site, copy)
    with watch(site / "content", site / "site.toml", poll_seconds=poll_seconds) as watched:
        shutil.rmtree(site)
        removed = watched.next()
        copy.rename(site)
        made = watched.next()
        site.rename(away)
        renamed = watched.next()
        away.rename(site)
        back = watched.next()
        save(site / "site.toml")
        saved = watched.next()

    gone = ("content/ is gone; waiting for it", "site.toml is gone; waiting for it")
    assert removed.notes == renamed.notes == gone
    assert made.notes == back.notes == ("content/ is back", "site.toml is back")
    assert saved.paths == {site / "site.toml"}


@pytest.mark.parametrize("poll_seconds", [None, 0.05])
def test_a_root_that_is_a_link_to_itself_is_missing(site: Path, poll_seconds: float | None) -> None:
    templates = site / "templates"
    templates.symlink_to("templates")
    with watch(templates, poll_seconds=poll_seconds) as watched:
        templates.unlink()
        templates.mkdir()
        made = watched.next()
        save(templates / "base.html")
        saved = watched.next()

    assert made.is_everything
    assert saved.paths == {templates / "base.html"}
