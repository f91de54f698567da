"""Whoever waits for a batch may look at what is in it before it ends."""

import threading
from pathlib import Path

from site_builder.watching.batches import Pace, watching
from tests.watching.saving import save

PACE = Pace(settle_seconds=0.3, longest_seconds=20, glance_seconds=0.01, rest_seconds=0.6)


def glances_of(site: Path, *, is_of_use: bool) -> tuple[list[frozenset[Path]], frozenset[Path]]:
    """Save a file, and another after the first look; give what each look and the batch told."""
    stop, articles = threading.Event(), site / "content/articles"
    patience = threading.Timer(20, stop.set)
    patience.start()
    told: list[frozenset[Path]] = []

    def look(paths: frozenset[Path]) -> bool:
        told.append(paths)
        if len(told) == 1:
            save(articles / "y.md")
        return is_of_use

    with watching([site / "content"], stop=stop, pace=PACE) as edits:
        save(articles / "x.md")
        batch = next(edits.batches(look))
        assert not edits.has_news()
    patience.cancel()
    return told, batch.paths


def test_a_look_comes_before_the_batch_and_again_when_there_is_more(site: Path) -> None:
    told, batch = glances_of(site, is_of_use=True)

    x, y = (site / f"content/articles/{name}.md" for name in "xy")
    assert told[0] == {x}
    assert told[-1] == batch == {x, y}


def test_a_look_that_was_of_no_use_changes_nothing(site: Path) -> None:
    told, batch = glances_of(site, is_of_use=False)

    assert told[-1] == batch
    assert len(batch) == 2


def test_what_is_edited_is_news_until_a_batch_has_it(site: Path) -> None:
    stop = threading.Event()
    with watching([site / "content"], stop=stop, pace=PACE) as edits:
        save(site / "content/articles/x.md")
        seen: list[bool] = []

        def look(_: frozenset[Path]) -> bool:
            seen.append(edits.has_news())
            return False

        next(edits.batches(look))

        assert seen == [True]
        assert not edits.has_news()
