"""A server that tests share when they change nothing, and one of their own for those that do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.running import Running, html_page, running, write_files

FILES = {
    "index.html": html_page("<h1>Front</h1>"),
    "404.html": html_page("<h1>There is no page here</h1>"),
    "articles/summit/index.html": html_page("<h1>Summit</h1>"),
    "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "assets/site.1.css": "h1 { color: rgb(1, 1, 1) }",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """Run a server for a small site that the test may change."""
    write_files(tmp_path / "output", FILES)
    with running(tmp_path / "output") as started:
        yield started


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a server for a small site that no test changes, with links that lead out of it."""
    folder = tmp_path_factory.mktemp("shared") / "output"
    write_files(folder, {**FILES, "../secret.txt": "secret"})
    (folder / "linked").symlink_to("..")
    (folder / "secret.txt").symlink_to("../secret.txt")
    with running(folder) as started:
        yield started
