"""A site is served as it was last good, built again on every change, and outlives every fault."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from site_builder.build import build
from site_builder.request import Request
from tests.served import LONG_SECONDS, Served, served
from tests.site.builds import digests_of, write_site

SETTINGS = 'title = "Served"\nbase_url = "https://example.org/repo/"\n'
ABOUT = "---\ntitle: About\n---\nWe.\n"
FILES = {
    "pages/about.md": ABOUT,
    "articles/one.md": "---\ntitle: One\nentities: [xi]\n---\nXi came.\n",
    "articles/two.md": "---\ntitle: Two\n---\nSee [[one]].\n",
    "entities/xi.md": "---\ntype: person\nname: Xi\n---\nSomebody.\n",
    "static/file.txt": "File\n",
}
"""Of content."""
ONE = "content/articles/one.md"
BROKEN = "---\ntitle: One\nentities: [nobody]\n---\nXi came.\n"

LONG_AGO = 1_600_000_000
"""So that no file looks as if it might still be edited within the same tick of the clock."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a small site."""
    return write_site(tmp_path / "site", FILES, settings=SETTINGS)


@pytest.fixture
def server(site: Path) -> Iterator[Served]:
    """Serve the small site, and watch it."""
    with served(site) as started:
        yield started


@pytest.mark.parametrize("is_built", [False, True])
def test_the_site_is_served_where_it_will_live(tmp_path: Path, *, is_built: bool) -> None:
    (tmp_path / "site.toml").write_text(SETTINGS, encoding="utf-8")
    about = tmp_path / "content" / "pages" / "about.md"
    about.parent.mkdir(parents=True)
    about.write_text(ABOUT, encoding="utf-8")
    os.utime(about, (LONG_AGO, LONG_AGO))
    if is_built:
        build(Request(site=tmp_path, jobs=1))

    command = [sys.executable, "-m", "site_builder", "serve", "--port", "0", "--site"]
    with subprocess.Popen([*command, str(tmp_path)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            said = [server.stdout.readline() for _ in range(2)]
            address = said[-1].split()[1]
            with urlopen(f"{address}about/") as answer:  # noqa: S310 - of this machine
                page = answer.read()
        finally:
            server.terminate()

    assert address.endswith("/repo/")
    assert b"<p>We.</p>" in page


def test_a_save_is_served(server: Served) -> None:
    _, before = server.ask("articles/one/")

    server.save(ONE, FILES["articles/one.md"].replace("came", "left"))

    status, page = server.ask("articles/one/")
    assert "came" in before
    assert "left" in page
    assert status == 200


def test_a_line_names_what_changed_how_many_pages_and_how_long(server: Served) -> None:
    line = server.save(ONE, FILES["articles/one.md"].replace("came", "left"))

    # The article and its entity, which shows the words around the name.
    assert re.fullmatch(
        r"content/articles/one\.md: 2 pages rendered, 2 files changed, \d+ ms", line
    )


def test_what_shows_an_edited_record_is_rendered_and_no_more(server: Served) -> None:
    line = server.save("content/entities/xi.md", FILES["entities/xi.md"].replace("body", "one"))

    assert "1 page rendered, 1 file" in line


def test_what_is_wrong_is_shown_over_the_last_good_page_until_it_is_mended(server: Served) -> None:
    _, good = server.ask("articles/one/")

    line = server.save(ONE, BROKEN)
    server.wait_until(lambda: any("nobody" in told for told in server.told))
    _, meanwhile = server.ask("articles/one/")
    (problem,) = server.problems()
    server.save(ONE, FILES["articles/one.md"].replace("came", "left"))
    _, mended = server.ask("articles/one/")

    # A build that began for a file before this one may have found it.
    assert line.endswith(": 1 problem; the site is as it was")
    assert server.told[0].startswith(f"{ONE}:3:12: unknown-entity: ")
    assert meanwhile == good
    assert "/__live__/" in good
    assert (problem["place"], problem["code"]) == (f"{ONE}:3:12", "unknown-entity")
    assert "left" in mended
    assert server.problems() == []


def test_a_broken_site_starts_and_is_served_once_it_is_mended(site: Path) -> None:
    (site / ONE).write_text(BROKEN, encoding="utf-8")

    with served(site) as server:
        first, page = server.ask()
        told = server.problems()
        server.save(ONE, FILES["articles/one.md"])
        status, _ = server.ask("repo/articles/one/")

    assert first != 200
    assert "/__live__/" in page
    assert [problem["code"] for problem in told] == ["unknown-entity"]
    assert status == 200


def test_broken_settings_and_missing_ones_are_survived(server: Served) -> None:
    server.save("site.toml", "title = \n")
    broken = server.problems()
    (server.site / "site.toml").unlink()
    server.wait_until(lambda: "No such file" in server.said[-1])
    status, _ = server.ask("about/")
    server.save("site.toml", SETTINGS.replace("Served", "Still served"))
    server.wait_until(lambda: "rendered" in server.said[-1])

    assert [problem["code"] for problem in broken] == ["config-broken"]
    assert status == 200
    assert "Still served" in server.ask("about/")[1]
    assert server.problems() == []


def test_templates_style_sheets_static_files_and_copies_are_watched(server: Served) -> None:
    server.save("templates/page.html", "<p>{{ view.title }} in a template of one's own")
    server.save("templates/assets/own.css", "p { color: red }")
    server.save("content/static/file.txt", "Other\n")
    server.save("content/copies/copy.txt", "Words\n")

    assert "About in a template of one's own" in server.ask("about/")[1]
    assert server.ask("file.txt")[1] == "Other\n"
    assert list((server.site / "output/assets").glob("own.*.css"))


def test_a_site_with_nothing_to_build_shows_the_first_save(site: Path) -> None:
    build(Request(site=site, jobs=1))

    with served(site) as server:
        line = server.save(ONE, FILES["articles/one.md"].replace("came", "left"))
        _, page = server.ask("articles/one/")

    assert server.said[0].startswith("built: 0 pages rendered, 0 files")
    assert line.startswith(ONE)
    assert ": 2 pages rendered, " in line
    assert "left" in page


def test_a_page_shows_a_save_before_the_rest_is_built(server: Served) -> None:
    server.save("templates/page.html", SLOW_PAGE)
    before = len(server.said)

    # Every page is to be made again, and one of them takes its time.
    server.write("templates/article.html", "<p>{{ view.title }}, at once")
    server.wait_until_asked("articles/one/", "One, at once")

    assert len(server.said) == before
    server.wait_for("templates/", after=before)


def test_a_renamed_article_is_gone_from_its_old_place(server: Served) -> None:
    before = len(server.said)

    (server.site / "content/articles/two.md").rename(server.site / "content/articles/three.md")
    server.wait_for("content/articles/", after=before)

    assert server.ask("articles/two/")[0] == 404
    assert server.ask("articles/three/")[0] == 200


def test_reading_causes_no_build_and_neither_does_a_build(server: Served) -> None:
    server.save(ONE, FILES["articles/one.md"].replace("came", "left"))
    before = list(server.said)

    digests_of(server.site)
    subprocess.run(["cat", *server.site.rglob("*.md")], check=True, stdout=subprocess.DEVNULL)
    for path in ("", "about/", "articles/one/", "nowhere/"):
        server.ask(path)
    time.sleep(0.5)

    assert server.said == before


def test_a_hundred_saves_in_two_seconds_cause_at_most_three_builds(server: Served) -> None:
    before = len(server.said)

    for number in range(100):
        server.write(ONE, f"---\ntitle: One\n---\nSave {number}.\n")
        time.sleep(0.02)
    server.wait_until(lambda: len(server.said) > before)
    time.sleep(1)

    assert 1 <= len(server.said) - before <= 3
    assert "Save 99." in server.ask("articles/one/")[1]


SLOW_PAGE = (
    '{% for a in "x" * 3000 %}{% for b in "x" * 2000 %}{% endfor %}{% endfor %}{{ site.root }}'
)
"""Takes longer than anything else here."""

SLOW = (
    '{% for a in "x" * 3000 %}{% for b in "x" * 1000 %}{% endfor %}{% endfor %}'
    "{% for block in view.blocks %}{{ block.html|prose }}{% endfor %}"
)
"""Takes a good while, as a large site does."""


def test_a_save_during_a_build_is_not_lost(server: Served) -> None:
    server.save("templates/article.html", SLOW)
    before = len(server.said)

    server.write(ONE, "---\ntitle: One\n---\nThe first.\n")
    # Now the build is at work, or soon will be; how soon does not matter.
    time.sleep(0.15)
    server.write("content/articles/two.md", "---\ntitle: Two\n---\nThe second.\n")
    server.wait_until(lambda: any("two.md" in line for line in server.said[before:]))

    assert "The first." in server.ask("articles/one/")[1]
    assert "The second." in server.ask("articles/two/")[1]


def test_many_files_that_come_at_once_are_few_builds(server: Served, tmp_path: Path) -> None:
    before, many = len(server.said), tmp_path / "many"
    many.mkdir()
    for number in range(500):
        (many / f"a{number}.md").write_text(f"---\ntitle: A{number}\n---\nText.\n")

    subprocess.run(["cp", "-r", many, server.site / "content/articles"], check=True)
    server.wait_until((server.site / "output/articles/a499/index.html").exists)
    time.sleep(0.5)

    assert 1 <= len(server.said) - before <= 3
    assert server.ask("articles/a499/")[0] == 200


def test_an_output_that_somebody_deletes_is_built_again(server: Served) -> None:
    shutil.rmtree(server.site / "output")

    server.save(ONE, FILES["articles/one.md"].replace("came", "left"))

    assert "left" in server.ask("articles/one/")[1]
    assert server.ask("about/")[0] == 200


def test_a_cache_that_somebody_deletes_does_no_harm(server: Served) -> None:
    shutil.rmtree(server.site / ".cache")

    server.save("content/entities/xi.md", FILES["entities/xi.md"].replace("Xi", "Xi Jinping"))

    assert "Xi Jinping" in server.ask("entities/xi/")[1]
    assert server.problems() == []


def test_a_server_that_polls_sees_saves_too(site: Path) -> None:
    with served(site, "--poll", "0.1") as server:
        server.save(ONE, FILES["articles/one.md"].replace("came", "left"))

        assert "left" in server.ask("articles/one/")[1]


def test_a_server_without_cache_builds_on_from_what_it_remembers(site: Path) -> None:
    with served(site, "--no-cache") as server:
        line = server.save("content/entities/xi.md", FILES["entities/xi.md"].replace("Xi", "Xu"))

    assert "pages rendered" in line
    assert "404" not in line
    assert not (site / ".cache").exists()


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
@pytest.mark.parametrize("is_building", [False, True])
def test_a_signal_ends_it_at_once_and_without_a_word(
    server: Served, number: signal.Signals, status: int, *, is_building: bool
) -> None:
    if is_building:
        server.save("templates/article.html", SLOW)
        server.write(ONE, "---\ntitle: One\n---\nThe first.\n")
        time.sleep(0.15)
    with urlopen(f"{server.address.removesuffix('repo/')}__live__/events"):  # noqa: S310
        ended, seconds = server.end(number)

    assert ended == status
    assert seconds < LONG_SECONDS / 10
    assert "".join(server.told) == ""
    assert {path.name for path in server.site.glob(".output*")} <= {".output.spare"}
