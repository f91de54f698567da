"""The ear for other systems than Linux hears of the same edits; its observer is Linux's here."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.watching.heard import Heard, Told
from site_builder.watching.observed import ObservedEar
from site_builder.watching.temporary import is_temporary
from tests.watching.saving import save, save_as_gedit, save_as_jetbrains, save_as_vim
from tests.watching.watched import CALM, PATIENCE_SECONDS

Listen = Callable[[], Told]
NOTHING = Told(frozenset(), is_everything=False, fault=None)
EVERYTHING = Told(frozenset(), is_everything=True, fault=None)


@contextmanager
def observe(*roots: Path, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[Listen]:
    """Give what returns all that was heard of roots, once it is quiet or patience is at its end."""
    heard = Heard()
    patience = threading.Timer(patience_seconds, heard.close)
    patience.start()

    def listen() -> Told:
        heard.wait(CALM.settle_seconds, CALM.longest_seconds)
        return heard.take()

    ear = ObservedEar(roots, heard, ignored=is_temporary)
    try:
        yield listen
    finally:
        ear.close()
        patience.cancel()
        patience.join()


@pytest.mark.parametrize("way", [save, save_as_vim, save_as_jetbrains, save_as_gedit])
def test_a_save_is_heard_of(site: Path, way: Callable[[Path], None]) -> None:
    article = site / "content/articles/x.md"
    with observe(site / "content") as listen:
        way(article)

        told = listen()

    assert told.paths == {article}


def test_files_that_are_roots_are_heard_of(site: Path) -> None:
    with observe(site / "site.toml", site / "anchors.json") as listen:
        save(site / "anchors.json")
        made = listen()
        save_as_vim(site / "site.toml")
        saved = listen()

    assert made.paths == {site / "anchors.json"}
    assert saved.paths == {site / "site.toml"}


def test_reading_files_and_what_tools_keep_is_not_heard_of(site: Path) -> None:
    (site / "content/.git/objects").mkdir(parents=True)
    with observe(site / "content", patience_seconds=0.4) as listen:
        (site / "linked.md").hardlink_to(site / "content/articles/x.md")
        (site / "content/articles/x.md").read_bytes()
        (site / "content/articles/x.md").chmod(0o600)
        save(site / "content/.git/objects/0a1b2c")

        told = listen()

    assert told == NOTHING


def test_a_root_that_goes_and_comes_back_is_heard_of(site: Path) -> None:
    content = site / "content"
    with observe(content) as listen:
        shutil.rmtree(content)
        gone = listen()
        content.mkdir()
        back = listen()
        save(content / "x.md")
        saved = listen()

    assert gone == back == EVERYTHING
    assert saved.paths == {content / "x.md"}


def test_a_root_that_is_a_link_is_heard_of_by_its_own_name(site: Path) -> None:
    content, real = site / "content", site / "real"
    content.rename(real)
    content.symlink_to(real)
    with observe(content) as listen:
        save(real / "articles/x.md")
        saved = listen()
        content.unlink()
        gone = listen()

    assert saved.paths == {content / "articles/x.md"}
    assert gone == EVERYTHING
