"""The example site with one article more, whose one paragraph has forty notes, and its notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import msgspec
from playwright.sync_api import Page

from tests.site.builds import Site, build_site, copy_example
from tests.site.hosting import served

DENSE = "articles/lukashenko-backs-an-initiative/"
FORTY = "articles/forty-notes/"
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TENS = ("first", "other", "third", "last")
NAMES = tuple(f"{ten} and {word}" for ten in TENS for word in WORDS)

BOXES = """() => {
  const box = (element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return { top, bottom, left, right };
  };
  const shown = [...document.querySelectorAll("#text .note")];
  const blocks = [...document.querySelectorAll("#text > :not(.notes)")];
  return { notes: shown.map(box), blocks: blocks.map(box) };
}"""


class Box(msgspec.Struct, frozen=True):
    """Where something stands on the page, in pixels."""

    top: float
    bottom: float
    left: float
    right: float

    def is_on(self, other: "Box") -> bool:
        """Tell whether two boxes have a place in common, but for what rounding leaves."""
        apart_down = self.bottom <= other.top + 0.5 or other.bottom <= self.top + 0.5
        apart_across = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        return not apart_down and not apart_across


class Layout(msgspec.Struct, frozen=True):
    """Where the notes of an article stand, and the blocks of its text."""

    notes: tuple[Box, ...]
    blocks: tuple[Box, ...]

    def overlaps(self) -> list[tuple[Box, Box]]:
        """Find what stands on something else."""
        boxes = (*self.notes, *self.blocks)
        return [(a, b) for at, a in enumerate(boxes) for b in boxes[:at] if a.is_on(b)]

    def holes(self) -> list[float]:
        """Measure the white space between every two blocks of the text."""
        return [after.top - before.bottom for before, after in pairwise(self.blocks)]


def layout_of(page: Page) -> Layout:
    """Measure the notes and the text of the article that a page shows."""
    return msgspec.convert(page.evaluate(BOXES), Layout)


def open_page(page: Page, address: str, width: int, *, height: int = 900) -> None:
    """Open an address in a window of a width, where nothing moves on its way."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)


def article() -> str:
    """Write an article of one paragraph in which forty passages have notes of any length."""
    notes = "\n".join(
        f"  - {{type: note, id: n{number}, exact: {name}, body: {'Words. ' * (number % 9 + 1)}}}"
        for number, name in enumerate(NAMES)
    )
    text = ", ".join(NAMES)
    head = """\
        ---
        title: Forty notes
        source: https://example.org/forty
        annotations:
    """
    return f"{dedent(head)}{notes}\n---\n{text}.\n\nAnother paragraph.\n"


@contextmanager
def reading_site(folder: Path) -> Iterator[str]:
    """Build and serve the site; give the address of its front page."""
    site = Site(copy_example(folder), folder / "output")
    (folder / "content/articles/forty-notes.md").write_text(article(), encoding="utf-8")
    build_site(site)
    with served(site.output) as host:
        yield host
