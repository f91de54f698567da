"""TimelineJS3, which nobody here wrote, shows every event of a timeline in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from site_builder.model.target import Target
from tests.site.builds import Site, archive_of
from tests.site.hosting import served
from tests.writing.exports.hostile import TEXTS, hostile_site

PACKAGE = Path(__file__).parents[2] / ".venv/audit/node_modules/@knight-lab/timelinejs/dist"

pytestmark = pytest.mark.skipif(
    not PACKAGE.is_dir(),
    reason="TimelineJS3 is not kept here, for its size and its licence: `make audit` fetches it",
)

PAGE = """\
<!doctype html>
<meta charset="utf-8">
<title>A timeline</title>
<link rel="stylesheet" href="dist/css/timeline.css">
<div id="timeline" style="width: 1200px; height: 700px"></div>
<script src="dist/js/timeline.js"></script>
<script>
  fetch("timeline.json").then((answer) => answer.json()).then((told) => {
    window.timeline = new TL.Timeline("timeline", told, { start_at_slide: 1 });
  });
</script>
"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """Serve a page that shows the timeline which a test puts beside it."""
    shutil.copytree(PACKAGE, tmp_path / "dist")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    with served(tmp_path) as address:
        yield address


def stay_here(route: Route) -> None:
    """Answer for nothing but this machine: the package asks for fonts from elsewhere."""
    if route.request.url.startswith("http://127.0.0.1"):
        route.continue_()
    else:
        route.abort()


def show(page: Page, host: str) -> list[str]:
    """Open the timeline; give what it complains of."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.route("**/*", stay_here)
    page.goto(host)
    page.wait_for_function("window.timeline?.ready === true")
    errors = page.evaluate("window.timeline.config.messages.errors")
    return [*faults, *map(str, errors)]


@pytest.mark.parametrize("story", ["", "minsk-and-beijing", "paper-and-reception"])
def test_a_timeline_of_the_example_has_as_many_events_as_there_are(
    page: Page, host: str, example: Site, tmp_path: Path, story: str
) -> None:
    archive = archive_of(example)
    told = f"stories/{story}/timeline.json" if story else "data/timeline.json"
    shutil.copy(example.output / told, tmp_path / "timeline.json")
    events = (
        [archive.events[p.id] for p in archive.related("events", Target("story", story))]
        if story
        else list(archive.events.values())
    )

    assert show(page, host) == []

    headlines = page.locator(".tl-slide .tl-headline").all_text_contents()
    dates = page.locator(".tl-slide .tl-headline-date").all_text_contents()
    assert page.locator(".tl-timemarker").count() == len(events) > 0
    assert sorted(headlines[1:]) == sorted(event.fields.title for event in events)
    assert sorted(filter(None, dates)) == sorted(event.fields.date.text for event in events)


def test_a_timeline_shows_hostile_texts_as_they_were_typed(
    page: Page, host: str, tmp_path: Path
) -> None:
    (tmp_path / "timeline.json").write_bytes(hostile_site().file("/data/timeline.json"))

    assert show(page, host) == []

    headlines = page.locator(".tl-slide .tl-headline").all_text_contents()
    assert sorted(headlines[1:]) == sorted(TEXTS.values())
