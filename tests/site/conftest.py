"""Sites that many tests look at, each built once by every process of the tests."""

import shutil
from pathlib import Path

import pytest

from bench.corpus import write_site as write_large_site
from tests.site.builds import SITES, Site, build_site, copy_example
from tests.site.crawling import Crawl, crawl


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the example site for the base path of a project."""
    folder = copy_example(tmp_path_factory.mktemp("example"))
    return _built(folder)


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a small site of all that has led builders astray: signs, scripts, names that clash."""
    folder = tmp_path_factory.mktemp("crowded") / "site"
    shutil.copytree(SITES / "crowded", folder)
    return _built(folder)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a site with more of everything than one page of a list shows."""
    folder = tmp_path_factory.mktemp("large") / "site"
    write_large_site(folder, 230, seed=3)
    return _built(folder)


@pytest.fixture(scope="session")
def example_crawl(example: Site) -> Crawl:
    """Follow every address of the example site."""
    return crawl(example.output)


@pytest.fixture(scope="session")
def crowded_crawl(crowded: Site) -> Crawl:
    """Follow every address of the crowded site."""
    return crawl(crowded.output)


@pytest.fixture(scope="session")
def large_crawl(large: Site) -> Crawl:
    """Follow every address of the large site."""
    return crawl(large.output)


def _built(folder: Path) -> Site:
    site = Site(folder, folder / "output")
    build_site(site)
    return site
