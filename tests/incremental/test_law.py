"""After any edits a build that goes on from the last one gives what a clean build gives.

Each sequence starts from a small site of everything; after each of its edits the site is built,
held against a clean build byte for byte, and built again, which must change nothing.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incremental.made_up import CHOICES, Chosen, list_pages
from tests.incremental.twins import Cleaned, Saving, Start, Twins, Way, start

SEQUENCES = settings.default.max_examples // 2 if settings.default else 50
"""Of each of the parts below: 50, and 1,000 when new ones are searched for."""

LOOKS: Mapping[str, tuple[int, Chosen]] = {
    "short lists": (100, {}),
    "long lists": (2, {}),
    "the built-in theme": (100, {"theme": 1}),
}
"""How many entries of a list a page shows, and what the site is like to begin with."""

PARTS: tuple[tuple[Way, str, int], ...] = (
    ("memory", "short lists", 1),
    ("memory", "short lists", 2),
    ("memory", "long lists", 3),
    ("cache", "short lists", 4),
    ("cache", "long lists", 5),
    ("processes", "short lists", 6),
)
"""How builds go on from the last one, what the site looks like, and what the edits are shuffled by,
so that no two parts are alike."""


class Edit(NamedTuple):
    """A change of one thing or of a few together, and the way in which files are saved."""

    chosen: Chosen
    saving: Saving = "in place"

    def take(self, twins: Twins) -> None:
        """Make the change."""
        twins.choose(self.chosen, self.saving)


class Touch(NamedTuple):
    """Every file gets another time and no other content."""

    def take(self, twins: Twins) -> None:
        """Touch the files."""
        twins.touch()


class Restart(NamedTuple):
    """What builds know of each other is forgotten, but for the cache."""

    def take(self, twins: Twins) -> None:
        """Forget it."""
        twins.restart()


class Meddle(NamedTuple):
    """A file of the output is changed by somebody, or deleted."""

    number: int
    content: bytes | None

    def take(self, twins: Twins) -> None:
        """Change the file, or delete it."""
        twins.meddle(self.number, self.content)


Step = Edit | Touch | Restart | Meddle

ALONE: list[Chosen] = [{key: n} for key, texts in CHOICES.items() for n in range(len(texts))]


def sequences(part: int) -> st.SearchStrategy[list[Step]]:
    """Draw two steps or three, most of them edits."""
    shuffled = random.Random(part).sample(ALONE, len(ALONE))  # noqa: S311 (the same in every run)
    alone = st.sampled_from(shuffled)
    together = st.lists(alone, min_size=2, max_size=3).map(
        lambda several: {key: n for chosen in several for key, n in chosen.items()}
    )
    savings = st.sampled_from(get_args(Saving))
    edits = st.builds(Edit, alone | alone | alone | together, savings)
    meddling = st.builds(Meddle, st.integers(0, 99), st.sampled_from([None, b"", b"edited"]))
    others: st.SearchStrategy[Step] = st.builds(Touch) | st.builds(Restart) | meddling
    steps = st.integers(0, 9).flatmap(lambda number: others if number == 9 else edits)
    return st.lists(steps, min_size=2, max_size=3)


class World(NamedTuple):
    """The site to begin with, and what clean builds of others gave so far."""

    begun: Start
    cleaned: Cleaned


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Build the site as it is to begin with."""
    length, chosen = LOOKS[request.param]
    with pytest.MonkeyPatch.context() as patch, list_pages(length):
        # Else hardly a file here were old enough for the file system's word to be taken.
        patch.setattr("site_builder.read.SETTLED_NS", 0)
        # The threads of a test runner hold no locks that a copy of this process would wait for.
        patch.setattr("site_builder.workers.can_fork", lambda: True)
        yield World(start(tmp_path_factory.mktemp("begun"), chosen), {})


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize(("way", "world", "part"), PARTS, indirect=["world"])
@settings(max_examples=SEQUENCES)
@given(st.data())
def test_a_build_after_edits_gives_what_a_clean_build_gives(
    world: World, way: Way, part: int, data: st.DataObject
) -> None:
    steps = data.draw(sequences(part))

    go_through(steps, world, way)


@pytest.mark.slow
@pytest.mark.parametrize("world", ["short lists", "long lists"], indirect=True)
@settings(max_examples=SEQUENCES)
@given(st.data())
def test_a_page_that_is_shown_before_a_build_is_what_the_build_makes(
    world: World, data: st.DataObject
) -> None:
    steps = data.draw(sequences(8))

    with TemporaryDirectory() as folder:
        twins = Twins(world.begun, Path(folder), "memory", world.cleaned)
        for step in steps:
            step.take(twins)
            twins.preview()
            twins.check()


@pytest.mark.parametrize("world", ["short lists"], indirect=True)
@pytest.mark.parametrize(
    "edited", ["moved_body", "summit_title", "count_value", "about_title", "base"]
)
def test_an_edit_of_what_was_there_before_is_shown_before_a_build(
    world: World, edited: str, tmp_path: Path
) -> None:
    twins = Twins(world.begun, tmp_path, "memory", world.cleaned)

    twins.choose({edited: 1})

    assert twins.preview()


@pytest.mark.slow
@pytest.mark.parametrize("world", ["the built-in theme"], indirect=True)
@settings(max_examples=SEQUENCES // 5)
@given(sequences(7))
def test_with_the_built_in_theme_too(world: World, steps: list[Step]) -> None:
    go_through(steps, world, "memory")


def go_through(steps: Sequence[Step], world: World, way: Way) -> None:
    """Take some steps, and check after each that the output is as it should be."""
    with TemporaryDirectory() as folder:
        twins = Twins(world.begun, Path(folder), way, world.cleaned)
        for step in steps:
            step.take(twins)
            twins.check()


STALE_ONCE: Mapping[str, Sequence[Step]] = {
    "an address that an article had before is added": [Edit({"summit_aliases": 1})],
    "an address that a page had before is added": [Edit({"about_aliases": 1})],
    "a source of a publisher that is an entity gets another title": [Edit({"letter_title": 1})],
    "a source that another of a publisher relays gets another title": [Edit({"wire_title": 1})],
    "a claim that another stands against gets another value": [Edit({"count_value": 1})],
    "a claim that stands against one of something else gets another status": [
        Edit({"count_status": 1})
    ],
    "a claim comes to stand beside others of its value": [Edit({"moved_about": 1})],
    "a claim stands against another one": [Edit({"readout_contradicts": 2})],
    "a claim supports another one": [Edit({"later_supports": 1}), Edit({"now": 1})],
    "a claim comes through others": [Edit({"count_via": 1}), Edit({"moved_via": 1})],
    "what rests on a source through another gets another title": [Edit({"visit_title": 1})],
    "a source relays another one": [Edit({"report_origin": 1}), Edit({"echo_origin": 1})],
    "a source is another's who speaks": [Edit({"wire_author": 1}), Edit({"wire_type": 1})],
    "the organization of somebody quoted is renamed": [Edit({"gazette_name": 1})],
    "an entity becomes a draft": [Edit({"li_draft": 1})],
    "an event becomes a draft": [Edit({"strike_draft": 1})],
    "a source becomes a draft": [Edit({"report_draft": 1})],
    "a story becomes a draft": [Edit({"talks_draft": 1})],
    "a page becomes a draft": [Edit({"contact_draft": 1})],
    "a saved copy holds the words of a quotation": [
        Edit({"content/articles/added.md": 1}),
        Edit({"copy_words": 2}),
    ],
    "a saved copy holds a quotation and a claim no more": [
        Edit({"said_via": 4, "content/articles/added.md": 1, "copy_words": 2}),
        Edit({"copy_words": 3}),
    ],
    "a saved copy cannot be read any more": [
        Edit({"said_via": 4, "copy_words": 2}),
        Edit({"copy_words": 4}),
    ],
    "a saved copy turns out to be in another language": [
        Edit({"said_via": 4, "copy_words": 2}),
        Edit({"tape_language": 1}),
    ],
    "a saved copy is gone": [Edit({"content/copies/tape.txt": 1})],
    "a static file that is linked to is gone": [Edit({"content/static/plain.txt": 2})],
    "a static file takes the place of a page": [Edit({"content/static/added.txt": 2})],
    "a picture is replaced by one of the same size": [Edit({"picture": 1})],
    "a picture is replaced by one of another size": [Edit({"picture": 2}), Edit({"picture": 3})],
    "a picture is broken for a while": [Edit({"picture": 4}), Edit({"picture": 0})],
    "the picture of an entity is replaced": [Edit({"face": 1}), Edit({"wang_picture": 1})],
    "a static picture in a note is replaced": [Edit({"chart": 1})],
    "a picture is replaced in the midst of other edits": [
        Edit({"picture": 2, "count_value": 1}),
        Edit({"chart": 1, "summit_title": 1}),
    ],
    "stories change places": [Edit({"border_status": 1}), Edit({"border_order": 1})],
    "a text changes in its signs alone": [Edit({"moved_body": 1})],
    "an earlier text is another": [Edit({"earlier_sentence": 1})],
    "an earlier text is of another article": [Edit({"content/revisions/summit/2023-03-01.md": 2})],
    "an earlier text is gone": [Edit({"content/revisions/summit/2023-03-01.md": 3})],
    "what was accepted is another, and then its text": [
        Edit({"lock_prefix": 1}),
        Edit({"moved_body": 2}),
        Edit({"lock_prefix": 0}),
    ],
    "what was accepted cannot be read for a while": [
        Edit({"lock_version": 1}),
        Edit({"anchors.json": 1}),
        Edit({"anchors.json": 0, "lock_version": 0}),
    ],
    "articles come out and expire": [Edit({"now": 1}), Edit({"now": 3})],
    "a build fails and is asked for again": [Touch(), Edit({"broken": 1}), Touch()],
    "a file gets other bytes of the same size and time": [
        Edit({"plain": 1}, "in place at the old time"),
        Edit({"count_value": 1}, "in place at the old time"),
    ],
}
"""What did not show in every page once, in the fewest steps."""


@pytest.mark.parametrize("world", ["short lists"], indirect=True)
@pytest.mark.parametrize("way", ["memory", "cache"])
@pytest.mark.parametrize("edit", STALE_ONCE)
def test_it_shows_in_every_page_that(world: World, way: Way, edit: str) -> None:
    go_through(STALE_ONCE[edit], world, way)
